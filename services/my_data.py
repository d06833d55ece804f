"""What is kept of somebody: each feature tells its part, the person sees and takes it home."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from documents.sheet import Cell, Sheet, workbook
from program.delivery import DeliveryClass, Method
from program.permissions import Act, Subject, require
from services.desk import Look, Work

KIND = "my_data.export_ready"
AGAIN_AFTER = timedelta(minutes=1)
"""Asked for again within the same minute, it is the same file."""


@dataclass(frozen=True)
class Part:
    """What one feature keeps of a person. Words as in the data map: short, for that person."""

    name: str
    """The title of the sheet, at most 31 characters."""
    what: str
    """What it is, as the end of "We keep: ..."."""
    seen_by: str
    """Who else can see it, in one sentence."""
    heading: tuple[str, ...]
    rows: Callable[[Look], Sequence[Sequence[Cell]]]
    """Everything of `look.actor` and of nobody else, their own words unsealed."""
    withheld: str = ""
    """What is kept and not shown: other people's private words about the person."""
    count_withheld: Callable[[Look], int] | None = None


@dataclass(frozen=True)
class PartCounted:
    """One part with how much there is of it."""

    part: Part
    count: int
    withheld: int


def own(look: Look) -> str:
    """The person id of the actor, who may see what is kept of them; every part asks by this.

    Raises Refusal `permissions.*` for whoever is no colleague.
    """
    person_id = look.me
    require(look.actor, Act.MY_DATA_READ, Subject(owners=frozenset({person_id})))
    return person_id


def overview(look: Look, parts: Sequence[Part]) -> tuple[PartCounted, ...]:
    """What is kept of the actor, counted; empty parts stand there as well, with nothing."""
    own(look)
    return tuple(PartCounted(part, len(part.rows(look)), _withheld(look, part)) for part in parts)


def export(look: Look, parts: Sequence[Part]) -> bytes:
    """The same as a workbook, one sheet for each part: for the actor alone."""
    own(look)
    sheets = [
        Sheet(part.name, part.heading, part.rows(look), note=_note(part, _withheld(look, part)))
        for part in parts
    ]
    return workbook(sheets, zone=look.actor.zone)


def ask_for_export(work: Work) -> None:
    """Send the actor their export as a file. Asked again within a minute it is the same file."""
    person_id = own(work)
    work.note("my_data.export_asked", about=f"person:{person_id}")
    work.send(
        KIND,
        to=person_id,
        about={"person": person_id},
        cls=DeliveryClass.REPLY,
        key=f"{KIND}:{person_id}:{int(work.now.timestamp() // AGAIN_AFTER.total_seconds())}",
        method=Method.UPLOAD,
    )


def _note(part: Part, withheld: int) -> str:
    kept_back = f" Kept and not shown: {withheld} {part.withheld}." if withheld else ""
    return f"{part.seen_by}{kept_back}"


def _withheld(look: Look, part: Part) -> int:
    return 0 if part.count_withheld is None else part.count_withheld(look)

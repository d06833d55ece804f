"""Lists as files: ask for one, and what the file is to hold when it goes out."""

from dataclasses import dataclass

from program.delivery import Delivery, DeliveryClass, Method
from program.permissions import Act, require
from services import drafts
from services.desk import Look, Work

KIND = "lists.sheet"
_DRAFT = "lists.sheet"


@dataclass(frozen=True)
class SheetAsked:
    """Which list somebody wants as a file: its name, its filter and the words searched for."""

    name: str
    shown: str
    words: str


def ask(work: Work, asked: SheetAsked) -> None:
    """Send the actor a list as a file. Asked again within the minute it is the same file.

    The searched words are somebody's own: they wait sealed, and never stand in the delivery.
    """
    require(work.actor, Act.HOME_OPEN)
    person_id = work.me
    drafts.keep(work, f"{_DRAFT}:{asked.name}", {"words": asked.words})
    work.note("sheet.asked", about=f"list:{asked.name}")
    work.send(
        KIND,
        to=person_id,
        about={"list": asked.name, "shown": asked.shown},
        cls=DeliveryClass.REPLY,
        key=f"{KIND}:{person_id}:{asked.name}:{asked.shown}:{work.now:%Y%m%d%H%M}",
        method=Method.UPLOAD,
    )


def asked_by(look: Look, delivery: Delivery) -> SheetAsked:
    """What the reader `look.actor` asked for, when the file goes out."""
    name = delivery.about["list"]
    found = drafts.find(look, f"{_DRAFT}:{name}") or {}
    return SheetAsked(name, delivery.about["shown"], str(found.get("words", "")))

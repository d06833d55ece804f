"""The yes to an import: made ready outside the transaction, written in one, or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from program.permissions import Act, require
from program.refusal import Refusal
from program.roster_change import differences
from program.roster_import import ImportState, RosterImport
from services import roster_import
from services.desk import Look, Work
from services.roster_news import WAITS, announce, found, moved
from store import roster_imports, roster_writing

APPLY = "rosters.apply"
"""The kind of long work that carries a yes out."""


@dataclass(frozen=True)
class Prepared:
    """An import that is ready to be written, made outside the writing transaction."""

    import_id: str
    writing: roster_writing.Writing | None = field(repr=False)
    """None: the roster changed since the check."""
    names: tuple[str, ...] = field(default=(), repr=False)
    """Some of those who stand differently now."""
    differing: int = 0

    @property
    def redrawn(self) -> tuple[str, ...]:
        """The entries whose lines are drawn anew."""
        return () if self.writing is None else tuple(self.writing.redrawn)


def ask_to_apply(work: Work, import_id: str) -> RosterImport:
    """Say yes: what was checked is written by the worker. A second yes is quiet.

    Raises Refusal `rosters.expired`, `.stopped`, `.refused` or `.still_reading`.
    """
    require(work.actor, Act.ROSTERS_IMPORT)
    one = found(work, import_id)
    if one.state in (ImportState.APPLYING, ImportState.IMPORTED):
        return one
    if one.state is not ImportState.CHECKED:
        raise Refusal(f"rosters.{_NO_LONGER[one.state]}")
    if one.expires_at is not None and one.expires_at <= work.now:
        raise Refusal("rosters.expired")
    asked_by = work.actor.person_id
    ids = {"import": import_id, **({"by": asked_by} if asked_by else {})}
    work.start_task(APPLY, ids=ids, key=f"{APPLY}:{import_id}")
    return moved(work, import_id, ImportState.APPLYING)


def prepare(look: Look, import_id: str) -> Prepared | None:
    """Make ready what was said yes to; None where there is nothing (any more) to write."""
    require(look.actor, Act.ROSTERS_IMPORT)
    staged = roster_imports.staged(look.session, import_id)
    if staged is None or found(look, import_id).state not in WAITS:
        return None
    seen = roster_writing.versions(look.session)
    now = roster_import.planned(look, staged.reading)
    differing = differences(staged.marks, now)
    gone = set(staged.missing) ^ set(now.missing)
    if differing or gone or len(now.rows) != len(staged.marks):
        names = tuple(one.entry.name for one in differing[:3])
        return Prepared(import_id, None, names, max(len(differing), len(gone), 1))
    return Prepared(import_id, roster_writing.prepare(look.session, now, seen))


def apply(work: Work, prepared: Prepared) -> RosterImport:
    """Write exactly what was checked, all of it or nothing; whoever asked is told.

    Where the roster changed since the check nothing is written and the import is refused.
    """
    require(work.actor, Act.ROSTERS_IMPORT)
    one = found(work, prepared.import_id)
    if one.state not in WAITS:
        return one
    if prepared.writing is None or not roster_writing.write(work.session, prepared.writing):
        changed = max(prepared.differing, 1)
        return roster_import.refuse(work, prepared.import_id, "changed_since", changed=changed)
    applied = moved(work, prepared.import_id, ImportState.IMPORTED)
    named = ("new", "updated", "same", "missing", "left_out")
    counts = {one: applied.counts.get(one, 0) for one in named}
    work.note("rosters.imported", about=f"roster_import:{applied.id}", **counts)
    announce(work, applied)
    return applied


_NO_LONGER: Mapping[ImportState, str] = {
    ImportState.READING: "still_reading",
    ImportState.EXPIRED: "expired",
    ImportState.STOPPED: "stopped",
    ImportState.REFUSED: "refused",
}

"""Imports of a roster: a file is checked, what it would change waits sealed, a yes writes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from documents.roster_file import UnreadableFile, read_tables
from program.delivery import DeliveryClass, Method
from program.permissions import Act, may, require
from program.refusal import Refusal
from program.roster_change import Changes, differences, plan
from program.roster_headers import is_heading
from program.roster_import import KEPT_FOR, ImportState, RosterImport
from program.roster_reading import read
from program.roster_rows import Finding, Reading
from services.desk import Look, Work
from store import roster_imports, roster_writing

CHECK, APPLY = "rosters.check", "rosters.apply"
"""The kinds of long work that carry an import."""
_WAITS = frozenset({ImportState.READING, ImportState.CHECKED, ImportState.APPLYING})


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


def read_file(content: bytes, name: str, now: datetime) -> Reading:
    """The rows of a roster file. Opens no transaction; takes seconds for a large file.

    Raises Refusal `rosters.CODE` (fact: file) for what is no roster.
    """
    try:
        tables = read_tables(content, name, is_heading)
    except UnreadableFile as unreadable:
        raise Refusal(f"rosters.{unreadable.code}", field="file", file=name) from None
    reading = read(tables, now.date())
    if reading.missing:
        raise Refusal(f"rosters.no_{min(reading.missing)}", field="file", file=name)
    if not reading.entries and not reading.findings:
        raise Refusal("rosters.empty", field="file", file=name)
    return reading


def ask(work: Work, *, slack_file: str, view: str | None = None) -> RosterImport:
    """Have a file in Slack checked; `view` is the open modal that waits for it.

    Asked for again while it waits, it answers the same import. Raises Refusal `permissions.*`.
    """
    require(work.actor, Act.ROSTERS_IMPORT)
    asked_by = work.actor.person_id or ""
    known = roster_imports.latest_of_file(work.session, slack_file, asked_by)
    if known is not None and known.state in _WAITS:
        return known
    made = roster_imports.begin(
        work.session, asked_by=asked_by, slack_file=slack_file, expires_at=work.now + KEPT_FOR
    )
    ids = {"import": made.id, **({"view": view} if view else {})}
    work.start_task(CHECK, ids=ids, key=f"{CHECK}:{made.id}")
    work.retouch(f"slack_file:{slack_file}")
    return made


def begin(work: Work, file_name: str) -> RosterImport:
    """An import from the command line, which brings the file itself."""
    require(work.actor, Act.ROSTERS_IMPORT)
    return roster_imports.begin(
        work.session,
        asked_by=work.actor.person_id,
        slack_file=None,
        expires_at=work.now + KEPT_FOR,
        file_name=file_name,
    )


def planned(look: Look, reading: Reading) -> Changes:
    """What these rows would change in the roster as it is now; nothing is written."""
    require(look.actor, Act.ROSTERS_IMPORT)
    session = look.session
    return plan(
        reading.entries,
        roster_writing.known(session),
        roster_writing.tied_by_address(session),
        reading.findings,
    )


def stage(
    work: Work, import_id: str, reading: Reading, changes: Changes, file_name: str
) -> RosterImport:
    """Keep what was read, sealed and for a day, and tell whoever asked what it would change."""
    require(work.actor, Act.ROSTERS_IMPORT)
    found = _found(work, import_id)
    if found.state is not ImportState.READING:
        return found
    roster_imports.stage(work.session, import_id, reading, changes, file_name)
    staged = _found(work, import_id)
    work.note("rosters.checked", about=f"roster_import:{import_id}", rows=staged.rows)
    _announce(work, staged)
    return staged


def of_id(look: Look, import_id: str) -> RosterImport:
    """One import. Raises Refusal `rosters.gone` where nobody knows it."""
    require(look.actor, Act.ROSTERS_IMPORT)
    return _found(look, import_id)


def left_out(look: Look, import_id: str) -> tuple[Finding, ...]:
    """The rows and cells that were not taken over: rows left out first, in the order of the file.

    Empty once its day is over.
    """
    require(look.actor, Act.ROSTERS_IMPORT)
    found = roster_imports.left_out(look.session, import_id)
    return tuple(sorted(found, key=lambda one: (not one.reason.leaves_the_row_out, one.sheet)))


def ask_to_apply(work: Work, import_id: str) -> RosterImport:
    """Say yes: what was checked is written by the worker. A second yes is quiet.

    Raises Refusal `rosters.expired`, `.stopped`, `.refused` or `.still_reading`.
    """
    require(work.actor, Act.ROSTERS_IMPORT)
    found = _found(work, import_id)
    if found.state in (ImportState.APPLYING, ImportState.IMPORTED):
        return found
    if found.state is not ImportState.CHECKED:
        raise Refusal(f"rosters.{_NO_LONGER[found.state]}")
    if found.expires_at is not None and found.expires_at <= work.now:
        raise Refusal("rosters.expired")
    asked_by = work.actor.person_id
    ids = {"import": import_id, **({"by": asked_by} if asked_by else {})}
    work.start_task(APPLY, ids=ids, key=f"{APPLY}:{import_id}")
    return _moved(work, import_id, ImportState.APPLYING)


def prepare(look: Look, import_id: str) -> Prepared | None:
    """Make ready what was said yes to; None where there is nothing (any more) to write."""
    require(look.actor, Act.ROSTERS_IMPORT)
    staged = roster_imports.staged(look.session, import_id)
    if staged is None or _found(look, import_id).state not in _WAITS:
        return None
    seen = roster_writing.versions(look.session)
    now = planned(look, staged.reading)
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
    found = _found(work, prepared.import_id)
    if found.state not in _WAITS:
        return found
    if prepared.writing is None or not roster_writing.write(work.session, prepared.writing):
        changed = max(prepared.differing, 1)
        return refuse(work, prepared.import_id, "changed_since", changed=changed)
    applied = _moved(work, prepared.import_id, ImportState.IMPORTED)
    named = ("new", "updated", "same", "missing", "left_out")
    counts = {one: applied.counts.get(one, 0) for one in named}
    work.note("rosters.imported", about=f"roster_import:{applied.id}", **counts)
    _announce(work, applied)
    return applied


def refuse(
    work: Work, import_id: str, reason: str, *, file_name: str | None = None, **facts: int
) -> RosterImport:
    """Nothing of this file is imported; whoever asked is told why. Refused again is quiet."""
    require(work.actor, Act.ROSTERS_KEEP)
    found = _found(work, import_id)
    if found.state not in _WAITS:
        return found
    refused = roster_imports.move(
        work.session,
        import_id,
        ImportState.REFUSED,
        reason=reason,
        facts=facts,
        file_name=file_name,
    )
    work.note("rosters.refused", about=f"roster_import:{import_id}", reason=reason)
    work.retouch(f"roster_import:{import_id}")
    _announce(work, refused)
    return refused


def stop(work: Work, import_id: str) -> None:
    """Say no: what was read is deleted. Once it is over, a quiet success."""
    require(work.actor, Act.ROSTERS_IMPORT)
    if _found(work, import_id).state in (ImportState.READING, ImportState.CHECKED):
        _moved(work, import_id, ImportState.STOPPED)
        work.note("rosters.stopped", about=f"roster_import:{import_id}")


def send_left_out(work: Work, import_id: str) -> None:
    """Send the rows left out as a sheet to the actor. Asked again within the minute it is quiet.

    Raises Refusal `rosters.left_out_gone` once its day is over.
    """
    require(work.actor, Act.ROSTERS_IMPORT)
    if not roster_imports.left_out(work.session, import_id):
        raise Refusal("rosters.left_out_gone")
    person_id = work.actor.person_id or ""
    work.send(
        "rosters.left_out",
        to=person_id,
        about={"roster_import": import_id, "person": person_id},
        cls=DeliveryClass.REPLY,
        key=f"rosters.left_out:{import_id}:{person_id}:{work.now:%Y%m%d%H%M}",
        method=Method.UPLOAD,
    )


def next_expiry(look: Look) -> datetime | None:
    """When the next import's day is over. For the clock."""
    require(look.actor, Act.ROSTERS_KEEP)
    return roster_imports.next_expiry(look.session)


def expire(work: Work) -> None:
    """Delete what was kept of people for more than a day. For the clock."""
    require(work.actor, Act.ROSTERS_KEEP)
    for import_id in roster_imports.let_go(work.session):
        work.note("rosters.expired", about=f"roster_import:{import_id}")
        work.retouch(f"roster_import:{import_id}")


def may_import(look: Look) -> bool:
    """May the actor import a roster: a program manager of the whole workspace?"""
    return may(look.actor, Act.ROSTERS_IMPORT)


def require_import(look: Look) -> None:
    """Raise Refusal `permissions.*` for whoever may not import a roster."""
    require(look.actor, Act.ROSTERS_IMPORT)


_NO_LONGER: Mapping[ImportState, str] = {
    ImportState.READING: "still_reading",
    ImportState.EXPIRED: "expired",
    ImportState.STOPPED: "stopped",
    ImportState.REFUSED: "refused",
}


def _found(look: Look, import_id: str) -> RosterImport:
    found = roster_imports.find(look.session, import_id)
    if found is None:
        raise Refusal("rosters.gone")
    return found


def _moved(work: Work, import_id: str, to: ImportState) -> RosterImport:
    moved = roster_imports.move(work.session, import_id, to)
    work.retouch(f"roster_import:{import_id}")
    return moved


def _announce(work: Work, found: RosterImport) -> None:
    """Tell whoever asked where their import stands."""
    if found.asked_by is None:
        return
    work.send(
        f"rosters.{found.state.value}",
        to=found.asked_by,
        about={"roster_import": found.id},
        cls=DeliveryClass.REPLY,
        key=f"rosters.{found.state.value}:{found.id}",
    )

"""Imports of a roster: a file is checked, what it would change waits sealed, a yes writes it."""

from datetime import datetime

from documents.roster_file import UnreadableFile, read_tables
from program.delivery import DeliveryClass, Method
from program.permissions import Act, may, require
from program.refusal import Refusal
from program.roster_change import Changes, plan
from program.roster_headers import is_heading
from program.roster_import import KEPT_FOR, ImportState, RosterImport
from program.roster_reading import read
from program.roster_rows import Finding, Reading
from services.desk import Look, Work
from services.roster_news import WAITS, announce, found, moved
from store import roster_imports, roster_writing

CHECK = "rosters.check"
"""The kind of long work that reads a file."""


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
    asked_by = work.me
    known = roster_imports.latest_of_file(work.session, slack_file, asked_by)
    if known is not None and known.state in WAITS:
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
    one = found(work, import_id)
    if one.state is not ImportState.READING:
        return one
    roster_imports.stage(work.session, import_id, reading, changes, file_name)
    staged = found(work, import_id)
    work.note("rosters.checked", about=f"roster_import:{import_id}", rows=staged.rows)
    announce(work, staged)
    return staged


def of_id(look: Look, import_id: str) -> RosterImport:
    """One import. Raises Refusal `rosters.gone` where nobody knows it."""
    require(look.actor, Act.ROSTERS_IMPORT)
    return found(look, import_id)


def left_out(look: Look, import_id: str) -> tuple[Finding, ...]:
    """The rows and cells that were not taken over: rows left out first, in the order of the file.

    Empty once its day is over.
    """
    require(look.actor, Act.ROSTERS_IMPORT)
    kept = roster_imports.left_out(look.session, import_id)
    return tuple(sorted(kept, key=lambda one: (not one.reason.leaves_the_row_out, one.sheet)))


def refuse(
    work: Work, import_id: str, reason: str, *, file_name: str | None = None, **facts: int
) -> RosterImport:
    """Nothing of this file is imported; whoever asked is told why. Refused again is quiet."""
    require(work.actor, Act.ROSTERS_KEEP)
    one = found(work, import_id)
    if one.state not in WAITS:
        return one
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
    announce(work, refused)
    return refused


def stop(work: Work, import_id: str) -> None:
    """Say no: what was read is deleted. Once it is over, a quiet success."""
    require(work.actor, Act.ROSTERS_IMPORT)
    if found(work, import_id).state in (ImportState.READING, ImportState.CHECKED):
        moved(work, import_id, ImportState.STOPPED)
        work.note("rosters.stopped", about=f"roster_import:{import_id}")


def send_left_out(work: Work, import_id: str) -> None:
    """Send the rows left out as a sheet to the actor. Asked again within the minute it is quiet.

    Raises Refusal `rosters.left_out_gone` once its day is over.
    """
    require(work.actor, Act.ROSTERS_IMPORT)
    if not roster_imports.left_out(work.session, import_id):
        raise Refusal("rosters.left_out_gone")
    person_id = work.me
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

"""The long work of the roster: a file is fetched and checked, a yes is written, ties are made."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from slack_sdk import WebClient

from handlers.replacing import show_anew
from handlers.rosters.fetching import fetch
from handlers.rosters.listeners import view_of
from program.refusal import Refusal
from program.roster_import import ImportState
from program.roster_rows import Finding
from program.task import Task
from services import pairing_looks, roster_applying, roster_import, roster_ties, rosters
from services.desk import Desk, Work
from services.tasks import Progress, TaskKind

ClientIn = Callable[[str], WebClient]
_PEOPLE_AT_ONCE = 200
"""People whose pairings are looked at in one transaction."""


def check(client_in: ClientIn) -> TaskKind:
    """Fetch a file by its id, read it, and keep what it would change."""

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        client = client_in(task.workspace_id)
        import_id = task.ids["import"]
        with desk.open_look_in(task.workspace_id) as look:
            found = roster_import.of_id(look, import_id)
        if found.state is ImportState.READING:
            try:
                check_one(desk, task.workspace_id, import_id, *_fetched(client, found.slack_file))
            except Refusal as refusal:
                refuse(desk, task.workspace_id, import_id, refusal)
        progress(1, 1)
        _show(desk, client, task)

    return TaskKind(roster_import.CHECK, run, _not_fetched)


def apply() -> TaskKind:
    """Write what was said yes to, tie whom that made known, look at the pairs it concerns."""

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        redrawn = apply_one(desk, task.workspace_id, task.ids["import"], by=task.ids.get("by"))
        progress(1, 2)
        follow_up(desk, task.workspace_id, redrawn)
        progress(2, 2)

    return TaskKind(roster_applying.APPLY, run, _not_applied)


def check_one(desk: Desk, workspace_id: str, import_id: str, name: str, content: bytes) -> None:
    """Read a file and keep what it would change. Raises Refusal `rosters.*` for what is none."""
    reading = roster_import.read_file(content, name, desk.now())
    with desk.open_look_in(workspace_id) as look:
        changes = roster_import.planned(look, reading)
    with desk.open_work_in(workspace_id) as work:
        roster_import.stage(work, import_id, reading, changes, name)


def apply_one(
    desk: Desk, workspace_id: str, import_id: str, *, by: str | None = None
) -> Collection[str] | None:
    """Write an import; the entries whose lines were drawn anew, None where that is not known."""
    with desk.open_look_in(workspace_id) as look:
        allowed = by is None or roster_import.may_import(look.seen_by(by))
        prepared = roster_applying.prepare(look, import_id) if allowed else None
    with desk.open_work_in(workspace_id) as work:
        if not allowed:
            roster_import.refuse(work, import_id, "not_yours_now")
        elif prepared is not None:
            roster_applying.apply(work, prepared)
    return None if prepared is None else prepared.redrawn


def refuse(desk: Desk, workspace_id: str, import_id: str, refusal: Refusal) -> None:
    """Note why a file is not imported, and tell whoever asked."""
    trouble = refusal.troubles[0]
    reason = trouble.code.removeprefix("rosters.")
    with desk.open_work_in(workspace_id) as work:
        name = str(trouble.facts.get("file", ""))
        roster_import.refuse(work, import_id, reason, file_name=name)


def follow_up(desk: Desk, workspace_id: str, changed: Collection[str] | None) -> None:
    """Tie what has the same address, and look again at the pairs of whoever it concerns.

    `changed`: entries whose lines changed; None: any may have. Done again, it changes nothing.
    """
    tied: set[str] = set()
    while True:
        with desk.open_work_in(workspace_id) as work:
            some = roster_ties.tie_by_address(work)
        tied.update(some)
        if len(some) < roster_ties.A_BATCH:
            break
    with desk.open_look_in(workspace_id) as look:
        touched = None if changed is None else {*changed, *tied}
        people = sorted(rosters.concerned_by(look, touched))
    for start in range(0, len(people), _PEOPLE_AT_ONCE):
        with desk.open_work_in(workspace_id) as work:
            pairing_looks.look_again(work, people[start : start + _PEOPLE_AT_ONCE])


@dataclass(frozen=True)
class Result:
    """What an import at the operator's hand came to."""

    counts: Mapping[str, int]
    findings: tuple[Finding, ...] = field(repr=False)
    imported: bool = False
    """False for a dry run, and where the roster changed while it was read."""


def import_file(
    desk: Desk, workspace_id: str, name: str, content: bytes, *, dry_run: bool = False
) -> Result:
    """Read, check and write a file in one go, in the house's own name; a dry run writes nothing.

    Raises Refusal `rosters.*` (fact: file) for what is no roster.
    """
    reading = roster_import.read_file(content, name, desk.now())
    with desk.open_look_in(workspace_id) as look:
        changes = roster_import.planned(look, reading)
    if dry_run:
        return Result(changes.counts(), changes.findings)
    with desk.open_work_in(workspace_id) as work:
        import_id = roster_import.begin(work, name).id
        roster_import.stage(work, import_id, reading, changes, name)
    redrawn = apply_one(desk, workspace_id, import_id)
    follow_up(desk, workspace_id, redrawn)
    with desk.open_look_in(workspace_id) as look:
        imported = roster_import.of_id(look, import_id).state is ImportState.IMPORTED
    return Result(changes.counts(), changes.findings, imported)


def _fetched(client: WebClient, slack_file: str | None) -> tuple[str, bytes]:
    return fetch(client, slack_file or "")


def _show(desk: Desk, client: WebClient, task: Task) -> None:
    """The result in the modal that waits for it, if it does."""
    view_id, asked_by = task.ids.get("view"), task.asked_by
    if view_id is None or asked_by is None:
        return
    with desk.open_look_in(task.workspace_id) as look:
        view = view_of(look.seen_by(asked_by), task.ids["import"])
    show_anew(client, view_id, view)


def _not_fetched(work: Work, task: Task) -> None:
    roster_import.refuse(work, task.ids["import"], "not_fetched")


def _not_applied(work: Work, task: Task) -> None:
    roster_import.refuse(work, task.ids["import"], "not_applied")

"""`baton deliveries`: what is on its way, what did not arrive, and settling it by hand."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import clock
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.cli.opened import store_of
from bot.cli.workspaces import chosen
from bot.settings import ENV_FILE, load
from handlers.undelivered.words import REFUSALS
from program.delivery import DeliveryState
from program.refusal import Refusal
from program.task import TaskState
from program.undelivered import OPEN_STATES, OpenDelivery, OpenTask
from services import people, undelivered
from services.desk import Desk, Look, Work
from store.workspaces import Workspace

app = command_app()

OPEN_TASKS = (TaskState.WAITING, TaskState.RUNNING, TaskState.FAILED)
Which = Annotated[str, typer.Option("--workspace", help="The Slack id of one workspace (T…).")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Ids = Annotated[list[str], typer.Argument(help="What stands in front of it in the list.")]


@app.callback(invoke_without_command=True)
def deliveries(
    context: typer.Context,
    state: Annotated[
        DeliveryState | None, typer.Option(help="Show those in this state: due, held, claimed …")
    ] = None,
    workspace: Which = "",
    as_json: AsJson = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Show what did not arrive, and settle it.

    Counts of all that is open; rows of what is undelivered or doubtful, or with --state of what is
    in that state. What a message says stands nowhere. Anonymous surveys are counts only.

    \b
    Examples:
      baton deliveries
      baton deliveries --state due --json
      baton deliveries arrived ID     it is there; nothing is sent
      baton deliveries retry ID       send it once more; long work: try it again
      baton deliveries drop ID        let it go
      baton deliveries tasks          long work that waits, runs or was given up
    """
    if context.invoked_subcommand is not None:
        # Also where it stands before the word: --env-file FILE retry ID.
        context.default_map = {context.invoked_subcommand: {"env_file": env_file}}
        return
    with _desk(env_file) as (desk, known):
        found = [_overview(desk, one, state) for one in chosen(known, workspace)]
    if as_json:
        print(json.dumps({"workspaces": found}))
        return
    for one in found:
        _print(one, state)


@app.command("tasks")
def tasks(workspace: Which = "", as_json: AsJson = False, env_file: EnvFile = ENV_FILE) -> None:
    """Show long work that waits, runs or was given up."""
    with _desk(env_file) as (desk, known):
        found: list[dict[str, Any]] = []
        for one in chosen(known, workspace):
            with desk.open_look_in(one.id) as look:
                rows = [_task(row, look) for row in undelivered.tasks(look, OPEN_TASKS)]
            found.append({**_named(one), "tasks": rows})
    if as_json:
        print(json.dumps({"workspaces": found}))
        return
    for workspace_found in found:
        print(f"{workspace_found['name']} ({workspace_found['team']})")
        print(_table(workspace_found["tasks"]) or "  No long work waits.")


@app.command("arrived")
def arrived(ids: Ids, workspace: Which = "", env_file: EnvFile = ENV_FILE) -> None:
    """Note that it is there: somebody has seen it. Nothing is sent."""
    _settle(env_file, ids, workspace, "noted as arrived", delivery=undelivered.arrived, task=None)


@app.command("retry")
def retry(ids: Ids, workspace: Which = "", env_file: EnvFile = ENV_FILE) -> None:
    """Send it once more, as soon as hours allow; take long work up again."""
    send_again, task_again = undelivered.send_again, undelivered.task_again
    _settle(env_file, ids, workspace, "tried once more", delivery=send_again, task=task_again)


@app.command("drop")
def drop(ids: Ids, workspace: Which = "", env_file: EnvFile = ENV_FILE) -> None:
    """Let it go. Nobody hears of it."""
    _settle(
        env_file, ids, workspace, "dropped", delivery=undelivered.drop, task=undelivered.drop_task
    )


@contextmanager
def _desk(env_file: Path) -> Iterator[tuple[Desk, list[Workspace]]]:
    with store_of(load(env_file=env_file)) as store:
        yield Desk(store, clock.now), store.workspaces()


def _overview(desk: Desk, one: Workspace, state: DeliveryState | None) -> dict[str, Any]:
    with desk.open_look_in(one.id) as look:
        found = undelivered.overview(look)
        pulse = undelivered.pulse_counts(look)
        if state is None:
            rows = [stuck.delivery for stuck in undelivered.waiting(look)]
        else:
            rows = list(undelivered.in_states(look, [state]))
        return {
            **_named(one),
            "counts": {member.value: found.in_state(member) for member in OPEN_STATES},
            "for_a_person": found.doubtful + found.in_state(DeliveryState.FAILED),
            "of_the_pulse": {member.value: count for member, count in pulse.items()},
            "oldest_due": _moment(min(found.oldest_due.values(), default=None)),
            "tasks_given_up": found.given_up,
            "deliveries": [_delivery(row, look) for row in rows],
        }


def _named(one: Workspace) -> dict[str, str]:
    return {"team": one.team_id, "name": one.name}


def _delivery(row: OpenDelivery, look: Look) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state.value,
        "kind": row.kind,
        "to": _slack_user(look, row.recipient),
        "queued_at": _moment(row.queued_at),
        "next_look": _moment(row.look_at),
        "attempts": row.attempts,
        "reason": row.reason,
    }


def _task(row: OpenTask, look: Look) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state.value,
        "kind": row.kind,
        "asked_by": _slack_user(look, row.asked_by),
        "queued_at": _moment(row.queued_at),
        "next_look": _moment(row.look_at),
        "attempts": row.attempts,
        "reason": row.reason,
    }


def _slack_user(look: Look, person_id: str | None) -> str | None:
    found = people.named(look, [person_id]).get(person_id) if person_id else None
    return found.slack_user if found else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _print(found: dict[str, Any], state: DeliveryState | None) -> None:
    print(f"{found['name']} ({found['team']})")
    counts = ", ".join(f"{name} {count:,}" for name, count in found["counts"].items())
    print(f"  {counts}; long work given up {found['tasks_given_up']:,}")
    hidden = {name: count for name, count in found["of_the_pulse"].items() if count}
    if hidden:
        told = ", ".join(f"{name} {count:,}" for name, count in hidden.items())
        print(f"  of these for anonymous surveys: {told}")
    if found["oldest_due"]:
        print(f"  the oldest that is due waits since {found['oldest_due']}")
    nothing = "Nothing waits for you." if state is None else "None."
    print(_table(found["deliveries"]) or f"  {nothing}")


def _table(rows: Sequence[dict[str, Any]]) -> str:
    """In columns, each as wide as its longest; empty where there is nothing."""
    if not rows:
        return ""
    cells = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)) for row in cells)
    return "\n".join(f"  {line.rstrip()}" for line in lines)


def _cell(value: object) -> str:
    return "-" if value is None else str(value)


Settle = Callable[[Work, str], None]


def _settle(
    env_file: Path,
    ids: list[str],
    workspace: str,
    done: str,
    *,
    delivery: Settle,
    task: Settle | None,
) -> None:
    all_well = True
    with _desk(env_file) as (desk, known):
        for one in ids:
            refused = _settled(desk, chosen(known, workspace), one, delivery, task)
            print(f"{one}: {refused or f'{done}.'}")
            all_well = all_well and refused is None
    raise typer.Exit(0 if all_well else 1)


def _settled(
    desk: Desk, known: list[Workspace], wanted: str, delivery: Settle, task: Settle | None
) -> str | None:
    """Settle it where it is found; what is in the way otherwise, in a sentence."""
    for workspace in known:
        for settle in (delivery, task):
            if settle is None:
                continue
            try:
                with desk.open_work_in(workspace.id) as work:
                    settle(work, wanted)
            except Refusal as refusal:
                if refusal.code == "undelivered.gone":
                    continue
                trouble = refusal.troubles[0]
                return REFUSALS[trouble.code](trouble.facts)
            return None
    return "nothing of this id is kept. Nothing was changed."

"""`baton erase`: what erasing a person, or a workspace that has left, comes to; and doing it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, NoReturn

import typer

from bot import clock
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.cli.opened import store_of
from bot.erasing import ended, erase_person
from bot.settings import ENV_FILE, Settings, load
from bot.troubles import Trouble
from program.erasure import Standing
from services import erasure
from services.desk import Desk
from store import erasing_workspace, people
from store.store import Store
from store.workspaces import Workspace

app = command_app()
Yes = Annotated[bool, typer.Option("--yes", help="Do it. Without it nothing is changed.")]


@app.command("erase")
def erase(
    person: Annotated[
        str, typer.Argument(help="A Slack id (U…) or an e-mail; nothing for a whole workspace.")
    ] = "",
    workspace: Annotated[
        str, typer.Option(help="The Slack id of the workspace (T…), where there are several.")
    ] = "",
    yes: Yes = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Erase a person, or a workspace that has left. Without --yes: say what goes.

    What others have stays as counts, under an id that leads to nobody; the audit log stays whole.
    It cannot be undone, also not by restoring an older backup: a list beside the keys sees to that.

    \b
    Exit codes: 0 said or done; 1 something has to be settled first; 2 a word or a setting is wrong.
    Examples:
      baton erase U024BE7LH
      baton erase mia@example.com --yes
      baton erase --workspace T012AB3CD --yes
    """
    if not person and not workspace:
        raise Trouble("Whom or what to erase is missing.", "Name a person, or --workspace T…")
    settings = load(env_file=env_file)
    with store_of(settings) as store:
        if "@" in person and _erase_entries(store, person, workspace, yes=yes, as_json=as_json):
            return
        if person:
            _erase_person(
                settings, store, _found(store, person, workspace), yes=yes, as_json=as_json
            )
        else:
            _erase_workspace(settings, store, workspace, yes=yes, as_json=as_json)


@dataclass(frozen=True)
class _Found:
    """Somebody by what the operator typed."""

    typed: str
    workspace: Workspace
    person_id: str


def _found(store: Store, typed: str, team_id: str) -> _Found:
    served = [one for one in store.workspaces() if team_id in {"", one.team_id}]
    found = []
    for one in served:
        with store.look(one.id) as look:
            ids = people.ids_by_account_or_email(look, typed)
        found += [_Found(typed, one, person_id) for person_id in ids]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Trouble(f"Nobody here has {typed}.", "Take the Slack id (U…), or check --workspace.")
    named = ", ".join(f"{one.workspace.team_id} ({one.workspace.name})" for one in found)
    raise Trouble("Who is meant is not clear.", f"Name a workspace, or the Slack id: {named}")


def _erase_person(
    settings: Settings, store: Store, found: _Found, *, yes: bool, as_json: bool
) -> None:
    desk = Desk(store, clock.now)
    place = found.workspace.id
    with desk.open_look_in(place) as look:
        standing = erasure.of_person(look, found.person_id)
    done = None
    if yes and (standing.is_free or standing.begun):
        with desk.open_work_in(place) as work:
            erasure.begin(work, found.person_id)
        erase_person(desk, settings.keys_folder, place, found.person_id)
        done = ended(desk, place, found.person_id)
    if as_json:
        print(json.dumps(_as_json(standing, done)))
    else:
        _print(found, standing, done)
    raise typer.Exit(0 if standing.is_free or standing.begun else 1)


def _erase_entries(store: Store, email: str, team_id: str, *, yes: bool, as_json: bool) -> bool:
    """Somebody whom the roster lists and Slack does not; False where there is nobody like that."""
    desk, gone = Desk(store, clock.now), 0
    for one in store.workspaces():
        if team_id not in {"", one.team_id}:
            continue
        with store.look(one.id) as look:
            if people.ids_by_account_or_email(look, email):
                return False
        with desk.open_work_in(one.id) as work:
            ids = erasure.entries_of(work, email)
            if yes and ids:
                erasure.erase_entries(work, ids)
        gone += len(ids)
    if gone and as_json:
        print(json.dumps({"goes": {"colleague": gone}, "done": yes}))
    elif gone:
        _table(f"{email} has no account here. Goes", {"colleague": gone})
        print("Done." if yes else f"Nothing was changed. To do it: baton erase {email} --yes")
    return gone > 0


def _as_json(standing: Standing, done: bool | None) -> Mapping[str, object]:
    return {
        "person": standing.person_id,
        "begun": standing.begun or done is not None,
        "done": bool(done),
        "running_pairings": len(standing.running),
        "programs_without_anybody": list(standing.unstaffed),
        "goes": dict(standing.goes),
        "stays": dict(standing.stays),
    }


def _print(found: _Found, standing: Standing, done: bool | None) -> None:
    print(f"{found.typed} in {found.workspace.name} ({found.workspace.team_id})")
    _table("Goes, and the account with it", standing.goes)
    _table("Stays as counts, under an id that leads to nobody", standing.stays)
    if standing.running and not standing.begun:
        print(f"{len(standing.running)} running: a program manager ends them first, by")
        print("  /mentoring-admin end")
    for name in standing.unstaffed if not standing.begun else ():
        print(f"Nobody else runs {name}: make somebody program manager first, or put one in line.")
    if done is None and (standing.is_free or standing.begun):
        print(f"Nothing was changed. To do it: baton erase {found.typed} --yes")
    elif done:
        print("Done. Copies made before still hold it: backups, and messages in Slack.")
    elif done is False:
        print("All is gone but the account: the running bot sends a last word first, and then")
        print("  forgets the account, within a day at the latest.")


def _table(title: str, counts: Mapping[str, int]) -> None:
    if not counts:
        return
    print(f"{title}:")
    for name, count in counts.items():
        print(f"  {count:>7,}  {name}")


def _erase_workspace(
    settings: Settings, store: Store, team_id: str, *, yes: bool, as_json: bool
) -> None:
    place = erasing_workspace.left_one(store, team_id)
    if place is None:
        _not_left(store, team_id)
    counts = erasing_workspace.counts(store, place)
    if yes:
        erasing_workspace.erase_workspace(store, place, settings.keys_folder)
    if as_json:
        print(json.dumps({"workspace": team_id, "done": yes, "goes": dict(counts)}))
        return
    _table(f"{team_id} has left. Goes", counts)
    print(
        "Done."
        if yes
        else f"Nothing was changed. To do it: baton erase --workspace {team_id} --yes"
    )


def _not_left(store: Store, team_id: str) -> NoReturn:
    if any(one.team_id == team_id for one in store.workspaces()):
        raise Trouble(
            f"{team_id} is served.", "Take the app out of the workspace in Slack first; then again."
        )
    raise Trouble(f"No workspace {team_id} is known.", "Its id begins with T, or E for all of one.")

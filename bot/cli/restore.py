"""`baton restore`: a backup in the place of the database, so that nobody is sent anything twice."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import clock
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.erasing import erase_again
from bot.pulse_keys import destroy_all
from bot.settings import ENV_FILE, Settings, load
from bot.troubles import Trouble
from store.keys import Keyring
from store.restoring import readied

app = command_app()


@dataclass(frozen=True)
class Restored:
    """What became of it, for whoever restored."""

    copied_at: datetime | None
    to_ask: int
    for_a_person: int
    erased_again: int
    void_pulses: int
    pulse_keys_destroyed: int
    lost_workspaces: int
    put_aside: str | None


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The file that `baton backup` wrote.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Put the database that stands there aside."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Put a backup in the place of the database. Stop the bot first, every process of it.

    The copy is opened, held against the keys, brought to this version's form and made ready beside
    the database; the two are exchanged in one step at the end. Until then nothing is changed.
    What may have been sent since the copy was made is asked of Slack before anything goes out.
    Every pulse that was open in the copy or before is void: its answers are deleted unread.

    \b
    Exit codes: 0 it is in place; 1 it is not, and nothing was changed.
    Examples:
      baton restore /backups/baton-2026-03-05.db
      baton restore /backups/baton-2026-03-05.db --replace
    """
    settings = load(env_file=env_file)
    if not file.is_file():
        raise Trouble(f"There is no file {file}.", "Name the file that `baton backup` wrote.")
    done = _restored(settings, file, replace=replace)
    if as_json:
        moment = done.copied_at.isoformat() if done.copied_at else None
        print(json.dumps({**vars(done), "file": str(file.absolute()), "copied_at": moment}))
    else:
        _say(done, file)


def _restored(settings: Settings, file: Path, *, replace: bool) -> Restored:
    keys = Keyring.load(settings.keys_folder)
    with readied(settings.database_url, keys, file, clock.now, replace=replace) as ready:
        again = erase_again(ready.store, clock.now, settings.keys_folder)
    return Restored(
        copied_at=max(ready.copied_at.values(), default=None),
        to_ask=ready.to_ask,
        for_a_person=ready.for_a_person,
        erased_again=again,
        void_pulses=ready.void_pulses,
        pulse_keys_destroyed=destroy_all(settings),
        lost_workspaces=len(ready.lost_workspaces),
        put_aside=ready.put_aside,
    )


def _say(done: Restored, file: Path) -> None:
    moment = f"{done.copied_at:%Y-%m-%d %H:%M} UTC" if done.copied_at else "its first start"
    print(f"Restored from {file}: the database is as it was at {moment}.")
    if done.put_aside:
        print(f"What stood there before is kept: {done.put_aside}.")
        print("  It holds what people wrote: delete it when the restored one has proved itself.")
    print(f"Messages that Slack is asked about before anything is sent: {done.to_ask:,}.")
    print(f"Deliveries that wait for a person to settle them: {done.for_a_person:,}.")
    if done.for_a_person:
        print("  See them with: baton deliveries")
    if done.erased_again:
        print(f"Erased since the backup, and erased again: {done.erased_again:,}.")
    if done.void_pulses:
        print(f"Pulses that were open in the backup, and are void now: {done.void_pulses:,}.")
        print("  Answers to them are deleted unread. Their program managers are told at the start.")
    if done.pulse_keys_destroyed:
        print(f"Keys of pulses that were open, and are destroyed: {done.pulse_keys_destroyed:,}.")
    if done.lost_workspaces:
        print(f"Workspaces that came after the backup, and are gone: {done.lost_workspaces:,}.")
    print("Next: baton doctor, then baton run.")

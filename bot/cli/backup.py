"""`baton backup`: a copy of the database in one file, made while the bot runs."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot import last_backup
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.opening import database_state
from bot.settings import ENV_FILE, load
from bot.troubles import Trouble
from store.backup import back_up
from store.keys import Keyring
from store.migrate import MigrationState

app = command_app()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write. It must not be there yet.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Copy the database into one file, while the bot runs.

    The copy shows one moment and is opened to see that it is whole. It holds no keys: without them
    nothing sealed can be read. The keys of open pulses are never copied: once the copy is restored,
    a pulse that was open in it is void. PostgreSQL is copied by its own pg_dump: it has to be on
    the PATH.

    \b
    Exit codes: 0 the copy is there and whole; 1 there is none.
    Examples:
      baton backup /backups/baton-2026-03-05.db
      baton backup "/backups/baton-$(date +%F).db" --json
    """
    settings = load(env_file=env_file)
    if database_state(settings) is MigrationState.EMPTY:
        raise Trouble("There is no database yet.", "Start `baton run` once; it makes it.")
    if not file.absolute().parent.is_dir():
        raise Trouble(f"There is no folder {file.absolute().parent}.", "Make it, or name another.")
    found = back_up(settings.database_url, Keyring.load(settings.keys_folder), file)
    last_backup.note(settings, file)
    keys, pulse_keys = settings.keys_folder.absolute(), settings.pulse_keys_folder.absolute()
    if as_json:
        facts = {"file": str(file.absolute()), "bytes": found.size, "rows": found.rows}
        facts |= {"keys_folder": str(keys), "never_copy": str(pulse_keys)}
        print(json.dumps({**facts, "revision": found.revision}))
        return
    print(f"The copy is whole: {file}, {_size(found.size)}, {found.rows:,} rows.")
    print(f"It holds no keys. They lie in {keys}: copy that folder as well, to another place.")
    print(f"It holds no key of a pulse, and none may be copied: leave {pulse_keys} out.")


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"

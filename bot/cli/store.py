"""`baton store`: everything into another database, checked row by row."""

import json
import sys
from typing import Annotated

import typer

from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.opening import database_state
from bot.settings import ENV_FILE, load
from bot.troubles import Trouble
from store.copying import copy
from store.keys import Keyring
from store.migrate import MigrationState

app = command_app()
_LARGE = 5000
"""Rows of a table from which on its progress is told."""


@app.callback()
def store() -> None:
    """Copy everything into another database.

    \b
    Example:
      baton store copy --to postgresql://baton@db.example.com/baton
    """


@app.command("copy")
def store_copy(
    to: Annotated[str, typer.Option(help="The address of an empty database.")],
    void_open_pulses: Annotated[
        bool,
        typer.Option(
            "--void-open-pulses",
            help="Void in the copy the pulses that are open. Their answers are not taken along.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Copy everything into an empty database, and compare both row by row. Stop the bot first.

    All of it is kept or nothing. The database that is used now stays as it is. A password need not
    stand on the command line: PGPASSWORD and the file ~/.pgpass are read. The folder of a SQLite
    file has to be there. While a pulse is open nothing is copied, unless you have it voided: the
    program managers are told then, and ask again.

    \b
    Exit codes: 0 both hold the same; 1 nothing was kept.
    Examples:
      baton store copy --to postgresql://baton@db.example.com/baton
      baton store copy --to sqlite:////var/lib/baton/data/baton.db
    """
    settings = load(env_file=env_file)
    if database_state(settings) is MigrationState.EMPTY:
        raise Trouble("There is no database yet.", "Start `baton run` once; it makes it.")
    done = copy(
        settings.database_url,
        to,
        Keyring.load(settings.keys_folder),
        _tell,
        void_pulses=void_open_pulses,
    )
    if as_json:
        found = done.tables.items()
        tables = {name: {"rows": rows, "digest": digest} for name, (rows, digest) in found}
        print(json.dumps({"tables": tables, "void_pulses": done.void_pulses}))
        return
    for name, (rows, digest) in done.tables.items():
        if rows:
            print(f"  {name:<24}{rows:>9,}  {digest[:12]}")
    total = sum(rows for rows, _ in done.tables.values())
    print(f"Copied, and the same on both sides: {total:,} rows.")
    if done.void_pulses:
        print(f"Pulses that are void in the copy: {done.void_pulses:,}.")
        print("  Their program managers are told once Baton runs on it.")
    print("Next: set BATON_DATABASE_URL to that address, leave the keys where they are, then")
    print("baton doctor, baton run. Never run Baton on the old database again: it is out of date.")


def _tell(table: str, done: int, total: int) -> None:
    if total >= _LARGE:
        print(f"  {table}: {done:,} of {total:,}", file=sys.stderr)

"""`baton migrate`: the database brought to this version's form, or only looked at."""

import json
from typing import Annotated

import typer

from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.opening import database_state, open_keys
from bot.settings import ENV_FILE, load
from store import migrate as store_migrate
from store.migrate import MigrationState

app = command_app()

SAYS = {
    MigrationState.EMPTY: "There is no database yet.",
    MigrationState.BEHIND: "The database is from an older version.",
    MigrationState.CURRENT: "The database has this version's form.",
    MigrationState.NEWER: "The database is from a newer version.",
}


@app.command()
def migrate(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit code 1 if there is work to do.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Bring the database to this version, or say where it is.

    `baton run` does this by itself, under a lock. Make a backup before an upgrade.

    \b
    Examples:
      baton migrate
      baton migrate --check --json
    """
    settings = load(env_file=env_file)
    before = database_state(settings)
    after = before
    if not check and before is not MigrationState.CURRENT:
        open_keys(settings, before)
        store_migrate.upgrade(settings.database_url)
        after = database_state(settings)
    if as_json:
        print(json.dumps({"before": before.value, "after": after.value}))
    else:
        print(SAYS[after])
    raise typer.Exit(0 if after is MigrationState.CURRENT else 1)

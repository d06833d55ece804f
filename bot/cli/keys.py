"""`baton keys`: new keys in place of ones that may have been seen."""

import json
from typing import Annotated

import typer

from bot import clock
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.opening import database_state
from bot.settings import ENV_FILE, Settings, load
from bot.troubles import Trouble
from store import rotation
from store.in_use import alone
from store.keys import Keyring
from store.migrate import MigrationState
from store.store import Store

app = command_app()


@app.callback()
def keys() -> None:
    """Renew the keys that seal private text.

    \b
    Example:
      baton keys rotate
    """


@app.command("rotate")
def keys_rotate(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Make new keys and seal everything again with them. Stop the bot first.

    Old keys stay in their folder: a backup made before can be read only with them. Interrupted, it
    can be run again: nothing is lost, and what is sealed already stays so.

    \b
    Example:
      baton keys rotate
    """
    settings = load(env_file=env_file)
    if database_state(settings) is MigrationState.EMPTY:
        raise Trouble("There is no database yet.", "Start `baton run` once; it makes both.")
    with alone(settings.database_url):
        count = _renewed(settings)
    if as_json:
        print(json.dumps({"sealed_again": count}))
    else:
        print(
            f"New keys are in use; {count} values were sealed again. Copy {settings.keys_folder}."
        )


def _renewed(settings: Settings) -> int:
    store = Store.open(settings.database_url, Keyring.load(settings.keys_folder), clock.now)
    try:
        rotation.rotate(store)
        return rotation.reseal(store)
    finally:
        store.close()

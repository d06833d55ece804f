"""The house of a command that asks and is done: its store, open as long as the command needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot import clock
from bot.opening import database_state
from bot.pulse_keys import vault_of
from bot.settings import Settings
from bot.troubles import Trouble
from store.keys import Keyring
from store.migrate import MigrationState
from store.store import Store


@contextmanager
def store_of(settings: Settings) -> Iterator[Store]:
    """The store that is there. Raises Trouble before the bot ran once, KeyTrouble, StoreTrouble."""
    if database_state(settings) is MigrationState.EMPTY:
        raise Trouble("There is no database yet.", "Start `baton run` once; it makes it.")
    keys, vault = Keyring.load(settings.keys_folder), vault_of(settings)
    store = Store.open(settings.database_url, keys, clock.now, vault=vault)
    try:
        yield store
    finally:
        store.close()

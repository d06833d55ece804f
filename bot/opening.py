"""Opens the house: keys first, then the database in this version's form, then the store."""

import errno
import logging

from bot.pulse_keys import open_vault
from bot.settings import SettingProblem, Settings, SettingsTrouble
from program.clock import Clock
from store import migrate
from store.in_use import hold
from store.keys import Keyring
from store.migrate import MigrationState
from store.store import Store
from store.troubles import KeyTrouble

log = logging.getLogger(__name__)

_NO_PLACE = {errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP}
"""No folder will ever be made there; a right that lacks or a full disk are the system's to mend."""


def database_state(settings: Settings) -> MigrationState:
    """How the database stands to this version; asking never creates a SQLite file.

    Raises StoreTrouble where it does not answer.
    """
    file = settings.database_file
    if file is not None and not file.exists():
        return MigrationState.EMPTY
    return migrate.state(settings.database_url)


def open_keys(settings: Settings, database: MigrationState) -> Keyring:
    """The keys; made where both keys and database are new.

    Raises KeyTrouble where a database is there and its keys are not: new ones could not read it;
    SettingsTrouble where no folder can be made for them.
    """
    folder = settings.keys_folder
    if database is MigrationState.EMPTY and not any(folder.glob("*.key")):
        keys = _created(settings)
        log.warning("New keys were made in %s. Keep a copy apart from the database's.", folder)
        return keys
    return Keyring.load(folder)


def _created(settings: Settings) -> Keyring:
    try:
        return Keyring.create(settings.keys_folder)
    except OSError as none:
        if none.errno not in _NO_PLACE:
            raise
        name, place = "BATON_HOME", settings.baton_home
        if settings.baton_keys is not None:
            name, place = "BATON_KEYS", settings.baton_keys
        what = f"names {place}, and no folder can be made there"
        do = "Give a folder that the account Baton runs under may write to."
        raise SettingsTrouble([SettingProblem(name, what, do)]) from none


def open_store(settings: Settings, clock: Clock, *, may_migrate: bool = True) -> Store:
    """Everything `baton run` remembers by. Raises StoreTrouble, KeyTrouble or NewerDatabase."""
    found = database_state(settings)
    had_keys = settings.keys_folder.exists()
    keys = open_keys(settings, found)
    if may_migrate and found in {MigrationState.EMPTY, MigrationState.BEHIND}:
        migrate.upgrade(settings.database_url)
        log.info("The database is in this version's form.")
    try:
        store = Store.open(settings.database_url, keys, clock, vault=open_vault(settings))
    except KeyTrouble:
        if not had_keys:
            # Another machine was first: these keys have sealed nothing, and would be in the way.
            keys.discard()
        raise
    try:
        hold(store.engines)
    except BaseException:
        store.close()
        raise
    return store

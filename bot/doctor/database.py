"""Database and keys: reachable, in this version's form, and fitting each other."""

from bot.doctor.check import Check, fine, look, skipped, trouble
from bot.opening import database_state
from bot.pulse_keys import vault_of
from bot.settings import Settings
from program.clock import Clock
from store.keys import Keyring
from store.migrate import MigrationState
from store.store import Store
from store.troubles import KeyTrouble, StoreTrouble

_STANDS = {
    MigrationState.EMPTY: fine("database", "There is no database yet; `baton run` makes it."),
    MigrationState.CURRENT: fine("database", "The database answers and has this version's form."),
    MigrationState.BEHIND: look(
        "database",
        "The database is from an older version.",
        "Make a backup; `baton run` or `baton migrate` brings it to this version.",
    ),
    MigrationState.NEWER: trouble(
        "database",
        "The database is from a newer version than this one.",
        "Run that version of Baton, or put back a backup made before it.",
    ),
}


def database(settings: Settings, clock: Clock) -> tuple[list[Check], Store | None]:
    """How database and keys stand; the open store where both are well."""
    try:
        stands = database_state(settings)
    except StoreTrouble as raised:
        lost = skipped("keys", "the database does not open")
        return [_told("database", raised), lost], None
    first = _STANDS[stands]
    if stands is MigrationState.EMPTY and not any(settings.keys_folder.glob("*.key")):
        return [first, fine("keys", "There are no keys yet; `baton run` makes them.")], None
    try:
        keys = Keyring.load(settings.keys_folder)
        if stands is not MigrationState.CURRENT:
            return [first, fine("keys", "The keys can be read.")], None
        store = Store.open(settings.database_url, keys, clock, vault=vault_of(settings))
    except StoreTrouble as raised:
        return [
            first,
            _told("keys" if isinstance(raised, KeyTrouble) else "database", raised),
        ], None
    return [first, fine("keys", "The keys are there and are those of this database.")], store


def _told(name: str, raised: StoreTrouble) -> Check:
    sentence, _, do = raised.advice.partition(". ")
    where = ", ".join(f"{fact}: {value}" for fact, value in raised.facts.items())
    found = f"{sentence.rstrip('.')}." if not where else f"{sentence.rstrip('.')} ({where})."
    return trouble(name, found, do or "See Keys and Backup in docs/operators.md.")

"""A copy of the database in one file, made while bots run and believed only once it was opened."""

from pathlib import Path

from store import dumps, sqlite_copies
from store.engine import address
from store.keys import Keyring
from store.sqlite_copies import Copy


def back_up(url: str, keys: Keyring, file: Path) -> Copy:
    """Copies the database at this moment into a new file that its owner alone may read.

    Raises StoreTrouble: `backup.exists`, `backup.no_tool` (PostgreSQL's own tools are needed: the
    fact `command` says what to run), `backup.damaged`; KeyTrouble; NewerDatabase.
    """
    where = address(url)
    if where.drivername.startswith("sqlite"):
        return sqlite_copies.back_up(Path(str(where.database)), keys, file)
    return dumps.back_up(url, keys, file)

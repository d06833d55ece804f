"""One at a time over all processes, for what must not be done twice and takes too long for work.

On SQLite it is SQLite's own lock, on a little file beside the database; on PostgreSQL an advisory
lock of a transaction that does nothing else. The system lets go of either when a process ends.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text

from store.store import Store
from store.troubles import StoreTrouble

_TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 20262))")
_SECONDS = 10
"""How long somebody waits for their turn; as long as a lock of the database is waited for."""


@contextmanager
def one_at_a_time(store: Store, what: str) -> Iterator[None]:
    """Wait until nobody else is at it, anywhere. Raises StoreTrouble `store.locked` after 10 s.

    No unit of work is open while one waits; one may be opened inside.
    """
    if store.engines.is_sqlite:
        with _with_file(Path(f"{store.engines.work.url.database}.turns")):
            yield
        return
    with store.engines.work.begin() as connection:
        connection.execute(_TURN, {"what": what})
        yield


@contextmanager
def _with_file(file: Path) -> Iterator[None]:
    file.touch(mode=0o600)
    with closing(sqlite3.connect(file, timeout=_SECONDS, isolation_level=None)) as raw:
        try:
            raw.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise StoreTrouble("store.locked") from None
        yield

"""Empties SQLite's write-ahead log after a vote: it shows which rows changed together.

The index of the log, kept beside it, goes on naming the pages of the last commit after the log is
empty, until the first commit of a new log clears it. So one is made that changes nothing.
"""

import sqlite3
import threading
from pathlib import Path

from store.engine import Engines

_FIRST_PAUSE = 0.02
_LONGEST_PAUSE = 1.0  # seconds between two tries while somebody reads for long


class Emptying:
    """One for each store. A reader in the way is waited for by one thread, never by a vote."""

    def __init__(self, engines: Engines) -> None:
        self._file = str(engines.work.url.database) if engines.is_sqlite else None
        self._durable = engines.durable
        self._one_at_a_time = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._waiter: threading.Thread | None = None

    def at_start(self) -> None:
        """Empties what a process may have left that was killed right after a vote."""
        log = Path(f"{self._file}-wal")
        if self._file is not None and log.exists() and log.stat().st_size:
            self.empty()

    def empty(self) -> None:
        """Empties the log now, or as soon as nobody reads in it. Raises nothing."""
        if self._file is None or self._ended.is_set() or self._try():
            return
        with self._one_at_a_time:
            self._wanted.set()
            if self._waiter is None and not self._ended.is_set():
                self._waiter = threading.Thread(target=self._wait, name="emptying", daemon=True)
                self._waiter.start()

    def close(self) -> None:
        """Ends the thread after one last try."""
        if self._connection is not None:
            self._try()
        self._ended.set()
        self._wanted.set()
        waiter = self._waiter
        if waiter is not None:
            waiter.join()
        with self._one_at_a_time:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _wait(self) -> None:
        while self._wanted.wait() and not self._ended.is_set():
            self._wanted.clear()
            pause = _FIRST_PAUSE
            while not self._try():
                if self._ended.wait(pause):
                    return
                pause = min(pause * 2, _LONGEST_PAUSE)

    def _try(self) -> bool:
        """Is the log empty? A checkpoint that has to wait for somebody is told so at once."""
        with self._one_at_a_time:
            if self._ended.is_set():
                return True
            try:
                raw = self._open()
                return _emptied(raw) and self._commit_nothing(raw) and _emptied(raw)
            except sqlite3.Error:
                return False

    def _open(self) -> sqlite3.Connection:
        """A connection of its own: SQLAlchemy's begin with a transaction, and wait for seconds."""
        if self._connection is None:
            self._connection = sqlite3.connect(
                str(self._file), timeout=0, isolation_level=None, check_same_thread=False
            )
            self._be_safe(self._connection)
        return self._connection

    def _be_safe(self, raw: sqlite3.Connection) -> None:
        """What leaves the log has to be in the file for good: ours, and what others wrote."""
        raw.execute(f"PRAGMA synchronous={2 if self._durable else 0}")

    def _commit_nothing(self, raw: sqlite3.Connection) -> bool:
        """Writes the first page as it is; a number that nobody uses serves for it."""
        (number,) = raw.execute("PRAGMA user_version").fetchone()
        raw.execute("PRAGMA synchronous=0")  # nothing is lost with it
        try:
            raw.execute(f"PRAGMA user_version={number}")
        finally:
            self._be_safe(raw)
        return True


def _emptied(raw: sqlite3.Connection) -> bool:
    busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy

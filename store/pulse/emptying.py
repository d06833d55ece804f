"""Empties SQLite's write-ahead log after a vote: it shows which rows changed together."""

import sqlite3
import threading

from store.engine import Engines

_FIRST_PAUSE = 0.02
_LONGEST_PAUSE = 1.0  # seconds between two tries while somebody reads for long


class Emptying:
    """One for each store. A reader in the way is waited for by one thread, never by a vote."""

    def __init__(self, engines: Engines) -> None:
        self._file = str(engines.work.url.database) if engines.is_sqlite else None
        self._one_at_a_time = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._waiter: threading.Thread | None = None

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
                busy, *_ = self._open().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error:
                return False
            return not busy

    def _open(self) -> sqlite3.Connection:
        """A connection of its own: SQLAlchemy's begin with a transaction, and wait for seconds."""
        if self._connection is None:
            self._connection = sqlite3.connect(
                str(self._file), timeout=0, isolation_level=None, check_same_thread=False
            )
        return self._connection

"""The sandbox's own file: JSON documents and uploads, committed before any answer goes out."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

VERSION = 1


class FileTrouble(Exception):
    """The sandbox's file cannot be used: busy, unreadable, read-only or from a newer version."""


class Documents:
    """A key-value file. One process holds it; what is committed survives a kill."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._open_work = False
        try:
            self._db = _connect(path)
        except (sqlite3.Error, OSError) as trouble:
            raise FileTrouble(f"{path}: {trouble}") from trouble
        try:
            self._prepare()
        except sqlite3.Error as trouble:
            self._db.close()
            raise FileTrouble(f"{path}: {trouble}") from trouble
        except FileTrouble:
            self._db.close()
            raise

    def _prepare(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise FileTrouble(f"{self.path} was written by a newer version of the sandbox")
        self._db.executescript(
            "CREATE TABLE IF NOT EXISTS document"
            " (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS upload (id TEXT PRIMARY KEY, body BLOB NOT NULL);"
            f"PRAGMA user_version = {VERSION};"
        )

    def load(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for kind, body in self._db.execute("SELECT kind, body FROM document"):
            yield kind, json.loads(body)

    def put(self, kind: str, key: str, body: Mapping[str, Any]) -> None:
        text = json.dumps(body, separators=(",", ":"))
        self._write("INSERT OR REPLACE INTO document VALUES (?, ?, ?)", (kind, key, text))

    def remove(self, kind: str, key: str) -> None:
        self._write("DELETE FROM document WHERE kind = ? AND id = ?", (kind, key))

    def put_bytes(self, key: str, body: bytes) -> None:
        self._write("INSERT OR REPLACE INTO upload VALUES (?, ?)", (key, body))

    def remove_bytes(self, key: str) -> None:
        self._write("DELETE FROM upload WHERE id = ?", (key,))

    def bytes_of(self, key: str) -> bytes | None:
        row = self._db.execute("SELECT body FROM upload WHERE id = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    def commit(self) -> None:
        if self._open_work:
            self._db.execute("COMMIT")
            self._open_work = False

    def roll_back(self) -> None:
        if self._open_work:
            self._db.execute("ROLLBACK")
            self._open_work = False

    def close(self) -> None:
        self.commit()
        self._db.close()

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        if not self._open_work:
            self._db.execute("BEGIN")
            self._open_work = True
        self._db.execute(statement, values)


def _connect(path: str) -> sqlite3.Connection:
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    # Made on the starting thread, used on the server's; never by two at once.
    db = sqlite3.connect(path, timeout=0.2, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        db.close()
        raise
    return db

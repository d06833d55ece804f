"""The sandbox's own file: JSON documents and uploads, committed before any answer goes out."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

VERSION = 2
_BETWEEN = "/"


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
        """The documents of the first workspace; those of others stand on shelves."""
        query = "SELECT kind, body FROM document WHERE instr(kind, ?) = 0"
        for kind, body in self._db.execute(query, (_BETWEEN,)):
            yield kind, json.loads(body)

    def shelf(self, name: str) -> "Shelf":
        return Shelf(self, name)

    def shelves(self) -> list[str]:
        """The names of all shelves that hold anything, in order."""
        query = "SELECT DISTINCT kind FROM document WHERE instr(kind, ?) > 0"
        kinds = [str(kind) for (kind,) in self._db.execute(query, (_BETWEEN,))]
        return sorted({kind.partition(_BETWEEN)[0] for kind in kinds})

    def load_shelf(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        query = "SELECT kind, body FROM document WHERE substr(kind, 1, ?) = ?"
        start = name + _BETWEEN
        for kind, body in self._db.execute(query, (len(start), start)):
            yield str(kind).removeprefix(start), json.loads(body)

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

    def close(self) -> None:
        self.commit()
        self._db.close()

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        if not self._open_work:
            self._db.execute("BEGIN")
            self._open_work = True
        self._db.execute(statement, values)


class Shelf:
    """The part of the file that belongs to one more workspace; it commits with the whole."""

    def __init__(self, documents: Documents, name: str) -> None:
        self._documents = documents
        self._name = name

    def load(self) -> Iterator[tuple[str, dict[str, Any]]]:
        yield from self._documents.load_shelf(self._name)

    def put(self, kind: str, key: str, body: Mapping[str, Any]) -> None:
        self._documents.put(f"{self._name}{_BETWEEN}{kind}", key, body)

    def remove(self, kind: str, key: str) -> None:
        self._documents.remove(f"{self._name}{_BETWEEN}{kind}", key)

    def put_bytes(self, key: str, body: bytes) -> None:
        self._documents.put_bytes(key, body)

    def remove_bytes(self, key: str) -> None:
        self._documents.remove_bytes(key)

    def bytes_of(self, key: str) -> bytes | None:
        return self._documents.bytes_of(key)

    def commit(self) -> None:
        self._documents.commit()


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

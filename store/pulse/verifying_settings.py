"""Whether the database keeps what it is told and overwrites what it deletes, as read back from it.

On PostgreSQL some settings of the server tell more than need be: they cannot be ours to change.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, text

from store.pulse.finding import Finding, fine, look, trouble

_SQLITE: Mapping[str, tuple[object, ...]] = {
    "journal_mode": ("wal",),
    "synchronous": (2, 3),
    "secure_delete": (1,),
}
_TELLING: Mapping[str, tuple[str, ...]] = {
    "track_commit_timestamp": ("off",),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "archive_mode": ("off",),
}
"""What a server that tells least says; other values are worth a look."""


def settings(connection: Connection, *, durable: bool) -> Iterator[Finding]:
    """The settings of the database, on a connection like those that votes are written through."""
    if connection.dialect.name == "sqlite":
        for name, good in _SQLITE.items():
            if name == "synchronous" and not durable:
                continue
            found = connection.scalar(text(f"PRAGMA {name}"))
            said = fine if found in good else trouble
            yield said("settings.kept" if found in good else "settings.lost", name, str(found))
        return
    found = connection.scalar(text("SHOW synchronous_commit"))
    yield fine("settings.kept", "synchronous_commit", f"on for votes, else {found}")
    for name, good in _TELLING.items():
        value = str(connection.scalar(text(f"SHOW {name}")))
        yield (
            fine("settings.quiet", name, value)
            if value in good
            else look("settings.telling", name, value)
        )

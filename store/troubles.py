"""What can go wrong with database or keys, by name: for the doctor and the log."""

from collections.abc import Mapping

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_ADVICE: Mapping[str, str] = {
    "backup.damaged": "This copy is damaged. Take another one; nothing was changed.",
    "backup.exists": "There is a file of this name already. It is never overwritten; name another.",
    "backup.no_tool": "The PostgreSQL tools are not on the PATH. Install them, or run the command.",
    "backup.not_ours": "This file is no backup of Baton. Name the file that `baton backup` wrote.",
    "backup.other_kind": "The copy is of another kind of database than BATON_DATABASE_URL names. "
    "Restore it to its own kind, then use: baton store copy",
    "backup.tool": "A tool of PostgreSQL stopped. See what it said; nothing was changed.",
    "restore.present": "There is a database in its place. With --replace it is put aside, kept.",
    "store.away": "The database does not answer. Check BATON_DATABASE_URL and the server.",
    "store.behind": "The database is from an older version. Run: baton migrate",
    "store.damaged": "The database file is damaged. Restore it: baton restore BACKUP --replace.",
    "store.busy": "The database takes no more connections. Raise its max_connections.",
    "store.being_replaced": "The database is being restored or copied. Start when that has ended.",
    "store.full": "There is no room left on the disk of the database. Nothing was changed.",
    "store.in_use": "Baton runs on this database. Stop every process of it, then try again.",
    "store.locked": "Another program holds the database. Nothing was changed; close that program.",
    "store.newer": "The database is from a newer version. Run that version, or put back a backup.",
    "store.readonly": "The database may only be read. Let Baton write the file and its folder.",
    "store.settings": "The database refuses the settings that protect it. Move it to a local disk.",
    "store.url": "This is not a database address that Baton knows. Use sqlite:///… or postgresql://…",
    "copy.away": "The database that --to names does not answer, or does not let Baton in. "
    "Check that address, its password and the server.",
    "copy.differs": "A row is not the same on both sides. Nothing was kept; run it once more.",
    "copy.no_folder": "There is no folder for the file that --to names. Make it, or name another.",
    "copy.not_empty": "The target holds rows. Name an empty database, so that nothing is mixed.",
    "copy.pulse_open": "A pulse is open, and its answers cannot be taken along. Wait until it has "
    "closed and been counted, or void it in the copy with --void-open-pulses: people are asked "
    "again then.",
    "copy.same": "This is the database Baton uses now. Name another one with --to.",
    "keys.damaged": "A key file does not hold a key. Put it back from the backup of the keys.",
    "keys.missing": "Keys are missing. Put them back, or copy them from the machine that has them.",
    "keys.open": "Others on this machine can read the keys. Run: chmod -R go= with their folder.",
    "keys.present": "There are keys in this folder already. They are never overwritten.",
    "keys.unreadable": "The keys cannot be read by Baton's user.",
    "keys.wrong": "These keys are not the keys of this database. Put the right folder in place.",
    "seal.broken": "A sealed value does not open: it was changed or moved outside Baton.",
}


class StoreTrouble(Exception):
    """Something is wrong with database or keys; `facts` hold ids, paths and counts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, str | int] = facts

    @property
    def advice(self) -> str:
        """What the operator can do, in a sentence."""
        return _ADVICE[self.code]

    def __str__(self) -> str:
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        return f"{self.code}: {self.advice}" + (f" ({facts})" if facts else "")


class KeyTrouble(StoreTrouble):
    """The keys are missing, unreadable, readable by others, or those of another database."""


class NewerDatabase(StoreTrouble):
    """The database was migrated by a newer version of Baton than this one."""


class TenantTrouble(Exception):
    """A query or a row tried to leave its workspace: a mistake in our own code, stopped."""


class LookOnly(Exception):
    """A change was tried where reading alone was asked for: a mistake in our own code, stopped."""


# https://www.sqlite.org/rescode.html, primary codes
_SQLITE = {
    5: "store.locked",
    6: "store.locked",
    8: "store.readonly",
    10: "store.damaged",
    11: "store.damaged",
    13: "store.full",
    14: "store.readonly",
    26: "store.damaged",
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "25006": "store.readonly",
    "25P03": "store.away",
    "53100": "store.full",
    "53300": "store.busy",
    "55P03": "store.locked",
}


def named(error: DBAPIError) -> StoreTrouble | None:
    """The trouble behind a driver's error; None if it is none (a broken unique key, say)."""
    sqlite_code = getattr(error.orig, "sqlite_errorcode", None)
    if sqlite_code is not None:
        code = _SQLITE.get(sqlite_code & 0xFF)
        return StoreTrouble(code) if code else None
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRESQL:
        return StoreTrouble(_POSTGRESQL[state])
    if state is None and not isinstance(error, OperationalError | InterfaceError):
        return None
    lost = state is None or state.startswith(("08", "57P"))
    return StoreTrouble("store.away") if lost else None

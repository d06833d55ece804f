"""PostgreSQL: a version that is cared for, the rights that are needed, room for every process."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Engine, text

from bot.doctor.check import Check, fine, look, trouble
from bot.doctor.spans import span
from program.clock import Clock
from store.store import Store

NAME = "postgresql"
OLDEST = 14
"""The oldest version the PostgreSQL project still cares for."""
CLOCKS_APART = timedelta(seconds=5)
"""Several processes and their database agree on what is due to about a second."""

_ASKED = text(
    """
    SELECT current_setting('server_version_num')::int / 10000 AS version,
           current_setting('server_encoding') AS encoding,
           current_setting('max_connections')::int AS most,
           current_setting('superuser_reserved_connections')::int AS reserved,
           (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS taken,
           (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS role_limit,
           (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS base_limit,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS almighty,
           (SELECT count(*) FROM pg_database
             WHERE NOT datistemplate AND datname NOT IN ('postgres', current_database())) AS others,
           has_schema_privilege(current_schema(), 'CREATE') AS may_create,
           clock_timestamp() AS now
    """
)


def server(store: Store, clock: Clock) -> list[Check]:
    """How the server suits us; nothing where the database is a SQLite file."""
    if store.engines.is_sqlite:
        return []
    with store.engines.look.connect() as connection:
        found = connection.execute(_ASKED).one()._mapping
    each = sum(_most(engine) for engine in (store.engines.work, store.engines.look))
    limits = (found["most"] - found["reserved"], found["role_limit"], found["base_limit"])
    room = min(limit for limit in limits if limit >= 0)
    return [
        *_version(found["version"], found["encoding"]),
        *_rights(
            almighty=found["almighty"] and found["others"] > 0, may_create=found["may_create"]
        ),
        _connections(room, found["taken"], each),
        *_clock(found["now"], clock()),
    ]


def _version(version: int, encoding: str) -> Iterator[Check]:
    if version < OLDEST:
        do = f"Move to PostgreSQL {OLDEST} or newer before long."
        yield look(NAME, f"PostgreSQL {version} is no longer cared for by its makers.", do)
    else:
        yield fine(NAME, f"PostgreSQL {version} answers.")
    if encoding != "UTF8":
        do = "Make a database with the encoding UTF8, and copy this one into it."
        yield trouble(NAME, f"The database holds text as {encoding}: not every name fits.", do)


def _rights(*, almighty: bool, may_create: bool) -> Iterator[Check]:
    if almighty:
        do = "Give Baton an account of its own that owns its database and nothing else."
        said = "Baton's account may do everything on a server that holds other databases."
        yield look(NAME, said, do)
    if not may_create:
        do = "Let it create tables there, or run `baton migrate` with an account that may."
        yield look(NAME, "Baton's account may not create tables, so it cannot migrate.", do)


def _connections(room: int, taken: int, each: int) -> Check:
    processes = room // each
    if not processes:
        do = f"Raise max_connections (or the account's limit) to {each + 10} or more."
        said = f"There is room for {room} connections, and one process may take {each}."
        return trouble(NAME, said, do)
    many = "process" if processes == 1 else "processes"
    said = f"{taken} of {room} connections are taken; there is room for {processes} {many}."
    return fine(NAME, said)


def _clock(theirs: datetime, ours: datetime) -> Iterator[Check]:
    off = abs(ours - theirs)
    if off > CLOCKS_APART:
        do = "Set both clocks by the network (NTP)."
        yield look(NAME, f"This machine's clock is {span(off)} off the database's.", do)


def _most(engine: Engine) -> int:
    """How many connections one pool may take at most."""
    pool = engine.pool
    return int(getattr(pool, "size", int)()) + int(getattr(pool, "_max_overflow", 0))

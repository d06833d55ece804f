"""The two tables that votes change have nothing that could tell an order or a person."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

import pytest
from sqlalchemy import BigInteger, Date, DateTime, Table, inspect, text
from sqlalchemy.dialects import sqlite

from store.pulse.slips import COMMENT_BYTES, SCORE_BYTES
from store.pulse.tables import PulseRollRow, PulseSlotRow
from store.store import Store
from store.tables import TABLES
from store.workspaces import Workspace
from tests.kit.pulse import open_pulse

TABLES_OF_VOTES = ("pulse_roll", "pulse_slot")
CHANGED_BY_A_VOTE = {"marked", "filled", "sealed"}
MAY_BE_NAMED = {"workspace", "pulse_survey"}


@pytest.fixture(params=TABLES_OF_VOTES)
def table(request: pytest.FixtureRequest) -> Table:
    return TABLES.tables[request.param]


def test_no_column_has_a_moment_a_default_or_a_counter(table: Table) -> None:
    for column in table.columns:
        assert not isinstance(column.type, Date | DateTime)
        assert column.default is column.onupdate is None
        assert column.server_default is column.server_onupdate is None
        assert column.autoincrement in (False, "auto")
        assert column.identity is None
        assert not column.nullable


def test_no_column_names_anybody(table: Table) -> None:
    assert {key.column.table.name for key in table.foreign_keys} == MAY_BE_NAMED
    names = " ".join(table.columns.keys())
    for word in ("person", "user", "slack", "actor", "_at", "created", "updated", "version"):
        assert word not in names


def test_what_a_vote_changes_is_in_no_index(store: Store, table: Table) -> None:
    found = inspect(store.engines.look)
    indexed: list[Sequence[str | None]] = [
        one["column_names"] for one in found.get_indexes(table.name)
    ]
    indexed += [one["column_names"] for one in found.get_unique_constraints(table.name)]
    indexed.append(found.get_pk_constraint(table.name)["constrained_columns"])
    assert indexed
    assert not CHANGED_BY_A_VOTE & {name for names in indexed for name in names}
    assert not any(
        one.get("dialect_options", {}).get("sqlite_where") is not None
        for one in found.get_indexes(table.name)
    )


def test_there_is_no_trigger_and_no_view_on_them(store: Store) -> None:
    asked = (
        "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
        if store.engines.is_sqlite
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with store.engines.look.connect() as connection:
        assert connection.execute(text(asked)).all() == []


def test_on_sqlite_the_random_number_is_the_row_id_itself(sqlite_store: Store) -> None:
    database = sqlite_store.engines.work.url.database
    with closing(sqlite3.connect(str(database))) as raw:
        for name in TABLES_OF_VOTES:
            (made,) = raw.execute(
                "SELECT sql FROM sqlite_master WHERE name = ?", (name,)
            ).fetchone()
            assert "AUTOINCREMENT" not in made.upper()
            columns = {row[1]: row for row in raw.execute(f"PRAGMA table_info({name})")}
            assert (columns["id"][2], columns["id"][5]) == ("INTEGER", 1)
            indexes = raw.execute(f"PRAGMA index_list({name})").fetchall()
            assert not any(row[3] == "pk" for row in indexes)  # a key of its own would be one
    dialect = sqlite.dialect()
    for row in (PulseRollRow, PulseSlotRow):
        kind = row.__table__.c.id.type
        assert isinstance(kind, BigInteger)
        assert kind.dialect_impl(dialect).compile(dialect) == "INTEGER"


def test_nothing_is_stored_out_of_line(store: Store, home: Workspace) -> None:
    open_pulse(store, home.id, people=30)
    with store.engines.look.connect() as connection:
        if store.engines.is_sqlite:  # a row up to 35 bytes short of a page stays in it
            page = connection.exec_driver_sql("PRAGMA page_size").scalar()
            assert page is not None
            assert page - 35 > COMMENT_BYTES + 200
            return
        stored = connection.execute(
            text(
                "SELECT attstorage::text FROM pg_attribute "
                "WHERE attrelid = 'pulse_slot'::regclass AND attname = 'sealed'"
            )
        ).scalar()
        out_of_line = connection.execute(
            text(
                "SELECT coalesce(pg_relation_size(nullif(reltoastrelid, 0)), 0) FROM pg_class "
                "WHERE oid = 'pulse_slot'::regclass"
            )
        ).scalar()
        options = connection.execute(
            text(
                "SELECT relname, reloptions FROM pg_class "
                "WHERE oid IN ('pulse_roll'::regclass, 'pulse_slot'::regclass)"
            )
        ).all()
    assert (stored, out_of_line) == ("p", 0)
    assert sorted(map(tuple, options)) == [(name, ["fillfactor=50"]) for name in TABLES_OF_VOTES]


def test_the_planner_of_postgresql_keeps_no_copy_of_what_a_vote_changes(
    store: Store, home: Workspace
) -> None:
    open_pulse(store, home.id, people=30)
    if store.engines.is_sqlite:  # it counts rows, and only where somebody asks it to
        return
    at_once = store.engines.work.execution_options(isolation_level="AUTOCOMMIT")
    with at_once.connect() as connection:
        connection.execute(text("ANALYZE pulse_roll, pulse_slot"))
        kept = connection.execute(
            text("SELECT tablename, attname FROM pg_stats WHERE tablename LIKE 'pulse%'")
        ).all()
    assert ("pulse_roll", "urn") in map(tuple, kept), "there are statistics of what never changes"
    private = {"id", "token", "marked", "filled", "sealed"}
    assert not {one.attname for one in kept} & private


def test_slots_of_a_kind_have_one_length_filled_or_not(store: Store, home: Workspace) -> None:
    pulse = open_pulse(store, home.id)
    for person in pulse.people[:5]:
        pulse.cast(person)
    with store.engines.look.connect() as connection:
        rows = connection.execute(
            text("SELECT DISTINCT kind, length(sealed) FROM pulse_slot ORDER BY kind")
        )
        assert [tuple(row) for row in rows] == [
            (0, SCORE_BYTES),
            (1, COMMENT_BYTES),
            (2, COMMENT_BYTES),
        ]

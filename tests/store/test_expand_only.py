"""Migrations only add: an older process goes on while a newer version brings the database on."""

import ast
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from program.person import SlackPerson
from store import people
from store.migrations import FOLDER, REVISIONS
from store.store import Store
from tests.store.conftest import enrol

SINCE = "0012_pace"
"""The first version of which several processes run side by side came with these and later ones."""
NOBODY_MISSES = {("0016_rhythm_looks", "drop_column")}
"""What was taken away within that first version: no process of another one was ever beside it."""
TAKES_AWAY = {"drop_table", "drop_column", "rename_table", "alter_column", "drop_constraint"}


def upgrades() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the way up of each revision since then."""
    for revision in REVISIONS[REVISIONS.index(SINCE) :]:
        tree = ast.parse((FOLDER / "versions" / f"{revision}.py").read_text("utf-8"))
        for function in tree.body:
            if isinstance(function, ast.FunctionDef) and function.name == "upgrade":
                for call in ast.walk(function):
                    if isinstance(call, ast.Call):
                        yield revision, call


def named(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def test_no_migration_takes_away_what_an_older_process_uses() -> None:
    found = {(revision, named(call)) for revision, call in upgrades()}
    taken = {(revision, what) for revision, what in found if what in TAKES_AWAY}
    assert taken - NOBODY_MISSES == set()


def test_a_new_column_of_an_old_table_may_be_left_out() -> None:
    added = [(revision, call) for revision, call in upgrades() if named(call) == "add_column"]
    assert [
        (revision, ast.unparse(call)) for revision, call in added if not may_be_left_out(call)
    ] == []


def may_be_left_out(call: ast.Call) -> bool:
    """Whether a row may be written by somebody who does not know the column."""
    words = [
        word for part in ast.walk(call) if isinstance(part, ast.Call) for word in part.keywords
    ]
    given = {word.arg: ast.unparse(word.value) for word in words}
    return given.get("nullable") == "True" or "server_default" in given


NEWER = (
    "ALTER TABLE person ADD COLUMN pronouns VARCHAR(64)",
    "ALTER TABLE person ADD COLUMN visits INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE later (id VARCHAR(26) PRIMARY KEY)",
)
OFTEN = 12
"""More than psycopg needs before it keeps a statement prepared on a connection."""


@pytest.mark.parametrize("meets", ["work", "look"])
def test_what_is_open_goes_on_after_a_newer_version_has_added_its_columns(
    store: Store, meets: str
) -> None:
    home = enrol(store, "T0HOME")

    def meet(number: int) -> None:
        with store.work(home.id) as session:
            people.keep(session, [SlackPerson(f"U{number}", "T0HOME", f"Person {number}")])

    def known() -> int:
        opened = store.work if meets == "work" else store.look
        with opened(home.id) as session:
            return len(people.slack_users(session))

    for number in range(OFTEN):
        meet(number)
        assert known() == number + 1
    with store.engines.work.begin() as newer:
        for statement in NEWER:
            newer.execute(text(statement))
    for number in range(OFTEN, 2 * OFTEN):
        meet(number)
        assert known() == number + 1
    with store.engines.work.begin() as tidy:
        for statement in (
            "DROP TABLE later",
            "ALTER TABLE person DROP COLUMN visits",
            "ALTER TABLE person DROP COLUMN pronouns",
        ):
            tidy.execute(text(statement))

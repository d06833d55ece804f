"""Commands that look after what is kept: the audit log verified, the keys renewed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import clock
from bot.opening import open_store
from bot.settings import load
from services import governance
from services.desk import Desk
from store.store import Store
from tests.bot.commands import baton

DATABASE = Path("var", "data", "baton.db")


def write_entries(store: Store) -> None:
    """A workspace with three entries in its log."""
    workspace = store.enrol(
        team_id="T1", enterprise_id=None, name="Acme", app_id=None, bot_user_id=None
    )
    for _ in range(3):
        with Desk(store, clock.now).open_work_in(workspace.id) as work:
            governance.issue_code(work)


@pytest.fixture
def log(folder: Path) -> None:
    store = open_store(load(), clock.now)
    write_entries(store)
    store.close()


def spoil(statement: str) -> None:
    with closing(sqlite3.connect(DATABASE)) as raw:
        assert raw.execute(statement).rowcount > 0
        raw.commit()


def test_a_whole_log_is_found_whole(log: None) -> None:
    found = baton("audit", "verify")
    assert (found.exit_code, found.stdout) == (0, "The audit log is whole.\n")
    assert json.loads(baton("audit", "verify", "--json").stdout) == {"whole": True, "findings": []}


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE audit_entry SET actor = 'somebody' WHERE number = 2", "entry 2 was changed"),
        ("DELETE FROM audit_entry WHERE number = 2", "entry 2 is missing"),
        ("DELETE FROM audit_entry WHERE number > 1", "entry 2 to 3 is cut off"),
    ],
)
def test_a_log_that_is_not_whole_is_named_with_the_place(
    log: None, statement: str, says: str
) -> None:
    spoil(statement)
    found = baton("audit", "verify")
    assert found.exit_code == 1
    assert f"Acme: {says}" in found.stdout
    assert not json.loads(baton("audit", "verify", "--json").stdout)["whole"]


@pytest.mark.parametrize("words", [["audit", "verify"], ["keys", "rotate"]])
def test_without_a_database_there_is_nothing_to_look_after(folder: Path, words: list[str]) -> None:
    found = baton(*words)
    assert found.exit_code == 1
    assert "There is no database yet." in found.stderr
    assert list(folder.iterdir()) == []


def test_renewed_keys_read_what_the_old_ones_sealed(log: None) -> None:
    before = set(Path("var", "keys").glob("*.key"))
    assert baton("keys", "rotate").exit_code == 0
    after = set(Path("var", "keys").glob("*.key"))
    assert before < after
    assert baton("audit", "verify").exit_code == 0
    assert json.loads(baton("keys", "rotate", "--json").stdout) == {"sealed_again": 0}


def test_a_manifest_of_another_app_that_is_none_is_refused(folder: Path) -> None:
    (folder / "app.yml").write_text("a: [")
    found = baton("sandbox", "--manifest", "app.yml", "--port", "0")
    assert found.exit_code == 1
    assert "app.yml is not an app manifest." in found.stderr

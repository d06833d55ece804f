"""`baton backup` and `baton restore`: what an operator reads, and nothing lost on the way."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import clock, last_backup
from bot.erasing import list_erased
from bot.opening import open_store
from bot.settings import load
from program.delivery import DeliveryClass
from program.erasure import Origin
from services import erasure
from services.desk import Desk
from store import erasure_list, erasures, migrate
from store.anchors import anchor
from store.migrations import REVISIONS
from store.store import Store
from tests.bot.commands import baton
from tests.kit.cast import MENTEE, set_stage
from tests.kit.databases import PostgresServer, tools

DATABASE = Path("var", "data", "baton.db")
KEYS = Path("var", "keys")


def fill(store: Store, key: str) -> None:
    stage = set_stage(store, Desk(store, clock.now))
    mentee = stage.person_id(MENTEE)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        work.send("probe", to=mentee, about={"t": "t"}, cls=DeliveryClass.OWED, key=key)


@pytest.fixture
def used(folder: Path) -> Path:
    """A database in use and a backup of it; one more delivery since then."""
    store = open_store(load(), clock.now)
    fill(store, "before")
    made = baton("backup", "copy.db")
    assert made.exit_code == 0, made.output
    fill(store, "after")
    store.close()
    return folder


def keys_of_deliveries() -> set[str]:
    with closing(sqlite3.connect(DATABASE)) as raw:
        return {key for (key,) in raw.execute("SELECT key FROM delivery")}


def test_a_backup_says_that_it_holds_no_keys_and_where_they_are(used: Path) -> None:
    made = baton("backup", "another.db")
    assert "It holds no keys." in made.stdout
    assert str(used / KEYS) in made.stdout
    assert last_backup.noted(load()) is not None
    told = json.loads(baton("backup", "third.db", "--json").stdout)
    assert told["bytes"] == (used / "third.db").stat().st_size


def test_a_backup_never_overwrites_and_needs_a_folder(used: Path) -> None:
    before = (used / "copy.db").read_bytes()
    assert "never overwritten" in baton("backup", "copy.db").stderr
    assert (used / "copy.db").read_bytes() == before
    assert "There is no folder" in baton("backup", "nowhere/copy.db").stderr


def test_a_broken_database_is_replaced_by_the_copy_and_kept_beside_it(used: Path) -> None:
    DATABASE.write_bytes(b"broken" * 1000)
    assert baton("audit", "verify").exit_code == 1
    assert "--replace" in baton("restore", "copy.db").stderr
    done = baton("restore", "copy.db", "--replace")
    assert done.exit_code == 0, done.output
    assert "Slack is asked about before anything is sent: 2." in done.stdout
    assert "before" in keys_of_deliveries()
    assert "after" not in keys_of_deliveries()
    (aside,) = DATABASE.parent.glob("baton.db.before-*")
    assert aside.read_bytes().startswith(b"broken")
    assert baton("audit", "verify").exit_code == 0


def test_a_restore_into_an_empty_home_needs_the_keys(used: Path) -> None:
    shutil.rmtree(DATABASE.parent)
    KEYS.rename("elsewhere")
    assert "Keys are missing" in baton("restore", "copy.db").stderr
    Path("elsewhere").rename(KEYS)
    assert baton("restore", "copy.db").exit_code == 0
    assert "before" in keys_of_deliveries()


def test_the_keys_of_another_house_leave_everything_as_it_is(used: Path) -> None:
    before = keys_of_deliveries()
    KEYS.rename("elsewhere")
    shutil.move(DATABASE, "aside.db")
    open_store(load(), clock.now).close()
    DATABASE.unlink()
    shutil.move("aside.db", DATABASE)
    refused = baton("restore", "copy.db", "--replace")
    assert (refused.exit_code, "not the keys of this database" in refused.stderr) == (1, True)
    assert keys_of_deliveries() == before


def test_a_copy_of_a_newer_version_and_a_damaged_one_are_refused(used: Path) -> None:
    shutil.copyfile("copy.db", "newer.db")
    with closing(sqlite3.connect("newer.db")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_far_away'")
        raw.commit()
    assert "newer version" in baton("restore", "newer.db", "--replace").stderr
    content = Path("copy.db").read_bytes()
    Path("damaged.db").write_bytes(content[:40_000] + b"x" * 4000 + content[44_000:])
    assert "damaged" in baton("restore", "damaged.db", "--replace").stderr
    assert "There is no file" in baton("restore", "nothing.db").stderr
    assert "after" in keys_of_deliveries()


def test_a_restore_and_new_keys_wait_until_the_bot_has_stopped(used: Path) -> None:
    running = open_store(load(), clock.now)
    for words in (["restore", "copy.db", "--replace"], ["keys", "rotate"]):
        refused = baton(*words)
        assert (refused.exit_code, "Stop every process" in refused.stderr) == (1, True)
    running.close()
    assert baton("restore", "copy.db", "--replace", "--json").exit_code == 0


def test_a_copy_of_the_version_before_is_brought_to_this_one(used: Path) -> None:
    shutil.copyfile("copy.db", "older.db")
    migrate.downgrade(f"sqlite:///{used / 'older.db'}", REVISIONS[-2])
    assert baton("restore", "older.db", "--replace").exit_code == 0
    open_store(load(), clock.now).close()


def test_what_the_audit_log_lost_is_told_and_is_no_finding(used: Path) -> None:
    store = open_store(load(), clock.now)
    (workspace,) = store.workspaces()
    with Desk(store, clock.now).open_work_in(workspace.id) as work:
        for _ in range(3):
            work.note("probe.noted", about="probe:1")
    with store.look(workspace.id) as session:
        anchor(session, KEYS)
    store.close()
    assert baton("restore", "copy.db", "--replace").exit_code == 0
    found = baton("audit", "verify")
    assert found.exit_code == 0
    assert "as first written was lost when a backup was put back on" in found.stdout
    assert found.stdout.endswith("The audit log is whole.\n")


def test_whom_another_machine_erased_is_listed_here_by_night_and_by_a_restore(used: Path) -> None:
    store = open_store(load(), clock.now)
    (workspace,) = store.workspaces()
    for person_id in ("a" * 26, "b" * 26):
        with store.work(workspace.id) as session:
            erasures.begin(session, person_id, Origin.OPERATOR)
        if person_id.startswith("a"):
            list_erased(store, KEYS)
    store.close()
    assert [one.person_id for one in erasure_list.noted(KEYS)] == ["a" * 26]
    assert baton("restore", "copy.db", "--replace").exit_code == 0
    assert [one.person_id for one in erasure_list.noted(KEYS)] == ["a" * 26, "b" * 26]


def test_everything_is_copied_into_another_database_and_the_next_steps_are_said(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (used / "other").mkdir()
    target = f"sqlite:///{used / 'other' / 'baton.db'}"
    done = baton("store", "copy", "--to", target)
    assert done.exit_code == 0, done.output
    assert "the same on both sides" in done.stdout
    assert "set BATON_DATABASE_URL" in done.stdout
    monkeypatch.setenv("BATON_DATABASE_URL", target)
    assert baton("audit", "verify").exit_code == 0


def test_a_copy_goes_neither_onto_itself_nor_into_what_is_no_database(used: Path) -> None:
    for target, says in (
        (load().database_url, "the database Baton uses now"),
        ("elsewhere", "not a database address"),
    ):
        refused = baton("store", "copy", "--to", target)
        assert (refused.exit_code, says in refused.stderr) == (1, True)


def test_the_tools_of_postgresql_are_named_with_the_command_where_they_are_missing(
    used: Path, monkeypatch: pytest.MonkeyPatch, postgres: PostgresServer
) -> None:
    url = postgres.empty()
    assert baton("store", "copy", "--to", url).exit_code == 0
    monkeypatch.setenv("BATON_DATABASE_URL", url.replace("baton@", "baton:hidden-word@"))
    monkeypatch.setenv("PATH", str(used))
    refused = baton("backup", "dump")
    assert (refused.exit_code, "command: pg_dump --format=custom" in refused.stderr) == (1, True)
    assert "hidden-word" not in refused.output
    monkeypatch.setenv("PATH", str(tools()))
    assert baton("backup", "dump").exit_code == 0
    assert "--replace" in baton("restore", "dump").stderr
    assert baton("restore", "dump", "--replace").exit_code == 0
    postgres.drop(url)


def test_whoever_was_erased_since_the_copy_is_erased_again(used: Path) -> None:
    with closing(sqlite3.connect(DATABASE)) as raw:
        asked = "SELECT workspace_id, id FROM person WHERE slack_user = ?"
        workspace_id, person_id = raw.execute(asked, (MENTEE.slack_user,)).fetchone()
    erasure_list.note(KEYS, workspace_id, person_id, clock.now())
    done = baton("restore", "copy.db", "--replace")
    assert "Erased since the backup, and erased again: 1." in done.stdout
    with closing(sqlite3.connect(DATABASE)) as raw:
        waiting = raw.execute("SELECT kind FROM task WHERE state = 'waiting'").fetchall()
    assert waiting == [(erasure.TASK,)]

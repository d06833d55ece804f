"""`baton deliveries`: counts, rows without words, and settling by hand with a clear answer."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot import clock
from bot.opening import open_store
from bot.settings import load
from program.delivery import DeliveryClass
from program.task import NewTask
from services.desk import Desk
from store import tasks
from store.delivery_tables import DeliveryRow
from store.tasks import TaskRow
from tests.bot.commands import baton
from tests.kit.cast import MENTEE, TEAM, set_stage


def listed(*words: str) -> dict[str, Any]:
    done = baton("deliveries", *words, "--json")
    assert done.exit_code == 0, done.output
    (found,) = json.loads(done.stdout)["workspaces"]
    return dict(found)


@pytest.fixture
def kept(folder: Path) -> dict[str, str]:
    """A failed, a doubtful and a due delivery, one of the pulse and given-up work; their ids."""
    store = open_store(load(), clock.now)
    stage = set_stage(store, Desk(store, clock.now))
    mentee = stage.person_id(MENTEE)
    states = {"failed": "failed", "doubtful": "unknown", "pulse": "failed"}
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for key in (*states, "due"):
            kind = "pulse.reminder" if key == "pulse" else "probe.message"
            work.send(kind, to=mentee, about={"t": "t"}, cls=DeliveryClass.OWED, key=key)
        for key, state in states.items():
            values = {"state": state, "look_at": None, "reason": "timeout"}
            work.session.execute(update(DeliveryRow).where(DeliveryRow.key == key).values(**values))
        tasks.enqueue(work.session, NewTask(kind="probe.work", ids={}, key="work"))
        work.session.execute(update(TaskRow).values(state="failed", look_at=None))
        ids = {row.key: row.id for row in work.session.query(DeliveryRow)}
        ids["work"] = work.session.query(TaskRow).one().id
    store.close()
    return ids


def test_what_waits_for_a_person_is_listed_and_the_pulse_is_a_count(kept: dict[str, str]) -> None:
    found = listed()
    assert {one["id"] for one in found["deliveries"]} == {kept["failed"], kept["doubtful"]}
    assert {one["to"] for one in found["deliveries"]} == {MENTEE.slack_user}
    assert (found["team"], found["counts"]["unknown"], found["tasks_given_up"]) == (TEAM, 1, 1)
    assert found["of_the_pulse"]["failed"] == 1
    said = baton("deliveries").stdout
    assert "pulse" not in said
    assert kept["pulse"] not in said
    assert "of these for anonymous surveys: failed 1" in said


def test_a_state_narrows_the_rows(kept: dict[str, str]) -> None:
    found = listed("--state", "due")
    assert kept["due"] in {one["id"] for one in found["deliveries"]}
    assert kept["failed"] not in {one["id"] for one in found["deliveries"]}


def test_settling_says_what_was_done_and_the_second_time_changes_nothing(
    kept: dict[str, str],
) -> None:
    for _ in range(2):
        assert baton("deliveries", "drop", kept["failed"]).stdout == f"{kept['failed']}: dropped.\n"
        assert baton("deliveries", "arrived", kept["doubtful"]).exit_code == 0
    assert listed()["deliveries"] == []


def test_what_moved_on_meanwhile_is_said_with_where_it_stands(kept: dict[str, str]) -> None:
    assert baton("deliveries", "arrived", kept["doubtful"]).exit_code == 0
    late = baton("deliveries", "drop", kept["doubtful"], kept["failed"])
    assert late.exit_code == 1
    assert "moved on meanwhile: it was sent. Nothing was changed." in late.stdout
    assert f"{kept['failed']}: dropped." in late.stdout


def test_an_id_nobody_knows_and_one_of_the_pulse_read_alike(kept: dict[str, str]) -> None:
    for wanted in ("0" * 26, kept["pulse"]):
        done = baton("deliveries", "retry", wanted)
        assert (done.exit_code, "nothing of this id is kept" in done.stdout) == (1, True)


def test_long_work_is_listed_and_taken_up_again(kept: dict[str, str]) -> None:
    done = json.loads(baton("deliveries", "tasks", "--json").stdout)
    (work,) = done["workspaces"][0]["tasks"]
    assert (work["id"], work["state"]) == (kept["work"], "failed")
    assert baton("deliveries", "retry", kept["work"]).exit_code == 0
    assert listed()["tasks_given_up"] == 0


def test_a_workspace_that_is_not_served_is_named_with_those_that_are(kept: dict[str, str]) -> None:
    done = baton("deliveries", "--workspace", "T0NOBODY")
    assert done.exit_code == 1
    assert TEAM in done.stderr


def test_without_a_database_there_is_nothing_to_list(folder: Path) -> None:
    assert "There is no database yet." in baton("deliveries").stderr
    assert list(folder.iterdir()) == []

"""The long work of a close: counted in a real process of its own, scrubbed and told."""

import base64
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bot import pulse_tasks
from bot.parts import PLANS
from program.pulse.survey import SurveyState
from scheduler.kinds import Kinds
from scheduler.planner import Planner
from scheduler.worker import Worker
from services.desk import Desk
from store import tasks
from store.pulse.troubles import PulseTrouble
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_closed import NO_ROWS, begin, close_now, of
from tests.kit.pulse_results import asked
from tests.kit.trail import deliveries_of

ROOT = Path(pulse_tasks.__file__).parents[1]


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock) -> Stage:
    return cast.set_stage(sqlite_store, Desk(sqlite_store, clock))


@pytest.fixture
def pulse(stage: Stage, sqlite_store: Store, clock: FrozenClock) -> OpenPulse:
    return due(stage, sqlite_store, clock)


def due(stage: Stage, store: Store, clock: FrozenClock) -> OpenPulse:
    """Eleven have answered, and its time has come."""
    opened = asked(stage, store)
    for person in opened.people[:11]:
        opened.cast(person, comments={"better": "More time."})
    clock.set(opened.survey.closes_at)
    return opened


def order_for(pulse: OpenPulse) -> dict[str, str]:
    store = pulse.store
    return {
        "database": store.engines.work.url.render_as_string(hide_password=False),
        "keys": str(store.keys.folder),
        "vault": str(store.vault.folder),
        "secret": base64.b64encode(store.vault.secret).decode(),
        "now": store.clock().isoformat(),
        "workspace": pulse.workspace_id,
        "survey": pulse.survey.id,
    }


def child(order: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "bot.pulse_child"],
        input=json.dumps(order),
        capture_output=True,
        cwd=ROOT,
        text=True,
        check=False,
    )


def test_from_its_last_moment_to_the_message_without_any_hand(
    store: Store, clock: FrozenClock
) -> None:
    stage = cast.set_stage(store, Desk(store, clock))
    pulse = due(stage, store, clock)
    Planner(stage.desk, [one for one in PLANS if one.name.startswith("pulse.")]).tick()
    assert of(pulse).state is SurveyState.CLOSING

    worker = Worker(stage.desk, Kinds([pulse_tasks.close(store)]))
    assert worker.work_due() == 1

    ended = of(pulse)
    assert (ended.state, ended.answers, ended.rows) == (SurveyState.CLOSED, 11, NO_ROWS)
    assert store.vault.shares() == ()
    assert deliveries_of(stage, "pulse.result")
    with store.look(stage.workspace_id) as session:
        assert tasks.next_due(session) is None


def test_the_child_says_how_the_survey_stands_and_nothing_else(
    sqlite_store: Store, pulse: OpenPulse
) -> None:
    begin(pulse)
    done = child(order_for(pulse))
    assert (json.loads(done.stdout), done.stderr) == ({"state": "closed"}, "")
    assert of(pulse).state is SurveyState.CLOSED


def test_what_goes_wrong_in_the_child_is_told_by_its_name_alone(
    sqlite_store: Store, pulse: OpenPulse
) -> None:
    begin(pulse)
    broken = child({**order_for(pulse), "survey": "f" * 32})
    assert (json.loads(broken.stdout), broken.stderr) == ({"broke": "LookupError"}, "")
    away = sqlite_store.vault.folder.rename(sqlite_store.vault.folder.with_name("away"))
    with pytest.raises(PulseTrouble, match=r"pulse\.no_folder"):
        pulse_tasks.count_apart(sqlite_store, pulse.workspace_id, pulse.survey.id)
    away.rename(sqlite_store.vault.folder)
    assert of(pulse).state is SurveyState.CLOSING


def test_a_child_that_is_killed_leaves_the_survey_for_the_next_one(
    stage: Stage, sqlite_store: Store, pulse: OpenPulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(pulse_tasks, "LONGEST_COUNT", 0.05)  # it is killed before it has begun
        with pytest.raises(subprocess.TimeoutExpired):
            pulse_tasks.carry_out(
                sqlite_store,
                stage.desk,
                stage.workspace_id,
                pulse.survey.id,
                pulse_tasks.count_apart,
            )
    before = of(pulse)
    assert (before.state, before.document) == (SurveyState.CLOSING, None)

    pulse_tasks.sweep(sqlite_store, stage.desk, at_start=True)

    assert of(pulse).state is SurveyState.CLOSED


def test_a_child_without_a_word_counts_for_nothing() -> None:
    for words in ("", "nothing", '{"broke": "KeyError"}'):
        with pytest.raises(pulse_tasks.NotCounted):
            pulse_tasks._said(words)


def test_no_memory_of_it_is_written_to_a_disk() -> None:
    kept = resource.getrlimit(resource.RLIMIT_CORE)
    asked_in_a_process = (
        "import resource; from bot.core_dumps import forbid_core_dumps; forbid_core_dumps(); "
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked_in_a_process],
        capture_output=True,
        cwd=ROOT,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "(0, 0)"
    assert resource.getrlimit(resource.RLIMIT_CORE) == kept


def test_a_close_of_everybody_at_once_is_one_close(
    stage: Stage, sqlite_store: Store, pulse: OpenPulse
) -> None:
    states = [
        close_now(sqlite_store, stage.desk, stage.workspace_id, pulse.survey.id) for _ in range(3)
    ]
    assert states == [SurveyState.CLOSED] * 3
    assert len(deliveries_of(stage, "pulse.result")) == len(
        {one.recipient for one in deliveries_of(stage, "pulse.result")}
    )

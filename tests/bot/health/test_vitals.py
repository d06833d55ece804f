"""What is counted moves when the thing happens, and can name nobody."""

from datetime import UTC, datetime

import pytest
from prometheus_client import generate_latest

from bot.health.vitals import Vitals
from program.delivery import Delivery, DeliveryClass, DeliveryState, Failure, Method
from program.outcome import Delivered, HeldBack, NotSure, Outcome, Undelivered
from program.task import Task, TaskState

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
DELIVERY = Delivery(
    id="01DELIVERY",
    workspace_id="01WORKSPACE",
    kind="pulse.ask",
    recipient="01PERSON",
    about={"pairing": "01PAIRING"},
    cls=DeliveryClass.STEADY,
    method=Method.POST,
    state=DeliveryState.CLAIMED,
    key="pulse.ask:01PERSON",
    reference="r3f3r3nc3",
    queued_at=NOW,
)
TASK = Task(
    id="01TASK",
    workspace_id="01WORKSPACE",
    kind="pulse.count",
    ids={"person": "01PERSON"},
    key="pulse",
    state=TaskState.RUNNING,
    queued_at=NOW,
)


def figure(vitals: Vitals, name: str, **labels: str) -> float:
    return vitals.registry.get_sample_value(name, labels) or 0.0


def page(vitals: Vitals) -> str:
    return generate_latest(vitals.registry).decode()


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        (Delivered("C1", "1.1"), "delivered"),
        (HeldBack(NOW, "hours"), "held_back"),
        (NotSure(None, "timeout"), "not_sure"),
        (Undelivered("user_disabled"), "undelivered"),
    ],
)
def test_each_outcome_is_counted_by_class(outcome: Outcome, word: str) -> None:
    vitals = Vitals()
    vitals.carried(DELIVERY, outcome)
    vitals.carried(DELIVERY, outcome)
    labels = {"class": "steady", "outcome": word}
    assert figure(vitals, "baton_carried_total", **labels) == 2


def test_what_is_given_up_is_counted_by_why() -> None:
    vitals = Vitals()
    vitals.carried(DELIVERY, Undelivered("user_disabled"))
    vitals.carried(DELIVERY, Undelivered("U0SOMEBODY said no"))
    assert figure(vitals, "baton_undelivered_total", why=Failure.ACCOUNT_CLOSED) == 1
    assert figure(vitals, "baton_undelivered_total", why=Failure.OTHER) == 1


def test_answers_are_timed_and_the_late_ones_counted() -> None:
    vitals = Vitals()
    vitals.answered("view", 0.2)
    vitals.answered("view", 1.2)
    assert figure(vitals, "baton_answer_seconds_count", request="view") == 2
    assert figure(vitals, "baton_late_answers_total", request="view") == 1


def test_looks_of_the_planner_tasks_and_refusals_for_speed_are_counted() -> None:
    vitals = Vitals()
    vitals.planned(3, 0.5)
    vitals.worked(TASK, "done")
    vitals.refused_for_speed("01WORKSPACE", "chat.postMessage")
    assert figure(vitals, "baton_plans_run_total") == 3
    assert figure(vitals, "baton_planner_seconds_sum") == 0.5
    assert figure(vitals, "baton_worked_total", outcome="done") == 1
    assert figure(vitals, "baton_too_fast_total", method="chat.postMessage") == 1


def test_the_planner_gets_older_until_it_looks() -> None:
    moment = 100.0
    vitals = Vitals(lambda: moment)
    moment = 130.0
    assert vitals.planner_quiet_for() == 30
    vitals.planned(0, 0.1)
    moment = 135.0
    assert vitals.planner_quiet_for() == 5
    assert figure(vitals, "baton_planner_age_seconds") == 5


def test_no_id_no_text_and_no_kind_of_the_pulse_becomes_a_label() -> None:
    vitals = Vitals()
    for outcome in (Delivered("D0SECRET", "17.1"), Undelivered("01PERSON"), NotSure(None, "x y")):
        vitals.carried(DELIVERY, outcome)
    vitals.worked(TASK, "01PERSON")
    vitals.refused_for_speed("01WORKSPACE", "U0ADA")
    vitals.answered("Ada Lovelace", 2.0)
    ids = ("01PERSON", "01WORKSPACE", "01DELIVERY", "01PAIRING", "01TASK", "U0ADA", "D0SECRET")
    for private in (*ids, "pulse", "Ada", "r3f3r3nc3"):
        assert private not in page(vitals)


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Vitals(), Vitals()
    one.planned(1, 0.1)
    assert figure(other, "baton_plans_run_total") == 0


def test_what_never_happened_is_told_as_nought() -> None:
    vitals = Vitals()
    for line in (
        'baton_carried_total{class="owed",outcome="not_sure"} 0.0',
        'baton_undelivered_total{why="gave_up"} 0.0',
        'baton_late_answers_total{request="view"} 0.0',
    ):
        assert line in page(vitals)

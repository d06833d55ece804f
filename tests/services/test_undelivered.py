"""What did not arrive: counted for machines, shown to program managers, settled once and noted."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from program.actor import Role
from program.delivery import DeliveryClass, DeliveryState, Failure, Method
from program.person import SlackPerson
from program.refusal import Refusal
from program.task import NewTask, TaskState
from services import undelivered
from services.desk import Work
from store import delivery_claims, tasks
from store.delivery_tables import DeliveryRow
from store.people import PersonRow
from store.tasks import TaskRow
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.trail import audit_entries, deliveries_of

KIND = "probe.message"
SETTLE: dict[str, Callable[[Work, str], None]] = {
    "arrived": undelivered.arrived,
    "again": undelivered.send_again,
    "dropped": undelivered.drop,
}


def put(stage: Stage, key: str = "k", *, kind: str = KIND, **values: Any) -> str:
    """A delivery to the mentee, as these values say it stands."""
    values = {"state": "failed", "reason": "timeout", "look_at": None, **values}
    mentee = stage.person_id(MENTEE)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        work.send(kind, to=mentee, about={"thing": "t"}, cls=DeliveryClass.OWED, key=key)
        work.session.execute(update(DeliveryRow).where(DeliveryRow.key == key).values(**values))
    return next(one.id for one in deliveries_of(stage, kind) if one.key == key)


def settled(stage: Stage) -> list[tuple[str, str]]:
    found = [one for one in audit_entries(stage) if one.entry == "delivery.settled"]
    return [(str(one.actor), str(one.facts["outcome"])) for one in found]


def state_of(stage: Stage, key: str = "k") -> str:
    return next(one.state for one in deliveries_of(stage, KIND) if one.key == key)


def test_the_overview_counts_what_is_open_and_leaves_out_what_is_over(stage: Stage) -> None:
    put(stage, "1")
    put(stage, "2", reason="user_disabled")
    put(stage, "3", state="unknown")
    put(stage, "4", state="unknown", look_at=stage.desk.now())
    put(stage, "5", state="sent")
    put(stage, "6", state="due", look_at=stage.desk.now())
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = undelivered.overview(look)
    assert found.failed == {Failure.GAVE_UP: 1, Failure.ACCOUNT_CLOSED: 1}
    assert (found.doubtful, found.in_state(DeliveryState.UNKNOWN)) == (1, 2)
    assert found.in_state(DeliveryState.SENT) == 0
    assert found.oldest_due[DeliveryClass.OWED] == stage.desk.now()


def test_deliveries_of_the_pulse_are_counted_and_never_shown(stage: Stage) -> None:
    pulse = put(stage, "1", kind="pulse.reminder")
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert undelivered.pulse_counts(look)[DeliveryState.FAILED] == 1
        assert undelivered.waiting(look) == ()
        assert [one.kind for one in undelivered.in_states(look)] == ["governance.role_given"]
    with (
        pytest.raises(Refusal, match="gone"),
        stage.desk.open_work_in(stage.workspace_id) as work,
    ):
        undelivered.drop(work, pulse)


@pytest.mark.parametrize("state", ["failed", "unknown"])
@pytest.mark.parametrize(
    ("settle", "after"),
    [("arrived", {"sent"}), ("again", {"due", "unknown"}), ("dropped", {"dropped"})],
)
def test_a_program_manager_settles_and_a_second_press_is_quiet(
    stage: Stage, settle: str, after: set[str], state: str
) -> None:
    delivery_id = put(stage, state=state)
    for _ in range(2):
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            SETTLE[settle](work, delivery_id)
    assert state_of(stage) in after
    assert settled(stage) == [(stage.person_id(PROGRAM_MANAGER), settle)]


@pytest.mark.parametrize("who", [LIAISON, SPONSOR, MENTOR, MENTEE, COLLEAGUE, GUEST, OUTSIDER])
def test_nobody_else_reads_or_settles(stage: Stage, who: SlackPerson) -> None:
    delivery_id = put(stage)
    if who in {LIAISON, SPONSOR}:
        stage.give(who, Role.LIAISON if who is LIAISON else Role.SPONSOR)
    for act in (undelivered.overview, undelivered.waiting, undelivered.given_up):
        with (
            pytest.raises(Refusal, match="permissions"),
            stage.desk.open_look(stage.caller(who)) as look,
        ):
            act(look)
    for settle in SETTLE.values():
        with (
            pytest.raises(Refusal, match="permissions"),
            stage.desk.open_work(stage.caller(who)) as work,
        ):
            settle(work, delivery_id)
    assert (state_of(stage), settled(stage)) == ("failed", [])


@pytest.mark.parametrize(
    ("state", "settle"),
    [("sent", "dropped"), ("claimed", "arrived"), ("dropped", "again"), ("due", "dropped")],
)
def test_what_moved_on_meanwhile_stays_where_it_is(stage: Stage, state: str, settle: str) -> None:
    delivery_id = put(stage, state=state)
    with (
        pytest.raises(Refusal, match="moved_on") as refused,
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        SETTLE[settle](work, delivery_id)
    assert refused.value.troubles[0].facts["state"] == state
    assert (state_of(stage), settled(stage)) == (state, [])


def test_an_account_that_was_closed_since_reads_as_that(stage: Stage) -> None:
    put(stage, reason="messages_tab_disabled")
    with stage.desk.open_work_in(stage.workspace_id) as work:
        closed = update(PersonRow).where(PersonRow.slack_user == MENTEE.slack_user)
        work.session.execute(closed.values(deactivated=True))
        (found,) = undelivered.waiting(work)
    assert found.failure is Failure.ACCOUNT_CLOSED


def test_a_file_that_may_have_arrived_is_sent_again_when_told_to(stage: Stage) -> None:
    delivery_id = put(stage, state="unknown", method=Method.UPLOAD.value)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        undelivered.send_again(work, delivery_id)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        claimed = delivery_claims.claim_due(work.session, work.now, 10, 60)
    assert delivery_id in [one.id for one in claimed]


def test_long_work_that_was_given_up_is_tried_again_or_dropped_once(stage: Stage) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for key in ("a", "b"):
            tasks.enqueue(work.session, NewTask(kind="probe.work", ids={}, key=key))
        given_up = update(TaskRow).values(state="failed", look_at=None, reason="raised")
        work.session.execute(given_up)
        first, second = (one.task.id for one in undelivered.given_up(work))
    for _ in range(2):
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            undelivered.task_again(work, first)
            undelivered.drop_task(work, second)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = {one.id: one.state for one in undelivered.tasks(look, list(TaskState))}
    assert found == {first: TaskState.WAITING, second: TaskState.DROPPED}
    noted = [one.facts["outcome"] for one in audit_entries(stage) if one.entry == "task.settled"]
    assert noted == ["again", "dropped"]

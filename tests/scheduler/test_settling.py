"""Settled by a person, or doubted after a restore: what happens to a delivery then."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from program.delivery import DeliveryState, Failure, Method, failure_of
from program.task import Task, TaskState
from services.desk import Desk
from services.tasks import Progress, TaskKind
from store import deliveries, delivery_settling, tasks
from store.tasks import TaskRow
from tests.kit.slack import refusal
from tests.scheduler.house import MENTEE, MENTOR, TimeHouse
from tests.scheduler.test_exactly_once import POST


def _unknown(house: TimeHouse, method: Method = Method.UPLOAD) -> str:
    house.queue("one", method=method)
    call = POST if method is Method.POST else "files.completeUploadExternal"
    house.slack.break_after(call, TimeoutError())
    house.courier().deliver_due()
    house.stopwatch.sleep(6)
    assert house.state("one")[0] is DeliveryState.UNKNOWN
    return house.row("one").id


def _failed(house: TimeHouse) -> str:
    house.queue("one")
    house.slack.break_before(POST, refusal("messages_tab_disabled"))
    house.courier().deliver_due()
    return house.row("one").id


def _settle(house: TimeHouse, how: str, delivery_id: str) -> bool:
    with house.store.work(house.workspace) as session:
        settled: bool = getattr(delivery_settling, how)(session, delivery_id)
        return settled


def test_what_somebody_saw_arrive_is_sent_and_never_sent_again(both_houses: TimeHouse) -> None:
    house = both_houses
    one = _unknown(house)

    assert _settle(house, "settle_sent", one)
    house.courier().deliver_due()

    assert house.state("one") == (DeliveryState.SENT, "settled_by_hand")
    assert len(house.slack.files) == 1
    assert not _settle(house, "settle_again", one), "it moved on meanwhile"


def test_what_cannot_be_asked_about_is_sent_when_somebody_says_so(house: TimeHouse) -> None:
    one = _unknown(house)

    assert _settle(house, "settle_again", one)
    house.courier().deliver_due()

    assert len(house.slack.files) == 2
    assert house.state("one") == (DeliveryState.SENT, None)


def test_slack_is_asked_once_more_before_what_somebody_wants_sent_again(house: TimeHouse) -> None:
    one = _unknown(house, Method.POST)

    assert _settle(house, "settle_again", one)
    house.courier().deliver_due()

    assert house.slack.texts == ["one"], "it was there all the time"
    assert house.state("one") == (DeliveryState.SENT, None)


def test_what_failed_is_sent_again_and_what_is_dropped_is_not(both_houses: TimeHouse) -> None:
    house = both_houses
    one = _failed(house)

    assert _settle(house, "settle_dropped", one)
    house.courier().deliver_due()
    assert house.state("one") == (DeliveryState.DROPPED, "settled_by_hand")
    assert not _settle(house, "settle_again", one)

    house.queue("two", to=house.person(MENTOR))
    house.slack.break_before(POST, refusal("messages_tab_disabled"))
    house.courier().deliver_due()
    assert _settle(house, "settle_again", house.row("two").id)
    house.courier().deliver_due()
    assert house.slack.texts == ["two"]


def test_a_message_settled_as_sent_is_not_sent_when_it_is_to_be_shown_anew(
    house: TimeHouse,
) -> None:
    house.queue("one", about={"nomination": "N1"})
    house.slack.break_before(POST, refusal("messages_tab_disabled"))
    house.courier().deliver_due()
    assert _settle(house, "settle_sent", house.row("one").id)

    house.retouch("nomination:N1")
    house.courier().deliver_due()

    assert house.slack.texts == []


def test_after_a_restore_slack_is_asked_about_all_that_was_due(both_houses: TimeHouse) -> None:
    """The copy holds two messages as due; one of them was sent since it was made."""
    house = both_houses
    made = house.clock.now
    house.queue("sent since")
    house.queue("not sent", to=house.person(MENTOR))
    house.queue("sheet", method=Method.UPLOAD, to=house.person("U0SHEET"))
    house.queue("home", method=Method.PUBLISH)
    reference = {"event_payload": {"id": house.row("sent since").reference}}
    metadata = {"event_type": "baton_delivery", **reference}
    post = {"channel": MENTEE, "text": "sent since", "blocks": [], "metadata": metadata}
    house.slack(POST, post)
    house.clock.move(timedelta(hours=1))

    with house.store.work(house.workspace) as session:
        assert deliveries.doubt_all(session, made) == 3
    house.courier().deliver_due()

    assert sorted(house.slack.texts) == ["not sent", "sent since"]
    assert house.slack.files == [], "for the operator to look"
    assert house.state("sheet")[0] is DeliveryState.UNKNOWN
    assert len(house.slack.homes[MENTEE]) == 1


def test_the_reference_of_a_key_is_always_the_same_and_says_nothing(house: TimeHouse) -> None:
    house.queue("one")
    first = house.row("one").reference
    elsewhere = house.enrol("T0TWO")
    there = house.person(MENTEE, workspace=elsewhere)
    house.queue("one", to=there, workspace=elsewhere)

    assert "one" not in first
    with house.store.look(elsewhere) as session:
        assert session.digest("delivery", "one")[:32] != first
    with house.store.look(house.workspace) as session:
        assert session.digest("delivery", "one")[:32] == first


def test_a_task_given_up_can_be_wanted_after_all(both_houses: TimeHouse) -> None:
    house = both_houses
    broken = [True]

    def run(_: Desk, __: Task, ___: Progress) -> None:
        if broken:
            raise ValueError

    house.enqueue("import")
    worker = house.worker(TaskKind("test.work", run))
    for _ in range(5):
        worker.work_due()
        house.clock.move(hours=1)
    assert house.task("import")[0] is TaskState.FAILED
    broken.clear()

    with house.store.work(house.workspace) as session:
        task_id = session.scalars(select(TaskRow.id)).one()
        assert tasks.settle_again(session, task_id)
    worker.work_due()

    assert house.task("import")[0] is TaskState.DONE
    with house.store.work(house.workspace) as session:
        assert not tasks.settle_dropped(session, task_id)


@pytest.mark.parametrize(
    ("reason", "failure"),
    [
        ("user_disabled", Failure.ACCOUNT_CLOSED),
        ("messages_tab_disabled", Failure.NOT_REACHABLE),
        ("restricted_action_thread_only_channel", Failure.NOT_REACHABLE),
        ("invalid_blocks", Failure.NOT_ACCEPTED),
        ("msg_too_long", Failure.NOT_ACCEPTED),
        ("view_too_large", Failure.NOT_ACCEPTED),
        ("http_502", Failure.GAVE_UP),
        ("killed_too_often", Failure.GAVE_UP),
        ("unknown_kind", Failure.KIND_UNKNOWN),
        ("something_new", Failure.OTHER),
    ],
)
def test_every_code_comes_to_one_of_a_few_failures(reason: str, failure: Failure) -> None:
    assert failure_of(reason) is failure

"""Never lost, never twice: whatever happens between claiming a row and noting that it was sent."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.error import URLError

import pytest

from program.delivery import DeliveryClass, DeliveryState, Method
from services.carrying import LEASE
from tests.kit.slack import Killed, refusal
from tests.scheduler.house import TimeHouse

PAST_THE_LEASE = LEASE + timedelta(seconds=1)
A_MINUTE = timedelta(minutes=1)
POST = "chat.postMessage"


def test_a_post_is_sent_with_its_reference_and_noted(both_houses: TimeHouse) -> None:
    both_houses.queue("one")

    assert both_houses.courier().deliver_due() == 1

    row = both_houses.row("one")
    [post] = both_houses.slack.posts
    assert row.state == DeliveryState.SENT
    assert (row.channel, row.ts) == (post["channel"], post["ts"])
    assert post["metadata"] == {
        "event_type": "baton_delivery",
        "event_payload": {"id": row.reference},
    }


def test_nothing_is_sent_again_by_a_second_pass(both_houses: TimeHouse) -> None:
    both_houses.queue("one")
    both_houses.courier().deliver_due()

    assert both_houses.courier().deliver_due() == 0
    assert both_houses.slack.texts == ["one"]


def test_a_courier_killed_before_the_post_loses_nothing(both_houses: TimeHouse) -> None:
    both_houses.queue("one")
    both_houses.slack.break_before(POST, Killed())
    with pytest.raises(Killed):
        both_houses.courier().deliver_due()

    assert both_houses.courier().deliver_due() == 0, "its lease still runs"
    both_houses.clock.move(PAST_THE_LEASE)
    both_houses.courier().deliver_due()

    assert both_houses.slack.texts == ["one"]
    assert both_houses.state("one") == (DeliveryState.SENT, None)


def test_a_courier_killed_after_the_post_sends_nothing_twice(both_houses: TimeHouse) -> None:
    both_houses.queue("one")
    both_houses.slack.break_after(POST, Killed())
    with pytest.raises(Killed):
        both_houses.courier().deliver_due()

    both_houses.clock.move(PAST_THE_LEASE)
    both_houses.courier().deliver_due()

    [post] = both_houses.slack.posts
    assert both_houses.row("one").ts == post["ts"]
    assert both_houses.state("one") == (DeliveryState.SENT, None)


@pytest.mark.parametrize(
    "trouble",
    [
        refusal("internal_error", status=500),
        refusal("fatal_error"),
        refusal("Received a response in a non-JSON format: <html>", status=502),
        TimeoutError(),
        ConnectionResetError(),
        URLError(TimeoutError()),
    ],
    ids=["500", "fatal_error", "502 in html", "time-out", "reset", "wrapped time-out"],
)
def test_an_unknown_outcome_is_asked_about_before_a_second_try(
    house: TimeHouse, trouble: Exception
) -> None:
    house.queue("posted")
    house.slack.break_after(POST, trouble)
    house.courier().deliver_due()
    assert house.state("posted")[0] is DeliveryState.UNKNOWN

    house.clock.move(A_MINUTE)
    house.stopwatch.sleep(60)
    house.courier().deliver_due()

    assert house.slack.texts == ["posted"]
    assert house.state("posted") == (DeliveryState.SENT, None)


def test_what_slack_does_not_have_is_sent_after_asking(house: TimeHouse) -> None:
    house.queue("one")
    house.slack.break_before(POST, TimeoutError())
    house.courier().deliver_due()

    house.clock.move(A_MINUTE)
    house.stopwatch.sleep(60)
    house.courier().deliver_due()

    assert house.slack.texts == ["one"]
    asked = house.slack.calls.index("conversations.history")
    assert asked < len(house.slack.calls) - 1, "asked first, posted afterwards"


def test_where_slack_cannot_be_asked_either_nothing_is_sent(house: TimeHouse) -> None:
    house.queue("one")
    house.slack.break_after(POST, TimeoutError())
    house.slack.break_before(
        "conversations.history", refusal("internal_error", status=500), times=3
    )
    for _ in range(5):
        house.courier().deliver_due()
        house.clock.move(minutes=10)
        house.stopwatch.sleep(600)

    house.courier().deliver_due()

    assert house.slack.texts == ["one"]
    assert house.state("one") == (DeliveryState.SENT, None)


def test_a_yes_that_does_not_say_where_is_no_answer(house: TimeHouse) -> None:
    house.queue("one")

    def posts_and_says_little(method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        house.slack(method, arguments)
        return {"ok": True}

    house.call = posts_and_says_little
    house.courier().deliver_due()
    assert house.state("one")[0] is DeliveryState.UNKNOWN

    house.call = house.slack
    house.clock.move(A_MINUTE)
    house.stopwatch.sleep(60)
    house.courier().deliver_due()

    assert house.slack.texts == ["one"]
    assert house.state("one") == (DeliveryState.SENT, None)


def test_the_message_is_found_behind_many_others(house: TimeHouse) -> None:
    house.queue("one")
    house.slack.break_after(POST, TimeoutError())
    house.courier().deliver_due()
    for n in range(450):
        house.slack(POST, {"channel": "U0MENTEE", "text": f"{n}", "blocks": [], "metadata": {}})

    house.clock.move(A_MINUTE)
    house.stopwatch.sleep(60)
    house.courier().deliver_due()

    assert house.slack.texts.count("one") == 1
    assert house.state("one") == (DeliveryState.SENT, None)


def test_a_delivery_without_end_of_doubt_is_left_to_the_operator(house: TimeHouse) -> None:
    house.queue("one")
    house.slack.break_before(POST, TimeoutError())
    house.slack.break_before("conversations.open", TimeoutError(), times=100)
    for _ in range(40):
        house.courier().deliver_due()
        house.clock.move(hours=2)
        house.stopwatch.sleep(60)

    assert house.state("one") == (DeliveryState.UNKNOWN, "timeout")
    assert house.row("one").not_before is None
    assert house.slack.texts == []


@pytest.mark.parametrize("method", [Method.UPLOAD, Method.CHANNEL_POST])
@pytest.mark.parametrize("killed", [True, False], ids=["killed", "timed out"])
def test_what_cannot_be_asked_about_is_tried_once(
    house: TimeHouse, method: Method, killed: bool
) -> None:
    call = "files.completeUploadExternal" if method is Method.UPLOAD else POST
    house.queue("one", method=method, channel="C1" if method is Method.CHANNEL_POST else None)
    house.slack.break_after(call, Killed() if killed else TimeoutError())
    if killed:
        with pytest.raises(Killed):
            house.courier().deliver_due()
    else:
        house.courier().deliver_due()

    for _ in range(3):
        house.clock.move(PAST_THE_LEASE)
        house.stopwatch.sleep(600)
        house.courier().deliver_due()

    assert len(house.slack.posts) + len(house.slack.files) == 1
    assert house.state("one")[0] is DeliveryState.UNKNOWN
    assert house.row("one").not_before is None


def test_two_couriers_share_a_queue_without_sending_twice(both_houses: TimeHouse) -> None:
    for n in range(30):
        both_houses.queue(f"{n:02}", to=both_houses.person(f"U{n:03}"))
    couriers = [both_houses.courier(), both_houses.courier()]

    for _ in range(3):
        for courier in couriers:
            courier.deliver_due()

    assert sorted(both_houses.slack.texts) == [f"{n:02}" for n in range(30)]


def test_a_late_courier_does_not_overwrite_what_another_noted(both_houses: TimeHouse) -> None:
    both_houses.queue("one", DeliveryClass.REPLY)
    both_houses.slack.break_after(POST, Killed())
    with pytest.raises(Killed):
        both_houses.courier().deliver_due()
    late = both_houses.row("one").claim
    both_houses.clock.move(PAST_THE_LEASE)
    both_houses.courier().deliver_due()

    assert late is not None
    assert both_houses.record_with(late, "one") is False
    assert both_houses.state("one") == (DeliveryState.SENT, None)

"""The courier decides at the moment of sending: order, hours, whether it is wanted, troubles."""

from datetime import UTC, datetime, timedelta
from urllib.error import URLError

import pytest
from sqlalchemy import select

from program.delivery import DeliveryClass, DeliveryState, Method
from store.delivery_tables import DeliveryRow
from tests.kit.slack import refusal
from tests.scheduler.house import MENTEE, MENTOR, PRIVATE, TimeHouse

POST = "chat.postMessage"
SATURDAY = datetime(2026, 11, 28, 10, tzinfo=UTC)
MONDAY_AT_NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_a_full_queue_goes_out_by_class_and_then_by_age(house: TimeHouse) -> None:
    wanted = []
    for n, cls in enumerate(reversed(DeliveryClass)):
        for age in range(2):
            house.queue(f"{cls} {age}", cls, to=house.person(f"U{n}{age}"))
            house.clock.move(seconds=1)
    for cls in DeliveryClass:
        wanted += [f"{cls} {age}" for age in range(2)]

    house.courier().deliver_due()

    assert house.slack.texts == wanted


def test_a_queue_longer_than_a_batch_goes_out_whole(house: TimeHouse) -> None:
    for n in range(145):
        house.queue(f"{n:03}", to=house.person(f"U{n}"))
    courier = house.courier()

    assert courier.deliver_due() == 145
    assert courier.deliver_due() == 0
    assert house.slack.texts == [f"{n:03}" for n in range(145)]


def test_a_kind_that_raises_does_not_stop_the_others(
    house: TimeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    house.queue("broken")
    house.queue("fine", to=house.person(MENTOR))
    house.board.broken.add("broken")

    house.courier().deliver_due()

    assert house.slack.texts == ["fine"]
    assert house.state("broken") == (DeliveryState.HELD, "kind_raised")
    assert "ZeroDivisionError" in caplog.text
    assert PRIVATE not in caplog.text


def test_a_kind_that_keeps_raising_is_given_up(house: TimeHouse) -> None:
    house.queue("broken")
    house.board.broken.add("broken")
    for _ in range(6):
        house.courier().deliver_due()
        house.clock.move(hours=1)

    assert house.state("broken") == (DeliveryState.FAILED, "kind_raised")


def test_a_kind_of_another_version_waits_for_it(house: TimeHouse) -> None:
    house.queue("one", kind="test.of_tomorrow")
    house.courier().deliver_due()
    assert house.state("one") == (DeliveryState.HELD, "unknown_kind")

    house.clock.move(minutes=1)
    house.courier("test.note", "test.of_tomorrow").deliver_due()

    assert house.slack.texts == ["one"]


def test_words_that_only_a_newer_version_knows_are_left_to_it(both_houses: TimeHouse) -> None:
    house = both_houses
    house.queue("of tomorrow")
    house.queue("of today", to=house.person(MENTOR))
    with house.store.work(house.workspace) as session:
        row = session.scalars(select(DeliveryRow).where(DeliveryRow.key == "of tomorrow")).one()
        row.method, row.cls = "pigeon", "whenever"

    house.courier().deliver_due()

    assert house.slack.texts == ["of today"]
    assert house.row("of tomorrow").state == DeliveryState.DUE


def test_what_is_no_longer_wanted_is_dropped(house: TimeHouse) -> None:
    house.queue("one")
    house.queue("two")
    house.board.unwanted.add("one")
    house.board.nothing_to_say.add("two")

    house.courier().deliver_due()

    assert house.slack.texts == []
    assert house.state("one") == (DeliveryState.DROPPED, "not_wanted")
    assert house.state("two") == (DeliveryState.DROPPED, "test.withdrawn")


def test_a_moment_that_has_passed_is_dropped(house: TimeHouse) -> None:
    house.queue("one", expires_at=house.clock.now + timedelta(minutes=5))
    house.clock.move(minutes=6)

    house.courier().deliver_due()

    assert house.state("one") == (DeliveryState.DROPPED, "moment_passed")


def test_outside_hours_a_reply_goes_and_what_is_owed_waits(house: TimeHouse) -> None:
    house.clock.set(SATURDAY)
    house.queue("reply", DeliveryClass.REPLY)
    house.queue("owed", DeliveryClass.OWED)
    courier = house.courier()

    courier.deliver_due()
    assert house.slack.texts == ["reply"]
    assert house.state("owed") == (DeliveryState.HELD, "outside_hours")

    house.clock.set(MONDAY_AT_NINE - timedelta(seconds=1))
    courier.deliver_due()
    assert house.slack.texts == ["reply"]

    house.clock.set(MONDAY_AT_NINE)
    courier.deliver_due()
    assert house.slack.texts == ["reply", "owed"]


def test_the_hours_are_those_of_the_reader(house: TimeHouse) -> None:
    house.clock.set(datetime(2026, 11, 30, 14, 30, tzinfo=UTC))
    house.queue("in New York", DeliveryClass.OWED, to=house.person("U1", zone="America/New_York"))
    house.queue("in Kolkata", DeliveryClass.OWED, to=house.person("U2", zone="Asia/Kolkata"))

    house.courier().deliver_due()

    assert house.slack.texts == ["in New York"]
    assert house.row("in Kolkata").not_before == datetime(2026, 12, 1, 3, 30, tzinfo=UTC)


def test_the_budget_of_a_week_is_kept(house: TimeHouse) -> None:
    courier = house.courier()
    for day in range(5):
        house.clock.set(datetime(2026, 11, 30, 10, tzinfo=UTC) + timedelta(days=day))
        house.queue(f"steady {day}", DeliveryClass.STEADY)
        courier.deliver_due()

    assert house.slack.texts == ["steady 0", "steady 1", "steady 2"]
    assert house.state("steady 3") == (DeliveryState.HELD, "enough_for_the_week")

    house.clock.set(datetime(2026, 12, 7, 9, tzinfo=UTC))
    courier.deliver_due()
    assert house.slack.texts[3:] == ["steady 3", "steady 4"]


def test_what_would_expire_while_it_waits_is_dropped_at_once(house: TimeHouse) -> None:
    house.clock.set(SATURDAY)
    house.queue("brief", DeliveryClass.STEADY, expires_at=SATURDAY + timedelta(hours=8))

    house.courier().deliver_due()

    assert house.state("brief") == (DeliveryState.DROPPED, "moment_passed")


def test_nothing_is_sent_to_a_closed_account(house: TimeHouse) -> None:
    house.queue("one", to=house.person("U9", deactivated=True))

    house.courier().deliver_due()

    assert house.slack.calls == []
    assert house.state("one") == (DeliveryState.FAILED, "user_disabled")


@pytest.mark.parametrize(
    "code", ["user_disabled", "channel_not_found", "messages_tab_disabled", "invalid_blocks"]
)
def test_a_refusal_for_good_is_not_repeated(house: TimeHouse, code: str) -> None:
    house.queue("one")
    house.slack.break_before(POST, refusal(code))
    for _ in range(3):
        house.courier().deliver_due()
        house.clock.move(hours=1)

    assert house.slack.calls == [POST]
    assert house.state("one") == (DeliveryState.FAILED, code)


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "missing_scope"])
def test_a_workspace_that_shut_us_out_loses_nothing(house: TimeHouse, code: str) -> None:
    house.queue("one")
    house.queue("two", to=house.person(MENTOR))
    house.slack.break_before(POST, refusal(code))

    house.courier().deliver_due()
    assert house.slack.calls == [POST], "one refusal speaks for all"
    assert house.state("one") == (DeliveryState.HELD, code)

    house.clock.move(minutes=10)
    house.stopwatch.sleep(600)
    house.courier().deliver_due()
    assert sorted(house.slack.texts) == ["one", "two"]


def test_retry_after_is_obeyed_by_the_whole_workspace(house: TimeHouse) -> None:
    house.queue("one")
    house.queue("two", to=house.person(MENTOR))
    house.slack.break_before(POST, refusal("ratelimited", status=429, retry_after=30))
    courier = house.courier()

    courier.deliver_due()
    house.clock.move(seconds=29)
    house.stopwatch.sleep(29)
    courier.deliver_due()
    assert house.slack.calls == [POST]

    house.clock.move(seconds=1)
    house.stopwatch.sleep(1)
    courier.deliver_due()
    assert sorted(house.slack.texts) == ["one", "two"]
    assert house.row("one").attempts == 0, "being asked to wait is no failed try"


def test_a_limit_on_homes_does_not_hold_up_messages(house: TimeHouse) -> None:
    house.queue("home", method=Method.PUBLISH)
    house.queue("one")
    house.queue("another home", method=Method.PUBLISH, to=house.person(MENTOR))
    limited = refusal("ratelimited", status=429, retry_after=30)
    house.slack.break_before("views.publish", limited)

    house.courier().deliver_due()

    assert house.slack.calls == ["views.publish", POST]
    assert house.state("another home") == (DeliveryState.HELD, "ratelimited")

    house.clock.move(seconds=31)
    house.stopwatch.sleep(31)
    house.courier().deliver_due()
    assert set(house.slack.homes) == {MENTEE, MENTOR}


def test_slack_out_of_reach_loses_nothing_in_a_whole_day(house: TimeHouse) -> None:
    house.queue("one")
    away = URLError(ConnectionRefusedError())
    house.slack.break_before(POST, away, times=24)
    for _ in range(24):
        house.courier().deliver_due()
        house.clock.move(hours=1)
        house.stopwatch.sleep(3600)

    house.courier().deliver_due()

    assert house.slack.texts == ["one"]


def test_two_messages_to_one_person_are_a_second_apart(house: TimeHouse) -> None:
    house.keep_the_pace()
    house.queue("one")
    house.queue("two")

    house.courier().deliver_due()
    assert house.slack.texts == ["one"], "by any courier"

    house.stopwatch.sleep(1.1)
    house.courier().deliver_due()
    assert house.slack.texts == ["one", "two"]


def test_what_was_sent_is_shown_anew_in_place(house: TimeHouse) -> None:
    house.queue("one", about={"nomination": "N1"})
    house.queue("other", about={"nomination": "N2"}, to=house.person(MENTOR))
    house.courier().deliver_due()
    house.board.said["one"] = "one, answered"

    house.retouch("nomination:N1")
    house.courier().deliver_due()

    assert house.slack.texts == ["one, answered", "other"]
    assert house.slack.calls[-1] == "chat.update"
    assert house.state("one") == (DeliveryState.SENT, None)
    assert house.courier().deliver_due() == 0


def test_showing_anew_waits_for_no_hours_and_asks_nobody_twice(house: TimeHouse) -> None:
    house.queue("one", DeliveryClass.OWED, about={"nomination": "N1"})
    house.courier().deliver_due()
    house.clock.set(SATURDAY)
    house.board.unwanted.add("one")
    house.board.said["one"] = "one, answered"

    house.retouch("nomination:N1")
    house.courier().deliver_due()

    assert house.slack.texts == ["one, answered"]


def test_an_update_of_unknown_outcome_is_repeated(house: TimeHouse) -> None:
    house.queue("one", about={"nomination": "N1"})
    house.courier().deliver_due()
    house.board.said["one"] = "one, answered"
    house.retouch("nomination:N1")
    house.slack.break_before("chat.update", TimeoutError())
    house.courier().deliver_due()

    house.clock.move(minutes=1)
    house.stopwatch.sleep(60)
    house.courier().deliver_due()

    assert house.slack.texts == ["one, answered"]
    assert house.state("one") == (DeliveryState.SENT, None)


def test_an_update_waits_as_long_as_slack_asks(house: TimeHouse) -> None:
    house.queue("one", about={"nomination": "N1"})
    house.courier().deliver_due()
    house.board.said["one"] = "one, answered"
    house.retouch("nomination:N1")
    house.slack.break_before("chat.update", refusal("ratelimited", status=429, retry_after=90))
    house.courier().deliver_due()
    assert house.state("one") == (DeliveryState.SENT, "ratelimited")

    for _ in range(2):
        house.clock.move(seconds=45)
        house.stopwatch.sleep(45)
        house.courier().deliver_due()

    assert house.slack.calls == [POST, "chat.update", "chat.update"]
    assert house.slack.texts == ["one, answered"]


def test_a_message_deleted_in_slack_stays_sent(house: TimeHouse) -> None:
    house.queue("one", about={"nomination": "N1"})
    house.courier().deliver_due()
    house.slack.posts.clear()

    house.retouch("nomination:N1")
    house.courier().deliver_due()

    assert house.state("one") == (DeliveryState.SENT, "message_not_found")
    assert house.courier().deliver_due() == 0


def test_many_refreshes_of_a_home_are_one_publish(house: TimeHouse) -> None:
    for _ in range(5):
        house.queue("home", method=Method.PUBLISH)
    house.courier().deliver_due()

    house.queue("home", method=Method.PUBLISH)
    house.courier().deliver_due()

    assert len(house.slack.homes[MENTEE]) == 2
    assert house.slack.homes[MENTEE][0]["type"] == "home"


def test_a_home_of_unknown_outcome_is_published_again(house: TimeHouse) -> None:
    house.clock.set(SATURDAY)
    house.queue("home", DeliveryClass.OWED, method=Method.PUBLISH)
    house.slack.break_after("views.publish", TimeoutError())
    house.courier().deliver_due()

    house.clock.move(minutes=1)
    house.stopwatch.sleep(60)
    house.courier().deliver_due()

    assert len(house.slack.homes[MENTEE]) == 2
    assert house.state("home") == (DeliveryState.SENT, None)


def test_a_channel_post_goes_to_its_channel(house: TimeHouse) -> None:
    house.queue("opened", method=Method.CHANNEL_POST, channel="C0PROGRAM")

    house.courier().deliver_due()

    assert house.slack.posts[0]["channel"] == "C0PROGRAM"


def test_each_workspace_gets_its_own(house: TimeHouse) -> None:
    elsewhere = house.enrol("T0TWO")
    person = house.person("U0THERE", workspace=elsewhere)
    house.queue("here")
    house.queue("there", to=person, workspace=elsewhere)

    assert house.courier().deliver_due() == 2
    assert {post["channel"]: post["text"] for post in house.slack.posts} == {
        "D0MENTEE": "here",
        "D0THERE": "there",
    }


def test_a_courier_that_is_to_stop_hands_back_what_it_has_not_begun(house: TimeHouse) -> None:
    for n in range(5):
        house.queue(f"{n}", to=house.person(f"U{n}"))
    courier = house.courier()
    house.slack.when_called = courier.finish_up

    assert courier.deliver_due() == 1
    assert house.slack.texts == ["0"]

    house.slack.when_called = None
    assert house.courier().deliver_due() == 4
    assert house.slack.texts == ["0", "1", "2", "3", "4"]
    assert "conversations.history" not in house.slack.calls, "there was no doubt to clear up"

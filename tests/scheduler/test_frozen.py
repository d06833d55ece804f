"""A courier that stops for a while: killed between two steps, or frozen and thawed too late."""

from collections.abc import Mapping
from typing import Any

import pytest

from program.delivery import DeliveryState, Method
from program.outcome import Delivered
from services import carrying
from tests.kit.slack import Killed, refusal
from tests.scheduler.house import MENTOR, TimeHouse
from tests.scheduler.test_exactly_once import PAST_THE_LEASE, POST

SHOW = "files.completeUploadExternal"


def test_a_courier_thawed_after_its_lease_posts_nothing_more(both_houses: TimeHouse) -> None:
    """It froze during its first call; the second delivery of its claim went to another one."""
    house = both_houses
    house.queue("first")
    house.queue("second", to=house.person(MENTOR))
    frozen = house.courier()

    def meanwhile() -> None:
        house.slack.when_called = None
        house.clock.move(PAST_THE_LEASE)
        house.courier().deliver_due()

    house.slack.when_called = meanwhile
    frozen.deliver_due()

    assert sorted(house.slack.texts) == ["first", "second"]
    assert house.state("first")[0] is house.state("second")[0] is DeliveryState.SENT


def test_a_courier_thawed_right_in_its_call_takes_its_own_message_back(
    both_houses: TimeHouse,
) -> None:
    """Nothing can be looked at between the last look at the claim and the call itself."""
    house = both_houses
    house.queue("one")
    slack = house.call

    def frozen(method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        house.call = slack
        house.clock.move(PAST_THE_LEASE)
        house.courier().deliver_due()
        return slack(method, arguments)

    house.call = frozen
    late = house.courier()
    late.deliver_due()

    [post] = house.slack.posts
    assert house.row("one").ts == post["ts"]
    assert "chat.delete" in house.slack.calls
    assert house.state("one") == (DeliveryState.SENT, None)


def test_a_message_that_arrived_late_ends_the_doubt_about_it(house: TimeHouse) -> None:
    """The one who took it over has asked, and not sent it yet."""
    house.queue("one")
    with house.desk.open_work_in(house.workspace) as work:
        [late] = carrying.claim(work, 1)
    house.clock.move(PAST_THE_LEASE)
    with house.desk.open_work_in(house.workspace) as work:
        [now] = carrying.claim(work, 1)
        assert carrying.record_all(work, [(late.delivery, Delivered("D1", "1.1"))]) == []

    with house.desk.open_work_in(house.workspace) as work:
        second = Delivered("D1", "2.2")
        assert carrying.record_all(work, [(now.delivery, second)]) == [second]
    assert house.row("one").ts == "1.1"


@pytest.mark.parametrize("method", [Method.UPLOAD, Method.CHANNEL_POST])
def test_what_was_claimed_and_not_begun_is_sent_after_a_kill(
    both_houses: TimeHouse, method: Method
) -> None:
    """Only what was really under way is in doubt."""
    house = both_houses
    house.queue("killing")
    channel = "C1" if method is Method.CHANNEL_POST else None
    house.queue("other", method=method, channel=channel, to=house.person(MENTOR))
    house.slack.break_before(POST, Killed())
    with pytest.raises(Killed):
        house.courier().deliver_due()

    house.clock.move(PAST_THE_LEASE)
    house.courier().deliver_due()

    assert house.state("other")[0] is DeliveryState.SENT


@pytest.mark.parametrize("step", ["conversations.open", "files.getUploadURLExternal", "files.put"])
@pytest.mark.parametrize("killed", [True, False], ids=["killed", "timed out"])
def test_an_upload_that_broke_before_its_last_step_is_done_again(
    house: TimeHouse, step: str, killed: bool
) -> None:
    house.queue("sheet", method=Method.UPLOAD)
    house.slack.break_after(step, Killed() if killed else TimeoutError())
    if killed:
        with pytest.raises(Killed):
            house.courier().deliver_due()
    else:
        house.courier().deliver_due()

    house.stopwatch.sleep(PAST_THE_LEASE.total_seconds())
    house.courier().deliver_due()

    assert len(house.slack.files) == 1
    assert house.state("sheet") == (DeliveryState.SENT, None)


def test_an_upload_that_slack_wants_later_is_not_in_doubt(house: TimeHouse) -> None:
    house.queue("sheet", method=Method.UPLOAD)
    house.slack.break_before(SHOW, refusal("ratelimited", status=429, retry_after=5))
    house.courier().deliver_due()
    assert house.state("sheet") == (DeliveryState.HELD, "ratelimited")

    house.stopwatch.sleep(6)
    house.courier().deliver_due()
    assert len(house.slack.files) == 1


def test_a_delivery_that_kills_every_courier_is_given_up(house: TimeHouse) -> None:
    house.queue("deadly", method=Method.UPLOAD)
    for _ in range(31):
        house.slack.break_before("files.put", Killed())
        with pytest.raises(Killed):
            house.courier().deliver_due()
        house.clock.move(PAST_THE_LEASE)

    house.courier().deliver_due()

    assert house.state("deadly") == (DeliveryState.FAILED, "killed_too_often")


def test_takeover_from_a_dead_courier_takes_less_than_half_a_minute() -> None:
    assert carrying.LEASE.total_seconds() + 2 < 30
    assert carrying.TO_BEGIN.total_seconds() + 10 < carrying.LEASE.total_seconds()

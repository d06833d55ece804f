"""A clock that is wrong at an attempt, or at the question about it: the message is found."""

import pytest

from program.delivery import DeliveryState
from tests.chaos.town import AN_HOUR, PAST_THE_LEASE, Town

A_WEEK = 7 * 24 * AN_HOUR
POSTED = "chat.postMessage is answered"


@pytest.mark.parametrize(
    "wrong",
    [A_WEEK, AN_HOUR, -AN_HOUR, -A_WEEK],
    ids=["week on", "hour on", "hour back", "week back"],
)
@pytest.mark.parametrize("put_right", [True, False], ids=["put right", "for good"])
def test_a_message_posted_under_a_wrong_clock_is_found_and_not_said_again(
    town: Town, wrong: float, put_right: bool
) -> None:
    """Slack's own clock is right throughout."""
    town.clock.move(wrong)
    town.queue("one")
    assert town.live(at=POSTED)[0] == "killed"
    left = 0.0 if put_right else wrong
    town.clock.move(left - wrong)

    for _ in range(3):
        town.clock.move(A_WEEK / 2 + PAST_THE_LEASE)
        town.sandbox.set_clock(town.clock().timestamp() - left)
        town.live()

    assert town.copies() == {"one": 1}
    assert town.row("one").state == DeliveryState.SENT

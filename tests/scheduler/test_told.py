"""What the log is told of a delivery: words, codes and moments, never Python's own writing."""

import logging
from datetime import UTC, datetime

import pytest

from program.budget import Held
from program.delivery import DeliveryClass
from program.outcome import Delivered, HeldBack, NotSure, Outcome, Undelivered
from scheduler.told import told
from tests.scheduler.house import TimeHouse

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT_NINE = "2026-11-23T09:00:00+00:00"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            HeldBack(NINE, Held.HOURS),
            ("A delivery waits", {"reason": "outside_hours", "until": AT_NINE}),
        ),
        (
            NotSure(NINE, "timeout"),
            ("A delivery may have arrived", {"reason": "timeout", "until": AT_NINE}),
        ),
        (NotSure(None, "timeout"), ("A delivery may have arrived", {"reason": "timeout"})),
        (Undelivered("user_gone"), ("A delivery was not delivered", {"reason": "user_gone"})),
        (Delivered(), None),
    ],
)
def test_each_outcome_has_its_words(
    outcome: Outcome, said: tuple[str, dict[str, str]] | None
) -> None:
    assert told(outcome) == said


def test_a_delivery_that_waits_for_the_morning_has_a_line_with_kind_and_moment(
    house: TimeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    house.queue("owed", DeliveryClass.OWED)
    house.clock.set(datetime(2026, 11, 23, 22, tzinfo=UTC))
    with caplog.at_level(logging.INFO, "scheduler.shift"):
        house.courier().deliver_due()

    [line] = caplog.records
    assert line.getMessage() == "A delivery waits"
    assert line.__dict__["reason"] == "outside_hours"
    assert line.__dict__["until"].endswith("+00:00")
    assert line.__dict__["kind"]

"""The rules of pairings: which step follows which, and by when a mentor answers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from program.pairing import (
    FOLLOWS,
    HOLDS_PLACE,
    OPEN,
    RUNNING,
    Pairing,
    PairingKind,
    PairingState,
    PairingStep,
    after,
    case_of,
    deadlines,
    may_follow,
    subject_of,
)
from program.refusal import Refusal
from tests.kit.fullest import COHORT

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PAIRING = Pairing(
    id="p" * 26,
    cohort=COHORT,
    mentor="mentor",
    mentee="mentee",
    kind=PairingKind.ADVISORY,
    state=PairingState.ASKED,
    since=NOW,
    version=1,
    asked_at=NOW,
    asked_by="manager",
    answer_by=date(2026, 11, 30),
)


@pytest.mark.parametrize(("state", "step"), [*product(PairingState, PairingStep)])
def test_a_step_leads_where_the_table_says_and_nowhere_else(
    state: PairingState, step: PairingStep
) -> None:
    pairing = replace(PAIRING, state=state)

    if (state, step) in FOLLOWS:
        assert may_follow(pairing, step)
        assert after(pairing, step) is FOLLOWS[(state, step)]
    else:
        assert not may_follow(pairing, step)
        with pytest.raises(Refusal) as caught:
            after(pairing, step)
        assert caught.value.code == f"pairings.is_{state}"


def test_what_is_over_stays_over() -> None:
    over = set(PairingState) - HOLDS_PLACE

    assert {FOLLOWS[line] for line in FOLLOWS if line[0] in over} <= over
    assert OPEN | RUNNING == HOLDS_PLACE


def test_the_mentee_is_concerned_only_once_they_were_told() -> None:
    told = replace(PAIRING, state=PairingState.ACTIVE, started_on=date(2026, 11, 23))

    assert subject_of(PAIRING).concerns == {"mentor"}
    assert subject_of(told).concerns == {"mentor", "mentee"}
    assert case_of(PAIRING).concerns == {"mentor", "mentee"}


def test_each_of_the_two_finds_the_other() -> None:
    assert PAIRING.other("mentor") == "mentee"
    assert PAIRING.other("mentee") == "mentor"
    with pytest.raises(ValueError, match="not one of the two"):
        PAIRING.other("somebody")


@pytest.mark.parametrize(
    ("asked_at", "zone", "answer_by"),
    [
        (NOW, "Europe/Berlin", date(2026, 11, 30)),
        (datetime(2026, 11, 28, 12, tzinfo=UTC), "Europe/Berlin", date(2026, 12, 4)),
        (datetime(2026, 11, 23, 20, tzinfo=UTC), "Asia/Tokyo", date(2026, 12, 1)),
        (datetime(2028, 2, 25, 12, tzinfo=UTC), "UTC", date(2028, 3, 3)),
    ],
    ids=["a Monday", "a Saturday", "already tomorrow there", "over the 29 February"],
)
def test_a_mentor_has_five_of_their_own_working_days(
    asked_at: datetime, zone: str, answer_by: date
) -> None:
    assert deadlines(asked_at, zone).answer_by == answer_by


def test_reminder_and_end_keep_to_the_clock_of_the_mentor_when_it_changes() -> None:
    times = deadlines(datetime(2026, 3, 25, 12, tzinfo=UTC), "Europe/Berlin")

    assert times.remind_at == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert times.lapse_at == datetime(2026, 4, 1, 22, tzinfo=UTC)

"""What two claims come to, what a form may say, and when blind answers are counted."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.blind_answers import (
    GROUP_LEAST,
    BlindAnswer,
    blind_counts,
    is_large_enough,
)
from program.check_in import (
    CheckInState,
    Claim,
    InTheWay,
    Worth,
    merged_actions,
    says_the_same,
    settled,
)

DAY = date(2026, 3, 4)
ONE_DAY = timedelta(days=1)
HOUR = Claim(True, DAY, 60)
NOT_MET = Claim(False, DAY, 0)
CLAIMS = st.one_of(
    st.none(),
    st.builds(
        Claim,
        st.booleans(),
        st.dates(DAY - 2 * ONE_DAY, DAY + 2 * ONE_DAY),
        st.integers(5, 480),
    ),
)
ANSWERS = st.lists(
    st.builds(
        BlindAnswer,
        st.sampled_from("abcdefgh"),
        st.dates(date(2026, 1, 1), date(2026, 8, 31)),
        st.sampled_from(Worth),
        st.tuples(st.sampled_from(InTheWay)),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other", "state", "minutes"),
    [
        (None, None, CheckInState.WITHDRAWN, 0),
        (HOUR, None, CheckInState.ONE_SIDED, 60),
        (NOT_MET, None, CheckInState.WITHDRAWN, 0),
        (NOT_MET, NOT_MET, CheckInState.WITHDRAWN, 0),
        (HOUR, NOT_MET, CheckInState.DISPUTED, 60),
        (HOUR, HOUR, CheckInState.CONFIRMED, 60),
        (HOUR, replace(HOUR, minutes=45), CheckInState.CONFIRMED, 45),
        (HOUR, replace(HOUR, minutes=44), CheckInState.DISPUTED, 44),
        (HOUR, replace(HOUR, met_on=DAY + ONE_DAY), CheckInState.DISPUTED, 60),
    ],
)
def test_two_claims_come_to_one_state(
    one: Claim | None, other: Claim | None, state: CheckInState, minutes: int
) -> None:
    assert settled(one, other) == (state, minutes)


@given(CLAIMS, CLAIMS, st.integers(0, 1))
def test_it_does_not_matter_who_said_what(
    one: Claim | None, other: Claim | None, days_apart: int
) -> None:
    assert settled(one, other, days_apart=days_apart) == settled(other, one, days_apart=days_apart)


@given(CLAIMS, CLAIMS)
def test_nothing_counts_as_met_that_nobody_says(one: Claim | None, other: Claim | None) -> None:
    state, minutes = settled(one, other)
    met = [claim for claim in (one, other) if claim is not None and claim.met]

    assert (state is CheckInState.WITHDRAWN) == (not met)
    assert minutes == min((claim.minutes for claim in met), default=0)


def test_in_two_zones_one_meeting_may_have_two_days() -> None:
    morning = replace(HOUR, met_on=DAY + ONE_DAY)

    assert settled(HOUR, morning, days_apart=1) == (CheckInState.CONFIRMED, 60)
    assert settled(HOUR, replace(HOUR, met_on=DAY + 2 * ONE_DAY), days_apart=1) == (
        CheckInState.DISPUTED,
        60,
    )


def test_a_word_put_differently_needs_no_second_question() -> None:
    assert says_the_same(HOUR, replace(HOUR, minutes=50))
    assert says_the_same(NOT_MET, replace(NOT_MET, met_on=DAY + ONE_DAY))
    assert not says_the_same(HOUR, NOT_MET)
    assert not says_the_same(None, HOUR)


def test_what_both_agreed_is_one_list_and_the_first_spelling_stays() -> None:
    assert merged_actions(["Read it", "Call Ann"], ["read  IT", "Meet Bo"]) == (
        "Read it",
        "Call Ann",
        "Meet Bo",
    )
    assert len(merged_actions([f"a{n}" for n in range(9)], [f"b{n}" for n in range(9)])) == 10


def answers(people: str, given_on: date, worth: Worth = Worth.VERY) -> list[BlindAnswer]:
    return [BlindAnswer(one, given_on, worth) for one in people]


def test_four_answers_or_four_people_are_never_counted() -> None:
    day = date(2026, 3, 4)

    assert blind_counts(answers("abcd", day), date(2026, 12, 31)) is None
    assert blind_counts(answers("abcdd", day), date(2026, 12, 31)) is None
    assert not is_large_enough(answers("aaaaa", day))


def test_five_answers_of_five_people_are_counted_once_their_month_is_over() -> None:
    march = answers("abcde", date(2026, 3, 4), Worth.MOSTLY)

    assert blind_counts(march, date(2026, 3, 30)) is None
    found = blind_counts(march, date(2026, 3, 31))
    assert found is not None
    assert (found.answers, found.until) == (5, date(2026, 3, 31))
    assert found.worth == {Worth.MOSTLY: 5}


def test_a_small_month_waits_for_the_next() -> None:
    march, april = answers("abcde", date(2026, 3, 4)), answers("ab", date(2026, 4, 4))
    may = answers("cde", date(2026, 5, 4))
    until = date(2026, 12, 31)

    assert blind_counts([*march, *april], until) == blind_counts(march, until)
    found = blind_counts([*march, *april, *may], until)
    assert found is not None
    assert found.answers == 10


@given(ANSWERS, st.dates(date(2026, 1, 1), date(2026, 9, 30)), st.integers(0, 120))
def test_the_difference_of_two_counts_is_nothing_or_five_people(
    given_answers: list[BlindAnswer], first: date, later: int
) -> None:
    """Whoever looks twice, at whatever times, learns of no smaller group by subtracting."""
    one = blind_counts(given_answers, first)
    two = blind_counts(given_answers, first + timedelta(days=later))
    seen_first = 0 if one is None else one.answers
    if two is None or two.answers == seen_first:
        assert one == two
        return
    since = date.min if one is None else one.until
    between = [item for item in given_answers if since < item.given_on <= two.until]

    assert two.answers - seen_first == len(between)
    assert len({item.person_id for item in between}) >= GROUP_LEAST
    before = Counter() if one is None else Counter(one.worth)
    assert Counter(two.worth) - before == Counter(item.worth for item in between)

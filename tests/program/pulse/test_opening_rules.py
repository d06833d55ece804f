"""What may not open, beside which other survey, and from which day it may."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.pulse.library import BY_ID, own_question
from program.pulse.opening_rules import (
    Earlier,
    Figure,
    Objection,
    Wished,
    first_day,
    objections,
)
from program.pulse.survey import AnswerKind, AudienceKind, Policy, Survey, SurveyState

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
A_DAY = timedelta(days=1)
EVERYBODY = frozenset(f"p{n}" for n in range(40))
FIT, TIME = "fit.right", "time.enough"


def wished(people: frozenset[str] = EVERYBODY, **other: object) -> Wished:
    plain = Wished(
        program_id="spring",
        invited=people,
        questions=frozenset({FIT}),
        now=NOW,
        opens_at=NOW,
        closes_at=NOW + 7 * A_DAY,
        zone="Europe/Berlin",
    )
    return replace(plain, **other)  # type: ignore[arg-type]


def earlier(
    people: frozenset[str] = EVERYBODY,
    *,
    closed: float = 1,
    state: SurveyState = SurveyState.CLOSED,
    program: str = "spring",
    asks: str = FIT,
    invited: int | None = None,
    name: str = "s1",
) -> Earlier:
    """A survey that closed so many days ago (below 0: will close)."""
    closes_at = NOW - closed * A_DAY
    policy = Policy(
        title="How is it going?",
        program="Spring",
        audience=AudienceKind.PROGRAM,
        audience_name="",
        invited=len(people) if invited is None else invited,
        questions=(BY_ID[asks],),
        groups={},
        opens_on=date(2026, 11, 1),
        closes_at=closes_at,
        zone="Europe/Berlin",
    )
    survey = Survey(name, program, state, policy, policy.digest(), closes_at, None, None, None)
    return Earlier(survey, people)


def codes(found: tuple[Objection, ...]) -> list[str]:
    return [one.code for one in found]


def without(number: int) -> frozenset[str]:
    return frozenset(sorted(EVERYBODY)[number:])


def test_a_whole_program_opens_where_nothing_lies_beside_it() -> None:
    assert objections(wished(), []) == ()


def test_seven_people_are_too_few_and_no_later_day_helps() -> None:
    found = objections(wished(without(33)), [])

    assert codes(found) == ["pulse.few"]
    assert found[0].facts == {"people": 7, "needs": 8}
    assert first_day(found) is None
    assert objections(wished(without(32)), []) == ()


def test_groups_of_four_are_never_shown() -> None:
    assert codes(objections(wished(k=4), [])) == ["pulse.small_groups"]


def test_it_is_open_for_a_day_at_least() -> None:
    assert codes(objections(wished(closes_at=NOW + 0.99 * A_DAY), [])) == ["pulse.too_short"]
    assert objections(wished(closes_at=NOW + A_DAY), []) == ()


def test_a_program_has_one_open_pulse_at_a_time_whatever_it_asks() -> None:
    running = earlier(closed=-2, state=SurveyState.OPEN, asks=TIME)

    found = objections(wished(), [running])

    assert codes(found) == ["pulse.still_open"]
    assert first_day(found) == date(2026, 11, 26), "it closes on the 25th, at 11 in Berlin"
    assert objections(wished(program_id="autumn"), [running]) == ()
    assert objections(wished(opens_at=NOW + 3 * A_DAY, closes_at=NOW + 9 * A_DAY), [running]) == ()


def test_one_whose_time_is_up_and_that_is_being_counted_is_still_open() -> None:
    late = earlier(closed=0.5, state=SurveyState.CLOSING, asks=TIME)

    assert codes(objections(wished(), [late])) == ["pulse.still_open"]


@pytest.mark.parametrize("differ", [1, 2, 3, 4])
def test_a_few_people_more_or_less_within_a_week_would_be_singled_out(differ: int) -> None:
    for now, then in ((EVERYBODY, without(differ)), (without(differ), EVERYBODY)):
        found = objections(wished(now), [earlier(then, closed=2)])

        assert codes(found) == ["pulse.too_alike"]
        assert first_day(found) == date(2026, 11, 29), "a week after the 21st, at 11: the day after"


@pytest.mark.parametrize("differ", [0, 5, 12])
def test_the_very_same_people_or_five_others_single_out_nobody(differ: int) -> None:
    assert objections(wished(), [earlier(without(differ))]) == ()


def test_two_left_and_two_joined_are_four_people() -> None:
    others = (EVERYBODY - {"p1", "p2"}) | {"new1", "new2"}
    others_still = (EVERYBODY - {"p1", "p2", "p3"}) | {"new1", "new2"}

    assert codes(objections(wished(others), [earlier()])) == ["pulse.too_alike"]
    assert objections(wished(others_still), [earlier()]) == ()


def test_it_is_compared_with_other_programs_and_with_open_ones_too() -> None:
    for one in (
        earlier(without(1), program="autumn"),
        earlier(without(1), program="autumn", closed=-3, state=SurveyState.OPEN),
        earlier(without(1), program="autumn", closed=0.1, state=SurveyState.CLOSING),
    ):
        assert codes(objections(wished(), [one])) == ["pulse.too_alike"]


def test_what_closed_a_week_ago_was_deleted_unread_or_asked_something_else_is_no_matter() -> None:
    for one in (
        earlier(without(1), closed=7),
        earlier(without(1), state=SurveyState.VOID),
        earlier(without(1), asks=TIME),
    ):
        assert objections(wished(), [one]) == ()


def test_a_question_in_own_words_may_be_any_other_but_for_a_word() -> None:
    own = own_question("My mentor or mentee is the right one.", AnswerKind.SCALE)
    other = own_question("My mentor or mentee is right for me.", AnswerKind.SCALE)
    assert len({own.id, other.id, FIT}) == 3
    written = earlier(without(1))
    policy = replace(written.survey.policy, questions=(other,))
    written = replace(written, survey=replace(written.survey, policy=policy))

    for asks, before in ((own.id, earlier(without(1))), (FIT, written), (own.id, written)):
        found = objections(wished(questions=frozenset({asks})), [before])
        assert codes(found) == ["pulse.too_alike"]


def test_one_that_is_void_since_a_restore_may_have_been_read_before_it() -> None:
    restored = replace(earlier(without(1), state=SurveyState.VOID), was_restored=True)

    assert codes(objections(wished(), [restored])) == ["pulse.too_alike"]
    assert objections(wished(without(1)), [restored]) == (), "the very same people may be asked"


def test_whoever_was_erased_since_is_counted_although_nobody_knows_who_it_was() -> None:
    erased = earlier(without(1), invited=40)

    assert codes(objections(wished(without(1)), [erased])) == ["pulse.too_alike"]


def test_mentors_and_mentees_apart_make_up_the_program_but_for_two() -> None:
    people = sorted(EVERYBODY)
    mentors, mentees = frozenset(people[:18]), frozenset(people[18:38])
    both = [earlier(mentors, name="s1"), earlier(mentees, name="s2", closed=3)]

    found = objections(wished(), both)

    assert codes(found) == ["pulse.too_alike"]
    assert first_day(found) == date(2026, 11, 28), "as soon as the figures of one are a week old"
    assert objections(wished(), both[:1]) == ()


def test_the_first_day_is_that_of_the_last_objection() -> None:
    beside = [
        earlier(without(1), name="s1", closed=5),
        earlier(without(2), name="s2", closed=1, program="autumn"),
        earlier(closed=-3, state=SurveyState.OPEN, asks=TIME, name="s3"),
    ]

    found = objections(wished(), beside)

    assert codes(found) == ["pulse.still_open", "pulse.too_alike", "pulse.too_alike"]
    assert first_day(found) == date(2026, 11, 30)
    later = datetime(2026, 11, 30, 8, tzinfo=UTC)
    again = wished(opens_at=later, closes_at=later + 7 * A_DAY, now=later)
    closed = [*beside[:2], earlier(closed=-3, asks=TIME, name="s3")]
    assert objections(again, closed) == ()


def test_a_group_that_was_shown_is_nearly_the_same_as_everyone_of_the_new_one() -> None:
    mentors = frozenset(sorted(EVERYBODY)[:18])
    whole = replace(earlier(), groups=(Figure(mentors), Figure(EVERYBODY - mentors)))
    with_one_more = wished(mentors | {"new"})
    with_five_more = wished(mentors | {f"new{n}" for n in range(5)})

    assert codes(objections(with_one_more, [whole])) == ["pulse.too_alike"]
    assert objections(with_one_more, [earlier()]) == ()
    assert objections(with_five_more, [whole]) == ()
    assert objections(wished(mentors), [whole]) == ()


def test_groups_of_both_are_compared_and_whom_nobody_knows_any_more_is_counted() -> None:
    lyon = frozenset(sorted(EVERYBODY)[:10])
    before = replace(earlier(), groups=(Figure(lyon),))
    moved = wished(groups=(Figure(lyon | {"p9"}),))
    unknown = replace(earlier(), groups=(Figure(lyon, missing=1),))

    assert codes(objections(moved, [before])) == ["pulse.too_alike"]
    assert objections(wished(groups=(Figure(lyon),)), [before]) == ()
    assert codes(objections(wished(groups=(Figure(lyon),)), [unknown])) == ["pulse.too_alike"]


SOME = st.frozensets(st.sampled_from([f"p{n}" for n in range(14)]), min_size=8)


@given(SOME, st.lists(SOME, max_size=3))
def test_exactly_what_leaves_one_to_four_people_is_refused(
    now: frozenset[str], before: list[frozenset[str]]
) -> None:
    """Counted person by person, as somebody with all releases would."""
    beside = [earlier(one, name=f"s{n}") for n, one in enumerate(before)]
    left = [
        sum(
            (one in now) + sum(n for n, some in zip(signs, before, strict=True) if one in some) != 0
            for one in now.union(*before)
        )
        for signs in product((-1, 0, 1), repeat=len(before))
        if any(signs)
    ]

    assert bool(objections(wished(now), beside)) == any(1 <= one <= 4 for one in left)

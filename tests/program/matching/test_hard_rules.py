"""The hard rules: each bars with its own code, and what nobody said bars nobody."""

from dataclasses import replace

import pytest

from program.matching.hard_rules import bars_in, mask_of
from program.matching.points import bars
from program.matching.problem import build, market
from program.matching.reasons import NEVER, PRIVATE, Bar
from program.matching.records import Barred, Edit, EditKind, Inputs, MenteeInput, MentorInput
from program.matching.rules import Component, Priority, Rules

ANNA = MenteeInput(id="anna", accepted=0)
BEN = MentorInput(id="ben", places=2, hours_a_month=6)
TWO_HOURS = 0b1111


def barring(mentee: MenteeInput = ANNA, mentor: MentorInput = BEN, **more: object) -> set[Bar]:
    """What stands between the two."""
    inputs = replace(Inputs("cohort", Rules(), (mentee,), (mentor,)), **more)  # type: ignore[arg-type]
    return set(bars(build(inputs), (), mentee.id, mentor.id))


def test_nothing_bars_two_who_say_nothing() -> None:
    assert barring() == set()


@pytest.mark.parametrize(
    "bar", [Bar.SUPERIOR, Bar.CONFLICT, Bar.AVOIDED, Bar.ENDED_FOR_CAUSE, Bar.VETO]
)
def test_a_rule_about_these_two_bars_them_and_nobody_else(bar: Bar) -> None:
    cleo, dora = replace(ANNA, id="cleo", accepted=1), replace(BEN, id="dora")
    inputs = Inputs(
        "cohort", Rules(), (ANNA, cleo), (BEN, dora), barred=(Barred("anna", "ben", bar),)
    )
    made = build(inputs)
    assert bars(made, (), "anna", "ben") == (bar,)
    assert (made.bars != 0).sum() == 1


def test_a_rule_about_somebody_who_is_not_there_is_passed_over() -> None:
    assert barring(barred=(Barred("anna", "gone", Bar.CONFLICT),)) == set()
    assert barring(barred=(Barred("gone", "ben", Bar.CONFLICT),)) == set()


def test_nobody_is_their_own_mentor_but_in_both_roles_they_are_welcome() -> None:
    cleo, dora = replace(ANNA, id="cleo", accepted=1), replace(BEN, id="anna")
    made = build(Inputs("cohort", Rules(), (ANNA, cleo), (dora, BEN)))
    assert bars(made, (), "anna", "anna") == (Bar.SAME_PERSON,)
    assert bars(made, (), "anna", "ben") == bars(made, (), "cleo", "anna") == ()


def test_a_mentor_who_rests_is_barred_from_everybody() -> None:
    assert barring(mentor=replace(BEN, paused=True)) == {Bar.PAUSED}


def test_a_mentor_with_no_place_at_all_or_none_left_is_barred() -> None:
    assert barring(mentor=replace(BEN, places=0)) == {Bar.NO_PLACE}
    assert barring(mentor=replace(BEN, taken=2)) == {Bar.NO_PLACE}
    assert barring(mentor=replace(BEN, taken=1)) == set()


@pytest.mark.parametrize(("hours", "taken", "barred"), [(1, 0, True), (3, 0, False), (3, 1, True)])
def test_a_mentor_whose_hours_are_taken_is_barred(hours: int, taken: int, *, barred: bool) -> None:
    short = replace(BEN, hours_a_month=hours, taken=taken)
    assert barring(mentor=short) == ({Bar.NO_TIME} if barred else set())


@pytest.mark.parametrize(
    ("theirs", "barred"),
    [(0b1100, False), (0b1000, True), (0b0101, True), (0, True), (0b11 << 100, True)],
)
def test_less_than_an_hour_in_one_piece_is_no_shared_hours(theirs: int, *, barred: bool) -> None:
    anna, ben = replace(ANNA, week=TWO_HOURS), replace(BEN, week=theirs)
    assert barring(anna, ben) == ({Bar.NO_SHARED_HOURS} if barred else set())


def test_an_hour_over_the_end_of_the_week_is_an_hour() -> None:
    around = (1 << 335) | 1
    assert barring(replace(ANNA, week=around), replace(BEN, week=around)) == set()


def test_no_common_language_bars() -> None:
    anna = replace(ANNA, languages=("en", "de"))
    assert barring(anna, replace(BEN, languages=("fr",))) == {Bar.NO_COMMON_LANGUAGE}
    assert barring(anna, replace(BEN, languages=("fr", "de"))) == set()


def test_hours_and_languages_nobody_told_bar_nobody() -> None:
    anna = replace(ANNA, week=TWO_HOURS, languages=("en",))
    assert barring(anna, BEN) == set()
    assert barring(ANNA, replace(BEN, week=0, languages=("de",))) == set()


@pytest.mark.parametrize(("line", "barred"), [(3_000, False), (3_001, True)])
def test_best_fit_first_bars_what_is_below_its_line_and_most_people_first_nothing(
    line: int, *, barred: bool
) -> None:
    weights = {one: 100 if one is Component.SENIORITY else 0 for one in Component}
    rules = Rules(weights=weights, priority=Priority.QUALITY, line=line)
    anna, ben = replace(ANNA, level=4), replace(BEN, level=4)
    assert barring(anna, ben, rules=rules) == ({Bar.BELOW_FLOOR} if barred else set())
    assert barring(anna, ben, rules=replace(rules, priority=Priority.PARTICIPATION)) == set()


def test_a_veto_is_told_while_it_stands_and_after_the_rules_before_it() -> None:
    made = build(
        Inputs(
            "cohort",
            Rules(),
            (ANNA,),
            (replace(BEN, paused=True),),
            barred=(Barred("anna", "ben", Bar.AVOIDED), Barred("anna", "ben", Bar.CONFLICT)),
        )
    )
    veto = Edit(EditKind.VETO, "anna", "ben")
    told = (Bar.CONFLICT, Bar.AVOIDED, Bar.PAUSED)
    assert bars(made, (), "anna", "ben") == told
    assert bars(made, (veto,), "anna", "ben") == (*told, Bar.VETO)
    taken_back = Edit(EditKind.UNVETO, "anna", "ben")
    assert bars(made, (veto, taken_back), "anna", "ben") == told


def test_what_is_barred_is_not_allowed_and_nothing_else_is() -> None:
    cleo = replace(ANNA, id="cleo", accepted=1)
    barred = (Barred("anna", "ben", Bar.CONFLICT),)
    made = build(Inputs("cohort", Rules(), (ANNA, cleo), (BEN,), barred=barred))
    allowed = market(made).allowed
    assert not allowed[made.row["anna"], 0]
    assert allowed[made.row["cleo"], 0]


def test_each_rule_has_a_bit_of_its_own_and_keeps_its_order() -> None:
    for bar in Bar:
        assert bars_in(mask_of([bar])) == (bar,)
    assert bars_in(mask_of(Bar)) == tuple(Bar)
    assert mask_of(Bar) < 2**15


def test_private_rules_are_among_those_that_no_lock_outweighs() -> None:
    assert PRIVATE < NEVER

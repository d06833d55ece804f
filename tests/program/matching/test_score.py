"""The score: what each component is worth, beside a slow scorer that counts pair by pair."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from program.matching import tables
from program.matching.problem import build
from program.matching.records import Inputs, MenteeInput, MentorInput
from program.matching.rules import DEFAULT_WEIGHTS, Component, Rules
from program.mentor_lists import Style
from program.profile_lists import Function, LearningStyle, Theme
from tests.kit.matching_cohorts import cohort
from tests.program.matching.slow_score import slow_score

ANNA = MenteeInput(id="anna", accepted=0)
BEN = MentorInput(id="ben", places=2, hours_a_month=6)


def only(component: Component) -> Rules:
    """All the weight on one component."""
    return Rules(weights={one: 100 if one is component else 0 for one in Component})


def score(mentee: MenteeInput, mentor: MentorInput, rules: Rules) -> tuple[int, int]:
    """The score of the two and the weight behind it."""
    made = build(Inputs("cohort", rules, (mentee,), (mentor,)))
    return int(made.scores[0, 0]), int(made.present[0, 0])


@pytest.mark.parametrize("seed", range(3))
def test_every_pair_scores_as_the_slow_scorer_says_within_rounding(seed: int) -> None:
    inputs = cohort(60, 30, seed=seed, silent=0.3)
    made = build(inputs)
    for row, mentee in enumerate(made.rows):
        for column, mentor in enumerate(made.columns):
            exact, weight = slow_score(mentee, mentor, inputs.rules)
            assert made.present[row, column] == weight
            assert abs(int(made.scores[row, column]) - exact) <= 1


def test_skills_are_levels_met_of_levels_to_learn() -> None:
    anna = replace(ANNA, wanted={"talks": (1, 4), "budget": (2, 3)})
    ben = replace(BEN, offered={"talks": 3, "law": 5})
    assert score(anna, ben, only(Component.SKILLS)) == (5_000, 100)
    everything = replace(ben, offered={"talks": 4, "budget": 5})
    assert score(anna, everything, only(Component.SKILLS)) == (10_000, 100)


def test_a_competency_without_an_aim_above_now_asks_for_nothing() -> None:
    anna = replace(ANNA, wanted={"talks": (4, 2), "law": (3, 3)})
    assert score(anna, replace(BEN, offered={"talks": 5}), only(Component.SKILLS)) == (0, 0)


def test_a_theme_both_share_counts_whole_and_a_neighbouring_one_half() -> None:
    anna = replace(ANNA, themes=(Theme.BOARD, Theme.CRISIS))
    ben = replace(BEN, themes=(Theme.BOARD, Theme.INTERNATIONAL))
    assert score(anna, ben, only(Component.ASPIRATION)) == (5_000, 100)
    near = replace(BEN, themes=(Theme.STAKEHOLDERS,))
    assert score(anna, near, only(Component.ASPIRATION)) == (5_000, 100)


def test_functions_are_the_share_of_those_to_see_that_the_mentor_shows_their_own_among_them() -> (
    None
):
    anna = replace(ANNA, functions=(Function.LEGAL, Function.SALES), function=Function.HR)
    ben = replace(BEN, function=Function.LEGAL)
    assert score(anna, ben, only(Component.FUNCTIONS)) == (5_000, 100)
    both = replace(ben, functions=(Function.SALES,))
    assert score(anna, both, only(Component.FUNCTIONS)) == (10_000, 100)


@pytest.mark.parametrize(
    ("theirs", "value"),
    [(Function.HR, 2_500), (Function.LEGAL, 10_000), (Function.SUPPLY_CHAIN, 7_000)],
)
def test_who_names_no_function_to_see_is_scored_by_how_far_the_two_work(
    theirs: Function, value: int
) -> None:
    anna = replace(ANNA, function=Function.HR)
    assert score(anna, replace(BEN, function=theirs), only(Component.FUNCTIONS)) == (value, 100)


def test_style_is_read_from_its_table() -> None:
    anna = replace(ANNA, style=LearningStyle.DOING)
    for style in Style:
        worth = tables.STYLES[LearningStyle.DOING][style]
        assert score(anna, replace(BEN, style=style), only(Component.STYLE)) == (worth, 100)


@pytest.mark.parametrize(
    ("level", "value"),
    [(1, 0), (4, 3_000), (5, 8_000), (6, 10_000), (7, 8_000), (8, 6_000), (9, 4_000), (30, 4_000)],
)
def test_two_levels_above_is_the_best_seniority(level: int, value: int) -> None:
    anna = replace(ANNA, level=4)
    assert score(anna, replace(BEN, level=level), only(Component.SENIORITY)) == (value, 100)


@pytest.mark.parametrize(("half_hours", "value"), [(0, 0), (1, 1_250), (5, 6_250), (9, 10_000)])
def test_hours_are_the_longest_stretch_both_have_and_four_hours_are_enough(
    half_hours: int, value: int
) -> None:
    anna = replace(ANNA, week=(1 << 20) - 1)
    # Two pieces: the longer one counts, not the sum.
    ben = replace(BEN, week=((1 << half_hours) - 1) | (1 << 15 if half_hours > 1 else 0))
    assert score(anna, ben, only(Component.HOURS)) == (value, 100)


@pytest.mark.parametrize(
    ("mine", "theirs", "value"),
    [
        (("ben",), ("anna",), 10_000),
        (("x", "y", "ben"), ("z", "anna"), 10_000),
        (("ben",), (), 8_000),
        (("x", "ben"), (), 6_500),
        ((), ("x", "y", "anna"), 5_000),
    ],
)
def test_wishes_are_worth_most_where_both_wished(
    mine: tuple[str, ...], theirs: tuple[str, ...], value: int
) -> None:
    anna, ben = replace(ANNA, wishes=mine), replace(BEN, wishes=theirs)
    assert score(anna, ben, only(Component.WISHES)) == (value, 100)


def test_a_pair_nobody_wished_for_has_no_wish_component() -> None:
    assert score(ANNA, BEN, only(Component.WISHES)) == (0, 0)


def test_a_wish_never_speaks_against_who_is_wished_for() -> None:
    weights = dict.fromkeys(Component, 0) | {Component.LANGUAGE: 50, Component.WISHES: 50}
    anna = replace(ANNA, languages=("en",), wishes=("x", "y", "ben"))
    ben = replace(BEN, languages=("en",))
    assert score(anna, ben, Rules(weights=weights)) == (10_000, 50)
    poor = Rules(weights=weights | {Component.LANGUAGE: 0, Component.STYLE: 50})
    styled = replace(anna, style=LearningStyle.REFLECTING)
    doors = replace(ben, style=Style.DOORS)
    assert score(styled, doors, poor) == (4_500, 100)


def test_what_one_side_does_not_say_is_left_out_and_the_other_weights_stand_for_it() -> None:
    anna = replace(ANNA, level=4, languages=("en",), style=LearningStyle.DOING)
    ben = replace(BEN, level=4, languages=("en", "de"))
    weight = DEFAULT_WEIGHTS[Component.SENIORITY] + DEFAULT_WEIGHTS[Component.LANGUAGE]
    assert score(anna, ben, Rules()) == (round((10 * 3_000 + 5 * 10_000) / 15), weight)


def test_two_who_say_nothing_score_nothing_on_nothing() -> None:
    assert score(ANNA, BEN, Rules()) == (0, 0)


def test_words_no_list_knows_are_like_nothing_said() -> None:
    anna = replace(ANNA, style="telepathy")
    ben = replace(BEN, style=Style.DOORS, reach=9)
    assert score(anna, ben, only(Component.STYLE)) == (0, 0)
    rated = replace(ANNA, ratings={"potential": 400})
    assert score(rated, ben, only(Component.SIGNALS)) == (0, 0)


def test_nothing_in_the_tables_is_rounded_inside() -> None:
    styles = [value for row in tables.STYLES.values() for value in row.values()]
    functions = [tables.SAME_FUNCTION, tables.NEAR_FUNCTION, tables.OTHER_FUNCTION]
    values = [*styles, *functions, *tables.SENIORITY, *tables.WISHES, tables.NEAR_THEME]
    assert all(Fraction(tables.inside(one), tables.WHOLE) * 10_000 == one for one in values)
    assert 100 * tables.WHOLE < 2**24


@pytest.mark.parametrize("units", range(1, 21))
def test_who_meets_everything_has_the_full_score_however_many_levels_there_are(units: int) -> None:
    wanted = {f"c{at}": (1, 2) for at in range(units)}
    anna, ben = replace(ANNA, wanted=wanted), replace(BEN, offered=dict.fromkeys(wanted, 2))
    for weight in (1, 7, 100):
        weights = dict.fromkeys(Component, 0) | {Component.SKILLS: weight}
        assert score(anna, ben, Rules(weights=weights)) == (10_000, weight)


def test_an_empty_cohort_has_no_scores() -> None:
    made = build(Inputs("cohort", Rules(), (), ()))
    assert made.scores.shape == (0, 0)
    lonely = build(Inputs("cohort", Rules(), (ANNA,), ()))
    assert lonely.scores.shape == lonely.bars.shape == (1, 0)
    assert build(Inputs("cohort", Rules(), (), (BEN,))).seats.tolist() == [2]


def test_arrays_are_small_numbers_not_objects() -> None:
    made = build(cohort(20, 10))
    assert made.scores.dtype == np.int32
    assert made.present.dtype == made.bars.dtype == np.int16
    assert made.seats.dtype == made.order.dtype == made.groups.dtype == np.int64
    per_pair = made.scores.itemsize + made.present.itemsize + made.bars.itemsize
    assert per_pair == 8

"""What holds for the score of any people with any weights, tried on many made-up ones."""

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.matching import tables
from program.matching.hard_rules import free_seats
from program.matching.points import parts
from program.matching.problem import build
from program.matching.records import Inputs, MenteeInput, MentorInput
from program.matching.rules import Component, Rules
from program.nomination_voice import Rating
from tests.program.matching.people import cohorts, renamed
from tests.program.matching.slow_score import longest_shared, slow_score


def table_of(inputs: Inputs) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Score, weight and bars of every pair by the two ids."""
    made = build(inputs)
    return {
        (mentee, mentor): (
            int(made.scores[row, column]),
            int(made.present[row, column]),
            int(made.bars[row, column]),
        )
        for mentee, row in made.row.items()
        for mentor, column in made.column.items()
    }


@given(cohorts())
def test_the_slow_scorer_says_the_same_within_rounding(inputs: Inputs) -> None:
    made = build(inputs)
    for row, mentee in enumerate(made.rows):
        for column, mentor in enumerate(made.columns):
            exact, weight = slow_score(mentee, mentor, inputs.rules)
            assert made.present[row, column] == weight
            assert abs(int(made.scores[row, column]) - exact) <= 1
            assert 0 <= made.scores[row, column] <= 10_000


@given(cohorts())
def test_somebody_more_or_less_changes_nobody_elses_score(inputs: Inputs) -> None:
    fewer = replace(inputs, mentees=inputs.mentees[:-1], mentors=inputs.mentors[:-1])
    all_of_them, the_others = table_of(inputs), table_of(fewer)
    assert the_others == {pair: all_of_them[pair] for pair in the_others}


@given(cohorts(), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_changes_nothing_at_all(inputs: Inputs, dice: random.Random) -> None:
    mentees_, mentors_ = list(inputs.mentees), list(inputs.mentors)
    dice.shuffle(mentees_)
    dice.shuffle(mentors_)
    shuffled = build(replace(inputs, mentees=tuple(mentees_), mentors=tuple(mentors_)))
    made = build(inputs)
    assert (made.mentees, made.mentors) == (shuffled.mentees, shuffled.mentors)
    for name in ("scores", "present", "bars", "seats", "order", "groups"):
        assert np.array_equal(getattr(made, name), getattr(shuffled, name))


@given(cohorts())
def test_other_ids_change_no_score(inputs: Inputs) -> None:
    def named(one: str) -> str:
        return f"person-{one}"

    before, after = table_of(inputs), table_of(renamed(inputs, named))
    assert before == {pair: after[named(pair[0]), named(pair[1])] for pair in before}


@given(cohorts())
def test_the_parts_of_a_pair_are_its_score_and_their_weights_what_is_present(
    inputs: Inputs,
) -> None:
    made = build(inputs)
    rows, columns = (at.ravel() for at in np.indices(made.scores.shape))
    found = parts(made, rows, columns)
    gained, weight = found.gained.sum(axis=1), found.weight.sum(axis=1)
    for pair, score in enumerate(made.scores.ravel().tolist()):
        behind = int(weight[pair])
        exact = Fraction(10_000 * int(gained[pair]), tables.WHOLE * max(behind, 1))
        assert abs(exact - score) <= Fraction(1, 2)
    assert np.array_equal(weight, made.present.ravel())
    values = found.values()
    assert ((values >= 0) == (found.weight > 0)).all()
    assert (values <= 10_000).all()


@given(cohorts(), st.sampled_from([2, 4, 5]))
def test_weights_count_by_their_proportion_alone(inputs: Inputs, by: int) -> None:
    """Renormalised: with every weight of a rule multiplied, the scores are the same."""
    low = {one: weight // 5 for one, weight in inputs.rules.weights.items()}
    high = {one: weight * by for one, weight in low.items()}
    before = build(replace(inputs, rules=Rules(weights=low))).scores
    after = build(replace(inputs, rules=Rules(weights=high))).scores
    assert np.abs(before - after).max() <= 1


@given(cohorts(), st.sampled_from([*Component]))
def test_the_weight_of_what_is_missing_does_not_matter(inputs: Inputs, silent: Component) -> None:
    made = build(inputs)
    rows, columns = (at.ravel() for at in np.indices(made.scores.shape))
    weight = parts(made, rows, columns).weight[:, list(Component).index(silent)]
    without = {**inputs.rules.weights, silent: 0}
    after = build(replace(inputs, rules=Rules(weights=without))).scores.ravel()
    same = weight == 0
    assert np.array_equal(made.scores.ravel()[same], after[same])


@given(cohorts())
def test_a_wish_never_lowers_a_score(inputs: Inputs) -> None:
    silent = replace(
        inputs,
        mentees=tuple(replace(one, wishes=()) for one in inputs.mentees),
        mentors=tuple(replace(one, wishes=()) for one in inputs.mentors),
    )
    assert (build(inputs).scores >= build(silent).scores).all()


@given(cohorts())
def test_seats_and_shared_hours_are_what_counting_by_hand_gives(inputs: Inputs) -> None:
    made = build(inputs)
    for column, mentor in enumerate(made.columns):
        enough = mentor.hours_a_month // inputs.hours_a_mentee
        seats = max(0, min(mentor.places, enough) - mentor.taken)
        assert made.seats[column] == seats == free_seats(mentor, inputs.hours_a_mentee)
        for row, mentee in enumerate(made.rows):
            known = mentee.week is not None and mentor.week is not None
            stretch = longest_shared(mentee.week or 0, mentor.week or 0) if known else -1
            table = made.sides.hours.table[made.sides.hours.left[row]]
            assert table[made.sides.hours.right[column]] == min(stretch, 8)


@pytest.mark.parametrize("rating", tables.SIGNALS)
def test_a_signal_is_a_pure_interaction(rating: str) -> None:
    """Every row and every column has the mean of the neutral value: neither side counts alone."""
    _, table = tables.SIGNALS[rating]
    grid = np.array(table)
    assert (grid.mean(axis=0) == tables.NEUTRAL).all()
    assert (grid.mean(axis=1) == tables.NEUTRAL).all()
    assert grid.min() >= 0
    assert grid.max() <= 100


@pytest.mark.parametrize("rating", tables.SIGNALS)
def test_whatever_is_added_to_one_persons_row_of_a_table_leaves_the_table_as_it_is(
    rating: str,
) -> None:
    """The table is what is left of any fit once what one person alone brings is taken out."""
    _, table = tables.SIGNALS[rating]
    grid = np.array(table, dtype=float)
    dice = np.random.default_rng(0)
    raw = grid + dice.normal(size=(len(grid), 1)) + dice.normal(size=(1, grid.shape[1]))
    centred = raw - raw.mean(axis=1, keepdims=True) - raw.mean(axis=0, keepdims=True)
    assert np.allclose(centred + raw.mean() + tables.NEUTRAL, grid)


@given(
    rating=st.sampled_from([*Rating]),
    low=st.integers(100, 500),
    high=st.integers(100, 500),
)
def test_a_higher_rating_alone_lifts_nobody(rating: Rating, low: int, high: int) -> None:
    """Over everything that mentors can offer, each rating has the same mean: a generous rater
    gains nothing for all mentors together, only that another one fits better."""
    steps = len(tables.SIGNALS[rating][1][0])
    offers = tuple(
        MentorInput(
            id=f"r{step}",
            places=1,
            hours_a_month=2,
            reach=min(step, 4),
            directness=step,
            breadth=min(step, 4),
            stretch=min(step, 4),
        )
        for step in range(1, steps + 1)
    )
    rated = tuple(
        MenteeInput(id=f"e{at}", accepted=at, ratings={rating: value})
        for at, value in enumerate((low, high))
    )
    weights = {one: 100 if one is Component.SIGNALS else 0 for one in Component}
    made = build(Inputs("cohort", Rules(weights=weights), rated, offers))
    assert (made.scores.sum(axis=1) == 5_000 * len(offers)).all()

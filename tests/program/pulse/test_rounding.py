"""T21: figures so coarse that agreement does not show and colluders learn little."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from program.pulse.rounding import Band, band, mean, share
from program.pulse.survey import Slip
from tests.program.pulse.guessing import PRIOR, Counts, success
from tests.program.pulse.surveys import (
    KEEP,
    RHYTHM,
    ROLE,
    SAFETY,
    of_everyone,
    policy,
    released,
    scored,
    told,
)

KEYS = {
    *("invited", "answers", "questions", "comments", "id", "everyone", "groups", "left_out"),
    *("in", "group", "band", "mean", "favourable", "middle", "unfavourable", "shares"),
}


def figures(counts: Counts) -> str:
    """The whole release of one question that so many people answered with 1 to 5."""
    scores = [answer for answer, many in enumerate(counts, 1) for _ in range(many)]
    return released(policy(), scored(*scores)).written()


def test_all_alike_and_all_but_one_are_the_same_release() -> None:
    assert released(policy(), scored(5, 5, 5, 5, 5)) == released(policy(), scored(5, 5, 5, 5, 4))
    assert released(policy(), scored(1, 1, 1, 1, 1)) == released(policy(), scored(2, 1, 1, 1, 1))
    for size in (10, 15, 20, 30):
        alike = released(policy(), scored(*[5] * size))
        assert alike == released(policy(), scored(*[5] * (size - 1), 4))
        assert alike == released(policy(), scored(*[5] * (size - 1), 3))


def test_all_choosing_the_same_and_all_but_one_are_the_same_release() -> None:
    for size in (10, 20):
        alike = [Slip({}, {RHYTHM.id: 0})] * size
        rules = policy([RHYTHM])
        but_one = [*alike[1:], Slip({}, {RHYTHM.id: 2})]
        assert released(rules, alike) == released(rules, but_one)


@pytest.mark.parametrize("people", [5, 8])
def test_colluders_guess_little_better_than_chance(people: int) -> None:
    assert_guessed_little(people)


@pytest.mark.attack
@pytest.mark.parametrize("people", [10, 15, 20])
def test_colluders_guess_little_better_than_chance_in_larger_groups(people: int) -> None:
    assert_guessed_little(people)


def assert_guessed_little(people: int) -> None:
    assert success(people, 0, figures) <= 0.46
    assert success(people, people // 2, figures) <= 0.46
    assert success(people, people - 2, figures) <= 1
    if people <= 10:
        assert success(people, people - 1, figures) <= 0.70


def test_the_same_guess_is_certain_where_counts_are_told() -> None:
    """The control: a histogram and four colluders out of five."""
    assert success(5, 4, lambda counts: counts) == pytest.approx(1)
    assert success(5, 0, lambda _: None) == pytest.approx(max(PRIOR))


def test_a_release_has_no_deviation_no_histogram_and_no_count_of_a_group() -> None:
    rules = policy([SAFETY, RHYTHM, KEEP], groups={ROLE: ("mentee", "mentor")})
    slips = [
        Slip({ROLE: "mentor" if at % 3 else "mentee"}, {SAFETY.id: at % 5 + 1, RHYTHM.id: at % 3})
        for at in range(36)
    ]
    document = json.loads(released(rules, slips, keep=["a", "b", "c"] * 12).written())
    assert keys_of(document) == KEYS | {KEEP.id}
    numbers = [value for value in values_of(document["questions"]) if isinstance(value, int)]
    assert all(value % 10 == 0 or 12 <= value <= 48 for value in numbers if value > 2)


def keys_of(thing: Any) -> set[str]:
    """All keys of a JSON document."""
    if isinstance(thing, Mapping):
        return set(thing) | {key for value in thing.values() for key in keys_of(value)}
    return {key for one in thing for key in keys_of(one)} if isinstance(thing, list) else set()


def values_of(thing: Any) -> list[Any]:
    """All values of a JSON document that are neither lists nor objects."""
    if isinstance(thing, Mapping):
        thing = list(thing.values())
    return [it for one in thing for it in values_of(one)] if isinstance(thing, list) else [thing]


def test_precision_grows_with_the_number_of_answers() -> None:
    five = of_everyone(released(policy(), scored(3, 4, 3, 4, 3)))
    ten = of_everyone(released(policy(), scored(*[3, 4] * 5)))
    twenty = of_everyone(released(policy(), scored(*[3, 4, 4, 1] * 5)))
    assert (five.mean, five.favourable) == (35, None)
    assert (ten.mean, ten.favourable, ten.middle) == (35, 50, None)
    assert (twenty.mean, twenty.favourable, twenty.middle, twenty.unfavourable) == (30, 50, 30, 30)


def test_a_question_that_fewer_than_five_answered_has_no_figure() -> None:
    skipped = [Slip({}, {})] * 4
    assert told(released(policy(), [*scored(5, 5, 5, 5), *skipped])).everyone is None


def test_options_that_fewer_than_three_chose_are_told_as_one() -> None:
    chosen = [0] * 8 + [1] * 2 + [2] * 2
    figure = of_everyone(
        released(policy([RHYTHM]), [Slip({}, {RHYTHM.id: one}) for one in chosen]), RHYTHM
    )
    assert [(one.option, one.percent) for one in figure.shares] == [(0, 70), (None, 30)]


def test_a_choice_is_told_from_ten_answers_on() -> None:
    nine = released(policy([RHYTHM]), [Slip({}, {RHYTHM.id: 0})] * 9)
    assert told(nine, RHYTHM).everyone is None


def test_bands_begin_at_five() -> None:
    assert [band(size) for size in (5, 9, 10, 19, 20, 49, 50, 2000)] == [
        *(Band.FIVE, Band.FIVE, Band.TEN, Band.TEN, Band.TWENTY, Band.TWENTY),
        *(Band.FIFTY, Band.FIFTY),
    ]
    with pytest.raises(ValueError, match="so few"):
        band(4)


def test_means_are_rounded_and_clipped() -> None:
    assert [mean(total, 5) for total in (5, 8, 13, 16, 17, 24, 25)] == [15, 15, 25, 30, 35, 45, 45]
    assert mean(13, 4 * 5) == 12
    assert mean(100, 20) == 48
    assert mean(67, 20) == 34  # 3.35: a half goes up


def test_shares_are_tens_between_ten_and_ninety() -> None:
    assert [share(some, 20) for some in (0, 1, 2, 3, 5, 10, 17, 19, 20)] == [
        *(10, 10, 10, 20, 30, 50, 90, 90, 90)
    ]

"""T20: no calculation on a release leads to fewer than five people, and it still tells a lot."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from program.pulse.document import QuestionFigures
from program.pulse.groups import Groups, smallest_cut, to_show
from program.pulse.survey import SMALLEST_GROUP, Slip
from tests.program.pulse.attacker import Cell, Person, derivable, signed_sums, touched
from tests.program.pulse.surveys import LOCATION, ROLE, SAFETY, TIME, policy, released, roster

CLASSES = {(10, 20): 55, (20, 40): 70, (40, 80): 80, (80, 160): 95}
"""How many answer, with how many per cent of the cells that could be shown have to be."""
QUESTIONS = (SAFETY, TIME)


@dataclass(frozen=True)
class Asked:
    """One question of one survey: who answered it, what could be shown, what was."""

    people: list[Person]
    large_enough: frozenset[Cell]
    told: QuestionFigures

    @property
    def cells(self) -> list[Cell]:
        return [((ROLE, LOCATION).index(one.dimension), one.group) for one in self.told.groups]


def surveys(sizes: tuple[int, int], many: int, seed: int) -> Iterator[list[Asked]]:
    """Surveys of random rosters; each question is skipped by one in five."""
    chance = random.Random(seed)  # noqa: S311  rosters, to be drawn again
    for _ in range(many):
        people = roster(chance.randint(*sizes), chance)
        rules = policy(QUESTIONS, invited=len(people), groups=to_show(people))
        slips = [
            Slip(
                {each: group for each, group in one.items() if group in rules.groups.get(each, ())},
                {each.id: chance.randint(1, 5) for each in QUESTIONS if chance.random() < 0.8},
            )
            for one in people
        ]
        release = released(rules, slips)
        yield [
            _asked(people, slips, told)
            for each in QUESTIONS
            if (told := release.of(each.id)) and told.everyone
        ]


def _asked(people: Sequence[Groups], slips: Sequence[Slip], told: QuestionFigures) -> Asked:
    both = zip(people, slips, strict=True)
    places: list[Person] = [
        (one[ROLE], one[LOCATION]) for one, slip in both if told.question_id in slip.scores
    ]
    sizes = Counter((at, group) for place in places for at, group in enumerate(place))
    large = frozenset(cell for cell, size in sizes.items() if size >= SMALLEST_GROUP)
    return Asked(places, large, told)


@pytest.mark.parametrize(("sizes", "floor"), CLASSES.items(), ids=str)
def test_nobody_computes_a_group_of_fewer_than_five_and_most_groups_are_shown(
    sizes: tuple[int, int], floor: int
) -> None:
    audit(sizes, floor, many=15, seed=sizes[0])


@pytest.mark.attack
@pytest.mark.parametrize(("sizes", "floor"), CLASSES.items(), ids=str)
def test_nobody_computes_a_group_of_fewer_than_five_from_1200_rosters(
    sizes: tuple[int, int], floor: int
) -> None:
    audit(sizes, floor, many=300, seed=1000 + sizes[0])


def audit(sizes: tuple[int, int], floor: int, many: int, seed: int) -> None:
    """0 derivable; of the cells that have five answers at least `floor` per cent are shown."""
    asked = [one for survey in surveys(sizes, many, seed) for one in survey]
    assert [derivable(one.people, one.cells, SMALLEST_GROUP) for one in asked] == [None] * len(
        asked
    )
    assert all(set(one.cells) <= one.large_enough for one in asked)
    shown = sum(len(one.cells) for one in asked)
    assert shown * 100 >= floor * sum(len(one.large_enough) for one in asked)


def test_no_calculation_at_all_touches_fewer_than_five() -> None:
    """More than is asked for: whatever the weights, not only sums of whole people."""
    for sizes in CLASSES:
        for survey in surveys(sizes, 6, seed=7):
            for one in survey:
                assert not touched(one.people, one.cells, SMALLEST_GROUP)
                assert not signed_sums(one.people, one.cells, SMALLEST_GROUP)


def test_the_attacker_catches_a_release_with_a_smallest_size_only() -> None:
    """The control: with every group of five shown, most small surveys give people away."""
    caught = [
        any(derivable(one.people, one.large_enough, SMALLEST_GROUP) for one in survey)
        for survey in surveys((20, 40), 30, seed=3)
    ]
    assert sum(caught) >= 0.4 * len(caught)


def test_the_rule_forbids_what_can_be_computed_and_nothing_else() -> None:
    chance = random.Random(11)  # noqa: S311  rosters, to be drawn again
    found = set()
    for _ in range(150):
        people = roster(chance.randint(5, 30), chance)
        groups = sorted({cell for one in people for cell in one.items()})
        shown = [cell for cell in groups if chance.random() < 0.5]
        is_cut = smallest_cut(people, shown, SMALLEST_GROUP) is not None
        places = [(one[ROLE], one[LOCATION]) for one in people]
        cells = [((ROLE, LOCATION).index(each), group) for each, group in shown]
        assert is_cut == touched(places, cells, SMALLEST_GROUP)
        found.add(is_cut)
    assert found == {True, False}

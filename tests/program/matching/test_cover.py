"""What is counted before a run without numbers in arrays agrees with the rules of a run."""

from dataclasses import replace

import pytest

from program.matching import recruiting
from program.matching.cover import cover
from program.matching.engine import Study
from program.matching.hard_rules import bars_in
from program.matching.reasons import PRIVATE, Bar
from program.matching.recruiting import Trait
from program.matching.rules import Rules
from tests.program.matching import small


@pytest.mark.parametrize("seed", range(60))
def test_nobody_is_possible_for_whom_the_run_finds_nobody_possible(seed: int) -> None:
    inputs = small.cohort(seed, seats=0.5)
    here = Study(inputs).problem
    told = {one.mentee: one for one in cover(inputs).nobody}
    for mentee in here.mentees:
        row = here.bars[here.row[mentee]]
        assert (mentee in told) == bool((row != 0).all())
        if mentee in told:
            first = [
                next((bar for bar in bars_in(int(mask)) if bar not in PRIVATE), None)
                for mask in row
            ]
            assert told[mentee].private == first.count(None)
            assert dict(told[mentee].bars) == {bar: first.count(bar) for bar in Bar if bar in first}


@pytest.mark.parametrize("seed", range(30))
def test_places_are_those_a_run_has(seed: int) -> None:
    inputs = small.cohort(seed)
    here = Study(inputs).problem
    found = cover(inputs)
    active = [one.id for one in inputs.mentors if not one.paused]
    assert found.mentors == len(active)
    assert found.places == sum(int(here.seats[here.column[one]]) for one in active)
    assert found.short == max(0, len(inputs.mentees) - found.places)


def test_a_competency_is_short_where_its_mentors_have_too_few_places() -> None:
    inputs = small.cohort(2)
    mentees = tuple(replace(one, wanted={"c1": (1, 3), "c2": (3, 3)}) for one in inputs.mentees)
    strong = replace(inputs.mentors[0], offered={"c1": 3}, places=1, hours_a_month=9, paused=False)
    weak = replace(inputs.mentors[1], offered={"c1": 2})
    found = cover(replace(inputs, mentees=mentees, mentors=(strong, weak)))
    (line,) = found.competencies
    assert (line.competency, line.wanted, line.offered, line.places) == ("c1", len(mentees), 1, 1)
    assert line.short == len(mentees) - 1


def test_whose_profile_says_nothing_is_named() -> None:
    inputs = small.cohort(2)
    silent = replace(inputs.mentees[0], wanted={}, themes=())
    quiet = replace(inputs.mentors[0], offered={}, themes=(), paused=False)
    found = cover(replace(inputs, mentees=(silent,), mentors=(quiet,)))
    assert found.mentees_without_profile == (silent.id,)
    assert found.mentors_without_profile == (quiet.id,)
    assert found.competencies == ()


def test_of_whom_reporting_lines_bar_everybody_is_listed() -> None:
    inputs = small.cohort(7)
    found = cover(inputs).superior
    barred = [one for one in inputs.barred if one.bar is Bar.SUPERIOR]
    assert found == tuple((one.mentee, one.mentor) for one in barred)


def test_an_empty_cohort_is_covered() -> None:
    inputs = replace(small.cohort(1), mentees=(), mentors=(), barred=())
    found = cover(inputs)
    assert (found.mentees, found.mentors, found.places, found.short) == (0, 0, 0, 0)
    assert recruiting.recruits(inputs, Study(inputs).solve()) == ()


def test_who_waits_says_whom_to_look_for_first() -> None:
    inputs = small.cohort(2, rules=Rules(floor=False))
    wanting = tuple(
        replace(
            one,
            wanted={"rare": (1, 4)},
            functions=("legal",),
            location="Oslo",
            week=None,
            languages=(),
        )
        for one in inputs.mentees
    )
    mentor = replace(
        inputs.mentors[0], places=1, hours_a_month=9, paused=False, week=None, languages=()
    )
    inputs = replace(inputs, mentees=wanting, mentors=(mentor,), barred=())
    solution = Study(inputs).solve()
    found = recruiting.recruits(inputs, solution)
    waiting = len(inputs.mentees) - 1
    assert {(one.trait, one.word) for one in found if one.waiting == waiting} == {
        (Trait.COMPETENCY, "rare"),
        (Trait.FUNCTION, "legal"),
        (Trait.LOCATION, "Oslo"),
    }
    assert found[0].have == 0


@pytest.mark.parametrize("seed", range(30))
def test_the_kinds_told_are_dearer_than_usual_or_somebody_waits(seed: int) -> None:
    inputs = small.cohort(seed, seats=0.8)
    solution = Study(inputs).solve()
    there = [one for one in inputs.mentors if not one.paused]
    usual = sum(solution.prices.get(one.id, 0) for one in there) / max(1, len(there))
    found = recruiting.recruits(inputs, solution)
    assert len(found) <= recruiting.MOST
    assert len({(one.trait, one.word) for one in found}) == len(found)
    for one in found:
        assert one.waiting > 0 or one.worth > usual - 1
    assert found == recruiting.recruits(inputs, solution)

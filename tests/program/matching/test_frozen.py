"""What is kept of a run: the same records come back, and the same inputs are the same text."""

from dataclasses import replace

from program.matching.engine import Study
from program.matching.frozen import (
    digest,
    freeze_inputs,
    freeze_solution,
    people_in,
    solution_without,
    thaw_inputs,
    thaw_solution,
    without_person,
)
from program.matching.reasons import Bar
from program.matching.records import Barred, Lift, WithoutMentor
from program.matching.rules import Component, Priority, Rules, Scarcity
from tests.kit.matching_cohorts import cohort

RULES = Rules(
    weights={one: 100 if one is Component.SKILLS else 0 for one in Component},
    priority=Priority.QUALITY,
    line=4_200,
    floor=False,
    quota=80,
    depth=4,
    scarcity=Scarcity.POTENTIAL,
    version=3,
)


def test_inputs_come_back_as_they_were() -> None:
    inputs = cohort(30, 12, seed=1, rules=RULES)
    inputs = replace(inputs, before={inputs.mentees[0].id: inputs.mentors[0].id}, salt="s")
    again = thaw_inputs(freeze_inputs(inputs))
    in_order = tuple(sorted(inputs.barred, key=lambda one: (one.mentee, one.mentor, one.bar)))
    assert again == replace(inputs, barred=in_order)


def test_frozen_again_it_is_the_same_text() -> None:
    text = freeze_inputs(cohort(30, 12, seed=2))
    assert freeze_inputs(thaw_inputs(text)) == text
    assert digest(text) == digest(freeze_inputs(thaw_inputs(text)))


def test_one_changed_choice_is_another_digest() -> None:
    inputs = cohort(10, 5, seed=3)
    first = replace(inputs.mentees[0], themes=("board",))
    other = replace(inputs, mentees=(first, *inputs.mentees[1:]))
    assert digest(freeze_inputs(inputs)) != digest(freeze_inputs(other))


def test_rules_at_their_defaults_are_written_out() -> None:
    """A default of a later version must not change what was kept before."""
    assert '"skills":30' in freeze_inputs(cohort(2, 1, seed=4))


def test_a_solution_comes_back_as_it_was() -> None:
    found = Study(cohort(40, 10, seed=5, seats=0.7)).solve()
    found = replace(found, quota=Lift(80, 12, wanted=90), moved=("someone",))
    assert found.unmatched
    assert thaw_solution(freeze_solution(found)) == found


def test_inputs_without_somebody_name_them_nowhere() -> None:
    inputs = cohort(12, 6, seed=6)
    mentor, mentee = inputs.mentors[0].id, inputs.mentees[0].id
    wishing = replace(inputs.mentees[1], wishes=(mentor, inputs.mentors[1].id))
    inputs = replace(
        inputs,
        mentees=(inputs.mentees[0], wishing, *inputs.mentees[2:]),
        barred=(*inputs.barred, Barred(mentee, mentor, Bar.CONFLICT)),
        before={mentee: mentor},
    )
    assert mentor in people_in(inputs)
    text = without_person(freeze_inputs(inputs), mentor)
    assert mentor not in text
    left = thaw_inputs(text)
    assert len(left.mentors) == len(inputs.mentors) - 1
    assert left.mentees[1].wishes == (inputs.mentors[1].id,)


def test_nobody_elses_score_changes_when_somebody_is_taken_out() -> None:
    inputs = cohort(20, 10, seed=7)
    gone = inputs.mentors[3].id
    before = {(one.mentee, one.mentor): one.score for one in Study(inputs).solve().pairs}
    study = Study(thaw_inputs(without_person(freeze_inputs(inputs), gone)))
    after = {(one.mentee, one.mentor): one.score for one in study.solve().pairs}
    both = before.keys() & after.keys()
    assert both
    assert all(before[one] == after[one] for one in both)


def test_pairs_without_a_mentor_leave_their_mentees_alone_and_sum_up() -> None:
    found = Study(cohort(20, 10, seed=8)).solve()
    gone = found.pairs[0].mentor
    theirs = {one.mentee for one in found.pairs if one.mentor == gone}
    text = solution_without(freeze_solution(found), gone)
    assert gone not in text
    left = thaw_solution(text)
    assert theirs <= {one.mentee for one in left.unmatched}
    assert {one.why for one in left.unmatched if one.mentee in theirs} == {
        WithoutMentor.SEATS_SCARCE
    }
    assert left.total == sum(one.score for one in left.pairs)


def test_pairs_without_a_mentee_name_them_nowhere() -> None:
    found = Study(cohort(20, 10, seed=9)).solve()
    gone = found.pairs[0].mentee
    assert gone not in solution_without(freeze_solution(found), gone)

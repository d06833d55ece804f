"""A cohort in numbers: the lot, the charter's order, and what edits make of it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.matching.problem import Problem, build, market
from program.matching.reasons import NEVER, Bar
from program.matching.records import Barred, Edit, EditKind, Inputs, MenteeInput, MentorInput
from program.matching.rules import Rules, Scarcity
from program.refusal import Refusal
from tests.kit.matching_cohorts import cohort
from tests.program.matching.people import cohorts


def mentee(name: str, accepted: int = 0, **ratings: int) -> MenteeInput:
    return MenteeInput(id=name, accepted=accepted, ratings=ratings)


def mentor(name: str, places: int = 2, hours: int = 20, taken: int = 0) -> MentorInput:
    return MentorInput(id=name, places=places, hours_a_month=hours, taken=taken)


def problem(
    mentees: tuple[MenteeInput, ...], mentors: tuple[MentorInput, ...], *barred: Barred
) -> Problem:
    return build(Inputs("cohort", Rules(), mentees, mentors, barred=barred))


def lock(one: str, other: str) -> Edit:
    return Edit(EditKind.LOCK, one, other)


TWO = (mentee("anna"), mentee("cleo", 1)), (mentor("ben"), mentor("dora"))


def test_somebody_who_stands_twice_on_one_side_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="twice"):
        problem((mentee("anna"), mentee("anna", 1)), ())


def test_the_lot_orders_people_anew_in_each_cohort_and_the_same_way_each_time() -> None:
    made = cohort(12, 6)
    orders = {build(replace(made, salt=salt)).mentees for salt in ("spring", "autumn", "winter")}
    assert len(orders) == 3
    assert build(made).mentees == build(made).mentees
    assert build(made).mentees != tuple(sorted(build(made).mentees))


def test_the_order_of_acceptance_is_the_charters_order() -> None:
    people = [mentee(f"e{at}", accepted) for at, accepted in enumerate((30, 10, 20))]
    made = problem(tuple(people), ())
    by_order = sorted(made.mentees, key=lambda one: made.order[made.row[one]])
    assert by_order == ["e1", "e2", "e0"]


def test_by_potential_the_highest_comes_first_then_who_was_accepted_first() -> None:
    people = (
        mentee("unrated", 0, curiosity=500),
        mentee("later", 3, potential=400),
        mentee("sooner", 2, potential=400),
        mentee("star", 4, potential=480),
    )
    made = build(Inputs("cohort", Rules(scarcity=Scarcity.POTENTIAL), people, ()))
    by_order = sorted(made.mentees, key=lambda one: made.order[made.row[one]])
    assert by_order == ["star", "sooner", "later", "unrated"]


@given(cohorts(), st.sampled_from([*Scarcity]))
def test_each_place_of_the_order_is_held_once(inputs: Inputs, scarcity: Scarcity) -> None:
    made = build(replace(inputs, rules=replace(inputs.rules, scarcity=scarcity)))
    assert sorted(made.order.tolist()) == list(range(len(inputs.mentees)))


def test_locations_are_numbered_and_none_is_minus_one() -> None:
    people = tuple(
        replace(mentee(f"e{at}", at), location=place)
        for at, place in enumerate(("Pune", "", "Oslo"))
    )
    made = problem(people, ())
    assert {one: int(made.groups[made.row[one]]) for one in made.mentees} == {
        "e0": 1,
        "e1": -1,
        "e2": 0,
    }


def test_seats_are_what_places_and_hours_leave_together() -> None:
    mentors = (mentor("many", 5, hours=6), mentor("few", 2), mentor("busy", 3, taken=2))
    made = problem((mentee("anna"),), mentors)
    seats = {one: int(made.seats[made.column[one]]) for one in made.mentors}
    places = {one: int(made.places[made.column[one]]) for one in made.mentors}
    assert seats == {"many": 3, "few": 2, "busy": 1}
    assert places == {"many": 5, "few": 2, "busy": 1}


def test_the_market_carries_what_the_rules_ask_for() -> None:
    made = build(replace(cohort(4, 2), rules=Rules(floor=False, quota=80)))
    bare = market(made)
    assert (bare.lift, bare.quota, bare.kept, bare.bonus, bare.locks) == (False, 80, None, 0, ())
    assert np.array_equal(bare.allowed, made.bars == 0)


def test_pairs_of_the_draft_before_are_kept_for_those_who_are_still_there() -> None:
    made = problem(*TWO)
    kept = {"anna": "dora", "cleo": "gone", "gone": "ben"}
    found = market(made, kept=kept, bonus=25)
    assert found.kept is not None
    assert found.kept[made.row["anna"]] == made.column["dora"]
    assert found.kept[made.row["cleo"]] == -1
    assert found.bonus == 25


def test_the_last_edit_on_a_pair_counts() -> None:
    made = problem(*TWO)
    at = made.row["anna"], made.column["ben"]
    veto, unveto = (Edit(kind, "anna", "ben") for kind in (EditKind.VETO, EditKind.UNVETO))
    locked, unlock = lock("anna", "ben"), Edit(EditKind.UNLOCK, "anna", "ben")
    assert not market(made, [veto]).allowed[at]
    assert market(made, [veto, unveto]).allowed[at]
    assert market(made, [veto, locked]).locks == (at,)
    assert market(made, [locked, unlock]).locks == ()
    vetoed = market(made, [locked, veto])
    assert vetoed.locks == ()
    assert not vetoed.allowed[at]


def test_edits_leave_the_problem_as_it_was() -> None:
    made = problem(*TWO)
    before = made.bars.copy(), made.seats.copy()
    market(made, [Edit(EditKind.VETO, "anna", "ben"), lock("cleo", "ben")])
    assert np.array_equal(made.bars, before[0])
    assert np.array_equal(made.seats, before[1])


def test_locks_beyond_places_name_the_mentor_and_the_numbers() -> None:
    people = tuple(mentee(f"e{at}", at) for at in range(3))
    made = problem(people, (mentor("ben", places=3, taken=1), mentor("dora")))
    with pytest.raises(Refusal) as refused:
        market(made, [lock(one.id, "ben") for one in people])
    assert refused.value.code == "matching.locks_beyond_places"
    assert refused.value.troubles[0].facts == {"mentor": "ben", "places": 2, "locked": 3}


def test_a_lock_on_a_mentor_without_a_place_is_one_too_many() -> None:
    made = problem((mentee("anna"),), (mentor("ben", places=0),))
    with pytest.raises(Refusal) as refused:
        market(made, [lock("anna", "ben")])
    assert refused.value.code == "matching.locks_beyond_places"
    assert refused.value.troubles[0].facts["places"] == 0


def test_a_mentee_locked_to_two_mentors_is_refused_with_both() -> None:
    with pytest.raises(Refusal) as refused:
        market(problem(*TWO), [lock("anna", "ben"), lock("anna", "dora")])
    assert refused.value.code == "matching.locked_twice"
    facts = refused.value.troubles[0].facts
    assert facts["mentee"] == "anna"
    assert set(facts["mentors"]) == {"ben", "dora"}


@pytest.mark.parametrize("bar", sorted(NEVER - {Bar.SAME_PERSON}))
def test_no_lock_makes_a_pair_that_may_never_be(bar: Bar) -> None:
    made = problem(*TWO, Barred("anna", "ben", bar))
    with pytest.raises(Refusal) as refused:
        market(made, [lock("anna", "ben")])
    assert refused.value.code == "matching.never_pair"
    assert refused.value.troubles[0].facts == {"mentee": "anna", "mentor": "ben", "bar": bar}


def test_no_lock_makes_somebody_their_own_mentor() -> None:
    made = problem((mentee("anna"),), (mentor("anna"),))
    with pytest.raises(Refusal) as refused:
        market(made, [lock("anna", "anna")])
    assert refused.value.code == "matching.never_pair"


def test_a_lock_outweighs_the_softer_rules() -> None:
    anna = replace(mentee("anna"), week=0b11, languages=("en",))
    ben = replace(mentor("ben"), paused=True, week=0, languages=("de",))
    made = problem((anna,), (ben,))
    assert market(made, [lock("anna", "ben")]).locks == ((0, 0),)


def test_locks_may_use_places_that_the_hours_did_not_reach_for() -> None:
    people = tuple(mentee(f"e{at}", at) for at in range(3))
    made = problem(people, (mentor("ben", places=3, hours=2),))
    assert market(made).seats.tolist() == [1]
    assert market(made, [lock("e0", "ben")]).seats.tolist() == [1]
    assert market(made, [lock("e0", "ben"), lock("e1", "ben")]).seats.tolist() == [2]


def test_an_edit_about_somebody_who_is_no_part_of_the_run_is_refused() -> None:
    for edit in (lock("gone", "ben"), Edit(EditKind.VETO, "anna", "gone")):
        with pytest.raises(Refusal) as refused:
            market(problem(*TWO), [edit])
        assert refused.value.code == "matching.not_in_draft"

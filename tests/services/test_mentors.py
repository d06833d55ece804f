"""What mentors can do, what is refused, and who hears of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from program.actor import Role
from program.mentor import BOUNDARIES_LIMIT, Capacity, MentorState, Offer, OfferKept
from program.person import SlackPerson
from program.refusal import Refusal
from services import mentor_offers, mentor_roster, mentors
from services.desk import Desk
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    FORMER,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.mentors import (
    BOUNDARIES,
    first_step,
    invite,
    mentor_now,
    offer_for,
    offer_to_mentor,
    second_step,
)
from tests.kit.nominations import open_cohort
from tests.kit.requests import running_pair
from tests.kit.trail import audit_entries, deliveries_of


def read(stage: Stage, account: SlackPerson, mentor_id: str) -> OfferKept:
    with stage.desk.open_look(stage.caller(account)) as look:
        return mentors.read_offer(look, mentor_id)


def set_capacity(stage: Stage, mentor_id: str, wanted: Capacity, by: SlackPerson = MENTOR) -> None:
    with stage.desk.open_work(stage.caller(by)) as work:
        mentors.set_capacity(work, mentor_id, wanted)


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[tuple[str, str | None]]:
    return [(one.code, one.field) for one in refused.value.troubles]


def test_what_was_offered_comes_back_to_its_author(store: Store, clock: FrozenClock) -> None:
    stage = set_stage(store, Desk(store, clock))
    cohort = open_cohort(stage)
    mentor = offer_to_mentor(stage, cohort)

    kept = read(stage, MENTOR, mentor.id)
    assert kept.boundaries == BOUNDARIES
    assert kept.mentor.state is MentorState.ON_ROSTER
    assert (kept.mentor.places, kept.mentor.hours_a_month, kept.mentor.backup) == (2, 6, True)
    assert set(kept.mentor.competencies) == {one.id for one in cohort.competencies[:2]}
    assert kept.mentor.times == ("mon_pm", "tue_am")
    assert kept.mentor.languages == ("en", "de")


def test_whoever_offers_hears_it_once_and_the_log_holds_no_word(stage: Stage) -> None:
    cohort = open_cohort(stage)
    offer_to_mentor(stage, cohort)
    offer_to_mentor(stage, cohort, places=3)

    assert len(deliveries_of(stage, "mentors.news")) == 1
    entries = [one for one in audit_entries(stage) if one.entry.startswith("mentor.")]
    assert [one.entry for one in entries] == ["mentor.joined", "mentor.offer_changed"]
    assert "marker" not in str([one.facts for one in entries])


def test_the_second_step_sent_twice_is_a_quiet_success(stage: Stage) -> None:
    cohort = open_cohort(stage)
    offer = offer_for(cohort)
    first_step(stage, MENTOR, offer)
    once = second_step(stage, MENTOR, offer)

    assert second_step(stage, MENTOR, offer) == once
    assert len(deliveries_of(stage, "mentors.news")) == 1


def test_the_second_step_without_the_first_says_that_it_is_gone(stage: Stage) -> None:
    cohort = open_cohort(stage)
    offer_to_mentor(stage, cohort)
    with pytest.raises(Refusal) as refused:
        second_step(stage, MENTOR, replace(offer_for(cohort), boundaries="Something else."))
    assert refused.value.code == "mentors.draft_gone"


def test_the_form_begins_again_where_somebody_stopped(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    first_step(stage, MENTOR, offer_for(cohort))
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        _, draft = mentor_offers.resume(look)
    assert draft.hours_a_month == 6

    clock.move(days=8)
    with (
        stage.desk.open_look(stage.caller(MENTOR)) as look,
        pytest.raises(Refusal, match="draft_gone"),
    ):
        mentor_offers.resume(look)


WRONG: list[tuple[Callable[[Offer], Offer], tuple[str, str]]] = [
    (lambda one: replace(one, competencies=()), ("mentors.choose_competencies", "competencies")),
    (
        lambda one: replace(one, competencies=("elsewhere",)),
        ("mentors.choose_competencies", "competencies"),
    ),
    (lambda one: replace(one, style="loud"), ("mentors.choose_one", "style")),
    (lambda one: replace(one, places=None), ("mentors.places_range", "places")),
    (lambda one: replace(one, places=6), ("mentors.places_range", "places")),
    (lambda one: replace(one, hours_a_month=0), ("mentors.hours_range", "hours")),
    (lambda one: replace(one, hours_a_month=21), ("mentors.hours_range", "hours")),
    (
        lambda one: replace(one, places=3, hours_a_month=4),
        ("mentors.too_few_hours", "places"),
    ),
]


@pytest.mark.parametrize(("change", "expected"), WRONG)
def test_what_cannot_be_offered_is_said_under_its_field(
    stage: Stage, change: Callable[[Offer], Offer], expected: tuple[str, str]
) -> None:
    with pytest.raises(Refusal) as refused:
        first_step(stage, MENTOR, change(offer_for(open_cohort(stage))))
    assert codes(refused) == [expected]


def test_hours_that_do_not_carry_the_places_are_named(stage: Stage) -> None:
    with pytest.raises(Refusal) as refused:
        first_step(stage, MENTOR, offer_for(open_cohort(stage), places=3, hours=4))
    assert dict(refused.value.troubles[0].facts) == {"places": 3, "need": 6, "gave": 4}


def test_the_second_step_is_checked_as_well(stage: Stage) -> None:
    cohort = open_cohort(stage)
    offer = offer_for(cohort)
    first_step(stage, MENTOR, offer)
    wrong = replace(
        offer, boundaries="x" * (BOUNDARIES_LIMIT + 3), times=("at night",), languages=("xx",)
    )
    with pytest.raises(Refusal) as refused:
        second_step(stage, MENTOR, wrong)
    assert codes(refused) == [
        ("mentors.too_long", "boundaries"),
        ("mentors.choose_listed", "times"),
        ("mentors.choose_listed", "languages"),
    ]


@pytest.mark.parametrize("account", [GUEST, OUTSIDER, FORMER], ids=lambda one: one.real_name)
def test_only_full_accounts_offer(stage: Stage, account: SlackPerson) -> None:
    cohort = open_cohort(stage)
    with pytest.raises(Refusal) as refused:
        first_step(stage, account, offer_for(cohort))
    assert refused.value.code.startswith("permissions.")


@pytest.mark.parametrize(
    "account", [PROGRAM_MANAGER, LIAISON, SPONSOR, MENTEE, COLLEAGUE], ids=lambda one: one.real_name
)
def test_every_colleague_may_offer(stage: Stage, account: SlackPerson) -> None:
    cohort = open_cohort(stage)
    assert offer_to_mentor(stage, cohort, account).state is MentorState.ON_ROSTER


def test_nobody_offers_to_a_cohort_that_is_over(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    first_step(stage, MENTOR, offer_for(cohort))
    clock.move(days=400)
    with pytest.raises(Refusal, match="cohort_over"):
        second_step(stage, MENTOR, offer_for(cohort))


def test_boundaries_are_for_the_mentor_and_the_program_team(stage: Stage) -> None:
    cohort = open_cohort(stage)
    mentor = offer_to_mentor(stage, cohort)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)

    for reader in (MENTOR, PROGRAM_MANAGER, LIAISON):
        assert read(stage, reader, mentor.id).boundaries == BOUNDARIES
    for other in (SPONSOR, MENTEE, COLLEAGUE, GUEST):
        with pytest.raises(Refusal, match="permissions"):
            read(stage, other, mentor.id)


def test_opening_a_mentors_words_is_noted_and_opening_ones_own_is_not(stage: Stage) -> None:
    mentor = offer_to_mentor(stage, open_cohort(stage))
    for reader in (MENTOR, PROGRAM_MANAGER):
        with stage.desk.open_work(stage.caller(reader)) as work:
            assert mentor_roster.open_one(work, mentor.id).offer.boundaries == BOUNDARIES
    noted = [one.actor for one in audit_entries(stage) if one.entry == "mentor.opened"]
    assert noted == [stage.person_id(PROGRAM_MANAGER)]


def test_places_are_set_at_any_time_and_the_message_follows(stage: Stage) -> None:
    cohort = open_cohort(stage)
    mentor = offer_to_mentor(stage, cohort)
    set_capacity(stage, mentor.id, Capacity(3, 8, backup=False))

    now = mentor_now(stage, cohort)
    assert (now.places, now.hours_a_month, now.backup) == (3, 8, False)
    version = now.version
    set_capacity(stage, mentor.id, Capacity(3, 8, backup=False))
    assert mentor_now(stage, cohort).version == version


def test_nobody_sets_the_places_of_another(stage: Stage) -> None:
    mentor = offer_to_mentor(stage, open_cohort(stage))
    for other in (PROGRAM_MANAGER, MENTEE, GUEST):
        with pytest.raises(Refusal, match="permissions"):
            set_capacity(stage, mentor.id, Capacity(0), by=other)


def test_places_below_those_that_are_held_are_refused_with_their_number(stage: Stage) -> None:
    cohort = open_cohort(stage)
    mentor = offer_to_mentor(stage, cohort)
    running_pair(stage, cohort=cohort)

    with pytest.raises(Refusal) as refused:
        set_capacity(stage, mentor.id, Capacity(0))
    assert codes(refused) == [("mentors.below_running", "places")]
    assert refused.value.troubles[0].facts["running"] == 1
    with pytest.raises(Refusal, match="below_running"):
        first_step(stage, MENTOR, offer_for(cohort, places=0))
    set_capacity(stage, mentor.id, Capacity(1))
    assert mentor_now(stage, cohort).places == 1


def test_a_promise_that_has_become_too_small_may_still_be_lowered(stage: Stage) -> None:
    cohort = open_cohort(stage)
    mentor = offer_to_mentor(stage, cohort, places=3, hours=6)
    with pytest.raises(Refusal, match="too_few_hours"):
        set_capacity(stage, mentor.id, Capacity(3, 4))
    with pytest.raises(Refusal, match="too_few_hours"):
        set_capacity(stage, mentor.id, Capacity(4))
    set_capacity(stage, mentor.id, Capacity(2))
    assert mentor_now(stage, cohort).places == 2


def test_a_mentor_leaves_the_roster_and_can_come_back(stage: Stage) -> None:
    cohort = open_cohort(stage)
    mentor = offer_to_mentor(stage, cohort)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        mentors.leave(work, mentor.id)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        assert mentors.leave(work, mentor.id).state is MentorState.LEFT
    with pytest.raises(Refusal, match="not_on_roster"):
        set_capacity(stage, mentor.id, Capacity(1))

    assert offer_to_mentor(stage, cohort).state is MentorState.ON_ROSTER
    assert len(deliveries_of(stage, "mentors.news")) == 2


def test_nobody_leaves_while_mentees_hold_a_place(stage: Stage) -> None:
    cohort = open_cohort(stage)
    mentor = offer_to_mentor(stage, cohort)
    running_pair(stage, cohort=cohort)
    with stage.desk.open_work(stage.caller(MENTOR)) as work, pytest.raises(Refusal) as refused:
        mentors.leave(work, mentor.id)
    assert codes(refused) == [("mentors.still_holding", None)]


def test_a_program_manager_may_take_somebody_off_and_others_may_not(stage: Stage) -> None:
    cohort = open_cohort(stage)
    mentor = offer_to_mentor(stage, cohort)
    for other in (MENTEE, COLLEAGUE, SPONSOR):
        with (
            stage.desk.open_work(stage.caller(other)) as work,
            pytest.raises(Refusal, match="permissions"),
        ):
            mentors.leave(work, mentor.id)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        assert mentors.leave(work, mentor.id).state is MentorState.LEFT


def test_an_offer_while_invited_merges_with_the_invitation(stage: Stage) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    mentor = offer_to_mentor(stage, cohort)

    assert mentor.state is MentorState.ON_ROSTER
    assert mentor.answer_by is None
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert len(mentors.my_places(look)) == 1


def test_somebody_who_might_mentor_is_pointed_to_it_once(stage: Stage) -> None:
    cohort = open_cohort(stage)

    def pointed(account: SlackPerson) -> int:
        with stage.desk.open_look(stage.caller(account)) as look:
            return len(mentor_offers.open_to_me(look))

    assert (pointed(MENTOR), pointed(PROGRAM_MANAGER)) == (1, 0)
    offer_to_mentor(stage, cohort)
    assert pointed(MENTOR) == 0


def test_an_unknown_id_is_answered_and_not_a_crash(stage: Stage) -> None:
    for wrong in ("", "nothing", "x" * 500):
        with (
            stage.desk.open_work(stage.caller(MENTOR)) as work,
            pytest.raises(Refusal, match="not_found"),
        ):
            mentors.set_places(work, wrong, 1)

"""Pairing by hand: who may propose, what is refused, and that nobody is promised twice."""

import threading
from dataclasses import replace

import pytest

from program.actor import Role
from program.pairing import WHY_LIMIT, Ending, Pairing, PairingState
from program.person import SlackPerson
from program.refusal import Refusal
from services import pairing_choices, pairing_proposals, people
from services.desk import Desk
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
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
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import another_cohort, nominate, open_cohort
from tests.kit.pairings import (
    accept,
    accepted_mentee,
    active_pairing,
    decline,
    disclose,
    end,
    let_rest,
    proposal,
    propose,
    ready_cohort,
)
from tests.kit.refused import troubles_of
from tests.kit.trail import audit_entries, deliveries_of


def withdraw(stage: Stage, pairing: Pairing, by: SlackPerson = PROGRAM_MANAGER) -> Pairing:
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_proposals.withdraw(work, pairing.id)


def test_a_proposal_asks_the_mentor_and_tells_the_mentee_nothing(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))

    assert pairing.state is PairingState.ASKED
    asked = deliveries_of(stage, "pairings.mentor_ask")
    assert [one.recipient for one in asked] == [stage.person_id(MENTOR)]
    assert stage.person_id(MENTEE) not in {one.recipient for one in asked}
    assert deliveries_of(stage, "pairings.started") == []
    assert audit_entries(stage)[-1].entry == "pairing.proposed"


def test_the_same_form_sent_twice_asks_once(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    first = propose(stage, cohort)
    form = proposal(stage, cohort)

    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        again = pairing_proposals.propose(
            work, cohort.id, mentee=form.mentee or "", mentor=form.mentor or ""
        )

    assert again.id == first.id
    assert len(deliveries_of(stage, "pairings.mentor_ask")) == 1


def test_nothing_is_stored_before_the_second_step(stage: Stage) -> None:
    cohort = ready_cohort(stage)

    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        prepared = pairing_proposals.prepare(work, proposal(stage, cohort))

    assert (prepared.mentor.name, prepared.free_after) == ("Martin Mayer", 1)
    assert deliveries_of(stage, "pairings.mentor_ask") == []
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert [one.name for one in pairing_choices.waiting(look, cohort.id)] == ["Mia Moreau"]


@pytest.mark.parametrize("who", [LIAISON, SPONSOR, MENTOR, MENTEE, COLLEAGUE, GUEST, OUTSIDER])
def test_only_program_managers_propose_and_withdraw(stage: Stage, who: SlackPerson) -> None:
    cohort = ready_cohort(stage)
    stage.give(LIAISON, Role.LIAISON)
    stage.give(SPONSOR, Role.SPONSOR)
    pairing = propose(stage, cohort)

    codes = troubles_of(lambda: propose(stage, cohort, by=who)) + troubles_of(
        lambda: withdraw(stage, pairing, by=who)
    )

    assert all(code.startswith("permissions.") for code, _ in codes)


def test_a_program_manager_does_not_choose_their_own_mentor(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    stage.give(MENTEE, Role.PROGRAM_MANAGER)

    assert troubles_of(lambda: propose(stage, cohort, by=MENTEE)) == [
        ("permissions.about_yourself", None)
    ]


def test_a_mentee_who_manages_the_program_does_not_see_who_is_asked(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))
    stage.give(MENTEE, Role.PROGRAM_MANAGER)

    assert troubles_of(lambda: withdraw(stage, pairing, by=MENTEE)) == [
        ("permissions.about_yourself", None)
    ]


def test_a_mentee_is_promised_to_one_mentor_only(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    offer_to_mentor(stage, cohort, SPONSOR)
    propose(stage, cohort)

    assert troubles_of(lambda: propose(stage, cohort, mentor=SPONSOR)) == [
        ("pairings.promised", "mentee")
    ]


def test_of_two_proposals_at_once_one_wins_and_the_other_gets_the_sentence(
    store: Store, clock: FrozenClock
) -> None:
    stage = set_stage(store, Desk(store, clock))
    cohort = ready_cohort(stage)
    offer_to_mentor(stage, cohort, SPONSOR)
    stage.give(LIAISON, Role.PROGRAM_MANAGER)
    forms = {
        PROGRAM_MANAGER: proposal(stage, cohort),
        LIAISON: proposal(stage, cohort, mentor=SPONSOR),
    }
    for who, form in forms.items():
        with stage.desk.open_work(stage.caller(who)) as work:
            pairing_proposals.prepare(work, form)
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def press(who: SlackPerson) -> None:
        together.wait()
        try:
            with stage.desk.open_work(stage.caller(who)) as work:
                pairing_proposals.propose(
                    work,
                    cohort.id,
                    mentee=forms[who].mentee or "",
                    mentor=forms[who].mentor or "",
                )
            outcomes.append("asked")
        except Refusal as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=press, args=(who,)) for who in forms]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(outcomes) == ["asked", "pairings.promised"]
    assert len(deliveries_of(stage, "pairings.mentor_ask")) == 1


def test_a_mentor_without_a_free_place_is_not_asked(stage: Stage) -> None:
    cohort = ready_cohort(stage, places=1)
    accepted_mentee(stage, cohort, COLLEAGUE)
    propose(stage, cohort)

    assert troubles_of(lambda: propose(stage, cohort, mentee=COLLEAGUE)) == [
        ("pairings.no_place", "mentor")
    ]


def test_whoever_is_not_accepted_or_not_on_the_roster_is_not_paired(stage: Stage) -> None:
    cohort = open_cohort(stage)
    nominate(stage, MENTEE, cohort)

    assert troubles_of(lambda: propose(stage, cohort)) == [
        ("pairings.not_accepted", "mentee"),
        ("pairings.not_on_roster", "mentor"),
    ]


def test_nobody_mentors_themselves(stage: Stage) -> None:
    cohort = ready_cohort(stage)

    assert troubles_of(lambda: propose(stage, cohort, mentor=MENTEE)) == [
        ("pairings.same_person", "mentor")
    ]


def test_a_conflict_is_refused_without_saying_whose_or_which(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    disclose(stage, MENTOR, MENTEE)

    assert troubles_of(lambda: propose(stage, cohort)) == [("pairings.confidential", "mentor")]


def test_a_pair_that_was_ended_for_cause_is_never_proposed_again(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = ready_cohort(stage)
    pairing = active_pairing(stage, clock, cohort)
    end(stage, pairing, ending=Ending.FOR_CAUSE)
    let_rest(stage, clock)

    assert troubles_of(lambda: propose(stage, cohort)) == [("pairings.confidential", "mentor")]


def test_a_pair_that_ended_otherwise_may_be_proposed_again(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = ready_cohort(stage)
    end(stage, active_pairing(stage, clock, cohort), ending=Ending.CHANGED)
    let_rest(stage, clock)

    assert propose(stage, cohort).state is PairingState.ASKED


def test_a_cohort_that_has_ended_takes_no_pairing(stage: Stage, clock: FrozenClock) -> None:
    cohort = ready_cohort(stage)
    clock.move(days=400)

    assert troubles_of(lambda: propose(stage, cohort)) == [("pairings.cohort_closed", "mentee")]


def test_a_closed_account_is_refused_under_its_field(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    _close(stage, MENTOR)

    assert troubles_of(lambda: propose(stage, cohort)) == [("people.gone", "mentor")]


def test_every_empty_field_says_what_is_missing(stage: Stage) -> None:
    cohort = open_cohort(stage)
    form = replace(proposal(stage, cohort), mentee=None, mentor=None, kind="match", why=" . ")

    def prepare(why: str) -> None:
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            pairing_proposals.prepare(work, replace(form, why=why))

    assert troubles_of(lambda: prepare(" . ")) == [
        ("pairings.choose_mentee", "mentee"),
        ("pairings.choose_mentor", "mentor"),
        ("pairings.choose_one", "kind"),
        ("pairings.text_missing", "why"),
    ]
    assert ("pairings.text_too_long", "why") in troubles_of(lambda: prepare("x" * (WHY_LIMIT + 1)))


def test_what_was_prepared_for_others_is_not_sent_for_these(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    offer_to_mentor(stage, cohort, SPONSOR)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pairing_proposals.prepare(work, proposal(stage, cohort, mentor=SPONSOR))
    form = proposal(stage, cohort)

    def send() -> None:
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            pairing_proposals.propose(
                work, cohort.id, mentee=form.mentee or "", mentor=form.mentor or ""
            )

    assert troubles_of(send) == [("pairings.draft_gone", None)]


def test_what_changed_between_the_steps_is_refused_at_the_second(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    form = proposal(stage, cohort)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pairing_proposals.prepare(work, form)
    disclose(stage, MENTEE, MENTOR)

    def send() -> None:
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            pairing_proposals.propose(
                work, cohort.id, mentee=form.mentee or "", mentor=form.mentor or ""
            )

    assert troubles_of(send) == [("pairings.confidential", "mentor")]


def test_a_proposal_is_taken_back_before_the_answer_and_frees_both(stage: Stage) -> None:
    cohort = ready_cohort(stage, places=1)
    pairing = propose(stage, cohort)

    assert withdraw(stage, pairing).state is PairingState.WITHDRAWN
    assert withdraw(stage, pairing).state is PairingState.WITHDRAWN
    assert propose(stage, cohort).state is PairingState.ASKED


def test_a_yes_that_was_not_told_can_still_be_withdrawn(stage: Stage) -> None:
    pairing = accept(stage, propose(stage, ready_cohort(stage)))

    assert withdraw(stage, pairing).state is PairingState.WITHDRAWN


def test_what_has_begun_or_is_over_is_not_withdrawn(stage: Stage, clock: FrozenClock) -> None:
    cohort = ready_cohort(stage)
    pairing = active_pairing(stage, clock, cohort)
    accepted_mentee(stage, cohort, COLLEAGUE)
    declined = decline(stage, propose(stage, cohort, mentee=COLLEAGUE))

    assert troubles_of(lambda: withdraw(stage, pairing)) == [("pairings.is_active", None)]
    assert troubles_of(lambda: withdraw(stage, declined)) == [("pairings.answered_meanwhile", None)]


def test_searches_find_by_a_part_of_the_name_and_only_who_is_possible(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    accepted_mentee(stage, cohort, COLLEAGUE)
    offer_to_mentor(stage, cohort, SPONSOR, places=0)
    propose(stage, cohort)

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        mentees = pairing_choices.mentees_found(look, cohort.id, "c")
        nobody = pairing_choices.mentees_found(look, cohort.id, "mia")
        mentors = pairing_choices.mentors_found(look, cohort.id, "m")

    assert [one.name for one in mentees] == ["Chio Castle"]
    assert nobody == ()
    assert [(one.name, free) for one, free in mentors] == [("Martin Mayer", 1)]


def test_two_cohorts_promise_on_their_own(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    later = another_cohort(stage, cohort)
    accepted_mentee(stage, later)
    offer_to_mentor(stage, later)
    propose(stage, cohort)

    assert propose(stage, later).state is PairingState.ASKED


def _close(stage: Stage, account: SlackPerson) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(account, deactivated=True)])

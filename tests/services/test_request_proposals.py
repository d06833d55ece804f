"""Another pairing because of a request: asked meanwhile, and the old one ends as it begins."""

from dataclasses import replace

import pytest

from program.actor import Role
from program.pairing import Ending, Pairing, PairingState
from program.person import SlackPerson
from program.refusal import Refusal
from program.request import RequestState
from services import pairing_proposals, request_cases, request_watch, requests
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.mentors import offer_to_mentor
from tests.kit.pairings import (
    accept,
    accept_conduct,
    active_pairing,
    decline,
    let_rest,
    now,
    proposal,
    ready_cohort,
)
from tests.kit.requests import ask
from tests.kit.trail import deliveries_of


@pytest.fixture
def old(stage: Stage, clock: FrozenClock) -> Pairing:
    cohort = ready_cohort(stage)
    offer_to_mentor(stage, cohort, COLLEAGUE)
    accept_conduct(stage, COLLEAGUE)
    return active_pairing(stage, clock, cohort)


def propose(stage: Stage, old: Pairing, request: str, by: SlackPerson = PROGRAM_MANAGER) -> Pairing:
    """Both steps, and what the listener does with the second."""
    form = replace(proposal(stage, old.cohort, mentor=COLLEAGUE), request=request)
    with stage.desk.open_work(stage.caller(by)) as work:
        pairing_proposals.prepare(work, form)
    with stage.desk.open_work(stage.caller(by)) as work:
        pairing = pairing_proposals.propose(
            work, old.cohort.id, mentee=form.mentee or "", mentor=form.mentor or ""
        )
        if pairing.instead_of is not None:
            request_cases.somebody_asked_instead(work, pairing.instead_of)
        return pairing


def state_of(stage: Stage) -> RequestState:
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        return requests.mine(look)[0].state


def test_without_a_request_a_mentee_is_promised_to_one_only(stage: Stage, old: Pairing) -> None:
    for request in ("", "not one of ours"):
        with pytest.raises(Refusal, match=r"pairings\.promised"):
            propose(stage, old, request)


def test_the_old_one_goes_on_until_the_new_one_begins_and_then_ends_neutrally(
    stage: Stage, old: Pairing, clock: FrozenClock
) -> None:
    seen = ask(stage, MENTEE, old)
    new = propose(stage, old, seen.id)
    assert (new.state, new.instead_of) == (PairingState.ASKED, old.id)
    assert now(stage, old).state is PairingState.ACTIVE
    assert state_of(stage) is RequestState.SOMEBODY_ASKED
    accept(stage, new, COLLEAGUE)
    let_rest(stage, clock)
    begun, ended = now(stage, new), now(stage, old)
    assert (begun.state, begun.instead_of) == (PairingState.ACTIVE, None)
    assert (ended.state, ended.ending) == (PairingState.ENDED, Ending.CHANGED)
    told = {
        one.recipient
        for one in deliveries_of(stage, "pairings.ended")
        if one.about["pairing"] == old.id
    }
    assert told == {stage.person_id(MENTEE), stage.person_id(MENTOR)}
    with stage.desk.open_work_in(stage.workspace_id) as work:
        request_watch.watch_due(work)
    assert state_of(stage) is RequestState.SETTLED


def test_nobody_is_asked_twice_for_the_same_request(stage: Stage, old: Pairing) -> None:
    seen = ask(stage, MENTEE, old)
    propose(stage, old, seen.id)
    with pytest.raises(Refusal, match=r"pairings\.promised"):
        propose(stage, old, seen.id)


def test_after_a_no_somebody_else_may_be_asked(stage: Stage, old: Pairing) -> None:
    seen = ask(stage, MENTEE, old)
    decline(stage, propose(stage, old, seen.id), COLLEAGUE)
    assert now(stage, old).state is PairingState.ACTIVE
    assert propose(stage, old, seen.id).instead_of == old.id


def test_a_request_that_was_taken_back_covers_nothing(stage: Stage, old: Pairing) -> None:
    seen = ask(stage, MENTEE, old)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        requests.withdraw(work, seen.id)
    with pytest.raises(Refusal, match=r"pairings\.promised"):
        propose(stage, old, seen.id)


def test_a_program_manager_of_the_old_pair_cannot_use_it(stage: Stage, old: Pairing) -> None:
    stage.give(MENTOR, Role.PROGRAM_MANAGER)
    seen = ask(stage, MENTEE, old)
    with pytest.raises(Refusal, match=r"pairings\.promised"):
        propose(stage, old, seen.id, by=MENTOR)

"""Two people press at the very same moment: one of them wins, nothing is there twice or by half."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from program.actor import Role
from program.pairing import DeclineReason, Ending, Pairing, PairingState
from program.pairing_forms import Decline
from program.refusal import Refusal
from services import mentors, pairing_answers, pairing_proposals, pauses, requests
from services.desk import Desk
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.pairings import (
    accept,
    accepted_mentee,
    active_pairing,
    end,
    now,
    proposal,
    propose,
    ready_cohort,
)
from tests.kit.requests import ASKED, ask
from tests.kit.trail import audit_entries, deliveries_of

UNTIL = date(2026, 12, 14)
DONE = "done"


@pytest.fixture
def stage(store: Store, clock: FrozenClock) -> Stage:
    return set_stage(store, Desk(store, clock))


def at_once(*acts: Callable[[], object]) -> list[str]:
    """All of them in the same moment; `done`, or the code of what was refused, in their order."""
    together = Barrier(len(acts))

    def press(act: Callable[[], object]) -> str:
        together.wait()
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        return DONE

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(press, act) for act in acts]]


def withdraw(stage: Stage, pairing: Pairing) -> None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pairing_proposals.withdraw(work, pairing.id)


def entries(stage: Stage) -> list[str]:
    return [one.entry for one in audit_entries(stage)]


def test_a_yes_and_a_withdrawal_never_both_stand(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))
    outcomes = at_once(lambda: accept(stage, pairing), lambda: withdraw(stage, pairing))
    assert now(stage, pairing).state is PairingState.WITHDRAWN  # a yes can still be withdrawn
    assert outcomes[1] == DONE
    assert entries(stage).count("pairing.withdrawn") == 1


def test_a_yes_pressed_on_two_screens_is_one_yes(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))
    assert at_once(*[lambda: accept(stage, pairing)] * 2) == [DONE, DONE]
    assert now(stage, pairing).state is PairingState.READY
    assert entries(stage).count("pairing.accepted") == 1


def test_the_last_place_is_promised_once(stage: Stage) -> None:
    cohort = ready_cohort(stage, places=1)
    accepted_mentee(stage, cohort, COLLEAGUE)
    stage.give(LIAISON, Role.PROGRAM_MANAGER)
    forms = {PROGRAM_MANAGER: MENTEE, LIAISON: COLLEAGUE}
    for manager, mentee in forms.items():
        with stage.desk.open_work(stage.caller(manager)) as work:
            pairing_proposals.prepare(work, proposal(stage, cohort, mentee))
    outcomes = at_once(
        *(
            lambda manager=manager, mentee=mentee: propose(stage, cohort, mentee=mentee, by=manager)
            for manager, mentee in forms.items()
        )
    )
    assert sorted(outcomes) == [DONE, "pairings.no_place"]
    assert len(deliveries_of(stage, "pairings.mentor_ask")) == 1


def test_places_are_never_fewer_than_what_is_promised(stage: Stage) -> None:
    cohort = ready_cohort(stage, places=1)
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        mine = mentors.mentor_of(look, cohort.id, stage.person_id(MENTOR))
    assert mine is not None

    def none_any_more() -> None:
        with stage.desk.open_work(stage.caller(MENTOR)) as work:
            mentors.set_places(work, mine.id, 0)

    outcomes = at_once(lambda: propose(stage, cohort), none_any_more)
    assert sorted(outcomes) in ([DONE, "mentors.below_running"], [DONE, "pairings.no_place"])


def test_both_pause_and_it_rests_once(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)

    def pause(who: object) -> None:
        with stage.desk.open_work(stage.caller(who)) as work:  # type: ignore[arg-type]
            pauses.pause(work, pairing.id, UNTIL)

    assert at_once(lambda: pause(MENTEE), lambda: pause(MENTOR)) == [DONE, DONE]
    resting = now(stage, pairing)
    assert (resting.state, resting.resting_until) == (PairingState.PAUSED, UNTIL)


def test_both_ask_for_another_and_it_is_one_case(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)
    for account in (MENTEE, MENTOR):
        with stage.desk.open_work(stage.caller(account)) as work:
            requests.keep_first(work, pairing.id, ASKED)
    assert at_once(lambda: ask(stage, MENTEE, pairing), lambda: ask(stage, MENTOR, pairing)) == [
        DONE,
        DONE,
    ]
    assert len(deliveries_of(stage, "requests.repair_card")) == 1


def test_an_end_and_a_pause_leave_one_state(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)

    def pause() -> None:
        with stage.desk.open_work(stage.caller(MENTEE)) as work:
            pauses.pause(work, pairing.id, UNTIL)

    outcomes = at_once(lambda: end(stage, pairing, ending=Ending.COMPLETED), pause)
    assert outcomes[0] == DONE
    left = now(stage, pairing)
    assert left.ended_on is not None
    assert left.is_running  # the end rests for its five minutes


def test_a_yes_and_a_no_of_the_same_mentor_leave_one(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))

    def no() -> None:
        with stage.desk.open_work(stage.caller(MENTOR)) as work:
            pairing_answers.decline(work, Decline(pairing.id, DeclineReason.TOO_CLOSE, "", None))

    outcomes = at_once(lambda: accept(stage, pairing), no)
    assert DONE in outcomes
    assert now(stage, pairing).state in (PairingState.READY, PairingState.DECLINED)
    kept = [one for one in entries(stage) if one in ("pairing.accepted", "pairing.declined")]
    assert len(kept) == outcomes.count(DONE)

"""Suggestions of another kind at rest: one open one for a pairing, settled once, gone with it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from program.pairing import Pairing, PairingKind
from program.pairing_kinds import KindAsk, KindAskState
from program.refusal import Refusal
from store import pairing_kinds, retention
from store.base import new_id
from store.pairing_kind_tables import PairingKindAskRow
from store.store import Store
from tests.kit.cast import Stage
from tests.kit.clock import START, FrozenClock
from tests.kit.pairings import active_pairing


@pytest.fixture
def pairing(stage: Stage, clock: FrozenClock) -> Pairing:
    return active_pairing(stage, clock)


def ask(pairing: Pairing) -> KindAsk:
    return KindAsk(
        id=new_id(),
        pairing_id=pairing.id,
        asked_by=pairing.mentee,
        was=PairingKind.ADVISORY,
        kind=PairingKind.SHADOWING,
        state=KindAskState.OPEN,
        asked_at=START,
        answer_by=START.date() + timedelta(days=14),
        lapse_at=START + timedelta(days=15),
    )


def test_the_database_keeps_one_open_question_for_a_pairing(stage: Stage, pairing: Pairing) -> None:
    first, second = ask(pairing), ask(pairing)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert pairing_kinds.ask(work.session, first)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert not pairing_kinds.ask(work.session, second)
        assert pairing_kinds.open_of(work.session, pairing.id) == first
        pairing_kinds.settle(work.session, first, KindAskState.KEPT)
        assert pairing_kinds.open_of(work.session, pairing.id) is None
        assert pairing_kinds.ask(work.session, second)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        kept = pairing_kinds.by_id(look.session, first.id)
        assert kept == replace(first, state=KindAskState.KEPT, settled_at=look.now)
        assert pairing_kinds.open_of(look.session, pairing.id) == second


def test_the_later_of_two_answers_is_refused(stage: Stage, pairing: Pairing) -> None:
    seen = ask(pairing)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pairing_kinds.ask(work.session, seen)
        pairing_kinds.settle(work.session, seen, KindAskState.AGREED)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        with pytest.raises(Refusal) as refusal:
            pairing_kinds.settle(work.session, seen, KindAskState.KEPT)
        assert refusal.value.code == "pairings.changed_meanwhile"


def test_what_is_due_is_found_and_what_is_settled_is_not(stage: Stage, pairing: Pairing) -> None:
    seen = ask(pairing)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert pairing_kinds.next_due(work.session) is None
        pairing_kinds.ask(work.session, seen)
        assert pairing_kinds.next_due(work.session) == seen.lapse_at
        before = seen.lapse_at - timedelta(seconds=1)
        assert pairing_kinds.due(work.session, before, 9) == ()
        assert pairing_kinds.due(work.session, seen.lapse_at, 9) == (seen,)
        pairing_kinds.settle(work.session, seen, KindAskState.LAPSED)
        assert pairing_kinds.due(work.session, seen.lapse_at, 9) == ()
        assert pairing_kinds.next_due(work.session) is None


def test_a_suggestion_goes_with_what_its_cohort_held_of_people(
    stage: Stage, store: Store, pairing: Pairing, clock: FrozenClock
) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pairing_kinds.ask(work.session, ask(pairing))
    clock.move(timedelta(days=3 * 366))
    retention.forget(store)
    with store.look(stage.workspace_id) as look:
        assert look.scalar(select(func.count()).select_from(PairingKindAskRow)) == 0

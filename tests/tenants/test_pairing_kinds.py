"""A suggestion of another workspace is none here: not read, not answered, not made, not let go."""

from collections.abc import Callable

import pytest

from program.pairing import PairingKind
from program.pairing_kinds import KindAsk
from services import pairing_kinds
from services.desk import Desk, Work
from store.store import Store
from tests.kit.cast import MENTOR, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.pairing_kinds import ask_now, asked, plan_kinds
from tests.kit.pairings import active_pairing, now
from tests.kit.refused import refused

Act = Callable[[Work, KindAsk], object]


def _form(work: Work, ask: KindAsk) -> object:
    return pairing_kinds.kind_form(work, ask.pairing_id)


def _ask(work: Work, ask: KindAsk) -> object:
    return pairing_kinds.ask(work, ask.pairing_id, PairingKind.SHADOWING)


def _agree(work: Work, ask: KindAsk) -> object:
    return pairing_kinds.agree(work, ask.id)


def _keep(work: Work, ask: KindAsk) -> object:
    return pairing_kinds.keep(work, ask.id)


@pytest.mark.parametrize("act", [_form, _ask, _agree, _keep])
def test_a_suggestion_of_another_workspace_is_none_here(
    sqlite_store: Store, clock: FrozenClock, act: Act
) -> None:
    desk = Desk(sqlite_store, clock)
    here, there = (set_stage(sqlite_store, desk, team) for team in ("T0HERE", "T0THERE"))
    pairing = active_pairing(there, clock)
    ask = asked(there, pairing)

    refusal = refused(here, MENTOR, lambda work: act(work, ask))

    assert refusal.code in ("pairings.not_found", "pairings.kind_gone")
    assert (now(there, pairing), ask_now(there, ask)) == (pairing, ask)
    clock.set(ask.lapse_at)
    assert not plan_kinds(here)
    assert ask_now(there, ask) == ask

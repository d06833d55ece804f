"""Another kind of a pairing as it is shown: within limits, answered where it stands, settled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from handlers.feature import View
from handlers.ids import Pairings
from handlers.pairings import case_words, kind_messages, kind_views, kind_words, pair_views
from program.delivery import Rendered
from program.pairing import Pairing, PairingKind, PairingStep, StepTaken
from program.pairing_kinds import KindAsk, KindAskState
from services.pairing_kind_messages import ToldOfKind
from services.pairing_kinds import KindForm
from services.pairing_overview import Overview
from tests.handlers.test_pairing_views import (
    ACTIVE,
    ENDED,
    MENTEE,
    MENTOR,
    NOW,
    REASONS,
    RESTING,
    TODAY,
    WHY,
    side,
)
from tests.kit.entering import actions_in, element_of, words_in
from tests.kit.fullest import full
from tests.kit.limits import check_message, check_view

HOSTILE = "<!channel> =1+1 \u202eevil"
ASK = KindAsk(
    id="k" * 26,
    pairing_id=ACTIVE.id,
    asked_by=MENTOR.id,
    was=PairingKind.SPONSORSHIP,
    kind=PairingKind.SHADOWING,
    state=KindAskState.OPEN,
    asked_at=NOW,
    answer_by=(NOW + timedelta(days=400)).date(),
    lapse_at=NOW + timedelta(days=401),
)


def settled(state: KindAskState) -> KindAsk:
    return replace(ASK, state=state, settled_at=NOW)


def told(ask: KindAsk, pairing: Pairing = ACTIVE, *, waits: bool = False) -> ToldOfKind:
    return ToldOfKind(pairing, ask, MENTOR, waits, "UTC", TODAY)


def overview(ask: KindAsk | None, pairing: Pairing = ACTIVE) -> View:
    """As the mentee sees it."""
    return pair_views.overview(
        Overview(
            side=side(pairing),
            reasons=REASONS,
            today=TODAY,
            last_day=None,
            may_reopen=False,
            told_end=False,
            why=WHY,
            kind_ask=ask,
        )
    )


def form(ask: KindAsk | None = None, *, is_mine: bool = False, name: str = full(80)) -> KindForm:
    return KindForm(ACTIVE, replace(MENTOR, name=name), ask, is_mine)


VIEWS: dict[str, Callable[[], View]] = {
    "kind": lambda: kind_views.choose(form(), TODAY),
    "kind asked": lambda: kind_views.choose(form(ASK, is_mine=True), TODAY),
    "kind suggested": lambda: kind_views.suggested(form(ASK, is_mine=True), TODAY),
    "kind changed": lambda: kind_views.suggested(form(), TODAY),
    "our pairing, kind asked of me": lambda: overview(ASK),
    "our pairing, kind asked by me": lambda: overview(replace(ASK, asked_by=MENTEE.id)),
    "our pairing, resting, kind asked": lambda: overview(ASK, RESTING),
}
MESSAGES: dict[str, Callable[[], Rendered]] = {
    "asked": partial(kind_messages.kind_ask, told(ASK, waits=True)),
    "asked of an ended one": partial(kind_messages.kind_ask, told(ASK, ENDED)),
    **{f"asked {one}": partial(kind_messages.kind_ask, told(settled(one))) for one in KindAskState},
    **{f"told {one}": partial(kind_messages.kind_told, told(settled(one))) for one in KindAskState},
}


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_every_view_is_within_slacks_limits(build: Callable[[], View]) -> None:
    check_view(build())


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_every_message_is_short_and_within_slacks_limits(build: Callable[[], Rendered]) -> None:
    made = build()

    check_message({"text": made.text, "blocks": list(made.blocks)})
    first = made.blocks[0]["text"]["text"]
    assert len(first) <= 280, first
    assert first in made.text


@pytest.mark.parametrize("was", PairingKind)
@pytest.mark.parametrize("kind", PairingKind)
def test_every_question_says_what_the_kind_means(was: PairingKind, kind: PairingKind) -> None:
    made = kind_messages.kind_ask(told(replace(ASK, was=was, kind=kind), waits=True))

    assert f"from {kind_words.kind(was)} to {kind_words.kind(kind)}: " in made.text
    meaning = made.text.partition(": ")[2]
    assert 10 < len(meaning.partition(" Answer by")[0]) <= 100
    pressed = actions_in({"blocks": list(made.blocks)})
    assert {Pairings.KIND_AGREE, Pairings.KIND_KEEP} <= pressed


@pytest.mark.parametrize(
    ("ask", "pairing", "says"),
    [
        (settled(KindAskState.AGREED), ACTIVE, "You agreed on Mon 23 Nov"),
        (settled(KindAskState.KEPT), ACTIVE, "You kept it as it is on Mon 23 Nov"),
        (settled(KindAskState.LAPSED), ACTIVE, "Nothing was answered by"),
        (ASK, ENDED, "No longer needed"),
    ],
)
def test_an_answered_question_shows_what_was_noted(
    ask: KindAsk, pairing: Pairing, says: str
) -> None:
    made = kind_messages.kind_ask(told(ask, pairing))

    assert says in made.text
    assert Pairings.KIND_AGREE not in str(made.blocks)


def test_the_present_kind_is_chosen_and_each_says_what_it_means() -> None:
    radio = element_of(kind_views.choose(form(), TODAY), "kind")

    assert radio["initial_option"]["value"] == ACTIVE.kind
    assert [one["value"] for one in radio["options"]] == list(PairingKind)
    assert all(one["description"]["text"] for one in radio["options"])


def test_a_name_cannot_call_the_channel() -> None:
    for ask, is_mine in ((None, False), (ASK, True)):
        shown = form(ask, is_mine=is_mine, name=HOSTILE)
        for view in (kind_views.choose(shown, TODAY), kind_views.suggested(shown, TODAY)):
            check_view(view)
            assert "<!channel>" not in str(view)


def test_our_pairing_offers_the_change_while_it_runs_and_nothing_is_open() -> None:
    assert Pairings.KIND in actions_in(overview(None))
    assert Pairings.KIND in actions_in(overview(None, RESTING))
    assert Pairings.KIND not in actions_in(overview(None, ENDED))
    assert Pairings.KIND_AGREE in actions_in(overview(ASK))
    by_me = overview(replace(ASK, asked_by=MENTEE.id))
    assert Pairings.KIND_AGREE not in actions_in(by_me)
    assert "You suggested shadowing" in words_in(by_me)


def test_the_program_team_reads_in_the_history_to_which_kind_it_moved() -> None:
    step = StepTaken(PairingStep.KIND_CHANGED, NOW, MENTOR.id, PairingKind.SHADOWING)

    said = case_words.step(step, "Martin Mayer", "UTC", TODAY)
    assert said == "Kind changed: Shadowing on Mon 23 Nov, Martin Mayer"

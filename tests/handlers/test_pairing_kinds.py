"""Another kind over the real protocol: suggested in Our pairing, answered in the message."""

from datetime import UTC, datetime

from handlers.ids import Pairings
from program.pairing import PairingKind
from tests.kit.cast import MENTEE, MENTOR, PROGRAM_MANAGER
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, picked, words_in
from tests.kit.house import Town
from tests.kit.pairing_kinds import asked
from tests.kit.pairings import active_pairing, end, let_rest, now

EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Ten o'clock in New York, four in Berlin."""


def next_days(town: Town, clock: FrozenClock) -> None:
    """What waited because of two messages a day is out."""
    for _ in range(2):
        clock.move(days=1)
        town.house.clockwork.settle()


def test_suggested_in_our_pairing_and_agreed_in_the_message(town: Town, clock: FrozenClock) -> None:
    clock.set(EVERYONE_AT_WORK)
    mia, martin = town.person(MENTEE), town.person(MENTOR)
    pairing = active_pairing(town.stage, clock)
    next_days(town, clock)
    mia.command("/mentoring", "pair")
    mia.press(mia.wait_for_modal(Pairings.OVERVIEW_VIEW), Pairings.KIND)
    form = mia.wait_for_modal(Pairings.KIND_VIEW)

    same = mia.submit(form, picked(form, "kind", PairingKind.ADVISORY))
    assert same["errors"]["kind"].startswith("Your pairing is advisory already.")
    answer = mia.submit(form, picked(form, "kind", PairingKind.SPONSORSHIP))
    assert answer["result"] == "updated"
    sent = mia.wait_for_modal(Pairings.OVERVIEW_VIEW)
    assert "You suggested hands-on sponsorship." in words_in(sent)

    question = martin.wait_for_message(lambda one: Pairings.KIND_AGREE in actions_in(one))
    assert "suggests moving from advisory to hands-on sponsorship: " in question["text"]
    martin.press(question, Pairings.KIND_AGREE)
    martin.wait_for_message(lambda one: "You agreed on Wed 25 Nov" in one["text"])
    mia.wait_for_message(lambda one: "agrees: your pairing is hands-on" in one["text"])
    mia.open_home()
    mia.wait_for_home(lambda view: "Hands-on sponsorship." in words_in(view))
    assert now(town.stage, pairing).kind is PairingKind.SPONSORSHIP


def test_kept_in_our_pairing_and_too_late_once_it_ended(town: Town, clock: FrozenClock) -> None:
    clock.set(EVERYONE_AT_WORK)
    martin = town.person(MENTOR)
    pairing = active_pairing(town.stage, clock)
    next_days(town, clock)
    asked(town.stage, pairing)
    question = martin.wait_for_message(lambda one: Pairings.KIND_KEEP in actions_in(one))
    martin.command("/mentoring", "pair")
    ours = martin.wait_for_modal(Pairings.OVERVIEW_VIEW)
    martin.press(ours, Pairings.KIND_KEEP)
    martin.wait_for_message(lambda one: "You kept it as it is on Wed 25 Nov" in one["text"])

    second = asked(town.stage, pairing)
    martin.wait_for_message(
        lambda one: Pairings.KIND_KEEP in actions_in(one) and one["ts"] != question["ts"]
    )
    end(town.stage, pairing, PROGRAM_MANAGER)
    let_rest(town.stage, clock)
    town.house.clockwork.settle()
    martin.wait_for_message(lambda one: "No longer needed: your pairing" in one["text"])
    assert now(town.stage, pairing).kind is second.was

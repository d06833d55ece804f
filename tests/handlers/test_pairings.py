"""Pairing by hand over the real protocol: proposed, answered, begun, ended."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.ids import Home, Library, Lists, Pairings
from program.pairing import TAKE_BACK_FOR, DeclineReason, Ending, PairingState
from program.person import SlackPerson
from store import pairings as kept
from tests.kit import check_ins
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, PROGRAM_MANAGER
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, dated, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.pairings import (
    NO_WORDS,
    THANKS,
    WHY,
    accept_conduct,
    accepted_mentee,
    active_pairing,
    propose,
    ready_cohort,
)
from tests.kit.sandbox import PagePerson

EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Ten o'clock in New York, four in Berlin."""
Json = dict[str, Any]


@pytest.fixture
def petra(town: Town, clock: FrozenClock) -> PagePerson:
    clock.set(EVERYONE_AT_WORK)
    return town.person(PROGRAM_MANAGER)


@pytest.fixture
def martin(town: Town) -> PagePerson:
    return town.person(MENTOR)


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(MENTEE)


def found(person: PagePerson, form: Json, field: str, source: str, query: str) -> Json:
    """Search in a menu and take the first answer."""
    answer = person.suggest(form, source, query)
    options = answer["options"]
    assert options, answer
    return {field: {source: {"selected_option": options[0]}}}


def rest(town: Town, clock: FrozenClock) -> None:
    """What was said yes to, or ended, has rested long enough."""
    clock.move(TAKE_BACK_FOR)
    town.house.clockwork.settle()


def states(town: Town) -> list[PairingState]:
    with town.stage.desk.open_look_in(town.stage.workspace_id) as look:
        return [one.state for one in kept.standing_so(look.session, frozenset(PairingState))]


def test_from_the_proposal_to_the_first_line(
    town: Town, petra: PagePerson, martin: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    ready_cohort(town.stage)
    accept_conduct(town.stage)

    petra.command("/mentoring-admin", "pair")
    form = petra.wait_for_modal(Pairings.PROPOSE_VIEW)
    assert petra.suggest(form, Pairings.MENTEE, "chio")["options"] == []
    entered = {
        **found(petra, form, "mentee", Pairings.MENTEE, "mi"),
        **found(petra, form, "mentor", Pairings.MENTOR, "mart"),
        **picked(form, "kind", "advisory"),
        **typed(why=WHY),
    }
    assert petra.submit(form, entered)["result"] == "updated"
    second = petra.wait_for_modal(Pairings.PROPOSE_TOLD_VIEW)
    assert "Mia Moreau hears nothing before the yes" in words_in(second)
    assert petra.submit(second)["result"] == "updated"
    petra.close(petra.wait_for_modal(Pairings.CASE_VIEW), everything=True)

    card = martin.wait_for_message(lambda one: "Would you mentor" in one["text"])
    assert (
        "They want to grow in Strategic thinking and Leading change; you offered both"
        in (card["text"])
    )
    assert WHY not in str(card)
    menu = next(one for one in card["blocks"] if one.get("accessory"))["accessory"]
    none_more = next(one for one in menu["options"] if one["text"]["text"] == "0 more")
    martin.press(card, Pairings.FURTHER, {"selected_option": none_more})
    martin.press(card, Pairings.PICTURE)
    picture = martin.wait_for_modal(Pairings.PICTURE_VIEW)
    assert WHY in words_in(picture)
    assert martin.submit(picture)["result"] == "updated"
    martin.close(martin.wait_for_modal(Pairings.PICTURE_VIEW), everything=True)
    martin.wait_for_message(lambda one: "You said yes on Mon 23 Nov" in one["text"])
    mia.open_home()
    mia.wait_for_home(lambda view: "No mentor yet" in words_in(view))

    rest(town, clock)

    told = mia.wait_for_message(lambda one: "Your mentor is" in one["text"])
    assert f"<@{MENTOR.slack_user}>" in told["text"]
    assert "thank you for saying yes to me" in words_in(told)
    clock.move(days=1)  # Martin had his two messages of this day
    town.house.clockwork.settle()
    martin.wait_for_message(lambda one: "now knows that you are their mentor" in one["text"])
    mia.wait_for_home(lambda view: Pairings.OVERVIEW in actions_in(view))
    mia.press(told, Pairings.OVERVIEW)
    assert WHY in words_in(mia.wait_for_modal(Pairings.OVERVIEW_VIEW))
    assert states(town) == [PairingState.ACTIVE]


def test_a_yes_on_the_card_is_taken_back_there(
    town: Town, petra: PagePerson, martin: PagePerson, clock: FrozenClock
) -> None:
    propose(town.stage, ready_cohort(town.stage))
    card = martin.wait_for_message(lambda one: Pairings.ACCEPT in actions_in(one))

    martin.press(card, Pairings.ACCEPT)
    said_yes = martin.wait_for_message(lambda one: Pairings.TAKE_BACK in actions_in(one))
    assert said_yes["ts"] == card["ts"]
    martin.press(said_yes, Pairings.TAKE_BACK)

    again = martin.wait_for_message(lambda one: Pairings.ACCEPT in actions_in(one))
    assert again["ts"] == card["ts"]
    assert states(town) == [PairingState.ASKED]


def test_a_no_is_asked_for_its_reason_and_reaches_the_program_manager(
    town: Town, petra: PagePerson, martin: PagePerson
) -> None:
    propose(town.stage, ready_cohort(town.stage))
    card = martin.wait_for_message(lambda one: Pairings.DECLINE in actions_in(one))
    martin.press(card, Pairings.DECLINE)
    form = martin.wait_for_modal(Pairings.DECLINE_VIEW)
    entered = {
        **picked(form, "reason", DeclineReason.TOO_CLOSE),
        **picked(form, "places", "1"),
        **typed(words=NO_WORDS),
    }
    assert martin.submit(form, {**typed(words=NO_WORDS)})["result"] == "errors"
    assert martin.submit(form, entered)["result"] == "updated"

    martin.wait_for_message(lambda one: "Declined on Mon 23 Nov, thank you" in one["text"])
    petra.open_home()
    home = petra.wait_for_home(lambda view: "Waits for a mentor" in words_in(view))
    assert NO_WORDS not in words_in(home)
    petra.press(home, Pairings.CASE)
    case = petra.wait_for_modal(Pairings.CASE_VIEW)
    assert "We work too closely together" in words_in(case)
    assert NO_WORDS in words_in(case)
    petra.press(case, Pairings.PROPOSE)
    again = petra.wait_for_modal(Pairings.PROPOSE_VIEW)
    assert element_of(again, "mentee")["initial_option"]["text"]["text"] == "Mia Moreau"


def test_what_is_refused_stands_under_its_field(
    town: Town, petra: PagePerson, martin: PagePerson
) -> None:
    cohort = ready_cohort(town.stage, places=1)
    accepted_mentee(town.stage, cohort, COLLEAGUE)
    propose(town.stage, cohort)
    mentions = f"<@{COLLEAGUE.slack_user}|chio> <@{MENTOR.slack_user}|martin>"
    petra.command("/mentoring-admin", f"pair {mentions}")
    form = petra.wait_for_modal(Pairings.PROPOSE_VIEW)
    chosen = {
        field: {source: {"selected_option": element_of(form, field)["initial_option"]}}
        for field, source in (("mentee", Pairings.MENTEE), ("mentor", Pairings.MENTOR))
    }

    answer = petra.submit(form, {**chosen, **picked(form, "kind", "advisory"), **typed(why=WHY)})

    assert answer["result"] == "errors"
    assert answer["errors"] == {
        "mentor": "Martin Mayer has no free place. Choose another, or ask them to offer more."
    }


def test_a_card_pressed_after_it_was_withdrawn_gets_its_sentence(
    town: Town, petra: PagePerson, martin: PagePerson
) -> None:
    propose(town.stage, ready_cohort(town.stage))
    card = martin.wait_for_message(lambda one: Pairings.ACCEPT in actions_in(one))
    petra.command("/mentoring-admin", "pairs")
    pairs = petra.wait_for_modal(Lists.VIEW)
    petra.press(pairs, Pairings.CASE)
    case = petra.wait_for_modal(Pairings.CASE_VIEW)
    petra.press(case, Pairings.WITHDRAW)

    martin.press(card, Pairings.ACCEPT)
    martin.wait_for_message(lambda one: "No longer needed: the plans changed" in one["text"])
    assert states(town) == [PairingState.WITHDRAWN]


def test_an_end_is_told_in_the_same_words_to_both(
    town: Town, petra: PagePerson, martin: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    active_pairing(town.stage, clock)
    for _ in range(2):  # two messages a day are the most for each of them
        clock.move(days=1)
        town.house.clockwork.settle()
    petra.command("/mentoring-admin", f"end <@{MENTEE.slack_user}>")
    form = petra.wait_for_modal(Pairings.END_VIEW)
    entered = {
        **picked(form, "ending", Ending.FOR_CAUSE),
        **dated(last_day="2026-11-25"),
        **typed(thanks=THANKS),
    }
    assert petra.submit(form, entered)["result"] == "updated"
    second = petra.wait_for_modal(Pairings.END_TOLD_VIEW)
    assert "Only program managers see how it ended" in words_in(second)
    assert petra.submit(second)["result"] == "updated"
    petra.close(petra.wait_for_modal(Pairings.OVERVIEW_VIEW), everything=True)
    rest(town, clock)

    for one, other in ((mia, MENTOR), (martin, MENTEE)):
        told = one.wait_for_message(lambda it: "ends on Wed 25 Nov" in it["text"])
        assert _about(other) in told["text"]
        assert "cause" not in str(told).lower()
        one.press(told, Pairings.OVERVIEW)
        ours = one.wait_for_modal(Pairings.OVERVIEW_VIEW)
        assert THANKS in words_in(ours)
        assert "cause" not in words_in(ours).lower()


def test_the_guide_gives_way_once_the_two_have_met(
    town: Town, petra: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    pairing = active_pairing(town.stage, clock)
    for _ in range(2):
        clock.move(days=1)
        town.house.clockwork.settle()
    guide = mia.wait_for_message(lambda one: "For your first meeting" in one["text"])
    assert Library.READ in actions_in(guide)

    met_on = clock.now.date()
    check_ins.log(town.stage, pairing, replace(check_ins.FORM, met_on=met_on, next_on=None))
    town.house.clockwork.settle()
    used = mia.wait_for_message(lambda one: "you have met for the first time" in one["text"])
    assert used["ts"] == guide["ts"]
    assert Library.READ not in actions_in(used)


def test_one_of_the_two_closes_it_and_takes_that_back(
    town: Town, petra: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    active_pairing(town.stage, clock)
    mia.command("/mentoring", "pair")
    ours = mia.wait_for_modal(Pairings.OVERVIEW_VIEW)
    menu = _more(ours)
    close = next(one for one in menu["options"] if one["text"]["text"] == "Close it well")
    mia.press(ours, Home.MORE, {"selected_option": close})
    form = mia.wait_for_modal(Pairings.END_VIEW)
    assert [one["value"] for one in element_of(form, "ending")["options"]] == ["completed"]
    entered = {**picked(form, "ending"), **dated(last_day="2026-11-23"), **typed(thanks=THANKS)}
    assert mia.submit(form, entered)["result"] == "updated"
    assert mia.submit(mia.wait_for_modal(Pairings.END_TOLD_VIEW))["result"] == "updated"
    mia.close(mia.modal() or {}, everything=True)

    mia.command("/mentoring", "pair")
    closing = mia.wait_for_modal(Pairings.OVERVIEW_VIEW)
    mia.press(closing, Pairings.REOPEN)
    mia.wait_for(lambda: "Last day" not in words_in(mia.modal() or {}) or None)
    rest(town, clock)
    assert states(town) == [PairingState.ACTIVE]


def test_pressed_twice_and_planned_twice_the_mentee_is_told_once(
    town: Town, petra: PagePerson, martin: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    cohort = ready_cohort(town.stage)
    accept_conduct(town.stage)
    propose(town.stage, cohort)
    card = martin.wait_for_message(lambda one: Pairings.ACCEPT in actions_in(one))
    martin.press(card, Pairings.ACCEPT)
    martin.press(card, Pairings.ACCEPT)
    martin.wait_for_message(lambda one: "You said yes" in one["text"])
    rest(town, clock)
    town.house.clockwork.settle()

    mia.wait_for_message(lambda one: "Your mentor is" in one["text"])
    told = [one for one in mia.messages() if "Your mentor is" in one["text"]]
    assert len(told) == 1
    assert states(town) == [PairingState.ACTIVE]


def _about(account: SlackPerson) -> str:
    return f"<@{account.slack_user}>"


def _more(view: Json) -> Json:
    rows = [one for one in view["blocks"] if one["type"] == "actions"]
    menus = [it for one in rows for it in one["elements"] if it["type"] == "overflow"]
    menu: Json = menus[0]
    return menu

"""The code of conduct and conflicts of interest, in Slack, by pressing and sending."""

from typing import Any

import pytest

from handlers.ids import Command, Conduct, Home, Lists
from program.actor import Role
from program.pairing import TAKE_BACK_FOR, PairingState
from services import conduct
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import open_cohort
from tests.kit.pairings import accept, accept_conduct, propose, ready_cohort
from tests.kit.requests import pairing_now, running_pair
from tests.kit.sandbox import PagePerson, eventually

Json = dict[str, Any]
DETAIL = "marker of a private detail: we are cousins."


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(cast.MENTEE)


@pytest.fixture
def martin(town: Town) -> PagePerson:
    """Martin is at work at the start of the tests' clock; Mia still sleeps."""
    return town.person(cast.MENTOR)


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(cast.PROGRAM_MANAGER)


def ask(town: Town) -> None:
    person_id = town.stage.person_id(cast.MENTOR)
    with town.house.desk.open_work_in(town.stage.workspace_id) as work:
        conduct.ask(work, person_id)


def has_accepted(town: Town) -> bool:
    person_id = town.stage.person_id(cast.MENTOR)
    with town.house.desk.open_look_in(town.stage.workspace_id) as look:
        return conduct.has_accepted(look, person_id)


def told(person: PagePerson, words: str) -> Json:
    return person.wait_for_message(lambda one: words in one["text"])


def home_asking(person: PagePerson) -> Json:
    """Where the question stands also on a day that had its two messages already."""
    person.open_home()
    return person.wait_for_home(lambda view: Conduct.READ in actions_in(view))


def read_it(person: PagePerson, asked: Json | None = None) -> Json:
    """From the message, or another place that asks, through the text to the conflict question."""
    person.press(asked or told(person, "Before you start"), Conduct.READ)
    text = person.wait_for_modal(Conduct.CODE_VIEW)
    assert person.submit(text)["errors"] == {
        "read": "Tick the box to accept, or ask the program team."
    }
    assert person.submit(text, picked(text, "read"))["result"] == "updated"
    return person.wait_for_modal(Conduct.CHECK_VIEW)


def disclosure(form: Json, other: str = cast.MENTOR.slack_user) -> Json:
    return {
        "person": {"field.value": {"selected_user": other}},
        **picked(form, "kind", "family"),
        **typed(detail=DETAIL),
    }


def test_it_is_read_accepted_and_the_message_says_so(town: Town, martin: PagePerson) -> None:
    ask(town)
    check = read_it(martin)
    assert martin.submit(check, picked(check, "check", "none"))["result"] == "updated"
    martin.close(martin.wait_for_modal(Home.NOTICE_VIEW), everything=True)

    assert has_accepted(town)
    shown = told(martin, "Code of conduct: accepted on Mon 23 Nov, version 1.")
    assert not actions_in(shown)
    martin.command(Command.MENTORING, "code of conduct")
    again = martin.wait_for_modal(Conduct.CODE_VIEW)
    assert "Accepted on Mon 23 Nov, version 1." in words_in(again)
    assert not again.get("submit")


def test_a_conflict_is_declared_first_and_accepts_as_well(town: Town, martin: PagePerson) -> None:
    ask(town)
    check = read_it(martin)
    assert martin.submit(check, picked(check, "check", "has_one"))["result"] == "pushed"
    form = martin.wait_for_modal(Conduct.DISCLOSE_VIEW)
    assert not has_accepted(town)
    assert martin.submit(form, disclosure(form, cast.COLLEAGUE.slack_user))["result"] == "updated"

    assert "In force at once" in words_in(martin.wait_for_modal(Home.NOTICE_VIEW))
    assert has_accepted(town)
    eventually(lambda: "Accepted, version 1" in words_in(martin.views()[0]), what="the form below")


def test_a_conflict_is_declared_read_by_the_program_manager_and_withdrawn(
    town: Town, mia: PagePerson, petra: PagePerson
) -> None:
    mia.command(Command.MENTORING, f"disclose <@{cast.MENTOR.slack_user}>")
    form = mia.wait_for_modal(Conduct.DISCLOSE_VIEW)
    assert cast.MENTOR.slack_user in str(form)
    assert mia.submit(form, disclosure(form))["result"] == "updated"
    mia.close(mia.wait_for_modal(Home.NOTICE_VIEW), everything=True)

    petra.command(Command.ADMIN, "conflicts")
    listed = petra.wait_for_modal(Lists.VIEW)
    assert DETAIL not in str(listed)
    petra.press(listed, Conduct.CONFLICT)
    assert DETAIL in words_in(petra.wait_for_modal(Conduct.CONFLICT_VIEW))

    mia.command(Command.MENTORING, "coi")
    form = mia.wait_for_modal(Conduct.DISCLOSE_VIEW)
    mia.press(form, Conduct.WITHDRAW)
    mia.wait_for(
        lambda: (view := mia.modal()) is not None and Conduct.WITHDRAW not in actions_in(view)
    )
    assert not [one for one in mia.messages() if DETAIL in str(one)]


def test_what_cannot_be_declared_is_said_under_its_field(town: Town, mia: PagePerson) -> None:
    mia.command(Command.MENTORING, "disclose")
    form = mia.wait_for_modal(Conduct.DISCLOSE_VIEW)
    refused = mia.submit(form, disclosure(form, cast.MENTEE.slack_user))
    assert refused["errors"] == {"person": "This is you. Choose the other person."}
    ahead = {**disclosure(form), "since": {"field.value": {"selected_date": "2027-02-28"}}}
    assert "still to come" in mia.submit(form, ahead)["errors"]["since"]


def test_opened_from_a_pairing_the_form_names_the_other(town: Town, mia: PagePerson) -> None:
    running_pair(town.stage)
    mia.open_home()
    home = mia.wait_for_home(lambda view: Home.MORE in actions_in(view))
    entries = [
        option["value"]
        for block in home["blocks"]
        for part in [block.get("accessory", {}), *block.get("elements", [])]
        if isinstance(part, dict)
        for option in part.get("options", [])
        if Conduct.DISCLOSE in option["value"]
    ]
    mia.press(home, Home.MORE, {"selected_option": {"value": entries[0]}})
    form = mia.wait_for_modal(Conduct.DISCLOSE_VIEW)
    assert element_of(form, "person")["initial_user"] == cast.MENTOR.slack_user


def test_with_a_running_pairing_its_author_hears_that_it_is_looked_at(
    town: Town, mia: PagePerson
) -> None:
    running_pair(town.stage)
    mia.command(Command.MENTORING, "disclose")
    form = mia.wait_for_modal(Conduct.DISCLOSE_VIEW)
    mia.submit(form, disclosure(form))
    assert "You have a pairing with" in words_in(mia.wait_for_modal(Home.NOTICE_VIEW))


def test_the_last_acceptance_lets_a_pairing_begin(
    town: Town, martin: PagePerson, clock: FrozenClock
) -> None:
    stage = town.stage
    pairing = accept(stage, propose(stage, ready_cohort(stage)))
    accept_conduct(stage, cast.MENTEE)
    clock.move(TAKE_BACK_FOR)
    check = read_it(martin, home_asking(martin))
    martin.submit(check, picked(check, "check", "none"))
    assert pairing_now(stage, pairing).state is PairingState.ACTIVE


def test_a_conflict_declared_with_the_acceptance_stops_what_had_not_begun(
    town: Town, martin: PagePerson, clock: FrozenClock
) -> None:
    stage = town.stage
    pairing = accept(stage, propose(stage, ready_cohort(stage)))
    accept_conduct(stage, cast.MENTEE)
    clock.move(TAKE_BACK_FOR)
    check = read_it(martin, home_asking(martin))
    martin.submit(check, picked(check, "check", "has_one"))
    form = martin.wait_for_modal(Conduct.DISCLOSE_VIEW)
    martin.submit(form, disclosure(form, cast.MENTEE.slack_user))
    said = words_in(martin.wait_for_modal(Home.NOTICE_VIEW))
    assert "In force at once" in said
    assert pairing_now(stage, pairing).state is PairingState.WITHDRAWN


def test_others_are_told_whose_word_the_list_is(town: Town, mia: PagePerson) -> None:
    mia.command(Command.ADMIN, "conflicts")
    assert "program managers" in words_in(mia.wait_for_modal())


def test_home_points_to_it_until_it_is_accepted(town: Town, martin: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    town.stage.give(cast.SPONSOR, Role.SPONSOR, cohort.program.id)
    offer_to_mentor(town.stage, cohort)
    assert "Before you start" in words_in(home_asking(martin))
    with town.house.desk.open_work(town.stage.caller(cast.MENTOR)) as work:
        conduct.accept(work, version=1)
    martin.open_home()
    martin.wait_for_home(lambda view: Conduct.READ not in actions_in(view))

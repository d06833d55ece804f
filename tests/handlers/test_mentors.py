"""Offering to mentor, being invited and setting places, in Slack, by pressing and sending."""

from typing import Any

import pytest

from handlers.ids import Command, Home, Lists, Mentors
from program.mentor import MentorState
from tests.kit import cast
from tests.kit.cast import HOSTILE_NAME, Stage
from tests.kit.entering import actions_in, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.mentors import BOUNDARIES, LINE, invite, mentor_now, offer_to_mentor
from tests.kit.nominations import another_cohort, open_cohort
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]


@pytest.fixture
def martin(town: Town) -> PagePerson:
    return town.person(cast.MENTOR)


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(cast.PROGRAM_MANAGER)


def first_step(form: Json, *, places: str = "2", hours: str = "6") -> Json:
    """The first step, filled in."""
    return {
        **picked(form, "competencies"),
        **picked(form, "style", "listening"),
        **picked(form, "places", places),
        **typed(hours=hours),
        **picked(form, "backup", "yes"),
    }


def volunteer(person: PagePerson) -> Json:
    person.command(Command.MENTORING, "volunteer")
    return person.wait_for_modal(Mentors.OFFER_VIEW)


def told(person: PagePerson, words: str) -> Json:
    return person.wait_for_message(lambda one: words in one["text"])


def places_of(stage: Stage, cohort: Any) -> int:
    return mentor_now(stage, cohort).places


def test_somebody_offers_in_two_steps_and_sets_places_from_the_message(
    town: Town, martin: PagePerson
) -> None:
    cohort = open_cohort(town.stage)
    form = volunteer(martin)
    refused = martin.submit(form, first_step(form, places="3", hours="4"))
    assert refused["errors"] == {
        "places": "3 places need about 6 hours a month; you gave 4. Lower one or raise the other."
    }
    assert martin.submit(form, first_step(form))["result"] == "updated"
    second = martin.wait_for_modal(Mentors.OFFER_MORE_VIEW)
    entered = {
        **typed(boundaries=BOUNDARIES),
        **picked(second, "times", "tue_am"),
        **picked(second, "languages", "de"),
    }
    assert martin.submit(second, entered)["result"] == "updated"
    received = martin.wait_for_modal(Home.NOTICE_VIEW)
    assert "You are on the roster with 2 places" in words_in(received)
    martin.close(received, everything=True)

    message = told(martin, "you are on the roster of")
    assert BOUNDARIES not in str(message)
    martin.press(message, Mentors.PLACES)
    mine = martin.wait_for_modal(Mentors.PLACES_VIEW)
    entered = {**picked(mine, "places", "1"), **typed(hours="2")}
    assert martin.submit(mine, entered)["result"] == "closed"
    assert places_of(town.stage, cohort) == 1
    told(martin, "with 1 place.")


def test_the_form_begins_again_where_it_was_left(town: Town, martin: PagePerson) -> None:
    open_cohort(town.stage)
    form = volunteer(martin)
    martin.submit(form, first_step(form))
    second = martin.wait_for_modal(Mentors.OFFER_MORE_VIEW)
    martin.press(second, Mentors.BACK, state=typed(boundaries=BOUNDARIES))
    first = martin.wait_for_modal(Mentors.OFFER_VIEW)
    martin.close(first, everything=True)

    again = volunteer(martin)
    martin.press(again, Mentors.RESUME)
    assert BOUNDARIES in str(martin.wait_for_modal(Mentors.OFFER_MORE_VIEW))


def test_an_invited_colleague_says_what_they_can_offer(
    town: Town, petra: PagePerson, martin: PagePerson
) -> None:
    cohort = open_cohort(town.stage)
    petra.command(Command.ADMIN, f"invite <@{cast.MENTOR.slack_user}>")
    form = petra.wait_for_modal(Mentors.INVITE_VIEW)
    assert cast.MENTOR.slack_user in str(form)
    entered = {
        "people": {"field.value": {"selected_users": [cast.MENTOR.slack_user]}},
        **picked(form, "cohort", cohort.id),
        **typed(line=LINE),
    }
    assert petra.submit(form, entered)["result"] == "updated"
    assert "1 colleague is asked" in words_in(petra.wait_for_modal(Home.NOTICE_VIEW))

    message = told(martin, "invites you to mentor")
    assert LINE not in str(message)
    martin.press(message, Mentors.OFFER)
    assert LINE in words_in(martin.wait_for_modal(Mentors.OFFER_VIEW))


def test_not_this_time_is_noted_where_it_was_asked(town: Town, martin: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    invite(town.stage, cohort, cast.MENTOR)
    message = told(martin, "invites you to mentor")
    martin.press(message, Mentors.DECLINE)

    shown = told(martin, "You said not this time")
    assert not actions_in(shown)
    assert mentor_now(town.stage, cohort).state is MentorState.DECLINED


def test_a_guest_is_told_politely_under_the_field(town: Town, petra: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    petra.command(Command.ADMIN, "invite")
    form = petra.wait_for_modal(Mentors.INVITE_VIEW)
    entered = {
        "people": {"field.value": {"selected_users": [cast.GUEST.slack_user]}},
        **picked(form, "cohort", cohort.id),
    }
    refused = petra.submit(form, entered)
    assert "guest" in refused["errors"]["people"]


def test_the_roster_opens_one_mentor_who_can_be_taken_off(town: Town, petra: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    offer_to_mentor(town.stage, cohort)
    petra.command(Command.ADMIN, "mentors free")
    roster = petra.wait_for_modal(Lists.VIEW)
    assert "0 of 2 places taken" in words_in(roster)
    petra.press(roster, Mentors.READ)
    one = petra.wait_for_modal(Mentors.READ_VIEW)
    assert BOUNDARIES in words_in(one)
    petra.press(one, Mentors.LEAVE)
    assert "off the roster" in words_in(petra.wait_for_modal(Home.NOTICE_VIEW))
    assert mentor_now(town.stage, cohort).state is MentorState.LEFT


def test_an_empty_roster_leads_to_an_invitation(town: Town, petra: PagePerson) -> None:
    open_cohort(town.stage)
    petra.command(Command.ADMIN, "mentors")
    roster = petra.wait_for_modal(Lists.VIEW)
    assert "Nobody stands here yet" in words_in(roster)
    petra.press(roster, Mentors.INVITE)
    petra.wait_for_modal(Mentors.INVITE_VIEW)


def test_several_cohorts_ask_for_which_one_it_is(town: Town, martin: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    other = another_cohort(town.stage, cohort)
    martin.command(Command.MENTORING, "volunteer")
    choice = martin.wait_for_modal(Mentors.CHOOSE_VIEW)
    martin.press(choice, Mentors.COHORT)
    assert martin.wait_for_modal(Mentors.OFFER_VIEW)["private_metadata"]
    offer_to_mentor(town.stage, cohort)
    offer_to_mentor(town.stage, other)


def home_says(person: PagePerson, words: str) -> Json:
    """Home, opened, as soon as it says so."""
    person.open_home()
    return person.wait_for_home(lambda view: words in words_in(view))


def test_home_shows_an_invitation_then_the_place_on_the_roster(
    town: Town, martin: PagePerson
) -> None:
    cohort = open_cohort(town.stage)
    home_says(martin, "Mentors are welcome")
    invite(town.stage, cohort, cast.MENTOR)
    home = home_says(martin, "invites you to mentor")
    assert {Mentors.OFFER, Mentors.DECLINE} <= actions_in(home)
    offer_to_mentor(town.stage, cohort)
    home = home_says(martin, "Promised 6 hours a month · 2 places, 2 free · standing by: yes")
    assert Mentors.PLACES in actions_in(home)


def test_a_hostile_line_and_boundary_stay_words(town: Town, petra: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    invite(town.stage, cohort, cast.MENTOR, line=HOSTILE_NAME[:150])
    petra.command(Command.ADMIN, "mentors invited")
    roster = petra.wait_for_modal(Lists.VIEW)
    petra.press(roster, Mentors.READ)
    one = petra.wait_for_modal(Mentors.READ_VIEW)
    for block in one["blocks"]:
        if block["type"] == "section":
            assert "<!channel>" not in block["text"]["text"]

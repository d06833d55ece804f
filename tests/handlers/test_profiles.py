"""My profile, wishes and About me in Slack: by pressing and sending, on both sides."""

from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.ids import Command, Mentors, Profiles
from program.cohort import Cohort
from program.person import SlackPerson
from program.profile import MenteeProfile
from program.profile_forms import level_field
from services import profile_about, profile_wishes, profiles
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import another_cohort
from tests.kit.profiles import WORDS, both_sides, write_as_mentee
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]
AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Ten o'clock in New York, where Mia works."""


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(cast.MENTEE)


@pytest.fixture
def martin(town: Town) -> PagePerson:
    return town.person(cast.MENTOR)


@pytest.fixture
def cohort(town: Town) -> Cohort:
    return both_sides(town.stage)


def sent(town: Town, cohort: Cohort) -> MenteeProfile | None:
    stage = town.stage
    with stage.desk.open_look(stage.caller(cast.MENTEE)) as look:
        return profiles.read_mentee(look, cohort.id, stage.person_id(cast.MENTEE))


def account(field: str, *accounts: SlackPerson) -> Json:
    """A picked colleague, or several."""
    users = [one.slack_user for one in accounts]
    one_of = {"selected_user": users[0]} if field != "avoid" else {"selected_users": users}
    return {field: {"field.value": one_of}}


def test_a_mentee_writes_a_profile_from_the_message_that_says_you_are_in(
    town: Town, mia: PagePerson, cohort: Cohort, clock: FrozenClock
) -> None:
    clock.set(AT_WORK)
    message = mia.wait_for_message(lambda one: "ten-minute profile" in one["text"])
    mia.press(message, Profiles.OPEN)
    first = mia.wait_for_modal(Profiles.MENTEE_VIEW)
    assert "missing: where you want to go" in words_in(first)
    assert mia.submit(first, picked(first, "function", "finance"))["result"] == "updated"

    second = mia.wait_for_modal(Profiles.AIMS_VIEW)
    fields = [level_field(one.id) for one in cohort.competencies[:2]]
    aims = {**picked(second, fields[0], "1>4"), **picked(second, fields[1], "2>3")}
    assert mia.submit(second, aims)["result"] == "updated"

    third = mia.wait_for_modal(Profiles.REST_VIEW)
    chosen = {
        **picked(third, "themes", "strategy"),
        **picked(third, "functions", "sales"),
        **picked(third, "languages", "de"),
        **picked(third, "times", "mon_am"),
        **typed(boundaries=WORDS),
    }
    assert mia.submit(third, chosen)["result"] == "updated"
    kept = mia.wait_for_modal(Profiles.KEPT_VIEW)
    assert "carries 6 of 7 parts; missing: learning style" in words_in(kept)
    assert "says enough for a good pairing" in words_in(kept)
    profile = sent(town, cohort)
    assert profile is not None
    assert set(profile.wanted.values()) == {(1, 4), (2, 3)}
    assert WORDS not in str(mia.messages())


def test_back_keeps_what_was_chosen_and_the_form_goes_on_where_it_was_left(
    town: Town, mia: PagePerson, cohort: Cohort
) -> None:
    mia.command(Command.MENTORING, "me")
    first = mia.wait_for_modal(Profiles.MENTEE_VIEW)
    mia.submit(first)
    second = mia.wait_for_modal(Profiles.AIMS_VIEW)
    mia.submit(second)
    third = mia.wait_for_modal(Profiles.REST_VIEW)
    mia.press(third, Profiles.REST_BACK, state=typed(boundaries=WORDS))
    second = mia.wait_for_modal(Profiles.AIMS_VIEW)
    field = level_field(cohort.competencies[0].id)
    mia.press(second, Profiles.AIMS_BACK, state=picked(second, field, "3>5"))
    mia.close(mia.wait_for_modal(Profiles.MENTEE_VIEW), everything=True)
    assert sent(town, cohort) is None

    mia.command(Command.MENTORING, "profile")
    mia.press(mia.wait_for_modal(Profiles.MENTEE_VIEW), Profiles.RESUME)
    third = mia.wait_for_modal(Profiles.REST_VIEW)
    assert WORDS in str(third)
    assert mia.submit(third, typed(boundaries=WORDS))["result"] == "updated"
    mia.wait_for_modal(Profiles.KEPT_VIEW)
    profile = sent(town, cohort)
    assert profile is not None
    assert profile.wanted[cohort.competencies[0].id] == (3, 5)


def test_a_mentor_says_what_they_can_open_from_home(
    town: Town, martin: PagePerson, cohort: Cohort
) -> None:
    martin.open_home()
    home = martin.wait_for_home(lambda one: str(Profiles.OPEN) in actions_in(one))
    martin.press(home, Profiles.OPEN)
    first = martin.wait_for_modal(Profiles.MENTOR_VIEW)
    assert "Your offer" in words_in(first)
    assert str(Mentors.OFFER) in actions_in(first)
    levels = [level_field(one.id) for one in cohort.competencies[:2]]
    alone = martin.submit(first, picked(first, levels[0], "5"))
    assert set(alone["errors"]) == {levels[1]}
    entered = {**picked(first, levels[0], "5"), **picked(first, levels[1], "4")}
    assert martin.submit(first, entered)["result"] == "updated"
    second = martin.wait_for_modal(Profiles.OPENS_VIEW)
    martin.press(second, Profiles.OPENS_BACK, state=picked(second, "reach", "4"))
    first = martin.wait_for_modal(Profiles.MENTOR_VIEW)
    assert martin.submit(first)["result"] == "updated"
    second = martin.wait_for_modal(Profiles.OPENS_VIEW)
    entered = {**picked(second, "stretch", "4"), **picked(second, "directness", "3")}
    assert martin.submit(second, entered)["result"] == "updated"
    assert "carries 5 of 7 parts" in words_in(martin.wait_for_modal(Profiles.KEPT_VIEW))


def test_wishes_and_the_avoid_list_are_kept_and_a_clash_is_named_under_its_field(
    town: Town, mia: PagePerson, cohort: Cohort
) -> None:
    mia.command(Command.MENTORING, "avoid")
    form = mia.wait_for_modal(Profiles.WISHES_VIEW)
    both = {**account("wish:1", cast.MENTOR), **account("avoid", cast.MENTOR)}
    assert mia.submit(form, both)["errors"] == {
        "avoid": "Martin Mayer stands in both lists. Choose one."
    }
    lists = {**account("wish:1", cast.MENTOR), **account("avoid", cast.SPONSOR)}
    assert mia.submit(form, lists)["result"] == "closed"
    with town.stage.desk.open_look(town.stage.caller(cast.MENTEE)) as look:
        mine = profile_wishes.mine(look, cohort.id)
    assert [one.name for one in (*mine.wishes, *mine.avoid)] == ["Martin Mayer", "Sven Sol"]
    mia.command(Command.MENTORING, "wishes")
    assert cast.SPONSOR.slack_user in str(mia.wait_for_modal(Profiles.WISHES_VIEW))


def test_what_one_says_of_oneself_is_kept_from_my_profile(
    town: Town, mia: PagePerson, cohort: Cohort
) -> None:
    write_as_mentee(town.stage, cohort)
    mia.open_home()
    home = mia.wait_for_home(lambda one: str(Profiles.ABOUT) in actions_in(one))
    assert "Your profile carries all 7 parts" in words_in(home)
    mia.press(home, Profiles.ABOUT)
    form = mia.wait_for_modal(Profiles.ABOUT_VIEW)
    assert mia.submit(form, picked(form, "caring", "yes"))["result"] == "closed"
    with town.stage.desk.open_look(town.stage.caller(cast.MENTEE)) as look:
        assert profile_about.mine(look).groups == {"caring": "yes"}


def test_somebody_on_both_sides_chooses_and_somebody_on_none_is_told_so(
    town: Town, mia: PagePerson, cohort: Cohort
) -> None:
    other = another_cohort(town.stage, cohort)
    offer_to_mentor(town.stage, other, cast.MENTEE)
    mia.command(Command.MENTORING, "profile")
    choice = mia.wait_for_modal(Profiles.CHOOSE_VIEW)
    assert "as a mentee" in words_in(choice)
    assert "as a mentor" in words_in(choice)
    mia.close(choice, everything=True)
    mia.command(Command.MENTORING, "wishes")
    assert "For which one do you wish" in words_in(mia.wait_for_modal(Profiles.CHOOSE_VIEW))

    chio = town.person(cast.COLLEAGUE)
    chio.command(Command.MENTORING, "profile")
    told = chio.wait_for_modal()
    assert told["callback_id"] not in (Profiles.MENTEE_VIEW, Profiles.CHOOSE_VIEW)
    assert "mentors and mentees" in words_in(told)

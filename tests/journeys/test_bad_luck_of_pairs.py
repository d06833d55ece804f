"""What may go wrong between two people and their program: each has its sentence."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers.ids import CheckIns, Command, Mentors, Pairings
from program.actor import Role
from program.pairing import PairingState, PairingStep
from services import check_ins
from store import pairings as kept
from tests.journeys.acts import let_time_pass, saying, told
from tests.kit.cast import LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR
from tests.kit.check_ins import TODAY, pair, step
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, dated, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.mentors import offer_to_mentor
from tests.kit.pairings import WHY, now, propose, ready_cohort
from tests.kit.rosters import imported
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]
EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
LATE_IN_BERLIN = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
"""Eleven at night there, two in the afternoon in San Francisco."""


@pytest.fixture(autouse=True)
def _at_work(clock: FrozenClock) -> None:
    clock.set(EVERYONE_AT_WORK)


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(PROGRAM_MANAGER)


@pytest.fixture
def martin(town: Town) -> PagePerson:
    return town.person(MENTOR)


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(MENTEE)


def states(town: Town) -> list[PairingState]:
    with town.stage.desk.open_look_in(town.stage.workspace_id) as look:
        return [one.state for one in kept.standing_so(look.session, frozenset(PairingState))]


def zone_of(town: Town) -> str:
    with town.stage.desk.open_look(town.stage.caller(MENTOR)) as look:
        return look.actor.zone


def tell_slack(town: Town, account: str, **changed: Any) -> None:
    """The account changes in Slack, which tells the bot."""
    town.sandbox.seed({"people": [{"id": account, **changed}], "events": True})


def test_places_below_what_is_promised_are_refused_under_their_field(
    town: Town, martin: PagePerson
) -> None:
    propose(town.stage, ready_cohort(town.stage))
    martin.open_home()
    home = martin.wait_for_home(lambda view: Mentors.PLACES in actions_in(view))
    martin.press(home, Mentors.PLACES)
    form = martin.wait_for_modal(Mentors.PLACES_VIEW)
    answer = martin.submit(form, {**picked(form, "places", "0"), **typed(hours="6")})
    assert "1 mentee" in answer["errors"]["places"]
    assert martin.submit(form, {**picked(form, "places", "1"), **typed(hours="6")})["result"]


def test_of_two_program_managers_the_later_reads_that_the_mentee_is_promised(
    town: Town, petra: PagePerson
) -> None:
    cohort = ready_cohort(town.stage)
    offer_to_mentor(town.stage, cohort, SPONSOR)
    town.stage.give(LIAISON, Role.PROGRAM_MANAGER)
    two = f"<@{MENTEE.slack_user}|mia> <@{MENTOR.slack_user}|martin>"
    petra.command(Command.ADMIN, f"pair {two}")
    form = petra.wait_for_modal(Pairings.PROPOSE_VIEW)
    propose(town.stage, cohort, mentor=SPONSOR, by=LIAISON)
    chosen = {
        field: {source: {"selected_option": element_of(form, field)["initial_option"]}}
        for field, source in (("mentee", Pairings.MENTEE), ("mentor", Pairings.MENTOR))
    }
    answer = petra.submit(form, {**chosen, **picked(form, "kind", "advisory"), **typed(why=WHY)})
    assert answer["errors"] == {
        "mentee": "Mia Moreau is promised since Mon 23 Nov, and nobody is promised twice. "
        "Choose another mentee."
    }
    assert states(town) == [PairingState.ASKED]


def test_a_yes_from_a_screen_that_stayed_open_comes_too_late_with_its_day(
    town: Town, martin: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    propose(town.stage, ready_cohort(town.stage))
    martin.press(told(martin, "Would you mentor"), Pairings.PICTURE)
    picture = martin.wait_for_modal(Pairings.PICTURE_VIEW)
    let_time_pass(town, clock, clock.now + timedelta(days=9))
    martin.submit(picture)
    said = "This place went to somebody else on"
    martin.wait_for(lambda: any(said in words_in(one) for one in martin.views()))
    assert states(town) == [PairingState.LAPSED]
    assert MENTOR.slack_user not in str(mia.messages())


def test_a_mentor_who_leaves_the_company_meanwhile_frees_the_mentee_in_silence(
    town: Town, petra: PagePerson, mia: PagePerson
) -> None:
    propose(town.stage, ready_cohort(town.stage))
    tell_slack(town, MENTOR.slack_user, deleted=True)
    town.sandbox.wait_for(lambda: (town.house.clockwork.settle() and states(town)) or True)
    town.sandbox.wait_for(
        lambda: (town.house.clockwork.settle(), states(town))[1] == [PairingState.WITHDRAWN]
    )
    petra.open_home()
    petra.wait_for_home(lambda view: "Mia Moreau" in words_in(view) or "U0MIA" in str(view))
    assert MENTOR.slack_user not in str(mia.messages())


def test_a_check_in_sent_after_the_pairing_ended_says_when_and_keeps_nothing(
    town: Town, mia: PagePerson, clock: FrozenClock
) -> None:
    pairing = pair(town.stage)
    mia.command(Command.MENTORING, "checkin")
    form = mia.wait_for_modal(CheckIns.LOG_VIEW)
    step(town.stage, pairing, PairingStep.ENDED, ended_on=TODAY)
    clock.move(days=30)
    answer = mia.submit(form, facts(form))
    assert "This pairing ended on Mon 23 Nov." in str(answer) + str(mia.views())
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        assert check_ins.latest(look, pairing.id) == ()


def test_a_check_in_of_a_pairing_that_rests_is_kept_and_asks_nobody(
    town: Town, mia: PagePerson, martin: PagePerson
) -> None:
    pairing = pair(town.stage)
    mia.command(Command.MENTORING, "checkin")
    form = mia.wait_for_modal(CheckIns.LOG_VIEW)
    step(town.stage, pairing, PairingStep.PAUSED, resting_until=TODAY + timedelta(days=9))
    assert mia.submit(form, facts(form))["result"] == "closed"
    town.house.clockwork.settle()
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        assert len(check_ins.latest(look, pairing.id)) == 1
    assert not saying(martin, "Is that right?")


def test_absurd_minutes_and_days_are_refused_one_by_one_under_their_fields(
    town: Town, mia: PagePerson
) -> None:
    pair(town.stage)
    mia.command(Command.MENTORING, "checkin")
    form = mia.wait_for_modal(CheckIns.LOG_VIEW)
    for minutes in ("-5", "0", "4", "481", "100000000000000000000"):
        answer = mia.submit(form, facts(form, minutes=minutes))
        assert list(answer["errors"]) == ["minutes"], minutes
    for day in ("0001-01-01", "2026-11-22", "2026-11-24", "9999-12-31"):
        answer = mia.submit(form, facts(form, day=day))
        assert list(answer["errors"]) == ["met_on"], day
    assert mia.submit(form, facts(form))["result"] == "closed"


def test_an_import_that_makes_the_mentor_a_superior_takes_the_question_back(
    town: Town, martin: PagePerson, mia: PagePerson
) -> None:
    pairing = propose(town.stage, ready_cohort(town.stage))
    card = told(martin, "Would you mentor")
    imported(
        town.stage,
        ("Martin Mayer", "1", "martin@example.com", "VP", "Tech", "Lyon", ""),
        ("Mia Moreau", "2", "mia@example.com", "Team Lead", "Tech", "Lyon", "1"),
    )
    town.house.clockwork.settle()
    over = told(martin, "No longer needed: the plans changed")
    assert (over["ts"], actions_in(over)) == (card["ts"], set())
    assert now(town.stage, pairing).state is PairingState.WITHDRAWN
    assert MENTOR.slack_user not in str(mia.messages())


def test_a_message_that_waits_for_the_morning_follows_its_reader_to_another_zone(
    town: Town, martin: PagePerson, clock: FrozenClock
) -> None:
    clock.set(LATE_IN_BERLIN)
    propose(town.stage, ready_cohort(town.stage))
    town.house.clockwork.settle()
    assert not saying(martin, "Would you mentor")
    tell_slack(town, MENTOR.slack_user, tz="America/Los_Angeles")
    town.sandbox.wait_for(lambda: zone_of(town) == "America/Los_Angeles")
    let_time_pass(town, clock, LATE_IN_BERLIN + timedelta(hours=3))
    by_day = len(saying(martin, "Would you mentor"))
    let_time_pass(town, clock, datetime(2026, 11, 24, 16, 50, tzinfo=UTC))
    assert len(saying(martin, "Would you mentor")) == by_day  # night where he is now
    let_time_pass(town, clock, datetime(2026, 11, 24, 18, 0, tzinfo=UTC))
    assert len(saying(martin, "Would you mentor")) == 1


def facts(view: Json, *, minutes: str = "60", day: str = TODAY.isoformat()) -> Json:
    return {**dated(met_on=day), **typed(minutes=minutes), **picked(view, "medium", "video")}

"""Home is composed for one reader, published when it opens and when something changes."""

from handlers import ids
from handlers.feature import unpack
from program.actor import Role
from services import governance, people
from store import roles
from tests.kit import cast
from tests.kit.entering import actions_in, words_in
from tests.kit.house import Town
from tests.kit.limits import check_view
from tests.kit.nominations import open_cohort


def test_home_opens_with_its_foot_for_everyone(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.open_home()

    home = mentee.wait_for_home()
    assert {ids.Launcher.HELP, ids.People.READERS} <= actions_in(home)
    assert "Only you see this page · as of 05:00" in words_in(home)  # ten o'clock UTC in New York


def test_only_whoever_has_two_sides_sees_tabs(town: Town) -> None:
    open_cohort(town.stage)
    mentee, petra = town.person(cast.MENTEE), town.person(cast.PROGRAM_MANAGER)
    mentee.open_home()
    petra.open_home()

    assert ids.Home.TAB_PROGRAM not in actions_in(mentee.wait_for_home())
    assert ids.Home.TAB_PROGRAM in actions_in(petra.wait_for_home())


def test_a_chosen_tab_is_remembered(town: Town) -> None:
    open_cohort(town.stage)
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.open_home()
    home = petra.wait_for_home(lambda view: "Inbox" in words_in(view))
    petra.press(home, ids.Home.TAB_YOU)
    petra.wait_for_home(lambda view: "Inbox" not in words_in(view))

    petra.open_home()
    assert "Inbox" not in words_in(petra.wait_for_home())


def test_home_changes_by_itself_when_a_role_is_given(town: Town) -> None:
    martin = town.person(cast.MENTOR)
    martin.open_home()
    martin.wait_for_home()
    town.sandbox.wait_for(lambda: _opening_is_noted(town))

    town.stage.give(cast.MENTOR, Role.PROGRAM_MANAGER)

    martin.wait_for_home(lambda view: "Inbox" in words_in(view))


def test_a_role_that_ends_takes_its_tab_along(town: Town) -> None:
    town.stage.give(cast.MENTOR, Role.PROGRAM_MANAGER)
    martin = town.person(cast.MENTOR)
    martin.open_home()
    martin.wait_for_home(lambda view: "Inbox" in words_in(view))
    town.sandbox.wait_for(lambda: _opening_is_noted(town))

    with town.house.desk.open_work(town.stage.caller(cast.PROGRAM_MANAGER)) as work:
        held = roles.given(work.session)
        his = next(one for one in held if one.person.slack_user == cast.MENTOR.slack_user)
        governance.end_role(work, his.id)

    martin.wait_for_home(lambda view: "Inbox" not in words_in(view))


def test_a_guest_reads_one_polite_sentence(town: Town) -> None:
    guest = town.person(cast.GUEST)
    guest.open_home()

    home = guest.wait_for_home()
    assert "colleagues with a full account" in words_in(home)
    assert actions_in(home) == set()


def test_home_says_in_numbers_who_answers_for_what(town: Town) -> None:
    town.stage.give(cast.LIAISON, Role.LIAISON)
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.open_home()

    assert "1 program manager, 1 liaison, no sponsors" in words_in(petra.wait_for_home())


def test_what_is_set_up_opens_from_one_menu(town: Town) -> None:
    open_cohort(town.stage)
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.open_home()
    home = petra.wait_for_home(lambda view: ids.Home.MORE in actions_in(view))

    menu = [one for row in home["blocks"] for one in row.get("elements", ()) if "options" in one]
    forms = {unpack(one["value"])["form"] for one in menu[-1]["options"]}
    assert {ids.Cohorts.SETTINGS, ids.Cohorts.NEW_COHORT, ids.Governance.ROLES} <= forms
    assert len(home["blocks"]) <= 36


def test_home_stays_within_what_slack_shows(town: Town) -> None:
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.open_home()
    home = petra.wait_for_home()

    check_view({"type": "home", "blocks": home["blocks"]})


def _opening_is_noted(town: Town) -> bool:
    with town.house.desk.open_look(town.stage.caller(cast.MENTOR)) as look:
        return people.home_opening_is_noted(look)

"""A roster goes in through Slack: chosen or dropped, checked, said yes to, or refused."""

from typing import Any

import pytest

from documents.sheet import Sheet, workbook
from handlers.ids import Field, Home, Lists, Rosters
from program.actor import Role
from program.person import SlackPerson
from program.roster import LONGEST
from services import people, roster_ties
from tests.kit import cast
from tests.kit.entering import actions_in, picked, words_in
from tests.kit.house import Town
from tests.kit.rosters import HEADING, PEOPLE, Row, csv_of, imported, roster_of, workbook_of
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BAD: Row = ("Nobody Nowhere", "", "", "", "", "", "")


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(cast.PROGRAM_MANAGER)


def choose(petra: PagePerson, content: bytes, name: str = "people.xlsx") -> Json:
    """Open the form by typing, choose a file, send it; answers the form's view."""
    petra.command("/mentoring-admin", "import")
    form = petra.wait_for_modal(Rosters.IMPORT_VIEW)
    file = petra.upload(name, content, XLSX)
    petra.submit(form, {"file": {Field.VALUE: {"files": [file["id"]]}}})
    return form


def told(petra: PagePerson, words: str) -> Json:
    return petra.wait_for_message(lambda one: words in one["text"])


def open_questions(town: Town) -> int:
    with town.house.desk.open_look(town.stage.caller(cast.PROGRAM_MANAGER)) as look:
        return len(roster_ties.questions(look))


def test_a_file_is_checked_in_the_modal_and_imported_on_a_yes(
    town: Town, petra: PagePerson
) -> None:
    choose(petra, workbook_of(*PEOPLE, BAD))
    checked = petra.wait_for_modal(Rosters.CHECKED_VIEW)
    shown = words_in(checked)
    assert "4 rows are fine, 1 needs a look. It would add 4 people." in shown
    assert "People, row 6" in shown
    assert roster_of(town.stage) == {}

    assert checked["submit"]["text"] == "Import 4 rows"
    petra.submit(checked)

    done = told(petra, "Imported: 4 new")
    assert len(roster_of(town.stage)) == len(PEOPLE)
    assert Rosters.SHEET in actions_in(done)
    petra.press(done, Rosters.SHEET)
    sheet = petra.wait_for_message(lambda one: bool(one.get("files")))
    assert sheet["files"][0]["name"].endswith(".xlsx")


def test_the_message_says_what_became_of_the_check_and_a_second_yes_is_quiet(
    town: Town, petra: PagePerson
) -> None:
    choose(petra, workbook_of(*PEOPLE))
    checked = petra.wait_for_modal(Rosters.CHECKED_VIEW)
    offered = told(petra, "Roster read: 4 rows are fine")
    assert {Rosters.APPLY, Rosters.CHECKED, Rosters.STOP} == actions_in(offered)
    petra.submit(checked)
    told(petra, "Imported: 4 new")
    petra.wait_for_message(lambda one: "You said yes, and it was imported." in one["text"])

    petra.running.api("conversations.open", users=petra.id)
    assert len(roster_of(town.stage)) == len(PEOPLE)


def test_a_yes_from_the_message_imports_as_well(town: Town, petra: PagePerson) -> None:
    choose(petra, csv_of(*PEOPLE), "people.csv")
    petra.close(petra.wait_for_modal(Rosters.CHECKED_VIEW), everything=True)

    petra.press(told(petra, "Roster read: 4 rows"), Rosters.APPLY)

    told(petra, "Imported: 4 new")
    assert len(roster_of(town.stage)) == len(PEOPLE)


def test_a_stop_from_the_message_imports_nothing(town: Town, petra: PagePerson) -> None:
    choose(petra, csv_of(*PEOPLE), "people.csv")
    petra.close(petra.wait_for_modal(Rosters.CHECKED_VIEW), everything=True)

    petra.press(told(petra, "Roster read: 4 rows"), Rosters.STOP)

    petra.wait_for_message(lambda one: "You stopped this. Nothing was imported." in one["text"])
    assert roster_of(town.stage) == {}


def test_what_is_no_roster_is_refused_in_the_modal_and_by_message(
    town: Town, petra: PagePerson
) -> None:
    choose(petra, b"\x00\x01\x02\x03", "people.xlsx")

    view = petra.wait_for_modal(Home.NOTICE_VIEW)
    petra.wait_for(lambda: "Nothing was changed" in words_in(petra.modal() or {"blocks": []}))
    assert view is not None
    refused = told(petra, "I could not read people.xlsx")
    petra.close(petra.modal() or {}, everything=True)
    petra.press(refused, Rosters.IMPORT)
    petra.wait_for_modal(Rosters.IMPORT_VIEW)
    assert roster_of(town.stage) == {}


def test_what_changed_since_the_check_is_said(town: Town, petra: PagePerson) -> None:
    imported(town.stage, *PEOPLE)
    choose(petra, csv_of(*PEOPLE[:3], (*PEOPLE[3][:3], "Director", *PEOPLE[3][4:])), "a.csv")
    checked = petra.wait_for_modal(Rosters.CHECKED_VIEW)
    imported(town.stage, *PEOPLE[:3], (*PEOPLE[3][:3], "Principal", *PEOPLE[3][4:]))

    petra.submit(checked)

    told(petra, "Nothing was imported: 1 entry of the roster changed since the check.")
    assert roster_of(town.stage)["Ada Nowhere"].title == "Principal"


def test_a_hostile_roster_is_shown_and_imported_without_harm(town: Town, petra: PagePerson) -> None:
    rows = [
        ("=1+1", "1", "", "<!channel>", "<@U1>", "*Lyon*", ""),
        ("<!channel>", "2", "", "=cmd|' /C calc'!A0", "", "", "=1+1"),
        ("<@U1> " * 6_000, "3", "", "", "", "", "<!everyone>"),
        ("<!here> & <@U0PETRA>", "", "", "", "", "", ""),
    ]
    choose(petra, workbook([Sheet("<!channel> & co", HEADING, rows)]))
    checked = petra.wait_for_modal(Rosters.CHECKED_VIEW)
    assert "<!" not in words_in(checked)
    assert "&lt;!here&gt; &amp; &lt;@U0PETRA&gt;" in words_in(checked)
    petra.submit(checked)
    told(petra, "Imported: 3 new")

    petra.command("/mentoring-admin", "people")
    shown = words_in(petra.wait_for_modal(Lists.VIEW))
    assert "&lt;!channel&gt;" in shown
    assert "<!" not in shown
    assert "&lt;@U1&gt;" in shown
    assert max(len(name) for name in roster_of(town.stage)) == LONGEST["name"]


def test_a_dropped_file_is_offered_and_read_on_a_press(town: Town, petra: PagePerson) -> None:
    file = petra.upload("people.xlsx", workbook_of(*PEOPLE), XLSX)
    petra.say(petra.dm(), "Here it is", files=[file["id"]])

    offer = told(petra, "Is this file a roster?")
    petra.press(offer, Rosters.READ)

    checked = told(petra, "Roster read: 4 rows are fine")
    told(petra, "I read this file as a roster")
    petra.press(checked, Rosters.CHECKED)
    view = petra.wait_for_modal(Rosters.CHECKED_VIEW)
    petra.submit(view)
    told(petra, "Imported: 4 new")


@pytest.mark.parametrize("account", [cast.LIAISON, cast.MENTEE])
def test_a_file_from_anybody_else_is_politely_left_unopened(
    town: Town, account: SlackPerson
) -> None:
    town.stage.give(cast.LIAISON, Role.LIAISON)
    somebody = town.person(account)
    file = somebody.upload("people.xlsx", workbook_of(*PEOPLE), XLSX)
    somebody.say(somebody.dm(), "Here it is", files=[file["id"]])

    answer = told(somebody, "I have not opened this file")
    assert Rosters.READ not in actions_in(answer)
    assert f"<@{cast.PROGRAM_MANAGER.slack_user}>" in answer["text"]


@pytest.mark.parametrize("account", [cast.LIAISON, cast.MENTEE])
def test_the_word_opens_nothing_for_anybody_else(town: Town, account: SlackPerson) -> None:
    town.stage.give(cast.LIAISON, Role.LIAISON)
    somebody = town.person(account)
    somebody.command("/mentoring-admin", "import")

    somebody.wait_for(somebody.modal)
    assert (somebody.modal() or {})["callback_id"] != Rosters.IMPORT_VIEW


def test_the_people_are_a_list_with_filters_and_a_tie_by_hand(
    town: Town, petra: PagePerson
) -> None:
    imported(town.stage, *PEOPLE, ("=1+1 <!channel>", "5", "", "<@U0PETRA>", "", "Lyon", ""))
    petra.command("/mentoring-admin", "people not-tied")
    view = petra.wait_for_modal(Lists.VIEW)
    shown = words_in(view)
    assert "Ada Nowhere" in shown
    assert "&lt;!channel&gt;" in shown
    assert "Mia Moreau" not in shown

    petra.press(view, Rosters.TIE)
    form = petra.wait_for_modal(Rosters.TIE_VIEW)
    account = {"account": {Field.VALUE: {"selected_user": cast.LIAISON.slack_user}}}
    answer = petra.submit(form, account)

    assert answer["result"] == "closed"
    tied = [one for one in roster_of(town.stage).values() if one.person_id]
    assert town.stage.person_id(cast.LIAISON) in {one.person_id for one in tied}
    told(town.person(cast.LIAISON), "noted that your account is the one of")


def test_an_account_that_is_taken_is_refused_under_its_field(town: Town, petra: PagePerson) -> None:
    imported(town.stage, *PEOPLE)
    petra.command("/mentoring-admin", "people ada")
    petra.press(petra.wait_for_modal(Lists.VIEW), Rosters.TIE)
    form = petra.wait_for_modal(Rosters.TIE_VIEW)

    account = {"account": {Field.VALUE: {"selected_user": cast.MENTOR.slack_user}}}

    assert petra.submit(form, account)["errors"] == {
        "account": "This account belongs to Martin Mayer. Take that tie away first."
    }


def test_a_tie_in_doubt_stands_in_the_inbox_and_is_settled_there(
    town: Town, petra: PagePerson
) -> None:
    imported(town.stage, *PEOPLE)
    with town.house.desk.open_work_in(town.stage.workspace_id) as work:
        people.keep(work, [_moved(cast.MENTEE, "mia.new@example.com")])
    town.sandbox.seed(
        {"people": [{"id": cast.COLLEAGUE.slack_user, "email": "mia@example.com"}], "events": True}
    )
    town.sandbox.wait_for(lambda: open_questions(town))
    petra.open_home()
    home = petra.wait_for_home(lambda view: "Whose account is it?" in words_in(view))
    petra.press(home, Rosters.QUESTION)
    form = petra.wait_for_modal(Rosters.QUESTION_VIEW)
    petra.submit(form, picked(form, "decision", "tie"))

    mia = roster_of(town.stage)["Mia Moreau"]
    assert mia.person_id == town.stage.person_id(cast.COLLEAGUE)
    petra.wait_for_home(lambda view: "Whose account is it?" not in words_in(view))


def test_somebody_who_joins_is_tied_to_their_entry_at_once(town: Town) -> None:
    imported(town.stage, *PEOPLE)
    town.sandbox.seed(
        {
            "people": [
                {"id": "U0ADA", "name": "ada", "real_name": "Ada", "email": "ada@example.com"}
            ],
            "events": True,
        }
    )

    town.sandbox.wait_for(lambda: roster_of(town.stage)["Ada Nowhere"].person_id)


def _moved(account: SlackPerson, email: str) -> SlackPerson:
    return SlackPerson(account.slack_user, account.team_id, account.real_name, email=email)

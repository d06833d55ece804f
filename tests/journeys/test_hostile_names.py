"""Names that would call everybody, be counted, or turn a line round: shown everywhere as words."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from documents.sheet import Sheet, workbook
from handlers.ids import CheckIns, Command, Lists, MyData, Pairings, Requests
from program.cohort import Cohort
from program.person import SlackPerson
from services import people
from store.keys import Keyring
from tests.journeys import acts
from tests.journeys.acts import let_time_pass, told
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import actions_in, words_in
from tests.kit.house import Town, running_town, workspace_seed
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import PLAN, nominate, open_cohort, put_forward
from tests.kit.pairings import accept_conduct, accepted_mentee
from tests.kit.rosters import HEADING, roster_of
from tests.kit.sandbox import PagePerson
from tests.kit.wires import ALL_TRAFFIC, marked_up, said_by_the_bot

Json = dict[str, Any]
EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
ENDLESS = "<@U1> & " * 5_000
TURNED = "\u202egnp.exe محمد"
CALLING = ("<!channel>", "<!here>", "<!everyone>", "<@U1>", "<https://x.example")


def named(account: SlackPerson, name: str) -> SlackPerson:
    return replace(account, real_name=name, display_name=name)


LEAD = named(MENTOR, "=1+1 <!channel>")
LEARNER = named(MENTEE, f"<!here> {TURNED}")
SECOND = named(COLLEAGUE, ENDLESS)
THIRD = named(LIAISON, "<https://x.example|*Lena*>")
ROWS = [
    ("=1+1", "1", "martin@example.com", "=cmd|' /C calc'!A0", "<!channel>", "*Lyon*", ""),
    ("<!channel>", "2", "mia@example.com", TURNED, "=1+1", "<@U1>", "<@U1>"),
    ("<@U1>", "3", "lena@example.com", ENDLESS, "<!everyone>", "", ""),
    (ENDLESS, "4", "chio@example.com", "@SUM(A1)", "-1+1", "+1", "<!channel>"),
    ("<!here>", "", "", "", "", "", ""),
]


@pytest.fixture
def town(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Town]:
    """The cast under names that somebody chose to do harm."""
    clock.set(EVERYONE_AT_WORK)
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path, traffic_entries=ALL_TRAFFIC) as running:
        accounts = [LEAD, LEARNER, SECOND, THIRD]
        running.sandbox.seed({"people": workspace_seed(accounts)["people"]})
        with running.stage.desk.open_work_in(running.stage.workspace_id) as work:
            people.keep(work, accounts)
        yield running


@pytest.mark.timeout(600)
def test_hostile_names_are_words_in_lists_pickers_messages_and_sheets(
    town: Town, clock: FrozenClock
) -> None:
    petra, martin, mia = (town.person(one) for one in (PROGRAM_MANAGER, MENTOR, MENTEE))
    acts.import_by_modal(petra, workbook([Sheet("=1+1 <!channel>", HEADING, ROWS)]))
    assert len(roster_of(town.stage)) == len(ROWS) - 1
    cohort = prepared(town)
    petra.command(Command.ADMIN, "pair")
    acts.propose(petra, "1+1", f"<!channel> {TURNED} =1+1", mentee="here")
    let_time_pass(town, clock, clock.now + timedelta(hours=1))
    martin.press(told(martin, "Would you mentor"), Pairings.PICTURE)
    martin.wait_for_modal(Pairings.PICTURE_VIEW)
    acts.close_all(martin)
    martin.press(told(martin, "Would you mentor"), Pairings.ACCEPT)
    told(martin, "You said yes on")
    let_time_pass(town, clock, clock.now + timedelta(days=2))
    mia.press(told(mia, "Your mentor is"), Pairings.OVERVIEW)
    mia.wait_for_modal(Pairings.OVERVIEW_VIEW)
    acts.close_all(mia)
    acts.log_meeting(mia, clock.now.date(), "<!channel> =1+1")
    let_time_pass(town, clock, clock.now + timedelta(days=1))
    martin.press(told(martin, "Is that right?"), CheckIns.CONFIRM)
    acts.ask_for_another(mia, f"<!channel> {TURNED}")
    let_time_pass(town, clock, clock.now + timedelta(days=1))
    petra.press(told(petra, "A new pairing is asked for"), Requests.CASE)
    petra.wait_for_modal(Requests.CASE_VIEW)
    acts.close_all(petra)
    sheets = downloaded(town, petra) + everybodys_own(town)

    texts = list(marked_up(town))
    assert len(texts) > 100
    for call in CALLING:
        assert not [one for one in texts if call in one]
    assert not [one for one in said_by_the_bot(town) if "\u202e" in one]
    assert cohort.name in "".join(texts)
    for content in sheets:
        for cell in cells_of(content):
            assert cell.data_type != "f", cell.coordinate
    assert len(sheets) > 5


def prepared(town: Town) -> Cohort:
    """A cohort with a hostile name in which two mentor, one learns, and others are nominated."""
    cohort = open_cohort(town.stage, replace(PLAN, program="<!channel>", name="=1+1 @channel"))
    accepted_mentee(town.stage, cohort, LEARNER)
    nominate(town.stage, SECOND, cohort)
    put_forward(town.stage, SECOND, THIRD, cohort, seen="<!channel> =1+1")
    offer_to_mentor(town.stage, cohort, LEAD)
    accept_conduct(town.stage, LEAD, LEARNER)
    return cohort


def downloaded(town: Town, petra: PagePerson) -> list[bytes]:
    """Every list of the program team, page and sheet."""
    for word in ("people", "nominations", "candidates", "pairs", "mentors", "requests"):
        petra.command(Command.ADMIN, word)
        shown = petra.wait_for_modal(Lists.VIEW)
        if Lists.DOWNLOAD in actions_in(shown):
            petra.press(shown, Lists.DOWNLOAD)
        acts.close_all(petra)
    petra.open_home()
    petra.wait_for_home(lambda view: "=1+1 @channel" in words_in(view))
    return files_of(town, petra, at_least=4)


def everybodys_own(town: Town) -> list[bytes]:
    """What is kept of each of them, shown and as a file."""
    found = []
    for account in (LEAD, LEARNER, SECOND, THIRD):
        person = town.person(account)
        person.open_home()
        person.wait_for_home()
        person.command(Command.MENTORING, "my-data")
        person.press(person.wait_for_modal(MyData.VIEW), MyData.EXPORT)
        found += files_of(town, person)
    return found


def files_of(town: Town, person: PagePerson, at_least: int = 1) -> list[bytes]:
    """The files the bot sent somebody, as soon as there are so many."""

    def sent() -> list[Json] | None:
        files = [it for one in person.messages() for it in one.get("files") or []]
        return files if len(files) >= at_least else None

    return [
        town.sandbox.http.get(f"/_page/files/{one['id']}", params={"as": person.id}).content
        for one in person.wait_for(sent) or []
    ]


def cells_of(content: bytes) -> list[Any]:
    return [
        cell
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]

"""A cohort's whole first story: from the workbook of HR to the sponsor's weekly digest."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from handlers.ids import (
    CheckIns,
    Command,
    Lists,
    Mentors,
    MyData,
    Pairings,
    Reports,
    Requests,
)
from store.keys import Keyring
from tests.journeys import acts
from tests.journeys.acts import let_time_pass, saying, told
from tests.journeys.beginnings import (
    BOUNDARIES,
    WHY,
    Cast,
    a_colleague_is_put_forward,
    mentors_come,
    people_come_in,
    two_are_paired,
)
from tests.kit.cast import EVERYONE, LIAISON, MENTEE
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import actions_in, picked, typed, words_in
from tests.kit.house import Town, running_town
from tests.kit.limits import check_message
from tests.kit.trail import audit_entries
from tests.kit.wires import ALL_TRAFFIC, carried

Json = dict[str, Any]
EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Ten o'clock in New York, four in Berlin."""
NOTE = "marker of a private note"
IN_CONFIDENCE = "marker of what was said in confidence"
THANKS = "marker of thanks for the two"


@pytest.fixture
def town(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Town]:
    """As everywhere, and everything that passes over the wires is kept."""
    clock.set(EVERYONE_AT_WORK)
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path, traffic_entries=ALL_TRAFFIC) as running:
        yield running


@pytest.mark.timeout(600)
def test_a_cohort_lives_from_the_workbook_to_the_digest(
    town: Town, clock: FrozenClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.WARNING, logger="httpx")  # the page of this very test
    cast = Cast(town)
    people_come_in(town, cast)
    a_colleague_is_put_forward(cast)
    mentors_come(town, cast)
    two_are_paired(town, cast, clock)
    noted = they_meet(town, cast, clock)
    it_grows_quiet_and_rests(town, cast, clock)
    another_mentor_is_asked_for(town, cast, clock)
    the_sponsor_reads_the_week(town, cast, clock)
    it_ends_well(town, cast, clock)
    everybody_looks_round(cast)

    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert carried(town, NOTE) == noted
    for marker in (NOTE, IN_CONFIDENCE, BOUNDARIES, WHY, THANKS):
        assert marker not in caplog.text
        assert marker not in str([vars(one) for one in audit_entries(town.stage)])
        assert not [one for one in _files(tmp_path) if marker.encode() in one.read_bytes()]
    for account in EVERYONE:
        for message in town.person(account).messages() if not account.deactivated else []:
            keeps_to_the_rules(message)


def they_meet(town: Town, cast: Cast, clock: FrozenClock) -> list[tuple[str, str]]:
    """Mia notes it with a private note, Martin confirms with one tap; what passed with the note."""
    let_time_pass(town, clock, datetime(2026, 12, 1, 15, 0, tzinfo=UTC))
    acts.log_meeting(cast.mia, date(2026, 12, 1), NOTE)
    noted = carried(town, NOTE)
    assert [kind for kind, _ in noted] == ["view_submission"]
    let_time_pass(town, clock, datetime(2026, 12, 2, 15, 0, tzinfo=UTC))
    ask = told(cast.martin, "Is that right?")
    cast.martin.press(ask, CheckIns.CONFIRM)
    told(cast.martin, "both of you agree")
    cast.martin.open_home()
    home = cast.martin.wait_for_home(lambda view: CheckIns.MEETINGS in actions_in(view))
    cast.martin.press(home, CheckIns.MEETINGS)
    cast.martin.press(cast.martin.wait_for_modal(CheckIns.MEETINGS_VIEW), CheckIns.MEETING)
    cast.martin.wait_for_modal(CheckIns.MEETING_VIEW)
    acts.close_all(cast.martin)
    return noted


def it_grows_quiet_and_rests(town: Town, cast: Cast, clock: FrozenClock) -> None:
    """One reminder after three weeks, in Mia's own morning; a pause from it, which ends alone."""
    asks = "Shall we find a date?"
    let_time_pass(town, clock, datetime(2026, 12, 22, 13, 55, tzinfo=UTC))
    assert not saying(cast.mia, asks)
    let_time_pass(town, clock, datetime(2026, 12, 22, 14, 30, tzinfo=UTC))  # half past nine for her
    (reminder,) = saying(cast.mia, asks)
    let_time_pass(town, clock, datetime(2026, 12, 23, 15, 0, tzinfo=UTC))
    assert len(saying(cast.mia, asks)) == 1
    assert not saying(cast.martin, asks)
    assert "you planned every 2" in reminder["text"]

    acts.pause_from(cast.mia, reminder, date(2027, 1, 15))
    told(cast.mia, "Paused until Fri 15 Jan")
    let_time_pass(town, clock, datetime(2026, 12, 24, 15, 0, tzinfo=UTC))
    told(cast.martin, "Your pairing rests until Fri 15 Jan")
    silent = len(cast.martin.messages())
    let_time_pass(town, clock, datetime(2027, 1, 12, 4, 0, tzinfo=UTC))
    assert len(cast.martin.messages()) == silent
    assert not saying(cast.mia, asks)
    let_time_pass(town, clock, datetime(2027, 1, 18, 18, 0, tzinfo=UTC))
    for person in (cast.mia, cast.martin):
        told(person, "are back on, and the clock starts today")


def another_mentor_is_asked_for(town: Town, cast: Cast, clock: FrozenClock) -> None:
    """In confidence; Petra asks Lena from the case; the old pairing ends as the new one begins."""
    heard = [(one["ts"], one["text"]) for one in cast.martin.messages()]
    acts.ask_for_another(cast.mia, IN_CONFIDENCE)
    told(cast.mia, "answers by")
    let_time_pass(town, clock, datetime(2027, 1, 19, 15, 0, tzinfo=UTC))
    card = told(cast.petra, "A new pairing is asked for")
    cast.petra.press(card, Requests.CASE)
    case = cast.petra.wait_for_modal(Requests.CASE_VIEW)
    assert IN_CONFIDENCE in words_in(case)
    cast.petra.press(case, Pairings.PROPOSE)
    acts.propose(cast.petra, "lena", WHY)
    let_time_pass(town, clock, datetime(2027, 1, 20, 15, 0, tzinfo=UTC))
    cast.mia.press(told(cast.mia, "in confidence: Somebody is asked."), Requests.MINE)
    mine = words_in(cast.mia.wait_for_modal(Requests.MINE_VIEW))
    assert "Somebody is asked" in mine
    assert LIAISON.slack_user not in mine
    acts.close_all(cast.mia)
    asked = told(cast.lena, "Would you mentor")
    assert [(one["ts"], one["text"]) for one in cast.martin.messages()] == heard

    cast.lena.press(asked, Pairings.ACCEPT)
    told(cast.lena, "You said yes on")
    let_time_pass(town, clock, datetime(2027, 1, 22, 18, 0, tzinfo=UTC))
    assert f"<@{LIAISON.slack_user}>" in told(cast.mia, "Your mentor is")["text"]
    (ended,) = [one for one in cast.martin.messages() if one["ts"] not in dict(heard)]
    assert "Your pairing with" in ended["text"]
    assert LIAISON.slack_user not in str(ended)
    told(cast.mia, "Your request is settled")
    for person in (cast.martin, cast.lena, cast.sven):
        assert IN_CONFIDENCE not in str(person.messages())


def the_sponsor_reads_the_week(town: Town, cast: Cast, clock: FrozenClock) -> None:
    """Monday at nine: counts, a chart, and one thing to do, which Petra hears of."""
    cast.martin.open_home()
    home = cast.martin.wait_for_home(lambda view: Mentors.PLACES in actions_in(view))
    cast.martin.press(home, Mentors.PLACES)
    form = cast.martin.wait_for_modal(Mentors.PLACES_VIEW)
    entered = {**picked(form, "places", "0"), **typed(hours="2")}
    assert cast.martin.submit(form, entered)["result"] == "closed"

    let_time_pass(town, clock, datetime(2027, 2, 15, 8, 0, tzinfo=UTC))
    digest = told(cast.sven, "Week 5 of Spring 2027")
    assert "data_visualization" in {one["type"] for one in digest["blocks"]}
    for name in ("Mia", "Martin", "Chio", MENTEE.slack_user):
        assert name not in str(digest)
    cast.sven.press(digest, Reports.DONE)
    told(cast.sven, "You ask for mentors")
    let_time_pass(town, clock, datetime(2027, 2, 16, 8, 30, tzinfo=UTC))
    assert "asks for mentors" in str(cast.petra.messages())


def it_ends_well(town: Town, cast: Cast, clock: FrozenClock) -> None:
    """Mia closes it as completed; both hear it in the same neutral words."""
    acts.close_well(cast.mia, date(2027, 2, 26), THANKS)
    let_time_pass(town, clock, datetime(2027, 2, 17, 18, 0, tzinfo=UTC))
    for person in (cast.mia, cast.lena):
        told(person, "ends on Fri 26 Feb")
    let_time_pass(town, clock, datetime(2027, 3, 1, 18, 0, tzinfo=UTC))
    for person in (cast.mia, cast.lena):
        ended = told(person, "ended on Fri 26 Feb")
        assert "cause" not in str(ended).lower()
        person.press(ended, Pairings.OVERVIEW)
        assert THANKS in words_in(person.wait_for_modal(Pairings.OVERVIEW_VIEW))
        acts.close_all(person)


def everybody_looks_round(cast: Cast) -> None:
    """Every Home, the meetings as the other sees them, the lists, one's own data as a file."""
    for person in vars(cast).values():
        person.open_home()
        person.wait_for_home()
        if person is cast.mia:
            continue
        person.command(Command.MENTORING, "my-data")
        person.press(person.wait_for_modal(MyData.VIEW), MyData.EXPORT)
        person.wait_for_message(lambda one: bool(one.get("files")))
        acts.close_all(person)
        person.command(Command.MENTORING, "pair")
        person.wait_for_modal()
        acts.close_all(person)
    for word in ("pairs", "requests", "people", "nominations", "mentors", "conflicts"):
        cast.petra.command(Command.ADMIN, word)
        shown = cast.petra.wait_for_modal(Lists.VIEW)
        if Lists.DOWNLOAD in actions_in(shown):
            cast.petra.press(shown, Lists.DOWNLOAD)
        acts.close_all(cast.petra)


def keeps_to_the_rules(message: Json) -> None:
    """What Slack takes, and what a reader does: few words before the first button, few buttons."""
    check_message({"text": message["text"], "blocks": message.get("blocks") or []})
    lead = (message.get("blocks") or [{}])[0].get("text", {}).get("text", "")
    buttons = [
        it["type"]
        for one in message.get("blocks") or []
        if one["type"] == "actions"
        for it in one["elements"]
    ]
    assert len(lead) <= 300, lead
    assert buttons.count("button") <= 3, buttons
    assert buttons.count("overflow") <= 1, buttons


def _files(home: Path) -> list[Path]:
    return [one for one in home.rglob("*") if one.is_file()]

"""Another process takes over while forms are open and buttons shown; pressed twice is once."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.assemble import assemble
from bot.house import House
from handlers.ids import (
    CheckIns,
    Command,
    Conduct,
    Field,
    Home,
    Mentors,
    Pairings,
    Requests,
    Rosters,
)
from program.cohort import Cohort
from program.pairing import Pairing, PairingState
from services import conduct
from tests.journeys.acts import XLSX, close_all, saying, told
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR
from tests.kit.check_ins import TODAY
from tests.kit.clock import FrozenClock
from tests.kit.entering import dated, picked, typed, words_in
from tests.kit.house import Town, settings_for
from tests.kit.mentors import BOUNDARIES, invite, mentor_now
from tests.kit.pairings import now, propose, ready_cohort
from tests.kit.requests import running_pair
from tests.kit.rosters import PEOPLE, roster_of, workbook_of
from tests.kit.sandbox import NotAllowed, PagePerson
from tests.kit.trail import audit_entries

Json = dict[str, Any]
EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


class Opened:
    """What stands on everybody's screen when the process ends."""

    def __init__(self, town: Town) -> None:
        stage = town.stage
        self.cohort: Cohort = ready_cohort(stage)
        self.asked: Pairing = propose(stage, self.cohort)
        self.pair: Pairing = running_pair(stage, SPONSOR, LIAISON, self.cohort)
        invite(stage, self.cohort, COLLEAGUE)
        self.petra, self.martin = town.person(PROGRAM_MANAGER), town.person(MENTOR)
        self.mia, self.chio = town.person(MENTEE), town.person(COLLEAGUE)
        self.sven, self.lena = town.person(SPONSOR), town.person(LIAISON)

        self.card = told(self.martin, "Would you mentor")
        self.roster = self._roster()
        self.code = self._form(self.mia, "code of conduct", Conduct.CODE_VIEW)
        self.offer = self._form(self.chio, "volunteer", Mentors.OFFER_VIEW)
        self.log = self._form(self.lena, "checkin", CheckIns.LOG_VIEW)
        self.pause = self._form(self.sven, "pause", Requests.PAUSE_VIEW)

    def _form(self, person: PagePerson, word: str, callback: str) -> Json:
        person.command(Command.MENTORING, word)
        return person.wait_for_modal(callback)

    def _roster(self) -> Json:
        form = self._admin("import", Rosters.IMPORT_VIEW)
        file = self.petra.upload("people.xlsx", workbook_of(PEOPLE[0], PEOPLE[3]), XLSX)
        self.petra.submit(form, {"file": {Field.VALUE: {"files": [file["id"]]}}})
        self.petra.wait_for_modal(Rosters.CHECKED_VIEW)
        close_all(self.petra)
        return told(self.petra, "Roster read:")

    def _admin(self, word: str, callback: str) -> Json:
        self.petra.command(Command.ADMIN, word)
        return self.petra.wait_for_modal(callback)


@contextmanager
def restarted(town: Town, home: Path) -> Iterator[House]:
    """Another process takes over the same database and the same Slack."""
    town.house.stop()
    store = town.house.store
    again = assemble(settings_for(town.sandbox, home), store, store.clock)
    again.start()
    try:
        yield again
    finally:
        again.stop()


def press_twice(person: PagePerson, message: Json, action: str) -> None:
    """A double click; the second finds the button already gone, or is quiet."""
    person.press(message, action)
    with suppress(NotAllowed):
        person.press(message, action)


def count(town: Town, entry: str) -> int:
    return [one.entry for one in audit_entries(town.stage)].count(entry)


@pytest.mark.timeout(300)
def test_forms_and_buttons_from_before_a_restart_work_after_it_and_once(
    town: Town, clock: FrozenClock, tmp_path: Path
) -> None:
    clock.set(EVERYONE_AT_WORK)
    shown = Opened(town)
    with restarted(town, tmp_path) as house:
        press_twice(shown.petra, shown.roster, Rosters.APPLY)
        told(shown.petra, "Imported: 2 new")
        press_twice(shown.martin, shown.card, Pairings.ACCEPT)
        told(shown.martin, "You said yes on")
        accept_the_code(shown)
        make_an_offer(shown)
        note_a_meeting(shown)
        let_it_rest(shown)
        house.clockwork.settle()

    assert len(roster_of(town.stage)) == 2
    assert count(town, "rosters.imported") == 1
    assert now(town.stage, shown.asked).state is PairingState.READY
    assert count(town, "pairing.accepted") == 1
    assert mentor_now(town.stage, shown.cohort, COLLEAGUE).places == 1
    assert now(town.stage, shown.pair).state is PairingState.PAUSED
    assert len(saying(shown.lena, "rests until")) == 1
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        assert conduct.has_accepted(look, town.stage.person_id(MENTEE))


def accept_the_code(shown: Opened) -> None:
    shown.mia.submit(shown.code, picked(shown.code, "read"))
    check = shown.mia.wait_for_modal(Conduct.CHECK_VIEW)
    shown.mia.submit(check, picked(check, "check", "none"))
    shown.mia.wait_for_modal(Home.NOTICE_VIEW)


def make_an_offer(shown: Opened) -> None:
    first = {
        **picked(shown.offer, "competencies"),
        **picked(shown.offer, "style", "doors"),
        **picked(shown.offer, "places", "1"),
        **typed(hours="6"),
    }
    assert shown.chio.submit(shown.offer, first)["result"] == "updated"
    second = shown.chio.wait_for_modal(Mentors.OFFER_MORE_VIEW)
    assert shown.chio.submit(second, typed(boundaries=BOUNDARIES))["result"] == "updated"


def note_a_meeting(shown: Opened) -> None:
    facts = {
        **dated(met_on=TODAY.isoformat()),
        **typed(minutes="60"),
        **picked(shown.log, "medium", "video"),
    }
    assert shown.lena.submit(shown.log, facts)["result"] == "closed"
    press_twice(shown.sven, told(shown.sven, "Is that right?"), CheckIns.CONFIRM)
    told(shown.sven, "both of you agree")


def let_it_rest(shown: Opened) -> None:
    until = dated(until=date(2026, 12, 14).isoformat())
    assert shown.sven.submit(shown.pause, until)["result"] == "updated"
    assert "Paused until Mon 14 Dec" in words_in(shown.sven.wait_for_modal(Requests.PAUSED_VIEW))
    told(shown.sven, "Paused until Mon 14 Dec")
    told(shown.lena, "rests until Mon 14 Dec")

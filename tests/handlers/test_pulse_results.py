"""What came of a pulse as it arrives, is read, downloaded and answered with what was heard."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from handlers.ids import Launcher, Lists, Pulse, PulseResult
from program.pulse.survey import Readers
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, element_of, typed, words_in
from tests.kit.house import Town
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_results import answer, asked, closed
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]
PEOPLE = 8
WORDS = {"heard": "that time is short <!channel>", "will": "keep Friday mornings free"}


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(cast.PROGRAM_MANAGER)


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(cast.MENTEE)


def opened(town: Town, clock: FrozenClock, readers: Readers = Readers.TEAM) -> OpenPulse:
    """An open pulse whose invitations have arrived, in the morning of New York."""
    clock.move(hours=5)
    fillers = [{"id": f"U0PULSE{n:04}", "real_name": f"Person {n}"} for n in range(PEOPLE)]
    town.sandbox.seed({"people": fillers})
    pulse = asked(town.stage, town.house.store, readers=readers, people=PEOPLE)
    town.house.clockwork.settle()
    return pulse


def close(town: Town, clock: FrozenClock, pulse: OpenPulse) -> None:
    """It closes, and what there is to say of it arrives."""
    closed(town.stage, clock, pulse)
    town.house.clockwork.settle()


def result_of(person: PagePerson) -> Json:
    return person.wait_for_message(lambda one: "Small groups are left out" in one["text"])


def compose(petra: PagePerson, place: Json, words: dict[str, str]) -> Json:
    """The form filled in, as far as its preview."""
    petra.press(place, PulseResult.HEARD)
    form = petra.wait_for_modal(PulseResult.HEARD_VIEW)
    assert petra.submit(form, typed(**words))["result"] == "updated"
    return petra.wait_for_modal(PulseResult.HEARD_SURE_VIEW)


def test_the_result_comes_with_its_chart_is_read_by_all_and_answered_once(
    town: Town, clock: FrozenClock, petra: PagePerson, mia: PagePerson
) -> None:
    pulse = opened(town, clock, Readers.ALL)
    mia.open_home()
    mia.wait_for_home(lambda view: "*Anonymous pulse*" in words_in(view))
    petra.open_home()
    home = petra.wait_for_home(lambda view: "*Autumn pulse* · Horizon" in words_in(view))
    assert Pulse.ONE in actions_in(home)
    answer(pulse, 6)
    close(town, clock, pulse)
    for person in (petra, mia):
        home = person.wait_for_home(lambda view: "6 answers, closed Mon 30 Nov" in words_in(view))
        assert "data_visualization" in {one["type"] for one in home["blocks"]}
        assert PulseResult.OPEN in actions_in(home)

    told = result_of(petra)
    assert "data_visualization" in {one["type"] for one in told["blocks"]}
    assert "6 answers, closed Mon 30 Nov. Fit about 4; safety about 3." in told["text"]
    assert "Averages, from 1 to 5: Fit about 4; Safety about 3." in told["text"]
    mias = result_of(mia)
    assert actions_in(mias) == {PulseResult.OPEN}
    mia.press(mias, PulseResult.OPEN)
    shown = words_in(mia.wait_for_modal(PulseResult.VIEW))
    assert "6 answers · closed Mon 30 Nov. Small groups are left out" in shown
    assert "Comments are shown from 3 on" in shown

    sure = compose(petra, told, WORDS)
    assert "everyone who was invited, 8 people" in words_in(sure)
    petra.press(sure, PulseResult.HEARD_BACK)
    form = petra.wait_for_modal(PulseResult.HEARD_VIEW)
    assert element_of(form, "will")["initial_value"] == WORDS["will"]
    petra.submit(form, typed(**WORDS))
    petra.submit(petra.wait_for_modal(PulseResult.HEARD_SURE_VIEW))
    town.house.clockwork.settle()
    heard = mia.wait_for_message(lambda one: "We heard:" in one["text"])
    assert "that time is short &lt;!channel&gt;. We will: keep Friday" in heard["text"]

    correction = compose(petra, told, {**WORDS, "will": "keep Friday afternoons free"})
    assert "8 people got this message" in words_in(correction)
    petra.submit(correction)
    town.house.clockwork.settle()
    mia.wait_for_message(lambda one: "keep Friday afternoons free" in one["text"])
    assert len([one for one in mia.messages() if "We heard:" in one["text"]]) == 1


def test_where_the_team_alone_reads_it_others_see_that_it_closed_and_nothing_else(
    town: Town, clock: FrozenClock, petra: PagePerson, mia: PagePerson
) -> None:
    pulse = opened(town, clock)
    answer(pulse, 6)
    close(town, clock, pulse)
    petra.press(result_of(petra), PulseResult.OPEN)
    view = petra.wait_for_modal(PulseResult.VIEW)
    petra.press(view, PulseResult.LINES)
    lines = petra.wait_for_modal(Lists.VIEW)
    assert "about 4" in words_in(lines)
    petra.press(lines, Lists.DOWNLOAD)
    town.house.clockwork.settle()
    file = petra.wait_for_message(lambda one: bool(one.get("files")))["files"][0]["id"]
    reader = {"as": cast.PROGRAM_MANAGER.slack_user}
    content = town.sandbox.http.get(f"/_page/files/{file}", params=reader).content
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"Question", "Who", "Answers", "Result", "5-9", "about 4", "about 3"} <= cells

    mia.wait_for_message(lambda one: one["text"] == "Anonymous pulse. Closed on Mon 30 Nov.")
    assert not [one for one in mia.messages() if "about 4" in one["text"]]
    for word in ("results", f"results {pulse.survey.id}"):
        mia.command("/mentoring", word)
        assert "about 4" not in words_in(mia.modal() or {})
    mia.command("/mentoring", "results")
    said = words_in(mia.wait_for_modal(Launcher.VIEW))
    assert "is for the program team, and for whoever its form named as readers." in said


def test_under_five_everyone_reads_the_same_and_the_invitation_closes_alike(
    town: Town, clock: FrozenClock, petra: PagePerson, mia: PagePerson
) -> None:
    pulse = opened(town, clock)
    answer(pulse, 4)
    close(town, clock, pulse)
    for person in (petra, mia):
        person.wait_for_message(
            lambda one: (
                one["text"] == "Fewer than 5 people answered. The answers were deleted unread."
            )
        )
    mia.wait_for_message(lambda one: one["text"] == "Anonymous pulse. Closed on Mon 30 Nov.")

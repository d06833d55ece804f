"""A pulse from its opening to its close, over the protocol: six answer, the others are reminded."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.ids import Command, Home, PulseAnswer, PulseResult
from program.pulse.survey import Survey, SurveyState
from store.pulse import audience, surveys
from tests.journeys.acts import close_all, let_time_pass, saying, told
from tests.journeys.test_restarts import restarted
from tests.kit.cast import PROGRAM_MANAGER
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.nominations import open_cohort
from tests.kit.pulse_plans import open_pulse, taking_part, wish
from tests.kit.sandbox import PagePerson
from tests.kit.wires import said_by_the_bot

Json = dict[str, Any]
MENTEES = [f"U0E{n:04d}" for n in range(8)]
MENTORS = [f"U0R{n:04d}" for n in range(4)]
EVERYBODY = [*MENTEES, *MENTORS]
SIX = [*MENTEES[:4], *MENTORS[:2]]
INVITATION, REMINDED = "*Anonymous pulse*", "The pulse closes on"
WORDS = "the one thing is a longer first meeting"


@pytest.fixture
def pulse(town: Town) -> Survey:
    """Composed and opened today; everybody is at work and invited."""
    town.joined_by(*EVERYBODY)
    cohort = open_cohort(town.stage)
    taking_part(town.stage, cohort)
    return open_pulse(town.stage, wish(town.stage, cohort, days=9))


def person(town: Town, slack_user: str) -> PagePerson:
    return town.sandbox.person(slack_user)


def now(town: Town, pulse: Survey) -> Survey:
    with town.stage.desk.open_look_in(town.stage.workspace_id) as look:
        found = surveys.by_id(look.session, pulse.id)
    assert found is not None
    return found


def fill_in(form: Json, comment: str) -> Json:
    """Every question: the middle of a scale, the first of the options, the comment."""
    entered: Json = {}
    for block in form["blocks"]:
        if block["type"] != "input":
            continue
        field = block["block_id"]
        if element_of(form, field)["type"] == "plain_text_input":
            entered |= typed(**{field: comment})
        else:
            entered |= picked(form, field, "3", "0")
    return entered


def answer(somebody: PagePerson, comment: str = WORDS) -> None:
    """From the invitation through the one modal."""
    somebody.press(told(somebody, INVITATION), PulseAnswer.OPEN)
    form = somebody.wait_for_modal(PulseAnswer.VIEW)
    assert "closes Wed 2 Dec, 17:00 (Berlin)" in words_in(form)
    assert somebody.submit(form, fill_in(form, comment))["result"] == "updated"
    assert "Sealed." in words_in(somebody.wait_for_modal(Home.NOTICE_VIEW))
    close_all(somebody)


def test_six_answer_the_others_are_reminded_and_all_read_that_it_closed(
    town: Town, pulse: Survey, clock: FrozenClock
) -> None:
    town.house.clockwork.settle()
    for one in SIX:
        answer(person(town, one))
    again = person(town, SIX[0])
    again.command(Command.MENTORING, "pulse")
    assert "already answered" in words_in(again.wait_for_modal(Home.NOTICE_VIEW))

    let_time_pass(town, clock, clock.now + timedelta(days=1))
    assert now(town, pulse).progress == 50
    let_time_pass(town, clock, pulse.closes_at - timedelta(days=1))
    for one in EVERYBODY:
        assert len(saying(person(town, one), REMINDED)) == (0 if one in SIX else 1), one
    later = person(town, MENTORS[3])
    later.press(told(later, REMINDED), PulseAnswer.OPEN)
    form = later.wait_for_modal(PulseAnswer.VIEW)
    later.submit(form, fill_in(form, ""))
    close_all(later)

    let_time_pass(town, clock, pulse.closes_at + timedelta(hours=18))
    ended = now(town, pulse)
    assert (ended.state, ended.answers) == (SurveyState.CLOSED, 7)
    for one in EVERYBODY:
        [invitation] = saying(person(town, one), "Closed on Wed 2 Dec.")
        assert not actions_in(invitation)
    petra = town.person(PROGRAM_MANAGER)
    assert PulseResult.OPEN in actions_in(told(petra, "7 answers"))


def test_fewer_than_five_answer_and_everyone_reads_the_same_line(
    town: Town, pulse: Survey, clock: FrozenClock
) -> None:
    town.house.clockwork.settle()
    for one in SIX[:4]:
        answer(person(town, one))
    let_time_pass(town, clock, pulse.closes_at + timedelta(hours=18))

    ended = now(town, pulse)
    assert (ended.state, ended.answers) == (SurveyState.VOID, None)
    for one in EVERYBODY:
        assert saying(person(town, one), "Closed on Wed 2 Dec.")
    assert not [one for one in said_by_the_bot(town) if WORDS in one]


def test_a_form_opened_before_a_restart_counts_once_after_it(
    town: Town, pulse: Survey, tmp_path: Path
) -> None:
    town.house.clockwork.settle()
    somebody = person(town, SIX[0])
    somebody.press(told(somebody, INVITATION), PulseAnswer.OPEN)
    form = somebody.wait_for_modal(PulseAnswer.VIEW)
    with restarted(town, tmp_path):
        assert somebody.submit(form, fill_in(form, WORDS))["result"] == "updated"
        assert "Sealed." in words_in(somebody.wait_for_modal(Home.NOTICE_VIEW))
        close_all(somebody)
        somebody.press(told(somebody, INVITATION), PulseAnswer.OPEN)
        assert "already answered" in words_in(somebody.wait_for_modal(Home.NOTICE_VIEW))
    with town.stage.desk.open_look_in(town.stage.workspace_id) as look:
        assert audience.marked(look.session, pulse.id) == 1

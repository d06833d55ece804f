"""What check-ins put on Home: what waits for the two; for the program team, who has not met."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.check_ins import home
from handlers.feature import Block, NextStep, Rank, Tab
from handlers.ids import CheckIns, Pairings
from program.actor import Role
from program.check_in import Answer
from program.pairing import PairingStep
from program.person import SlackPerson
from services import check_in_answers
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.check_ins import ACTION, FORM, SECRET, TODAY, confirm, log, pair, plan, step
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, words_in
from tests.kit.limits import check_blocks

Home = list[Block]


def tabs(stage: Stage, who: SlackPerson) -> tuple[Home, Home]:
    with stage.desk.open_look(stage.caller(who)) as look:
        return home.as_mentee(look), home.as_mentor(look)


def next_step(stage: Stage, who: SlackPerson) -> NextStep | None:
    with stage.desk.open_look(stage.caller(who)) as look:
        return home.next_step(look)


def inbox(stage: Stage, who: SlackPerson) -> list[tuple[int, str, str]]:
    with stage.desk.open_look(stage.caller(who)) as look:
        return [(one.rank, one.text, one.form) for one in home.inbox(look)]


def test_each_of_the_two_has_the_meetings_on_their_own_tab(stage: Stage) -> None:
    log(stage, pair(stage))

    mentee, nothing = tabs(stage, MENTEE)
    none, mentor = tabs(stage, MENTOR)

    assert (nothing, none) == ([], [])
    for shown in (mentee, mentor):
        check_blocks(shown, "home")
        assert f"Agreed last time: {ACTION}" in words_in({"blocks": shown})
        assert SECRET not in words_in({"blocks": shown})
    assert "To confirm by Martin Mayer" in words_in({"blocks": mentee})
    assert "Given this month: 1 h (1 one-sided)." in words_in({"blocks": mentor})


@pytest.mark.parametrize(
    "who", [COLLEAGUE, PROGRAM_MANAGER, LIAISON, SPONSOR], ids=lambda one: one.real_name
)
def test_nobody_else_has_a_word_of_it(stage: Stage, who: SlackPerson) -> None:
    stage.give(LIAISON, Role.LIAISON)
    stage.give(SPONSOR, Role.SPONSOR)
    log(stage, pair(stage))

    assert tabs(stage, who) == ([], [])
    assert next_step(stage, who) is None
    assert inbox(stage, who) == []


def test_a_meeting_to_confirm_comes_next_with_its_answers(stage: Stage) -> None:
    noted = log(stage, pair(stage))

    found = next_step(stage, MENTOR)
    _, shown = tabs(stage, MENTOR)

    assert found is not None
    assert (found.form, found.tab) == (CheckIns.MEETING, Tab.MENTOR)
    assert "Is that right?" in found.text
    assert {CheckIns.CONFIRM, CheckIns.ANSWER} <= actions_in({"blocks": shown})
    assert next_step(stage, MENTEE) is None
    confirm(stage, noted, MENTOR)
    assert next_step(stage, MENTOR) is None


def test_notes_that_differ_come_before_a_meeting_to_confirm(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    noted = log(stage, pairing)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.answer(work, noted.id, Answer(True, TODAY, 120))
    clock.move(days=1)
    log(stage, pairing, replace(FORM, met_on=TODAY + timedelta(days=1)))

    found = next_step(stage, MENTOR)
    mentee, _ = tabs(stage, MENTEE)

    assert found is not None
    assert "You noted: Mon 23 Nov, 120 minutes." in found.text
    assert CheckIns.STAND_BY in actions_in({"blocks": mentee})


def test_when_it_is_time_to_meet_that_comes_next(stage: Stage, clock: FrozenClock) -> None:
    pairing = pair(stage)
    clock.move(days=21)

    found = next_step(stage, MENTEE)

    assert found is not None
    assert (found.form, found.ids) == (CheckIns.LOG, {"pairing": pairing.id})
    step(stage, pairing, PairingStep.PAUSED, resting_until=TODAY + timedelta(days=60))
    assert next_step(stage, MENTEE) is None


def test_the_program_team_reads_that_two_have_not_met_and_nothing_else(
    stage: Stage, clock: FrozenClock
) -> None:
    stage.give(LIAISON, Role.LIAISON)
    pair(stage)
    plan(stage)
    clock.move(days=28)

    for who in (PROGRAM_MANAGER, LIAISON):
        ((rank, text, form),) = inbox(stage, who)
        assert (rank, form) == (Rank.OVERDUE_PAIR, Pairings.CASE)
        assert text == "*Not met for 4 weeks* · <@U0MIA> and <@U0MARTIN>"
    assert inbox(stage, MENTOR) == []
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        (figures,) = home.glance(look).values()
    assert figures == [("Not met for 2 rounds", 1)]


def test_the_program_team_reads_that_notes_differ_once_both_were_asked(
    stage: Stage, clock: FrozenClock
) -> None:
    noted = log(stage, pair(stage))
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.deny(work, noted.id)
    assert inbox(stage, PROGRAM_MANAGER) == []
    clock.move(days=9)
    plan(stage)

    ((rank, text, _),) = inbox(stage, PROGRAM_MANAGER)

    assert rank == Rank.NOTES_DIFFER
    assert text == "*Notes differ* · <@U0MIA> and <@U0MARTIN>"

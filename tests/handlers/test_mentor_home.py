"""What mentors, invited colleagues and program managers find on Home."""

from dataclasses import replace

from handlers.conduct import home as conduct_home
from handlers.feature import Rank, Tab
from handlers.ids import Conduct, Mentors
from handlers.mentors import home
from program.actor import Role
from program.person import SlackPerson
from services import conduct, people
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, words_in
from tests.kit.mentors import invite, let_days_pass, offer_to_mentor
from tests.kit.nominations import open_cohort
from tests.kit.pairings import accepted_mentee
from tests.kit.requests import running_pair


def for_you(stage: Stage, account: SlackPerson) -> str:
    with stage.desk.open_look(stage.caller(account)) as look:
        return words_in({"blocks": home.for_you(look)})


def my_time(stage: Stage, account: SlackPerson) -> str:
    with stage.desk.open_look(stage.caller(account)) as look:
        return words_in({"blocks": home.my_time(look)})


def silent_lines(stage: Stage, account: SlackPerson) -> list[str]:
    with stage.desk.open_look(stage.caller(account)) as look:
        items = home.inbox(look)
    assert all((one.rank, one.form) == (Rank.SILENT_MENTOR, Mentors.READ) for one in items)
    return [one.text for one in items]


def start_well_on(stage: Stage, account: SlackPerson) -> list[Tab]:
    with stage.desk.open_look(stage.caller(account)) as look:
        parts = {Tab.YOU: conduct_home.for_mentee, Tab.MENTOR: conduct_home.for_mentor}
        found = [tab for tab, part in parts.items() if part(look)]
        step = conduct_home.next_step(look)
    assert [step.tab] == found if step else not found
    assert step is None or step.form == Conduct.READ
    return found


def test_who_might_mentor_is_asked_and_who_runs_the_program_is_not(stage: Stage) -> None:
    cohort = open_cohort(stage)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    accepted_mentee(stage, cohort)
    assert "Mentors are welcome" in for_you(stage, COLLEAGUE)
    for account in (PROGRAM_MANAGER, SPONSOR, MENTEE, GUEST):
        assert for_you(stage, account) == ""


def test_an_invitation_comes_first_and_is_the_next_step(stage: Stage) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    assert "<@U0PETRA> invites you to mentor" in for_you(stage, MENTOR)
    assert "Answer by Mon 7 Dec." in for_you(stage, MENTOR)
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        step = home.next_step(look)
        assert {Mentors.OFFER, Mentors.DECLINE} <= actions_in({"blocks": home.for_you(look)})
    assert step is not None
    assert (step.rank, step.form) == (10, Mentors.OFFER)
    offer_to_mentor(stage, cohort)
    assert for_you(stage, MENTOR) == ""


def test_my_time_says_what_is_promised_and_how_many_places_are_free(stage: Stage) -> None:
    cohort = open_cohort(stage)
    assert my_time(stage, MENTOR) == ""
    offer_to_mentor(stage, cohort, hours=4)
    running_pair(stage, cohort=cohort)
    shown = my_time(stage, MENTOR)
    assert "Promised 4 hours a month · 2 places, 1 free · standing by: yes" in shown
    assert my_time(stage, MENTEE) == my_time(stage, GUEST) == ""


def test_silent_invitations_stand_in_the_inbox_of_program_managers_until_they_end(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    invite(stage, cohort, MENTOR, COLLEAGUE)
    offer_to_mentor(stage, cohort, COLLEAGUE)
    assert silent_lines(stage, PROGRAM_MANAGER) == []

    let_days_pass(stage, clock, 4)
    assert silent_lines(stage, PROGRAM_MANAGER) == [
        "*Invitation unanswered* · <@U0MARTIN> · Spring 2027 · lapses after Mon 7 Dec"
    ]
    for account in (LIAISON, MENTOR, MENTEE, GUEST):
        assert silent_lines(stage, account) == []
    let_days_pass(stage, clock, 12)
    assert silent_lines(stage, PROGRAM_MANAGER) == []


def test_an_account_closed_meanwhile_is_said_and_holds_nothing_up(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTOR, deactivated=True)])
    let_days_pass(stage, clock, 4)
    assert len(silent_lines(stage, PROGRAM_MANAGER)) == 1
    let_days_pass(stage, clock, 12)
    assert silent_lines(stage, PROGRAM_MANAGER) == []


def test_the_code_of_conduct_is_asked_of_whoever_takes_part_once(stage: Stage) -> None:
    cohort = open_cohort(stage)
    accepted_mentee(stage, cohort)
    offer_to_mentor(stage, cohort)
    assert start_well_on(stage, MENTEE) == [Tab.YOU]
    assert start_well_on(stage, MENTOR) == [Tab.MENTOR]
    for account in (COLLEAGUE, PROGRAM_MANAGER, GUEST):
        assert start_well_on(stage, account) == []
    for account in (MENTEE, MENTOR):
        with stage.desk.open_work(stage.caller(account)) as work:
            conduct.accept(work, version=1)
        assert start_well_on(stage, account) == []

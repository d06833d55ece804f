"""The pulse in passing: in weekly digests and on Home, for those who may read it and while new."""

from datetime import timedelta

import pytest

from handlers.reports import messages
from program.person import SlackPerson
from program.pulse.survey import Readers, Survey
from program.report import Wish
from services import pulse_digest, pulse_progress, report_messages, reports
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_results import answer, asked, closed
from tests.kit.reports import MONDAY, reporting, tick
from tests.kit.trail import queued

SPOKEN = "Pulse: 17 answers, closed Sat 6 Mar. Fit about 4; safety about 3."
IN_DIGEST, TEAMS = "reports.sponsor_digest", "reports.pm_digest"


def opened(stage: Stage, store: Store, clock: FrozenClock, readers: Readers) -> OpenPulse:
    """A pulse that closes on the Saturday before the Monday of the digest; 17 answered."""
    cohort = reporting(stage, clock)[0].cohort
    clock.set(MONDAY - timedelta(days=9))
    pulse = asked(stage, store, cohort=cohort, readers=readers)
    answer(pulse, 17)
    return pulse


def monday(
    stage: Stage, store: Store, clock: FrozenClock, readers: Readers = Readers.SPONSORS
) -> Survey:
    """Closed on Saturday, and now it is Monday at nine."""
    survey = closed(stage, clock, opened(stage, store, clock, readers))
    clock.set(MONDAY)
    tick(stage)
    return survey


def sponsors(stage: Stage, to: SlackPerson = SPONSOR) -> str:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        told = report_messages.told_sponsor(look, queued(stage, IN_DIGEST, to=to))
    return messages.sponsor_digest(told).text


def teams(stage: Stage) -> str:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        told = report_messages.told_team(look, queued(stage, TEAMS))
    return messages.pm_digest(told).text


@pytest.mark.parametrize(("readers", "told"), [(Readers.TEAM, False), (Readers.ALL, True)])
def test_the_sponsors_week_says_what_came_of_it_where_they_may_read_it(
    stage: Stage, sqlite_store: Store, clock: FrozenClock, readers: Readers, told: bool
) -> None:
    monday(stage, sqlite_store, clock, readers)
    assert (SPOKEN in sponsors(stage)) is told
    assert SPOKEN in teams(stage)  # whatever the others may read


def test_a_delegate_who_may_not_read_it_is_told_nothing_of_it(
    stage: Stage, sqlite_store: Store, clock: FrozenClock
) -> None:
    pulse = opened(stage, sqlite_store, clock, Readers.SPONSORS)
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        reports.choose(work, Wish(delegate=stage.person_id(COLLEAGUE)))
    closed(stage, clock, pulse)
    clock.set(MONDAY)
    tick(stage)
    assert SPOKEN in sponsors(stage)
    assert "Pulse" not in sponsors(stage, COLLEAGUE)


def test_of_an_open_one_only_the_daily_count_is_told(
    stage: Stage, sqlite_store: Store, clock: FrozenClock
) -> None:
    pulse = opened(stage, sqlite_store, clock, Readers.ALL)
    clock.set(MONDAY - timedelta(days=3))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pulse_progress.count(work, pulse.now())
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        (survey,) = pulse_digest.on_home(look).under_way
        assert (survey.progress, survey.answers) == (70, None)
    for account in (SPONSOR, MENTEE, COLLEAGUE, OUTSIDER):
        with stage.desk.open_look(stage.caller(account)) as look:
            assert pulse_digest.on_home(look) == pulse_digest.NO_PULSES


def test_a_result_leaves_home_after_a_month(
    stage: Stage, sqlite_store: Store, clock: FrozenClock
) -> None:
    survey = monday(stage, sqlite_store, clock, Readers.ALL)
    for days, shown in ((29, True), (31, False)):
        clock.set(survey.closes_at + timedelta(days=days))
        for account in (PROGRAM_MANAGER, SPONSOR, MENTEE):
            with stage.desk.open_look(stage.caller(account)) as look:
                assert bool(pulse_digest.on_home(look).results) is shown
    with stage.desk.open_look(stage.caller(LIAISON)) as look:
        assert pulse_digest.on_home(look) == pulse_digest.NO_PULSES

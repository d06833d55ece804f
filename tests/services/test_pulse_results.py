"""What came of a pulse: nothing before its close, then one document for those it was promised."""

from dataclasses import replace

import pytest

from program.actor import Role
from program.cohort import Cohort
from program.person import SlackPerson
from program.pulse.survey import Readers, Survey, SurveyState
from program.refusal import Refusal
from services import charters, pulse_readers, pulse_results, pulse_told
from services.pulse_results import Result
from store.pulse import results, surveys, voiding
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    FORMER,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_results import answer, asked, closed
from tests.kit.trail import deliveries_of, queued

TEAM = frozenset({PROGRAM_MANAGER, LIAISON})
NOBODY_ELSE = frozenset({GUEST, OUTSIDER, FORMER})
READ_BY = {
    Readers.TEAM: TEAM,
    Readers.SPONSORS: TEAM | {SPONSOR},
    Readers.ALL: TEAM | {SPONSOR, MENTEE, MENTOR, COLLEAGUE},
}
EVERYBODY = (*READ_BY[Readers.ALL], *NOBODY_ELSE)


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    return cohort


def read(stage: Stage, survey: Survey, by: SlackPerson = PROGRAM_MANAGER) -> Result:
    with stage.desk.open_look(stage.caller(by)) as look:
        return pulse_results.read(look, survey.id)


def tell(stage: Stage, survey: Survey) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pulse_results.tell(work, survey)


def void(stage: Stage, pulse: OpenPulse, why: str) -> Survey:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        voiding.void(work.session, [pulse.survey.id], why)
    survey = pulse.now()
    tell(stage, survey)
    return survey


def recipients(stage: Stage, kind: str) -> list[str]:
    return sorted(str(one.recipient) for one in deliveries_of(stage, kind))


def test_nobody_reads_anything_before_the_close(
    stage: Stage, sqlite_store: Store, cohort: Cohort
) -> None:
    pulse = asked(stage, sqlite_store, cohort=cohort, readers=Readers.ALL)
    answer(pulse, 20)
    for account in EVERYBODY:
        with pytest.raises(Refusal, match=r"not_closed|permissions"):
            read(stage, pulse.survey, account)
        with stage.desk.open_look(stage.caller(account)) as look:
            assert pulse_results.readable(look) == ()


@pytest.mark.parametrize("readers", Readers)
def test_after_the_close_it_is_read_by_those_it_was_promised_to_and_nobody_else(
    stage: Stage, sqlite_store: Store, clock: FrozenClock, cohort: Cohort, readers: Readers
) -> None:
    pulse = asked(stage, sqlite_store, cohort=cohort, readers=readers)
    answer(pulse, 17)
    survey = closed(stage, clock, pulse)
    assert survey.state is SurveyState.CLOSED
    seen = set()
    for account in EVERYBODY:
        if account in READ_BY[readers]:
            seen.add(str(read(stage, survey, account).document))
        else:
            with pytest.raises(Refusal, match="permissions"):
                read(stage, survey, account)
    assert len(seen) == 1
    assert "answers=17" in seen.pop()


@pytest.mark.parametrize(
    ("readers", "others"),
    [(Readers.TEAM, 0), (Readers.SPONSORS, 1), (Readers.ALL, 1 + 24)],
)
def test_the_result_is_told_once_to_program_managers_and_to_its_other_readers(
    stage: Stage, sqlite_store: Store, clock: FrozenClock, readers: Readers, others: int
) -> None:
    pulse = asked(stage, sqlite_store, readers=readers)
    stage.give(SPONSOR, Role.SPONSOR, pulse.program_id)
    answer(pulse, 5)
    survey = closed(stage, clock, pulse)
    tell(stage, survey)
    told = recipients(stage, pulse_results.RESULT)
    assert len(told) == len(set(told)) == 1 + others
    assert stage.person_id(PROGRAM_MANAGER) in told
    assert deliveries_of(stage, pulse_results.VOID) == []


def test_a_charter_changed_later_changes_no_earlier_promise(
    stage: Stage, sqlite_store: Store, clock: FrozenClock, cohort: Cohort
) -> None:
    pulse = asked(stage, sqlite_store, cohort=cohort)
    answer(pulse, 12)
    survey = closed(stage, clock, pulse)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        charters.change_pulse_readers(work, cohort.program.id, 0, Readers.ALL)
        assert pulse_readers.chosen(work, cohort.program.id) is Readers.ALL
    for account in (SPONSOR, MENTEE):
        with pytest.raises(Refusal, match="permissions"):
            read(stage, survey, account)


@pytest.mark.parametrize("number", [0, 1, 4])
def test_under_five_everyone_invited_hears_the_same_whatever_the_number(
    stage: Stage, sqlite_store: Store, clock: FrozenClock, cohort: Cohort, number: int
) -> None:
    pulse = asked(stage, sqlite_store, cohort=cohort)
    answer(pulse, number)
    survey = closed(stage, clock, pulse)
    assert (survey.state, survey.answers) == (SurveyState.VOID, None)
    invited = {*pulse.people, stage.person_id(PROGRAM_MANAGER)}
    assert set(recipients(stage, pulse_results.VOID)) == invited
    assert deliveries_of(stage, pulse_results.RESULT) == []
    assert read(stage, survey).document is None


def test_earlier_pulses_of_the_same_people_stand_beside_it_and_no_others(
    stage: Stage, sqlite_store: Store, clock: FrozenClock, cohort: Cohort
) -> None:
    def one_more(score: int, readers: Readers, people: int = 20) -> Survey:
        pulse = asked(stage, sqlite_store, cohort=cohort, readers=readers)
        answer(pulse, people, [{"fit": score}])
        return closed(stage, clock, pulse)

    first = one_more(2, Readers.ALL)
    one_more(5, Readers.TEAM)  # fewer may read it than the last one
    one_more(5, Readers.ALL, people=9)  # too few for a trend
    last = one_more(4, Readers.ALL)
    (earlier,) = read(stage, last, MENTEE).earlier
    assert earlier.closed_on == read(stage, first).closed_on
    assert [(one.earlier, one.now) for one in earlier.changes.values()] == [(20, 40)]
    assert read(stage, first).earlier == ()


def test_the_reason_of_a_void_is_kept_from_all_but_program_managers(
    stage: Stage, sqlite_store: Store, cohort: Cohort
) -> None:
    pulse = asked(stage, sqlite_store, cohort=cohort)
    void(stage, pulse, voiding.CHECK)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        told = {
            account: pulse_told.told_void(look, queued(stage, pulse_results.VOID, to=account))
            for account in (PROGRAM_MANAGER, MENTEE)
        }
    assert told[PROGRAM_MANAGER].code == f"check-{pulse.survey.id[:8]}"
    assert told[MENTEE].code is None
    assert not told[MENTEE].few


def test_a_survey_nobody_knows_shows_nothing(
    stage: Stage, sqlite_store: Store, clock: FrozenClock, cohort: Cohort
) -> None:
    pulse = asked(stage, sqlite_store, cohort=cohort)
    answer(pulse, 6)
    survey = closed(stage, clock, pulse)
    with pytest.raises(Refusal, match="no_result"):
        read(stage, replace(survey, id="0" * 32))
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert surveys.by_id(look.session, survey.id) == survey
        assert results.document(look.session, "0" * 32) is None

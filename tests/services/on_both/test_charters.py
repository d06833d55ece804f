"""The charter of a program: written by its program managers, read by every colleague."""

from dataclasses import replace

import pytest

from program.actor import Role
from program.charter import CharterWords
from program.cohort import Cohort
from program.cohort_change import Late
from program.person import SlackPerson
from program.pulse.survey import Readers
from program.refusal import Refusal
from services import charters, cohorts, governance
from services.charters import ProgramShown
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
from tests.kit.nominations import PLAN, open_cohort

WORDS = CharterWords(
    purpose="To grow the leaders of 2030.",
    scope="Team leads with two years here.",
    priorities=("Two sites, one company",),
    measures=("Promotions", "Readiness"),
    ladders=("Head of region",),
)


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return open_cohort(stage)


def write(
    stage: Stage, cohort: Cohort, words: CharterWords = WORDS, version: int = 0, name: str = ""
) -> Late | None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        return charters.change_purpose(
            work, cohort.program.id, version, name or cohort.program.name, words
        )


def shown(stage: Stage, cohort: Cohort, account: SlackPerson = MENTEE) -> ProgramShown:
    with stage.desk.open_look(stage.caller(account)) as look:
        return charters.of_program(look, cohort.program.id)


def test_every_colleague_reads_what_it_is_for_and_who_is_named(
    stage: Stage, cohort: Cohort
) -> None:
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR)
    write(stage, cohort)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        charters.change_contacts(
            work,
            cohort.program.id,
            1,
            budget_owner=COLLEAGUE.slack_user,
            escalation=MENTOR.slack_user,
        )
        charters.change_opening_word(
            work, cohort.program.id, 2, "Take your time for it.", SPONSOR.slack_user
        )
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        charter = cohorts.charter_of(look, cohort.id)
        contact = governance.escalation_contact(look, cohort.program.id)
    assert charter.words.purpose == WORDS.purpose
    assert charter.words.opening_word == "Take your time for it."
    named = charter.named
    assert [one.slack_user for one in named.liaisons] == [LIAISON.slack_user]
    assert [one.slack_user for one in named.sponsors] == [SPONSOR.slack_user]
    assert named.budget_owner is not None
    assert named.budget_owner.slack_user == COLLEAGUE.slack_user
    assert named.escalation == contact
    assert named.opening_word_by is not None


def test_a_charter_that_nobody_wrote_is_empty(stage: Stage, cohort: Cohort) -> None:
    found = shown(stage, cohort)
    assert (found.charter.words, found.charter.version) == (CharterWords(), 0)
    assert found.named.escalation is None


def test_the_same_form_sent_twice_is_quiet_and_a_later_one_is_told(
    stage: Stage, cohort: Cohort
) -> None:
    assert write(stage, cohort) is None
    assert write(stage, cohort) is None
    assert shown(stage, cohort).charter.version == 1
    late = write(stage, cohort, CharterWords(purpose="Something else."))
    assert isinstance(late, Late)
    assert late.by == stage.person_id(PROGRAM_MANAGER)
    assert shown(stage, cohort).charter.words == WORDS


def test_another_name_for_the_program_is_kept_and_one_that_is_taken_is_not(
    stage: Stage, cohort: Cohort
) -> None:
    write(stage, cohort, name="Growing leaders")
    assert shown(stage, cohort).program.name == "Growing leaders"
    assert write(stage, cohort, version=1, name="growing leaders") is None
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        cohorts.create_program(work, replace(PLAN, program="Another"))
    with pytest.raises(Refusal) as refused:
        write(stage, cohort, version=2, name="Another")
    assert (refused.value.code, refused.value.troubles[0].field) == (
        "cohorts.program_exists",
        "name",
    )


def test_a_word_needs_a_name_and_the_name_a_colleague(stage: Stage, cohort: Cohort) -> None:
    cases = {
        None: "cohorts.word_of_nobody",
        GUEST.slack_user: "people.guest",
        FORMER.slack_user: "people.gone",
    }
    for account, code in cases.items():
        with (
            pytest.raises(Refusal) as refused,
            stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
        ):
            charters.change_opening_word(work, cohort.program.id, 0, "Welcome.", account)
        assert (refused.value.code, refused.value.troubles[0].field) == (code, "opening_word_by")


def test_nobody_is_asked_about_themselves(stage: Stage, cohort: Cohort) -> None:
    with (
        pytest.raises(Refusal, match="escalation_inside"),
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        charters.change_contacts(
            work,
            cohort.program.id,
            0,
            budget_owner=None,
            escalation=PROGRAM_MANAGER.slack_user,
        )


@pytest.mark.parametrize("account", [MENTEE, SPONSOR, LIAISON, GUEST, OUTSIDER])
def test_nobody_but_a_program_manager_writes_it(
    stage: Stage, cohort: Cohort, account: SlackPerson
) -> None:
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    program = cohort.program.id
    with (
        pytest.raises(Refusal, match="permissions"),
        stage.desk.open_work(stage.caller(account)) as work,
    ):
        charters.change_purpose(work, program, 0, cohort.program.name, WORDS)
    with (
        pytest.raises(Refusal, match="permissions"),
        stage.desk.open_work(stage.caller(account)) as work,
    ):
        charters.change_contacts(work, program, 0, budget_owner=None, escalation=None)


def test_who_reads_pulses_is_the_team_until_chosen_and_the_later_of_two_is_told(
    stage: Stage, cohort: Cohort
) -> None:
    program = cohort.program.id

    def choose(seen: int, readers: Readers | None) -> Late | None:
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            return charters.change_pulse_readers(work, program, seen, readers)

    assert shown(stage, cohort).charter.pulse_readers is Readers.TEAM
    assert choose(0, Readers.ALL) is None
    assert choose(0, Readers.ALL) is None  # sent twice
    assert choose(0, Readers.SPONSORS) is not None
    assert shown(stage, cohort).charter.pulse_readers is Readers.ALL
    with pytest.raises(Refusal, match="choose_pulse_readers"):
        choose(1, None)


@pytest.mark.parametrize("account", [MENTEE, SPONSOR, LIAISON, GUEST, OUTSIDER])
def test_nobody_but_a_program_manager_says_who_reads_pulses(
    stage: Stage, cohort: Cohort, account: SlackPerson
) -> None:
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    with (
        pytest.raises(Refusal, match="permissions"),
        stage.desk.open_work(stage.caller(account)) as work,
    ):
        charters.change_pulse_readers(work, cohort.program.id, 0, Readers.ALL)


@pytest.mark.parametrize("account", [GUEST, OUTSIDER])
def test_whoever_is_no_colleague_does_not_read_it(
    stage: Stage, cohort: Cohort, account: SlackPerson
) -> None:
    with pytest.raises(Refusal, match="permissions"):
        shown(stage, cohort, account)

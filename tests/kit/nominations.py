"""A program with an open cohort, and people who are nominated for it."""

from dataclasses import replace
from datetime import date

from program.cohort import Cohort, CohortPlan
from program.nomination import Standing
from program.nomination_forms import Decision, SelfNomination
from program.nomination_steps import Step
from program.nomination_voice import KnownAs, Rating, Ratings, VoiceForm
from program.person import SlackPerson
from services import (
    cohorts,
    nomination_consent,
    nomination_deciding,
    nomination_self,
    nomination_voices,
    nominations,
    people,
)
from tests.kit.cast import COLLEAGUE, PROGRAM_MANAGER, Stage

PLAN = CohortPlan(
    program="Leadership mentoring",
    name="Spring 2027",
    nominations_close=date(2026, 12, 11),
    starts=date(2027, 1, 18),
    ends=date(2027, 9, 30),
    competencies=("Strategic thinking", "Leading change", "Coaching others"),
    criteria=("Has led a team through a change", "Asks for feedback and uses it"),
)
"""Open at the start of the tests' clock (Monday 23 November 2026)."""

ASPIRATION = "To lead a region, and to bring its two sites together."
EVIDENCE = ("I led the move of our team to Lyon.", "I ask my team every quarter.")
SEEN = "They turned a quarrel between two teams into one plan."
RATED: Ratings = {
    Rating.POTENTIAL: 5,
    Rating.CURIOSITY: 4,
    Rating.COACHABILITY: None,
    Rating.RESILIENCE: 3,
}
REASON = "Clear evidence in both criteria, with results to show."


def open_cohort(stage: Stage, plan: CohortPlan = PLAN) -> Cohort:
    """Petra makes a program with its first cohort."""
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        return cohorts.create_program(work, plan)


def another_cohort(stage: Stage, cohort: Cohort, name: str = "Autumn 2027") -> Cohort:
    """Petra adds a cohort to the same program."""
    plan = replace(PLAN, program="", name=name)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        return cohorts.create_cohort(work, cohort.program.id, plan)


def first_step(cohort: Cohort, aspiration: str = ASPIRATION) -> SelfNomination:
    """What somebody enters first."""
    return SelfNomination(
        cohort_id=cohort.id,
        competencies=tuple(one.id for one in cohort.competencies[:2]),
        aspiration=aspiration,
        evidence={},
        may_ask_manager=True,
    )


def evidence_for(cohort: Cohort, texts: tuple[str, ...] = EVIDENCE) -> dict[str, str]:
    """One text for each criterion."""
    return {one.id: text for one, text in zip(cohort.criteria, texts, strict=True)}


def nominate(stage: Stage, account: SlackPerson, cohort: Cohort) -> Standing:
    """Somebody puts themselves forward."""
    with stage.desk.open_work(stage.caller(account)) as work:
        nomination_self.keep_first_step(work, first_step(cohort))
    with stage.desk.open_work(stage.caller(account)) as work:
        return nomination_self.apply(work, cohort.id, evidence_for(cohort))


def put_forward(
    stage: Stage,
    by: SlackPerson,
    account: SlackPerson,
    cohort: Cohort,
    *,
    seen: str = SEEN,
    remark: str = "",
) -> Standing:
    """Somebody nominates a colleague, in three steps."""
    form = VoiceForm(cohort_id=cohort.id, nominee="", known_as=KnownAs.TEAM)
    with stage.desk.open_work(stage.caller(by)) as work:
        going = nomination_voices.keep_who(work, form, account.slack_user)
    evidence = {cohort.criteria[0].id: seen}
    with stage.desk.open_work(stage.caller(by)) as work:
        nomination_voices.keep_words(work, cohort.id, going.nominee.id, evidence, ())
    with stage.desk.open_work(stage.caller(by)) as work:
        return nomination_voices.nominate(work, cohort.id, going.nominee.id, RATED, remark).standing


def say_yes(stage: Stage, account: SlackPerson, standing: Standing) -> Standing:
    """Somebody agrees to be put forward."""
    with stage.desk.open_work(stage.caller(account)) as work:
        return nomination_consent.say_yes(work, standing.id)


def decide(
    stage: Stage,
    standing: Standing,
    step: Step = Step.ACCEPTED,
    *,
    by: SlackPerson = PROGRAM_MANAGER,
    reason: str = REASON,
    remark: str = "",
) -> Standing:
    """A program manager decides on what they see."""
    decision = Decision(standing.id, standing.version, step, reason, remark)
    with stage.desk.open_work(stage.caller(by)) as work:
        return nomination_deciding.decide(work, decision)


def crowd(stage: Stage, number: int) -> list[SlackPerson]:
    """As many further colleagues, known to the program."""
    accounts = [
        replace(COLLEAGUE, slack_user=f"U0CROWD{one:02}", real_name=f"Cora Crowd {one}", email=None)
        for one in range(number)
    ]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, accounts)
    return accounts


def standing_of(stage: Stage, account: SlackPerson) -> Standing:
    """Where somebody's latest nomination stands."""
    with stage.desk.open_look(stage.caller(account)) as look:
        return nominations.standings(look)[0]

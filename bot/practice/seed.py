"""Tells the story through the services: each act by its own actor, at its own moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.practice import people, story
from bot.practice.story import Answer, Story
from program.actor import Role
from program.cohort import Cohort, CohortPlan
from program.nomination import Decision, SelfNomination, Standing, Step
from services import cohorts, governance, nomination_review, nominations
from services.desk import Caller, Desk, Work

PAUSE = timedelta(minutes=15)
"""At least this lies between two acts, so that only the last one can have been cut short."""


@dataclass(frozen=True)
class Act:
    """Something that happens in the story."""

    at: datetime
    name: str
    do: Callable[[Desk], None]


def acts() -> list[Act]:
    """The whole story in order of time."""
    told = [
        Act(story.FOUNDED_AT, people.PROGRAM_MANAGER.name, _found_program),
        Act(story.FOUNDED_AT + PAUSE, people.SECOND_PROGRAM_MANAGER.name, _share_the_work),
    ]
    for one in story.STORIES:
        told.append(Act(one.at, one.nominee, _apply(one)))
        if one.answer is not None:
            told.append(Act(one.answer.at, one.answer.by, _decide(one, one.answer)))
        if one.withdrawn_at is not None:
            told.append(Act(one.withdrawn_at, one.nominee, _withdraw(one)))
    return sorted(told, key=lambda act: act.at)


def _found_program(desk: Desk) -> None:
    plan = CohortPlan(
        program=story.PROGRAM_NAME,
        name=story.COHORT_NAME,
        nominations_close=story.NOMINATIONS_CLOSE,
        starts=story.STARTS_ON,
        ends=story.ENDS_ON,
        competencies=story.COMPETENCIES,
        criteria=story.CRITERIA,
    )
    with desk.open_work(_caller(people.PROGRAM_MANAGER.name)) as work:
        cohorts.create_program(work, plan)


def _share_the_work(desk: Desk) -> None:
    with desk.open_work(_caller(people.PROGRAM_MANAGER.name)) as work:
        governance.give_role(
            work,
            slack_user=people.SECOND_PROGRAM_MANAGER.slack_user,
            role=Role.PROGRAM_MANAGER,
            program_id=_cohort(work).program.id,
        )


def _apply(one: Story) -> Callable[[Desk], None]:
    def apply(desk: Desk) -> None:
        caller = _caller(one.nominee)
        with desk.open_work(caller) as work:
            cohort = _cohort(work)
            form = SelfNomination(
                cohort_id=cohort.id,
                competencies=tuple(cohort.competencies[place].id for place in one.competencies),
                aspiration=one.aspiration,
                evidence={},
                may_ask_manager=True,
            )
            nominations.keep_first_step(work, form)
        with desk.open_work(caller) as work:
            cohort = _cohort(work)
            written = zip(cohort.criteria, one.evidence, strict=True)
            nominations.apply(work, cohort.id, {asked.id: text for asked, text in written})

    return apply


def _decide(one: Story, answer: Answer) -> Callable[[Desk], None]:
    def decide(desk: Desk) -> None:
        standing = _standing(desk, one.nominee)
        with desk.open_work(_caller(answer.by)) as work:
            nomination_review.decide(
                work,
                Decision(
                    nomination_id=standing.id,
                    seen_version=standing.version,
                    step=Step(answer.step),
                    reason=answer.reason,
                    remark=answer.remark,
                ),
            )

    return decide


def _withdraw(one: Story) -> Callable[[Desk], None]:
    def withdraw(desk: Desk) -> None:
        standing = _standing(desk, one.nominee)
        with desk.open_work(_caller(one.nominee)) as work:
            nominations.withdraw(work, standing.id)

    return withdraw


def _standing(desk: Desk, nominee: str) -> Standing:
    with desk.open_look(_caller(nominee)) as look:
        return nominations.standings(look)[0]


def _cohort(work: Work) -> Cohort:
    return cohorts.taking_nominations(work)[0]


def _caller(name: str) -> Caller:
    return Caller(team=people.TEAM_ID, slack_user=people.BY_NAME[name].slack_user)

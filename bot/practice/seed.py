"""Tells the story through the services: each act by its own actor, at its own moment."""

from collections.abc import Callable

from bot.practice import (
    pulses,
    site_leaders_gathering,
    story,
    winter,
    winter_gathering,
    winter_pairs,
)
from bot.practice.acting import Act, caller, cohort_named, program_of
from bot.practice.story import HELEN, Answer, Story
from program.cohort import CohortPlan
from program.nomination import Standing
from program.nomination_forms import Decision, SelfNomination
from program.nomination_steps import Step
from services import cohorts, nomination_deciding, nomination_self, nominations
from services.desk import Desk


def acts() -> list[Act]:
    """The whole story in order of time."""
    told = [
        Act(winter.FOUNDED_AT, HELEN, _found_program),
        Act(story.NEXT_COHORT_AT, HELEN, _open_next_cohort),
        *winter_gathering.acts(),
        *winter_pairs.acts(),
        *site_leaders_gathering.acts(),
        *pulses.acts(),
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
        name=winter.COHORT_NAME,
        nominations_close=winter.NOMINATIONS_CLOSE,
        starts=winter.STARTS_ON,
        ends=winter.ENDS_ON,
        competencies=story.COMPETENCIES,
        criteria=story.CRITERIA,
    )
    with desk.open_work(caller(HELEN)) as work:
        cohorts.create_program(work, plan)


def _open_next_cohort(desk: Desk) -> None:
    plan = CohortPlan(
        program="",
        name=story.COHORT_NAME,
        nominations_close=story.NOMINATIONS_CLOSE,
        starts=story.STARTS_ON,
        ends=story.ENDS_ON,
        competencies=story.COMPETENCIES,
        criteria=story.CRITERIA,
    )
    with desk.open_work(caller(HELEN)) as work:
        cohorts.create_cohort(work, program_of(work).id, plan)


def _apply(one: Story) -> Callable[[Desk], None]:
    def apply(desk: Desk) -> None:
        with desk.open_work(caller(one.nominee)) as work:
            cohort = cohort_named(work, story.COHORT_NAME)
            form = SelfNomination(
                cohort_id=cohort.id,
                competencies=tuple(cohort.competencies[place].id for place in one.competencies),
                aspiration=one.aspiration,
                evidence={},
                may_ask_manager=True,
            )
            nomination_self.keep_first_step(work, form)
        with desk.open_work(caller(one.nominee)) as work:
            cohort = cohort_named(work, story.COHORT_NAME)
            written = zip(cohort.criteria, one.evidence, strict=True)
            nomination_self.apply(work, cohort.id, {asked.id: text for asked, text in written})

    return apply


def _decide(one: Story, answer: Answer) -> Callable[[Desk], None]:
    def decide(desk: Desk) -> None:
        standing = _standing(desk, one.nominee)
        with desk.open_work(caller(answer.by)) as work:
            nomination_deciding.decide(
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
        with desk.open_work(caller(one.nominee)) as work:
            nominations.withdraw(work, standing.id)

    return withdraw


def _standing(desk: Desk, nominee: str) -> Standing:
    with desk.open_look(caller(nominee)) as look:
        return nominations.standings(look)[0]

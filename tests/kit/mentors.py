"""Colleagues who offer to mentor, or are asked to."""

from dataclasses import replace
from datetime import datetime, timedelta

from program.cohort import Cohort
from program.mentor import Mentor, Offer
from program.mentor_lists import Language, Style, Times
from program.person import SlackPerson
from services import mentor_invitations, mentor_offers, mentors
from services.mentor_invitations import Invited
from services.mentors import MyPlaces
from tests.kit.cast import MENTOR, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock

BOUNDARIES = "marker of a private boundary: no calls after six."
LINE = "marker of a private line: your team speaks so well of you."


def offer_for(cohort: Cohort, places: int = 2, hours: int = 6) -> Offer:
    """A whole offer, as entered in both steps."""
    return Offer(
        cohort_id=cohort.id,
        competencies=tuple(one.id for one in cohort.competencies[:2]),
        style=Style.LISTENING,
        places=places,
        hours_a_month=hours,
        backup=True,
        boundaries=BOUNDARIES,
        times=(Times.TUE_AM, Times.MON_PM),
        languages=(Language.GERMAN, Language.ENGLISH),
    )


def first_step(stage: Stage, account: SlackPerson, offer: Offer) -> None:
    """Send the first step alone."""
    with stage.desk.open_work(stage.caller(account)) as work:
        mentor_offers.keep_first_step(work, offer)


def second_step(stage: Stage, account: SlackPerson, offer: Offer) -> MyPlaces:
    """Send the second step."""
    with stage.desk.open_work(stage.caller(account)) as work:
        return mentor_offers.offer(work, offer)


def offer_to_mentor(
    stage: Stage,
    cohort: Cohort,
    account: SlackPerson = MENTOR,
    *,
    places: int = 2,
    hours: int = 6,
) -> Mentor:
    """Both steps: on the roster."""
    offer = offer_for(cohort, places, hours)
    first_step(stage, account, offer)
    return second_step(stage, account, replace(offer, competencies=(), style=None)).mentor


def invite(
    stage: Stage,
    cohort: Cohort,
    *accounts: SlackPerson,
    by: SlackPerson = PROGRAM_MANAGER,
    line: str = LINE,
) -> Invited:
    """A program manager asks them to mentor."""
    with stage.desk.open_work(stage.caller(by)) as work:
        slack_users = [one.slack_user for one in accounts]
        return mentor_invitations.invite(work, cohort.id, slack_users, line)


def mentor_now(stage: Stage, cohort: Cohort, account: SlackPerson = MENTOR) -> Mentor:
    """Where somebody stands as a mentor of a cohort."""
    person_id = stage.person_id(account)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = mentors.mentor_of(look, cohort.id, person_id)
    assert found is not None
    return found


def plan(stage: Stage) -> None:
    """The planner comes by: everything about invitations that is due."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = mentor_invitations.next_due(look)
    if due is not None and due <= stage.desk.now():
        with stage.desk.open_work_in(stage.workspace_id) as work:
            mentor_invitations.keep_time(work)


def next_due(stage: Stage) -> datetime | None:
    """When the planner has to come by next."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return mentor_invitations.next_due(look)


def let_days_pass(stage: Stage, clock: FrozenClock, days: int) -> None:
    """Day by day, the planner comes by."""
    for _ in range(days):
        clock.move(timedelta(days=1))
        plan(stage)

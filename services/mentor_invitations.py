"""Inviting mentors: up to twenty at once, reminded once, over after ten working days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from program.cohort import Cohort, CohortState, state_on
from program.hours import local_day
from program.mentor import (
    LINE_LIMIT,
    MOST_INVITED,
    Mentor,
    MentorState,
    MentorStep,
    after,
    deadlines,
)
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal, Trouble
from services import cohorts, mentor_news, people
from services.desk import Look, Work
from services.mentors import cohort_of, found_in
from store import mentors as kept


@dataclass(frozen=True)
class Invited:
    """What became of an invitation form, person by person."""

    cohort: Cohort
    asked: tuple[Person, ...]
    """Who hears of it now."""
    asked_before: tuple[Person, ...]
    """Whose invitation is open already; they are not asked twice."""
    on_roster: tuple[Person, ...]
    """Who mentors in this cohort already."""


def cohorts_to_invite(look: Look) -> tuple[Cohort, ...]:
    """The cohorts for which the actor may invite mentors.

    Raises Refusal `permissions.*` for whoever may invite for none, `mentors.no_cohort_open`.
    """
    if not may_somewhere(look.actor, Act.MENTORS_INVITE):
        require(look.actor, Act.MENTORS_INVITE)
    found = tuple(
        one
        for one in cohorts.current(look)
        if may(look.actor, Act.MENTORS_INVITE, Subject(program_id=one.program.id))
    )
    if not found:
        raise Refusal("mentors.no_cohort_open")
    return found


def invite(work: Work, cohort_id: str, slack_users: Sequence[str], line: str) -> Invited:
    """Invite colleagues to mentor in a cohort, with a line of one's own.

    Who is invited or on the roster already is left as they are, so the same form twice is quiet.
    Raises Refusal `mentors.*` or `people.*` under its field: then nobody at all is invited.
    """
    cohort = cohort_of(work, cohort_id)
    require(work.actor, Act.MENTORS_INVITE, Subject(program_id=cohort.program.id))
    if state_on(cohort, local_day(work.now, cohort.program.zone)) is CohortState.CLOSED:
        raise Refusal("mentors.cohort_over", ended_on=cohort.ends)
    chosen = _chosen(work, slack_users, line)
    became: dict[MentorState | None, list[Person]] = {}
    for person in chosen:
        earlier = kept.mentor_of(work.session, cohort.id, person.id)
        standing = earlier.state if earlier else None
        became.setdefault(standing if standing in _LEFT_ALONE else None, []).append(person)
    for person in became.get(None, []):
        _invite(work, cohort, person, line)
    return Invited(
        cohort,
        asked=tuple(became.get(None, [])),
        asked_before=tuple(became.get(MentorState.INVITED, [])),
        on_roster=tuple(became.get(MentorState.ON_ROSTER, [])),
    )


def next_due(look: Look) -> datetime | None:
    """When the next reminder, or the next end of an invitation, is due. For the clock."""
    require(look.actor, Act.MENTORS_KEEP)
    return kept.next_due(look.session)


def keep_time(work: Work) -> None:
    """Remind everyone once whose third working day has come, and end what nobody answered."""
    require(work.actor, Act.MENTORS_KEEP)
    for mentor in kept.to_lapse(work.session):
        lapsed = kept.move(work.session, mentor.id, after(mentor.state, MentorStep.LAPSED))
        _, cohort = found_in(work, mentor.id)
        work.note("mentor.lapsed", about=f"mentor:{mentor.id}", cohort=cohort.id)
        mentor_news.spread(work, lapsed, cohort)
    for mentor in kept.to_remind(work.session):
        kept.reminded(work.session, mentor.id)
        mentor_news.tell(work, mentor_news.REMINDER, mentor)
        mentor_news.spread(work, mentor, cohort_of(work, mentor.cohort_id))


_LEFT_ALONE = (MentorState.INVITED, MentorState.ON_ROSTER)


def _chosen(work: Work, slack_users: Sequence[str], line: str) -> tuple[Person, ...]:
    """The people behind the picked accounts, every trouble at once."""
    troubles: list[Trouble] = []
    found: dict[str, Person] = {}
    for one in slack_users:
        try:
            person = people.by_slack_user(work, one, field="people")
        except Refusal as refusal:
            troubles += refusal.troubles
        else:
            found[person.id] = person
    if not slack_users:
        troubles.append(Trouble("mentors.choose_people", field="people"))
    if len(found) > MOST_INVITED:
        facts = {"most": MOST_INVITED}
        troubles.append(Trouble("mentors.too_many", field="people", facts=facts))
    if work.me in found:
        troubles.append(Trouble("mentors.invite_yourself", field="people"))
    over = len(line) - LINE_LIMIT
    if over > 0:
        troubles.append(Trouble("mentors.too_long", field="line", facts={"over": over}))
    if troubles:
        raise Refusal.of(troubles)
    return tuple(found.values())


def _invite(work: Work, cohort: Cohort, person: Person, line: str) -> Mentor:
    until = deadlines(work.now, person.zone)
    mentor = kept.invite(work.session, cohort.id, person.id, by=work.me, line=line, until=until)
    work.note("mentor.invited", about=f"mentor:{mentor.id}", cohort=cohort.id)
    mentor_news.tell(work, mentor_news.INVITE, mentor)
    mentor_news.spread(work, mentor, cohort)
    return mentor

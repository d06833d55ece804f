"""Mentors: who offers what, how much of their time, and which step may follow which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from program.cohort import Cohort
from program.hours import (
    ONE_DAY,
    WorkingHours,
    add_working_days,
    local_day,
    next_working_moment,
    start_of_day,
)
from program.mentor_lists import Language, Style, Times
from program.permissions import Subject
from program.refusal import Refusal, Trouble

MOST_PLACES = 5
LEAST_HOURS, MOST_HOURS = 1, 20
"""Hours a month somebody may promise."""
MOST_COMPETENCIES = 5
BOUNDARIES_LIMIT = 600
LINE_LIMIT = 150
"""Characters of a program manager's own line beside an invitation."""
MOST_INVITED = 20
"""People invited with one form."""
MOST_LANGUAGES = 8
REMINDED_AFTER = 3
"""Working days of the invited person until the one reminder."""
ANSWER_WITHIN = 10
"""Working days of the invited person until an invitation is over."""


class MentorState(StrEnum):
    """Where somebody stands as a mentor of one cohort."""

    INVITED = "invited"
    ON_ROSTER = "on_roster"
    DECLINED = "declined"
    LAPSED = "lapsed"
    LEFT = "left"


class MentorStep(StrEnum):
    """One thing that can happen to an invitation or an offer."""

    INVITED = "invited"
    OFFERED = "offered"
    DECLINED = "declined"
    LAPSED = "lapsed"
    LEFT = "left"


FOLLOWS: Mapping[tuple[MentorState, MentorStep], MentorState] = {
    (MentorState.INVITED, MentorStep.OFFERED): MentorState.ON_ROSTER,
    (MentorState.INVITED, MentorStep.DECLINED): MentorState.DECLINED,
    (MentorState.INVITED, MentorStep.LAPSED): MentorState.LAPSED,
    (MentorState.ON_ROSTER, MentorStep.OFFERED): MentorState.ON_ROSTER,
    (MentorState.ON_ROSTER, MentorStep.LEFT): MentorState.LEFT,
    (MentorState.DECLINED, MentorStep.INVITED): MentorState.INVITED,
    (MentorState.DECLINED, MentorStep.OFFERED): MentorState.ON_ROSTER,
    (MentorState.LAPSED, MentorStep.INVITED): MentorState.INVITED,
    (MentorState.LAPSED, MentorStep.OFFERED): MentorState.ON_ROSTER,
    (MentorState.LEFT, MentorStep.INVITED): MentorState.INVITED,
    (MentorState.LEFT, MentorStep.OFFERED): MentorState.ON_ROSTER,
}
"""The state machine, whole: whoever offers is on the roster, invited or not."""


@dataclass(frozen=True)
class Offer:
    """What somebody offers as a mentor of one cohort, as entered in the two steps."""

    cohort_id: str
    competencies: tuple[str, ...]
    """Ids of the competencies they are strong in."""
    style: str | None
    places: int | None
    hours_a_month: int | None
    backup: bool = False
    boundaries: str = field(default="", repr=False)
    times: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Capacity:
    """Places, hours and standing by, as entered in *My places*; None leaves it as it is."""

    places: int | None
    hours_a_month: int | None = None
    backup: bool | None = None


@dataclass(frozen=True)
class Mentor:
    """A mentor of one cohort without a word of what they wrote: for lists, messages and Home."""

    id: str
    cohort_id: str
    person_id: str
    state: MentorState
    places: int
    """How many mentees at most, 0 to 5."""
    hours_a_month: int
    competencies: tuple[str, ...]
    """Ids of the competencies they offer."""
    style: str | None
    backup: bool
    since: datetime
    version: int
    times: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    invited_by: str | None = None
    """Person id; None for somebody who came by themselves."""
    answer_by: date | None = None
    """The last day of an open invitation, in the zone of whoever is invited."""
    reminded: bool = False
    """An open invitation whose one reminder is behind it."""


@dataclass(frozen=True)
class OfferKept:
    """An offer with its words, for its author and the program team."""

    mentor: Mentor
    cohort: Cohort
    boundaries: str = field(repr=False)

    @property
    def subject(self) -> Subject:
        """The offer as the permission table sees it."""
        return subject_of(self.mentor, self.cohort)


@dataclass(frozen=True)
class Invitation:
    """An invitation with the program manager's own line, for whoever is invited."""

    mentor: Mentor
    cohort: Cohort
    line: str = field(repr=False)


def subject_of(mentor: Mentor, cohort: Cohort) -> Subject:
    """The offer as the permission table sees it: it is about its author and belongs to them."""
    author = frozenset({mentor.person_id})
    return Subject(program_id=cohort.program.id, concerns=author, owners=author)


def after(state: MentorState, step: MentorStep) -> MentorState:
    """The state that follows. Raises Refusal `mentors.not_invited` or `.not_on_roster`."""
    following = FOLLOWS.get((state, step))
    if following is None:
        gone = step is MentorStep.LEFT
        raise Refusal("mentors.not_on_roster" if gone else "mentors.not_invited", state=state)
    return following


def hours_needed(places: int, cohort: Cohort) -> int:
    """Hours a month that many places ask for: the cohort says what one mentee takes."""
    return places * cohort.hours_a_month


def check_first_step(offer: Offer, cohort: Cohort) -> tuple[Trouble, ...]:
    """What stands in the way of step 1: competencies, style, places and hours."""
    known = {one.id for one in cohort.competencies}
    troubles: list[Trouble] = []
    if not offer.competencies or not known.issuperset(offer.competencies):
        troubles.append(Trouble("mentors.choose_competencies", field="competencies"))
    elif len(set(offer.competencies)) > MOST_COMPETENCIES:
        facts = {"most": MOST_COMPETENCIES}
        troubles.append(Trouble("mentors.too_many", field="competencies", facts=facts))
    if offer.style not in set(Style):
        troubles.append(Trouble("mentors.choose_one", field="style"))
    return (*troubles, *check_capacity(offer.places, offer.hours_a_month, cohort))


def check_second_step(offer: Offer) -> tuple[Trouble, ...]:
    """What stands in the way of step 2: boundaries may be empty, the rest is chosen from lists."""
    troubles: list[Trouble] = []
    over = len(offer.boundaries) - BOUNDARIES_LIMIT
    if over > 0:
        troubles.append(Trouble("mentors.too_long", field="boundaries", facts={"over": over}))
    if not set(Times).issuperset(offer.times):
        troubles.append(Trouble("mentors.choose_listed", field="times"))
    if not set(Language).issuperset(offer.languages):
        troubles.append(Trouble("mentors.choose_listed", field="languages"))
    elif len(set(offer.languages)) > MOST_LANGUAGES:
        facts = {"most": MOST_LANGUAGES}
        troubles.append(Trouble("mentors.too_many", field="languages", facts=facts))
    return tuple(troubles)


def check_capacity(places: int | None, hours: int | None, cohort: Cohort) -> tuple[Trouble, ...]:
    """Places from 0 to 5, hours from 1 to 20, and hours enough for the places."""
    troubles: list[Trouble] = []
    if places is None or not 0 <= places <= MOST_PLACES:
        troubles.append(Trouble("mentors.places_range", field="places"))
    if hours is None or not LEAST_HOURS <= hours <= MOST_HOURS:
        facts = {"least": LEAST_HOURS, "most": MOST_HOURS}
        troubles.append(Trouble("mentors.hours_range", field="hours", facts=facts))
    if troubles or places is None or hours is None:
        return tuple(troubles)
    need = hours_needed(places, cohort)
    if need <= hours:
        return ()
    facts = {"places": places, "need": need, "gave": hours}
    return (Trouble("mentors.too_few_hours", field="places", facts=facts),)


@dataclass(frozen=True)
class Deadlines:
    """When an invitation is answered for, as moments and as the day its reader is told."""

    remind_at: datetime
    answer_by: date
    over_at: datetime


def deadlines(now: datetime, zone: str) -> Deadlines:
    """The reminder and the end of an invitation sent now, by the invited person's working days."""
    hours = WorkingHours(zone)
    today = local_day(now, zone)
    remind = add_working_days(today, REMINDED_AFTER, hours)
    last = add_working_days(today, ANSWER_WITHIN, hours)
    return Deadlines(
        remind_at=next_working_moment(start_of_day(remind, zone), hours),
        answer_by=last,
        over_at=start_of_day(last + ONE_DAY, zone),
    )

"""Who hears of a nomination: the messages a step queues, and what was sent that is shown anew."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from program.cohort import Cohort
from program.delivery import DeliveryClass
from program.hours import (
    ONE_DAY,
    WorkingHours,
    is_working_hour,
    local_day,
    next_working_moment,
    start_of_day,
)
from program.nomination import Standing
from program.nomination_steps import DECISIONS, NominationState, Step, before_last_decision
from program.person import Person
from services import governance, people
from services.desk import Look, Work
from store import deliveries, nomination_standings
from store import nomination_voices as spoken
from store import nomination_words as words

TO_REVIEW = "nominations.to_review"
CONSENT_ASK = "nominations.consent_ask"
RECEIVED = "nominations.received"
NEWS = "nominations.news"
TOLD: Mapping[Step, str] = {
    Step.ACCEPTED: "nominations.accepted",
    Step.WAIT_LISTED: "nominations.wait_listed",
    Step.DECLINED: "nominations.declined",
    Step.MORE_ASKED: "nominations.more_ask",
}
"""The message each decision sends to the nominee."""
HEARD_FIRST = timedelta(hours=1)
"""Who put somebody forward hears of the decision so much working time after the nominee."""
MORNINGS_KEPT_TRUE = 7
"""Days back for which a morning message is shown anew when the queue changes."""


def tell_nominee(
    work: Work,
    kind: str,
    standing: Standing,
    cls: DeliveryClass,
    *,
    expires_at: datetime | None = None,
) -> None:
    """Queue a message about this very state of the nomination."""
    work.send(
        kind,
        to=standing.nominee,
        about={"nomination": standing.id, "version": str(standing.version)},
        cls=cls,
        key=key_of(kind, standing),
        expires_at=expires_at,
    )


def key_of(kind: str, standing: Standing) -> str:
    """The key of the message about this very state of the nomination."""
    return f"{kind}:{standing.id}:{standing.version}"


def tell_author(work: Work, standing: Standing, author: str) -> None:
    """Say to whoever put somebody forward that it arrived, and what happens next."""
    work.send(
        RECEIVED,
        to=author,
        about={"nomination": standing.id, "version": str(standing.version)},
        cls=DeliveryClass.REPLY,
        key=f"{RECEIVED}:{standing.id}:{standing.version}:{author}",
    )
    work.refresh_home(author)


def tell_authors(work: Work, standing: Standing, *, later: bool = False) -> None:
    """Tell everybody who put the nominee forward; `later` only once the nominee has heard it."""
    nominee = people.named(work, [standing.nominee])[standing.nominee]
    for author in authors_of(work, standing):
        work.send(
            NEWS,
            to=author,
            about={"nomination": standing.id, "version": str(standing.version)},
            cls=DeliveryClass.OWED,
            key=f"{key_of(NEWS, standing)}:{author}",
            not_before=after_nominee(work.now, nominee.zone) if later else None,
        )
    work.refresh_home(*authors_of(work, standing))


def authors_of(look: Look, standing: Standing) -> tuple[str, ...]:
    """Who speaks for the nominee, by person id."""
    found = spoken.voices(look.session, [standing.id])
    return tuple(dict.fromkeys(one.by for one in found))


def is_told(look: Look, standing: Standing) -> bool:
    """Whether the nominee was told of the decision that stands: only then its reason is shown."""
    kind = _decision_kind(standing)
    return kind is not None and not deliveries.is_waiting(look.session, key_of(kind, standing))


def as_authors_see(look: Look, standing: Standing) -> Standing:
    """Where it stands for who put the nominee forward: the nominee hears a decision first."""
    kind = _decision_kind(standing)
    if kind is None or not deliveries.is_waiting(look.session, key_of(kind, standing)):
        return standing
    before = before_last_decision(words.steps_of(look.session, standing.id))
    assert before is not None  # noqa: S101  a decision is waiting to be told
    state, since = before
    return replace(standing, state=state, since=since, place=None, waiting=None)


def after_nominee(moment: datetime, zone: str) -> datetime:
    """An hour of work after the nominee is told, by the nominee's own hours."""
    hours = WorkingHours(zone)
    return next_working_moment(next_working_moment(moment, hours) + HEARD_FIRST, hours)


def spread(work: Work, standing: Standing) -> None:
    """A nomination changed: what was said of it is shown anew, and Home with it.

    Before the nominee's yes that is theirs and of who put them forward; a count for the others.
    """
    managers = governance.program_managers(work, standing.cohort.program.id)
    if standing.state is NominationState.IN_REVIEW:
        for manager in managers:
            if manager.id != standing.nominee:
                _queue_morning(work, manager)
    mornings = (thing for manager in managers for thing in _mornings(work, manager))
    work.retouch(f"nomination:{standing.id}", *mornings)
    authors = authors_of(work, standing)
    work.refresh_home(standing.nominee, *authors, *(one.id for one in managers))


def move_up(work: Work, cohort: Cohort) -> None:
    """Somebody left the wait list: the places of the others follow."""
    waiting = nomination_standings.wait_listed(work.session, cohort.id)
    work.retouch(*(f"nomination:{nomination_id}" for nomination_id, _ in waiting))
    work.refresh_home(*(nominee for _, nominee in waiting))


def next_morning(moment: datetime, zone: str) -> datetime:
    """When the next working day begins for somebody in a zone: always later than `moment`."""
    hours = WorkingHours(zone)
    if is_working_hour(moment, hours):
        moment = start_of_day(local_day(moment, zone) + ONE_DAY, zone)
    return next_working_moment(moment, hours)


def day_of(morning: str) -> date:
    """The day of somebody's morning, from what the message is about."""
    return date.fromisoformat(morning.rpartition(".")[2])


def _decision_kind(standing: Standing) -> str | None:
    is_decision = standing.state.value in set(DECISIONS)
    return TOLD[Step(standing.state.value)] if is_decision else None


def _queue_morning(work: Work, manager: Person) -> None:
    """One message for the next working morning, however many nominations arrive before it."""
    morning = next_morning(work.now, manager.zone)
    thing = _morning_of(manager, local_day(morning, manager.zone))
    work.send(
        TO_REVIEW,
        to=manager.id,
        about={"morning": thing},
        cls=DeliveryClass.OWED,
        key=f"{TO_REVIEW}:{thing}",
        not_before=morning,
    )


def _mornings(work: Work, manager: Person) -> list[str]:
    """The messages of the last week follow the queue; older ones are left alone."""
    today = local_day(work.now, manager.zone)
    days = (today - back * ONE_DAY for back in range(MORNINGS_KEPT_TRUE))
    return [f"morning:{_morning_of(manager, day)}" for day in days]


def _morning_of(manager: Person, day: date) -> str:
    return f"{manager.id}.{day.isoformat()}"

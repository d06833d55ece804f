"""Who hears of a nomination: the messages a step queues, and what was sent that is shown anew."""

from datetime import date, datetime

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
from program.nomination import NominationState, Standing
from program.person import Person
from services import governance
from services.desk import Work
from store import nominations as kept

TO_REVIEW = "nominations.to_review"
MORNINGS_KEPT_TRUE = 7
"""Days back for which a morning message is shown anew when the queue changes."""


def tell_nominee(work: Work, kind: str, standing: Standing, cls: DeliveryClass) -> None:
    """Queue a message about this very state of the nomination."""
    work.send(
        kind,
        to=standing.nominee,
        about={"nomination": standing.id, "version": str(standing.version)},
        cls=cls,
        key=f"{kind}:{standing.id}:{standing.version}",
    )


def spread(work: Work, standing: Standing) -> None:
    """A nomination changed: what was said of it is shown anew, and Home with it."""
    managers = governance.program_managers(work, standing.cohort.program.id)
    if standing.state is NominationState.IN_REVIEW:
        for manager in managers:
            if manager.id != standing.nominee:
                _queue_morning(work, manager)
    mornings = (thing for manager in managers for thing in _mornings(work, manager))
    work.retouch(f"nomination:{standing.id}", *mornings)
    work.refresh_home(standing.nominee, *(one.id for one in managers))


def move_up(work: Work, cohort: Cohort) -> None:
    """Somebody left the wait list: the places of the others follow."""
    waiting = kept.wait_listed(work.session, cohort.id)
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

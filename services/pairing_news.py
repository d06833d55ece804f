"""Who hears of a pairing: the messages a step queues, and what was sent that is shown anew."""

from datetime import datetime

from program.delivery import DeliveryClass
from program.hours import ONE_DAY, WorkingHours, local_day, next_working_moment, start_of_day
from program.pairing import Pairing
from program.person import Person
from services import governance
from services.desk import Work

ASK = "pairings.mentor_ask"
REMINDER = "pairings.mentor_reminder"
STARTED = "pairings.started"
GUIDE = "pairings.guide"
ENDED = "pairings.ended"
GOES_ON = "pairings.goes_on"


def tell(
    work: Work,
    kind: str,
    pairing: Pairing,
    *,
    to: str,
    cls: DeliveryClass = DeliveryClass.OWED,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Queue a message to one of the two about this version of the pairing; once for each."""
    about = {"pairing": pairing.id, "version": str(pairing.version)}
    if kind == GUIDE:
        about["rhythm"] = pairing.id  # shown anew once the two have met
    work.send(
        kind,
        to=to,
        about=about,
        cls=cls,
        key=f"{kind}:{pairing.id}:{pairing.version}:{to}",
        not_before=not_before,
        expires_at=expires_at,
    )


def spread(work: Work, pairing: Pairing) -> None:
    """A pairing changed: what was said of it is shown anew, and Home with it.

    The mentee's Home knows of it only once it has started.
    """
    managers = governance.program_managers(work, pairing.cohort.program.id)
    work.retouch(f"pairing:{pairing.id}")
    told = (pairing.mentor,) if pairing.started_on is None else (pairing.mentor, pairing.mentee)
    work.refresh_home(*told, *(one.id for one in managers))


def tell_started(work: Work, pairing: Pairing, mentor: Person, mentee: Person) -> None:
    """Both hear that it begins, and the next morning of the guide for the first meeting."""
    for one in (mentee, mentor):
        tell(work, STARTED, pairing, to=one.id)
        morning = next_morning(work.now, one.zone)
        tell(
            work,
            GUIDE,
            pairing,
            to=one.id,
            cls=DeliveryClass.STEADY,
            not_before=morning,
            expires_at=morning + 5 * ONE_DAY,
        )


def tell_end(work: Work, pairing: Pairing) -> None:
    """Both hear of the last day, in the same words."""
    for one in (pairing.mentee, pairing.mentor):
        tell(work, ENDED, pairing, to=one)


def tell_goes_on(work: Work, pairing: Pairing) -> None:
    """Both hear that the last day they were told of no longer stands."""
    for one in (pairing.mentee, pairing.mentor):
        tell(work, GOES_ON, pairing, to=one)


def next_morning(moment: datetime, zone: str) -> datetime:
    """The beginning of the working day after the one on which somebody hears of it."""
    hours = WorkingHours(zone)
    heard_at = next_working_moment(moment, hours)
    tomorrow = start_of_day(local_day(heard_at, zone) + ONE_DAY, zone)
    return next_working_moment(tomorrow, hours)

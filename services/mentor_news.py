"""Who hears of a mentor: the messages a step queues, and what was sent that is shown anew."""

from program.cohort import Cohort
from program.delivery import DeliveryClass
from program.mentor import Mentor
from services import governance
from services.desk import Work

INVITE = "mentors.invite"
REMINDER = "mentors.invite_reminder"
NEWS = "mentors.news"


def tell(work: Work, kind: str, mentor: Mentor) -> None:
    """Queue a message about this very invitation or offer, for whoever it is about."""
    work.send(
        kind,
        to=mentor.person_id,
        about={"mentor": mentor.id, "version": str(mentor.version)},
        cls=DeliveryClass.OWED,
        key=f"{kind}:{mentor.id}:{mentor.version}",
    )


def spread(work: Work, mentor: Mentor, cohort: Cohort) -> None:
    """Something changed: what was said of it is shown anew, and Home with it."""
    managers = governance.program_managers(work, cohort.program.id)
    work.retouch(f"mentor:{mentor.id}")
    work.refresh_home(mentor.person_id, *(one.id for one in managers))

"""Asking a nominee for their yes."""

from program.cohort import Cohort
from program.delivery import DeliveryClass
from program.hours import WorkingHours
from program.nomination import Standing
from program.nomination_rhythm import answer_by, over_at
from program.person import Person
from services import nomination_news
from services.desk import Work
from store import nominations as kept


def propose(work: Work, earlier: Standing | None, cohort: Cohort, nominee: Person) -> Standing:
    """Ask the nominee, who has ten working days of their own; the caller asks for the right."""
    until = answer_by(work.now, WorkingHours(nominee.zone))
    standing = kept.propose(
        work.session, cohort.id, nominee.id, by=work.me, answer_by=until, earlier=earlier
    )
    work.note("nomination.proposed", about=f"nomination:{standing.id}", cohort=cohort.id)
    nomination_news.tell_nominee(
        work,
        nomination_news.CONSENT_ASK,
        standing,
        DeliveryClass.OWED,
        expires_at=over_at(until, nominee.zone),
    )
    return standing

"""Asking a nominee for their yes: at first, and once more after no answer came."""

from program.cohort import Cohort
from program.delivery import DeliveryClass
from program.hours import WorkingHours
from program.nomination import (
    NominationState,
    Standing,
)
from program.nomination_rhythm import answer_by, over_at
from program.nomination_voice import (
    subject_for_authors,
)
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import nomination_followed, nomination_news, nomination_standing
from services.desk import Work
from services.nomination_followed import Followed
from store import nominations as kept


def ask_again(work: Work, nomination_id: str) -> Followed:
    """Renew what lapsed, with the same words: the nominee is asked once more.

    Pressed twice is a quiet success. Raises Refusal `nominations.closed` or as `nominate` does.
    """
    standing = nomination_standing.need(work, nomination_id)
    authors = frozenset(nomination_news.authors_of(work, standing))
    require(work.actor, Act.NOMINATIONS_FOLLOW, subject_for_authors(standing, authors))
    if standing.state is NominationState.CONSENT_ASKED:
        return nomination_followed.own_voice(work, standing)
    nomination_standing.refuse_closed(work, standing.cohort)
    nominee = nomination_standing.nominee(work, standing.nominee)
    if standing.state is not NominationState.LAPSED:
        raise Refusal("nominations.other_decided", name=nominee.name)
    asked = propose(work, standing, standing.cohort, nominee)
    nomination_news.spread(work, asked)
    return nomination_followed.own_voice(work, asked)


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

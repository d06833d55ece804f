"""What Slack told us of already: it tells of an event again until it has heard our answer."""

from program.permissions import Act, require
from services.desk import Look, Work
from store import heard as kept


def is_known(look: Look, event_id: str) -> bool:
    """Was this event acted upon before, by any process?"""
    require(look.actor, Act.EVENTS_REMEMBER)
    return kept.is_known(look.session, event_id)


def remember(work: Work, event_id: str) -> None:
    """Note that an event was acted upon. Twice is once."""
    require(work.actor, Act.EVENTS_REMEMBER)
    kept.remember(work.session, event_id)

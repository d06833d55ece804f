"""What nominations put on Home, and the one thing somebody should do next."""

from handlers.feature import Block, NextStep
from handlers.ids import Nominations
from handlers.nominations import home_views, words
from program.hours import local_day
from program.nomination import NominationState
from program.permissions import Act, may
from services import nomination_inbox, nomination_review, nominations
from services.desk import Look


def mine(look: Look) -> list[Block]:
    """One's own nominations, each with what can be done."""
    if not may(look.actor, Act.NOMINATIONS_APPLY):
        return []
    zone = look.actor.zone
    return home_views.home_mine(nominations.standings(look), zone, local_day(look.now, zone))


def open_to_me(look: Look) -> list[Block]:
    """The cohorts that still take one's nomination."""
    if not may(look.actor, Act.NOMINATIONS_APPLY):
        return []
    return home_views.home_open(nominations.open_to_me(look))


def inbox(look: Look) -> list[Block]:
    """What waits for a decision, and how the cohorts stand."""
    found = nomination_inbox.inbox(look)
    if found is None:
        return []
    zone = look.actor.zone
    return home_views.home_inbox(found, zone, local_day(look.now, zone))


def next_step(look: Look) -> NextStep | None:
    """Answer the question that is open; else decide what waits."""
    if not may(look.actor, Act.NOMINATIONS_APPLY):
        return None
    for one in nominations.standings(look):
        if one.state is NominationState.MORE_ASKED:
            ids = {"nomination": one.id}
            return NextStep(10, words.MISSING_NEXT, words.ADD_IT, Nominations.ADD, ids)
    waiting = _waiting(look)
    if waiting:
        text = words.waiting(waiting)
        return NextStep(20, text, words.REVIEW_LABEL, Nominations.QUEUE)
    return None


def _waiting(look: Look) -> int:
    return nomination_review.waiting_for(look, look.actor.person_id or "")

"""What nominations put on Home, and the one thing somebody should do next."""

from collections.abc import Sequence
from datetime import date

from handlers.feature import Block, HomeButton, InboxItem, NextStep, Rank, Tab
from handlers.ids import Nominations
from handlers.nominations import consent_views, home_views, review_words, voice_words, words
from program.hours import local_day
from program.nomination import Standing
from program.nomination_steps import NominationState
from program.permissions import Act, may, may_somewhere
from services import (
    cohorts,
    nomination_consent,
    nomination_followed,
    nomination_inbox,
    nomination_queue,
    nomination_self,
    nomination_views,
    nominations,
)
from services.desk import Look


def mine(look: Look) -> list[Block]:
    """One's own nominations, each with what can be done."""
    if not may(look.actor, Act.NOMINATIONS_APPLY):
        return []
    zone = look.actor.zone
    today = local_day(look.now, zone)
    asked = nomination_consent.open_questions(look)
    open_ids = {standing.id for standing, _ in asked}
    own = [
        one
        for one in nominations.standings(look)
        if one.id not in open_ids and not _has_begun(one, today)
    ]
    return [
        *consent_views.home_questions(asked, today),
        *consent_views.home_views(nomination_views.asked_of_me(look), today),
        *home_views.home_mine(own, zone, today),
        *home_views.home_others(nomination_followed.followed(look), zone, today),
    ]


def _has_begun(standing: Standing, today: date) -> bool:
    """From the first day of their cohort on, a mentee's own part of Home takes over."""
    return standing.state is NominationState.ACCEPTED and today >= standing.cohort.starts


def open_to_me(look: Look) -> list[Block]:
    """The cohorts that still take one's nomination, or a colleague's."""
    if not may(look.actor, Act.NOMINATIONS_APPLY):
        return []
    opened = nomination_self.open_to_me(look)
    if not opened:
        may_nominate = bool(cohorts.taking_nominations(look))
        return home_views.home_nominate() if may_nominate else []
    return home_views.home_open(opened, nominations.usual_waits(look, opened))


def inbox(look: Look) -> Sequence[InboxItem]:
    """One line for all nominations that wait for a decision."""
    found = nomination_inbox.inbox(look)
    if found is None or found.longest is None:
        return ()
    zone = look.actor.zone
    today = local_day(look.now, zone)
    text = review_words.waiting_since(found.waiting, found.longest, zone, today)
    return (
        InboxItem(Rank.NOMINATIONS, text, Nominations.QUEUE, spoken=review_words.ALL_NOMINATIONS),
    )


def glance(look: Look) -> dict[str, list[tuple[str, int]]]:
    """How the nominations of each cohort stand; those that were accepted are its mentees."""
    found = nomination_inbox.inbox(look)
    if found is None:
        return {}
    return {one.cohort.id: home_views.counted(one) for one in found.tallies}


def home_buttons(look: Look) -> list[HomeButton]:
    """The way to the queue."""
    if not may_somewhere(look.actor, Act.NOMINATIONS_QUEUE):
        return []
    return [HomeButton(review_words.QUEUE_TITLE, Nominations.QUEUE)]


def next_step(look: Look) -> NextStep | None:
    """Answer the question that is open; else decide what waits."""
    if not may(look.actor, Act.NOMINATIONS_APPLY):
        return None
    for standing, nominators in nomination_consent.open_questions(look):
        text = voice_words.wants_you(nominators, standing.cohort.program.name)
        ids = {"nomination": standing.id}
        return NextStep(10, text, voice_words.READ_FIRST, Nominations.CONSENT, ids, has_row=True)
    for asked in nomination_views.asked_of_me(look):
        text = voice_words.asks_view(asked.nominee, asked.standing.cohort.program.name)
        ids = {"nomination": asked.standing.id}
        return NextStep(20, text, voice_words.GIVE_VIEW, Nominations.VIEW, ids, has_row=True)
    for one in nominations.standings(look):
        if one.state is NominationState.MORE_ASKED:
            ids = {"nomination": one.id}
            return NextStep(10, words.MISSING_NEXT, words.ADD_IT, Nominations.ADD, ids)
    waiting = _waiting(look)
    if waiting:
        text = review_words.waiting(waiting)
        return NextStep(20, text, review_words.REVIEW_LABEL, Nominations.QUEUE, tab=Tab.PROGRAM)
    return None


def _waiting(look: Look) -> int:
    return nomination_queue.waiting_for(look, look.me)

"""What falls due with time: a reminder, an end of waiting for a yes, a word to whoever waits."""

from datetime import datetime

from program.delivery import DeliveryClass
from program.hours import WorkingHours
from program.nomination import Standing
from program.nomination_rhythm import notes_at, over_at, reminder_at
from program.nomination_steps import NominationState, Step
from program.permissions import Act, require
from services import nomination_news, nomination_standing, nomination_views, people
from services.desk import Look, Work
from store import nomination_voices as spoken
from store import nominations as kept

WAITING = "nominations.waiting"
AT_ONCE = 200
"""Nominations looked at in one transaction; what is left is looked at a minute later."""


def next_due(look: Look) -> datetime | None:
    """When the clock has to look at a nomination, or at a manager's open view, next."""
    require(look.actor, Act.NOMINATIONS_TELL)
    moments = (kept.next_look(look.session), spoken.next_view_over(look.session))
    return min((one for one in moments if one is not None), default=None)


def run(work: Work) -> None:
    """Remind, let lapse, say that it goes on: whatever is due by now, and note what is due next.

    Told twice of the same moment it changes nothing.
    """
    require(work.actor, Act.NOMINATIONS_TELL)
    for standing in kept.to_look_at(work.session, AT_ONCE):
        zone = people.named(work, [standing.nominee])[standing.nominee].zone
        if standing.state is NominationState.CONSENT_ASKED:
            _wait_for_yes(work, standing, zone)
        elif standing.state is NominationState.IN_REVIEW:
            _wait_for_decision(work, standing, zone)
        else:
            kept.look_again(work.session, standing.id, None)
    for view in spoken.views_over(work.session, AT_ONCE):
        nomination_views.lapse(work, view)


def _wait_for_yes(work: Work, standing: Standing, zone: str) -> None:
    assert standing.answer_by is not None  # noqa: S101  set when they were asked
    over = over_at(standing.answer_by, zone)
    reminder = reminder_at(standing.since, WorkingHours(zone))
    if work.now >= over:
        _lapse(work, standing)
        return
    if work.now < reminder:
        kept.look_again(work.session, standing.id, reminder)
        return
    work.send(
        nomination_news.CONSENT_ASK,
        to=standing.nominee,
        about={"nomination": standing.id, "version": str(standing.version), "again": "1"},
        cls=DeliveryClass.OWED,
        key=f"{nomination_news.CONSENT_ASK}:{standing.id}:{standing.since:%Y%m%d%H%M%S}:again",
        expires_at=over,
    )
    kept.look_again(work.session, standing.id, over)


def _lapse(work: Work, standing: Standing) -> None:
    kept.take_step(
        work.session, standing, Step.LAPSED, NominationState.LAPSED, by="", decides=False
    )
    work.note("nomination.lapsed", about=f"nomination:{standing.id}")
    lapsed = nomination_standing.need(work, standing.id)
    nomination_news.tell_authors(work, lapsed)
    nomination_news.spread(work, lapsed)


def _wait_for_decision(work: Work, standing: Standing, zone: str) -> None:
    """Every so many working days; of several that were missed only the last is made up for."""
    due, following = notes_at(standing.since, work.now, WorkingHours(zone))
    if due is not None:
        work.send(
            WAITING,
            to=standing.nominee,
            about={"nomination": standing.id, "version": str(standing.version)},
            cls=DeliveryClass.LIGHT,
            key=f"{WAITING}:{standing.id}:{due:%Y%m%d}",
        )
    kept.look_again(work.session, standing.id, following)

"""What a courier may do with the queue: claim in turn, keep Slack's pace, say what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from program.budget import Held
from program.delivery import Delivery
from program.outcome import (
    Delivered,
    HandedBack,
    HeldBack,
    NotNeeded,
    NotSure,
    NotThere,
    Outcome,
    TryLater,
    Undelivered,
)
from program.permissions import Act, require
from program.speed import Lane, Speed, at_full_speed
from store import delivery_claims as claims
from store import delivery_clock, pace
from store import delivery_outcomes as outcomes

if TYPE_CHECKING:
    from services.desk import Look, Work

LEASE = timedelta(seconds=20)
"""How long a courier may hold what it claimed before another one takes it up."""
TO_BEGIN = timedelta(seconds=8)
"""How long after the claim a call may begin: Slack's answer is waited for ten seconds, and all of
it ends within the lease, so whoever takes it up then can ask Slack and be told the truth."""
WINDOW = timedelta(seconds=1)
"""So much of Slack's speed is claimed at a time: what is urgent waits no longer for the routine."""
A_CONVERSATION = timedelta(seconds=1)
"""Slack's limit: one message a second in a conversation."""
ONE_IN = 4
"""Every fourth place is for whatever waits longest, of any class: nothing starves."""

Ceilings = Mapping[Lane, float]
"""The most calls a second in each lane."""


@dataclass(frozen=True)
class InHand:
    """A claimed delivery: when its call may be made (None: at once), and when it was claimed."""

    delivery: Delivery
    at: datetime | None
    claimed_at: datetime

    def may_begin(self, now: datetime) -> bool:
        """Is it certain that nobody else has it? Asked right before each call to Slack."""
        return self.claimed_at <= now < self.claimed_at + TO_BEGIN


def claim(work: "Work", limit: int) -> list[InHand]:
    """Take up to `limit` due deliveries for LEASE, as fast as it goes; one of a conversation."""
    require(work.actor, Act.DELIVERIES_CARRY)
    turn = claims.Turn(oldest=limit // ONE_IN, apart=timedelta(0))
    return [InHand(one, None, work.now) for one in _claimed(work, limit, turn)]


def claim_in_turn(work: "Work", real: datetime, ceilings: Ceilings) -> list[InHand]:
    """Take for LEASE what may be sent within the next WINDOW of real time, lane by lane.

    The moments are given out in this transaction, so that all processes together keep the pace.
    """
    require(work.actor, Act.DELIVERIES_CARRY)
    known = pace.speeds(work.session)
    found: list[InHand] = []
    for lane in claims.due_by_lane(work.session, work.now):
        speed = _now(known.get(lane), real, ceilings[lane])
        places = speed.places(real, WINDOW)
        if places < 1:
            continue
        oldest = (speed.given + places) // ONE_IN - speed.given // ONE_IN
        turn = claims.Turn(lane, oldest, A_CONVERSATION)
        deliveries = _claimed(work, places, turn)
        if deliveries:
            moments, speed = speed.take(len(deliveries))
            pace.keep(work.session, lane, speed)
            found += [
                InHand(one, at, work.now) for one, at in zip(deliveries, moments, strict=True)
            ]
    return found


def give_back(work: "Work", real: datetime, unused: Mapping[Lane, int], ceilings: Ceilings) -> None:
    """So many calls were not made after all: their places are free again."""
    require(work.actor, Act.DELIVERIES_CARRY)
    known = pace.speeds(work.session)
    for lane, count in unused.items():
        speed = _now(known.get(lane), real, ceilings[lane])
        pace.keep(work.session, lane, speed.give_back(count))


def slow_down(work: "Work", lane: Lane, real: datetime, pause: timedelta, ceiling: float) -> None:
    """Slack said that a method is called too fast: all processes pause it, then go slower."""
    require(work.actor, Act.DELIVERIES_CARRY)
    speed = _now(pace.speeds(work.session).get(lane), real, ceiling)
    pace.keep(work.session, lane, speed.slowed(real, pause, ceiling))


def begin(work: "Work", delivery: Delivery) -> bool:
    """What cannot be asked about may be in Slack from here on. False: somebody else holds it."""
    require(work.actor, Act.DELIVERIES_CARRY)
    claim = delivery.claim
    return claim is not None and claims.begin(work.session, delivery.id, claim)


def record(work: "Work", delivery: Delivery, outcome: Outcome) -> bool:
    """Write down what became of a claimed delivery. False: somebody else holds it by now."""
    require(work.actor, Act.DELIVERIES_CARRY)
    if delivery.claim is None:
        return False
    held = (work.session, delivery.id, delivery.claim)
    if delivery.is_untraced and _is_over(outcome):
        return outcomes.record_untraced(*held)
    match outcome:
        case Delivered(channel, ts):
            written = outcomes.record_sent(*held, channel=channel, ts=ts)
        case HeldBack(until, reason):
            written = outcomes.record_held(*held, until=until, reason=reason)
        case TryLater(at, reason):
            written = outcomes.record_later(*held, at=at, reason=reason)
        case NotSure(again_at, reason):
            written = outcomes.record_unknown(*held, again_at=again_at, reason=reason)
        case NotThere():
            written = outcomes.record_not_there(*held)
        case Undelivered(reason):
            written = outcomes.record_failed(*held, reason=reason)
        case NotNeeded(_) if delivery.ts is not None:
            # What was sent stays sent: there is only nothing newer to show.
            written = outcomes.record_sent(*held, channel=delivery.channel, ts=delivery.ts)
        case NotNeeded(reason):
            written = outcomes.record_dropped(*held, reason=reason)
        case HandedBack():
            written = outcomes.release(*held)
    if written and delivery.is_untraced and _is_put_off_by_slack(outcome):
        outcomes.keep_planned(work.session, delivery.id, delivery.not_before)
    return written


def record_all(work: "Work", carried: Sequence[tuple[Delivery, Outcome]]) -> list[Delivered]:
    """Write down what became of several; answers the messages that are in Slack once too often.

    That happens to a courier that was frozen between its last look at the claim and the call: by
    then another one had asked Slack, and sent it. The message that is written down first is kept.
    """
    require(work.actor, Act.DELIVERIES_CARRY)
    rows = claims.read_ahead(work.session, [delivery.id for delivery, _ in carried])
    spare = []
    for delivery, outcome in carried:
        lost = not record(work, delivery, outcome)
        if delivery.is_untraced:
            continue
        if lost and isinstance(outcome, Delivered) and outcome.channel and outcome.ts:
            place = (outcome.channel, outcome.ts)
            if not outcomes.record_late(work.session, delivery.id, *place):
                spare.append(outcome)
    del rows  # held until here, so that each of them was read once
    return spare


def _is_over(outcome: Outcome) -> bool:
    if isinstance(outcome, NotSure):
        return outcome.again_at is None
    return isinstance(outcome, Delivered | Undelivered | NotNeeded)


def _is_put_off_by_slack(outcome: Outcome) -> bool:
    """Not by hours and budget of its reader, which hold it back whether or not it is needed."""
    if isinstance(outcome, HeldBack):
        return not isinstance(outcome.reason, Held)
    return isinstance(outcome, TryLater | NotSure)


def _claimed(work: "Work", limit: int, turn: claims.Turn) -> list[Delivery]:
    seconds = int(LEASE.total_seconds())
    return claims.claim_due(work.session, work.now, limit, seconds, turn)


def _now(known: Speed | None, real: datetime, ceiling: float) -> Speed:
    return (known or at_full_speed(real, ceiling)).right_for(real, ceiling, WINDOW)


def is_ahead(look: "Look") -> bool:
    """Does anything wait for a moment that a clock reckoned which was ahead?"""
    require(look.actor, Act.DELIVERIES_CARRY)
    return delivery_clock.is_ahead(look.session, look.now)


def put_right(work: "Work") -> int:
    """Have what waits for such a moment looked at now; how many there were."""
    require(work.actor, Act.DELIVERIES_CARRY)
    return delivery_clock.put_right(work.session, work.now, LEASE)

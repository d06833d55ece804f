"""The rhythm of a pairing: when the two last met, when they meet next, and when it is time to ask.

A pair plans one meeting every `cadence_days` of its cohort. At one and a half times that they are
reminded, at twice that their program manager sees that they have not met, and nothing else.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from program.hours import ONE_DAY
from program.pairing import Pairing, PairingState

OVERDUE_AT = 1.5
"""Times the cadence, counted from the last meeting: then a reminder."""
LONG_OVERDUE_AT = 2
"""Times the cadence: then a line in the program manager's inbox."""
SNOOZE = timedelta(days=7)


class Beat(StrEnum):
    """How a running pairing stands, in one word for lists and Home."""

    ON_TRACK = "on_track"
    CHECK_IN = "check_in"
    """Overdue: a word about it is due, nothing more."""
    TOO_EARLY = "too_early"
    """They have not met yet, and it is not time to ask."""
    RESTING = "resting"


@dataclass(frozen=True)
class Meetings:
    """What is known of the meetings of one pairing; days by the calendar of whoever noted them."""

    last_met: date | None = None
    """The latest meeting that counts: confirmed, or one-sided."""
    next_date: date | None = None
    asked_until: date | None = None
    """While notes differ and the two are asked, the day on which the asking ends."""


@dataclass(frozen=True)
class Rhythm:
    """How the meetings of one pairing go, on one day."""

    pairing_id: str
    last_met: date | None
    next_date: date | None
    """Only a day that is still to come."""
    counting_from: date
    """The latest of start, last meeting and end of a rest."""
    overdue_on: date
    """From this day on it is time to ask: a date that is agreed, or open notes, put it off."""
    long_overdue_on: date
    beat: Beat
    round: date
    """Names the round: what is asked once in a round is asked again in the next."""

    def is_overdue(self, today: date) -> bool:
        """Whether it is time to ask, and the pairing does not rest."""
        return self.beat is not Beat.RESTING and today >= self.overdue_on

    def is_long_overdue(self, today: date) -> bool:
        """Whether the program manager sees that they have not met."""
        return self.is_overdue(today) and today >= self.long_overdue_on


def rhythm_of(pairing: Pairing, meetings: Meetings, today: date) -> Rhythm | None:
    """The rhythm on a day; None for a pairing that has not begun."""
    if pairing.started_on is None:
        return None
    days = [pairing.started_on, meetings.last_met, pairing.resumed_on]
    counting_from = max(day for day in days if day is not None)
    cadence = pairing.cohort.cadence_days
    agreed = meetings.next_date
    if agreed is not None and agreed <= counting_from:
        agreed = None
    overdue_on = counting_from + timedelta(days=math.ceil(cadence * OVERDUE_AT))
    if agreed is not None:
        overdue_on = max(overdue_on, agreed + ONE_DAY)
    if meetings.asked_until is not None:
        overdue_on = max(overdue_on, meetings.asked_until + ONE_DAY)
    return Rhythm(
        pairing_id=pairing.id,
        last_met=meetings.last_met,
        next_date=agreed if agreed is not None and agreed >= today else None,
        counting_from=counting_from,
        overdue_on=overdue_on,
        long_overdue_on=max(overdue_on, counting_from + timedelta(days=cadence * LONG_OVERDUE_AT)),
        beat=_beat(pairing, meetings, overdue_on, today),
        round=max(counting_from, agreed or counting_from),
    )


def asked_on(rhythm: Rhythm, snoozed_until: date | None) -> date:
    """The day on which whoever books is asked: not before a wish to be left alone has passed."""
    return max(rhythm.overdue_on, snoozed_until or rhythm.overdue_on)


def round_of(rhythm: Rhythm, snoozed_until: date | None) -> date:
    """The round in which one reminder is sent; a wish for quiet that has passed begins another."""
    return max(rhythm.round, snoozed_until or rhythm.round)


def who_books(pairing: Pairing) -> str:
    """Person id of who finds the dates: the mentee, as each is told when the pairing begins."""
    return pairing.mentee


def kept_round(pairing: Pairing, days_met: Collection[date], last: date) -> bool | None:
    """Whether the two met within one cadence up to a day; None where they are not counted.

    A pair is counted once it has run for a whole cadence, from its start or the end of its latest
    rest, and while it neither rests nor has ended: so what was kept never exceeds what was due.
    """
    if pairing.started_on is None or pairing.state is PairingState.PAUSED:
        return None
    begun = max(pairing.started_on, pairing.resumed_on or pairing.started_on)
    over = pairing.ended_on is not None and pairing.ended_on <= last
    if over or (last - begun).days < pairing.cohort.cadence_days:
        return None
    return any(0 <= (last - day).days < pairing.cohort.cadence_days for day in days_met)


def _beat(pairing: Pairing, meetings: Meetings, overdue_on: date, today: date) -> Beat:
    if pairing.state is PairingState.PAUSED:
        return Beat.RESTING
    if today >= overdue_on:
        return Beat.CHECK_IN
    return Beat.TOO_EARLY if meetings.last_met is None else Beat.ON_TRACK

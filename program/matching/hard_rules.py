"""The hard rules of every pair as one number: a bit for each rule that stands in the way."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from program.matching import tables
from program.matching.meeting import Meeting
from program.matching.reasons import Bar
from program.matching.records import Inputs, MenteeInput, MentorInput

Masks = NDArray[np.int16]
BIT: Mapping[Bar, int] = {bar: 1 << number for number, bar in enumerate(Bar)}


def mask_of(bars: Iterable[Bar]) -> int:
    """Several rules as one number."""
    return sum(BIT[bar] for bar in set(bars))


def bars_in(mask: int) -> tuple[Bar, ...]:
    """The rules in a number, in the order they are told in."""
    return tuple(bar for bar in Bar if mask & BIT[bar])


def free_places(mentor: MentorInput) -> int:
    """Places a mentor offers that nobody has taken."""
    return max(0, mentor.places - mentor.taken)


def free_seats(mentor: MentorInput, hours_a_mentee: int) -> int:
    """Free places that the mentor's hours reach for: one mentee takes so many hours a month."""
    return max(0, min(mentor.places, _by_time(mentor, hours_a_mentee)) - mentor.taken)


def masks(
    mentees: Sequence[MenteeInput],
    mentors: Sequence[MentorInput],
    inputs: Inputs,
    hours: Meeting,
    languages: Meeting,
) -> Masks:
    """Every hard rule but vetoes and the line, for every pair, in the order of both lists.

    What nobody said bars nobody: without hours or languages of one side there is no rule.
    """
    short = (hours.table >= 0) & (hours.table < tables.LEAST_HALF_HOURS)
    found = hours.rows(_bit(Bar.NO_SHARED_HOURS, short), 0, len(mentees))
    silent = languages.table == 0
    found |= languages.rows(_bit(Bar.NO_COMMON_LANGUAGE, silent), 0, len(mentees))
    of_mentor = [_of_mentor(one, inputs.hours_a_mentee) for one in mentors]
    found |= np.array(of_mentor, dtype=np.int16)
    row = {one.id: number for number, one in enumerate(mentees)}
    column = {one.id: number for number, one in enumerate(mentors)}
    for both in row.keys() & column.keys():
        found[row[both], column[both]] |= BIT[Bar.SAME_PERSON]
    for one in inputs.barred:
        if one.mentee in row and one.mentor in column:
            found[row[one.mentee], column[one.mentor]] |= BIT[one.bar]
    return found


def _of_mentor(mentor: MentorInput, hours_a_mentee: int) -> int:
    """What keeps a mentor from everybody."""
    bars = []
    if mentor.paused:
        bars.append(Bar.PAUSED)
    if free_places(mentor) == 0:
        bars.append(Bar.NO_PLACE)
    if _by_time(mentor, hours_a_mentee) <= mentor.taken:
        bars.append(Bar.NO_TIME)
    return mask_of(bars)


def _by_time(mentor: MentorInput, hours_a_mentee: int) -> int:
    """How many mentees the promised hours are enough for; without a measure, for all."""
    return mentor.hours_a_month // hours_a_mentee if hours_a_mentee > 0 else mentor.places


def _bit(bar: Bar, where: NDArray[np.bool_]) -> Masks:
    return np.where(where, BIT[bar], 0).astype(np.int16)

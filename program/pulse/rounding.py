"""How precisely a figure is told: the fewer answers, the coarser, and never that all agree."""

from enum import StrEnum

SHARES_FROM = 10
"""Answers from which a share is told beside the mean."""
FINE_FROM = 20
"""Answers from which a mean is told in tenths."""


class Band(StrEnum):
    """How many answers are behind a figure, as far as anybody is told."""

    FIVE = "5-9"
    TEN = "10-19"
    TWENTY = "20-49"
    FIFTY = "50+"


_FROM = ((50, Band.FIFTY), (20, Band.TWENTY), (10, Band.TEN), (5, Band.FIVE))


def band(answers: int) -> Band:
    """The band of a number of answers. Raises ValueError under five: of those nothing is told."""
    for least, name in _FROM:
        if answers >= least:
            return name
    raise ValueError("nothing is told of so few answers")


def mean(total: int, answers: int) -> int:
    """The mean of answers from 1 to 5, in tenths: to the half and between 1.5 and 4.5 under twenty
    answers, else to the tenth and between 1.2 and 4.8.

    The clipping hides that all answered alike: five times 5, and four times 5 and a 4, are the
    same figure.
    """
    if answers >= FINE_FROM:
        return _between(12, _nearest(total * 10, answers), 48)
    return _between(15, 5 * _nearest(total * 2, answers), 45)


def share(some: int, answers: int) -> int:
    """The share in per cent, to the nearest ten and between 10 and 90.

    10 means ten or less and 90 ninety or more: of ten answers, "more than 90 %" would be all ten.
    """
    return _between(10, 10 * _nearest(some * 10, answers), 90)


def _nearest(of: int, by: int) -> int:
    """The quotient to the nearest whole number, a half up; in whole numbers, so exact."""
    return (2 * of + by) // (2 * by)


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))

"""A stretch of time as the doctor says it: in the one unit that reads best."""

from datetime import timedelta

_UNITS = (
    ("days", timedelta(days=1)),
    ("hours", timedelta(hours=1)),
    ("minutes", timedelta(minutes=1)),
)


def span(length: timedelta) -> str:
    """In whole days, hours, minutes or seconds: the largest unit there are at least two of."""
    for name, unit in _UNITS:
        if length >= 2 * unit:
            return f"{length // unit} {name}"
    seconds = length // timedelta(seconds=1)
    return "1 second" if seconds == 1 else f"{seconds} seconds"

"""The one way into Slack's text for what people, files and clocks say: escaped, dated, counted."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from program.person import SOMEONE_WHO_LEFT, Person, is_nobodys

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def said(text: str) -> str:
    """What somebody wrote, safe inside mrkdwn: it can neither mention, link nor notify."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(slack_user: str) -> str:
    """A person with an account, for mrkdwn: their name opens their card; words for one erased."""
    return SOMEONE_WHO_LEFT if is_nobodys(slack_user) else f"<@{slack_user}>"


def named(person: Person) -> str:
    """A name for plain text (options, labels, titles): isolated, so that it turns nothing round."""
    return isolated(person.name)


def isolated(text: str) -> str:
    """A text whose direction of writing ends with it; texts of Western letters are left alone."""
    return text if text.isascii() else f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def day(when: date, today: date | None = None) -> str:
    """A day, which never shifts with a zone: `Tue 4 Mar`, with the year only if not this one."""
    shown = f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"
    return shown if today is None or today.year == when.year else f"{shown} {when.year}"


def local_day(when: datetime, zone: str, today: date | None = None) -> str:
    """The day a moment falls on for a reader in a zone."""
    return day(when.astimezone(ZoneInfo(zone)).date(), today)


def clock_time(when: datetime, zone: str) -> str:
    """A moment's time of day for a reader in a zone: `15:00`."""
    return when.astimezone(ZoneInfo(zone)).strftime("%H:%M")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: `no mentees`, `1 mentee`, `2,000 mentees`."""
    if number == 0:
        return f"no {many}"
    return f"{number:,} {one if number == 1 else many}"


def listing(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)

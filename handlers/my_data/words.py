"""Sentences of My data."""

from datetime import datetime

from handlers.said import clock_time, counted
from services.my_data import PartCounted

TITLE = "My data"
LEAD = (
    "This is what is kept of you, and who else can see it. The file holds all of it, with your "
    "own words; only you get it."
)
EXPORT = "Send me the file"
READERS = "Who sees what"
ON_ITS_WAY = "The file is on its way to your messages with me."
ERASE = "Erase my data"
FOOT = (
    "What others wrote about you in confidence is named here and not shown: it was promised to "
    "them. To have something put right, ask the program team."
)
FILE = "my data"


def part(one: PartCounted) -> str:
    """One part: its name, how much, what it is, who sees it."""
    entries = counted(one.count, "entry", "entries")
    what = one.part.what[0].upper() + one.part.what[1:]
    shown = f"*{one.part.name}*: {entries}. {what}. {one.part.seen_by}"
    if not one.withheld:
        return shown
    return f"{shown} Kept and not shown: {one.withheld:,} {one.part.withheld}."


def export_text(now: datetime, zone: str) -> str:
    return f"Your data, as a file only you get, as of {clock_time(now, zone)}."

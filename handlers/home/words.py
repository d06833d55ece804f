"""Sentences of Home's frame."""

from datetime import datetime

from handlers.feature import Tab
from handlers.said import clock_time

TABS = {
    Tab.YOU: "You",
    Tab.MENTOR: "Mentor",
    Tab.SPONSOR: "Sponsor",
    Tab.PROGRAM: "Program",
}
HELP = "Help"
READERS = "Who sees what"
MY_DATA = "My data"
TEXT = "Mentoring"
NEXT = "Next"
INBOX = "Inbox"
WAITS = "What waits"
NOTHING_WAITS = "Nothing waits for you."


def tab_spoken(tab: Tab, *, is_open: bool) -> str:
    return f"{TABS[tab]}, selected" if is_open else TABS[tab]


def foot(now: datetime, zone: str) -> str:
    return f"Only you see this page · as of {clock_time(now, zone)}"


def quiet() -> str:
    return "Nothing is open for you right now. The program team will announce the next round."


def inbox(waiting: int) -> str:
    return f"{INBOX} ({waiting:,})" if waiting else INBOX


def all_that_waits(waiting: int) -> str:
    return f"All {waiting:,} that wait"

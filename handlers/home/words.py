"""Sentences of Home's frame."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.feature import Tab
from handlers.said import clock_time, counted, day, said
from program.cohort import Cohort, CohortState, state_on, turns_on

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
AT_A_GLANCE = "At a glance"
INBOX = "Inbox"
WAITS = "What waits"
NOTHING_WAITS = "Nothing waits for you."

COMES_NEXT = {
    CohortState.PLANNED: "the opening of nominations for",
    CohortState.NOMINATIONS_OPEN: "the last day for nominations to",
    CohortState.MATCHING: "the first day of",
    CohortState.ACTIVE: "the last day of",
}


def tab(which: Tab, waiting: int) -> str:
    return f"{TABS[which]} ({waiting})" if waiting else TABS[which]


def tab_spoken(which: Tab, *, is_open: bool, waits: int) -> str:
    said = f"{TABS[which]}, selected" if is_open else TABS[which]
    return f"{said}, {counted(waits, 'thing waits', 'things wait')}" if waits else said


def foot(now: datetime, zone: str) -> str:
    return f"Only you see this page · as of {clock_time(now, zone)}"


def quiet() -> str:
    return "Nothing is open for you right now. The program team will announce the next round."


def inbox(waiting: int) -> str:
    return f"{INBOX} ({waiting:,})" if waiting else INBOX


def all_that_waits(waiting: int) -> str:
    return f"All {waiting:,} that wait"


def comes_next(cohorts: Sequence[Cohort], today: date) -> str:
    """The day that comes next in any of the cohorts; nothing once all have ended."""
    comes = [(when, one) for one in cohorts if (when := turns_on(one, today)) is not None]
    if not comes:
        return ""
    when, cohort = min(comes, key=lambda found: found[0])
    what = f"{COMES_NEXT[state_on(cohort, today)]} {said(cohort.name)}"
    return f"Next: {what}, {day(when, today)}."

"""Sentences of the roster as a list of people."""

from collections.abc import Mapping

from handlers.said import isolated, said

PEOPLE = "People"
PEOPLE_WHAT = "the roster: who is in it, who has no account here, who is listed no longer"
NOBODY = "Nobody here yet. The roster comes from a workbook."
NOBODY_FOUND = "Nobody is found under this. Another filter or fewer words may help."
PEOPLE_HEADING = (
    "Name",
    "Employee id",
    "Title",
    "Level",
    "Function",
    "Location",
    "Manager",
    "Languages",
    "Hire date",
    "Account",
    "Listed",
)
NO_ACCOUNT = "no account here yet"
NO_LONGER = "no longer listed"
CLOSED = "account closed"
TIE = "Account in Slack"
FILTERS: Mapping[str, str] = {
    "everyone": "Everyone",
    "not_tied": "No account here yet",
    "no_longer_listed": "No longer listed",
    "no_manager": "No manager named",
}


def place_filter(name: str, people: int) -> str:
    return f"{isolated(name)} ({people:,})"


def entry_name(name: str) -> str:
    """What a roster says, safe inside mrkdwn and turning nothing round."""
    return isolated(said(name))


def entry_line(title: str, function: str, location: str) -> str:
    return " · ".join(entry_name(one) for one in (title, function, location) if one)


def reports_to(manager: str) -> str:
    return f"Reports to {entry_name(manager)}"


def account_of(name: str) -> str:
    return f"Account in Slack of {name}"[:75]

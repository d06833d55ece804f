"""Log records that are emptied as they are made: no handler, ours or another's, ever sees them.

Whatever level somebody sets and whatever handler somebody adds: what Slack's libraries and the
database's say below WARNING, and anything that quotes a form that was sent.
"""

import logging
import re
from pathlib import Path
from typing import Any

import slack_bolt
import slack_sdk

EMPTY = "[withheld]"
SLACK_LIBRARIES = tuple(
    str(Path(library.__file__).parent) for library in (slack_bolt, slack_sdk) if library.__file__
)
FLOORED = ("slack_sdk", "slack_bolt", "sqlalchemy", "psycopg")
"""Never heard below WARNING: there they write whole requests, statements and rows."""
_A_FORM = re.compile(
    r"view_submission|\bstate\\*[\"']\s*:\s*\{\s*\\*[\"']values\b|%22state%22%3A%7B%22values"
)


class Record(logging.LogRecord):
    """A record of the standard library's, with nothing in it where it would say too much."""

    def __init__(self, *parts: Any, **named: Any) -> None:
        super().__init__(*parts, **named)
        if is_floored(self) or _quotes_a_form(self):
            self.msg, self.args, self.exc_info, self.stack_info = EMPTY, (), None, None


def is_empty(record: logging.LogRecord) -> bool:
    """Whether nothing is left of a record."""
    return record.msg is EMPTY


def is_slacks(record: logging.LogRecord) -> bool:
    """Whether Slack's libraries wrote it, under whatever name."""
    return record.pathname.startswith(SLACK_LIBRARIES)


def is_floored(record: logging.LogRecord) -> bool:
    """Whether a library wrote it that is never heard below WARNING."""
    if not record.levelno or record.levelno >= logging.WARNING:
        return False  # without a level it is one that the standard library fills in later
    return is_slacks(record) or record.name.partition(".")[0] in FLOORED


def _quotes_a_form(record: logging.LogRecord) -> bool:
    try:
        said = record.getMessage()
    except Exception:  # noqa: BLE001  it cannot be made: whoever prints it says so
        return False
    return _A_FORM.search(said) is not None

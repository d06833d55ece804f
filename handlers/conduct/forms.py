"""From what was entered to the records the services take."""

import re
from typing import Any

from handlers import state
from program.conduct import ConflictCheck, Disclosure

View = dict[str, Any]
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)")


def version_read(view: View) -> int:
    """The version that was read; 0 where somebody tampered with it, which is never in force."""
    return _number(state.ids_of(view).get("version", ""))


def has_ticked(view: View) -> bool:
    """Whether the box is ticked."""
    return "yes" in state.several(view, "read")


def check(view: View) -> ConflictCheck | None:
    """The answer to the conflict question."""
    chosen = state.chosen(view, "check")
    return ConflictCheck(chosen) if chosen in set(ConflictCheck) else None


def disclosure(view: View) -> tuple[str | None, Disclosure]:
    """The Slack id of whom it is with, and the rest."""
    return state.account(view, "person"), Disclosure(
        other=None,
        kind=state.chosen(view, "kind"),
        since=state.day(view, "since"),
        detail=state.text(view, "detail"),
    )


def accepts(view: View) -> int | None:
    """The version of the code of conduct that the disclosure completes, if it does."""
    found = state.ids_of(view).get("accepts")
    return None if found is None else _number(found)


def mentioned(typed: str) -> str | None:
    """The Slack id of the first person mentioned in what was typed."""
    found = _MENTIONED.search(typed)
    return found.group(1) if found else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0

"""From what was entered to the records the services take."""

import re
from collections.abc import Mapping
from typing import Any

from handlers import state
from handlers.ids import Pairings
from program.pairing_forms import Decline, EndForm, Proposal

View = Mapping[str, Any]
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


def proposal(view: View) -> Proposal:
    """The first step of pairing by hand."""
    return Proposal(
        cohort_id=state.ids_of(view).get("cohort", ""),
        mentee=state.chosen(view, "mentee"),
        mentor=state.chosen(view, "mentor"),
        kind=state.chosen(view, "kind"),
        why=state.text(view, "why"),
        request=state.ids_of(view).get("request", ""),
    )


def decline(view: View) -> Decline:
    """A mentor's no."""
    places = state.chosen(view, "places") or ""
    return Decline(
        pairing_id=state.ids_of(view).get("pairing", ""),
        reason=state.chosen(view, "reason"),
        words=state.text(view, "words"),
        places=int(places) if places.isdecimal() else None,
    )


def end(view: View) -> EndForm:
    """The first step of an end."""
    return EndForm(
        pairing_id=state.ids_of(view).get("pairing", ""),
        ending=state.chosen(view, "ending"),
        last_day=state.day(view, "last_day"),
        thanks=state.text(view, "thanks"),
    )


def mentioned(typed: str) -> tuple[str, ...]:
    """The Slack ids of the people mentioned after a word, in order."""
    return tuple(_MENTION.findall(typed))


def is_case(pressed_in: View | None) -> bool:
    """Whether a button stood in the program team's view of a pairing."""
    return (pressed_in or {}).get("callback_id") == Pairings.CASE_VIEW

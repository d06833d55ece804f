"""From what was entered about a colleague to the records the services take."""

import re
from typing import Any

from handlers import state
from program.nomination_voice import KnownAs, Rating, Ratings, VoiceForm, rating_field

View = dict[str, Any]
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(\|[^>]*)?>")


def who(view: View) -> tuple[VoiceForm, str | None]:
    """The first step, and the Slack id of the colleague that was picked."""
    known_as = state.chosen(view, "known_as")
    form = VoiceForm(
        cohort_id=state.chosen(view, "cohort") or state.ids_of(view).get("cohort", ""),
        nominee="",
        known_as=KnownAs(known_as) if known_as in set(KnownAs) else None,
        has_conflict="yes" in state.several(view, "conflict"),
    )
    return form, state.account(view, "nominee")


def whom(view: View) -> tuple[str, str]:
    """The cohort and the person a later step is about; never trusted."""
    ids = state.ids_of(view)
    return ids.get("cohort", ""), ids.get("person", "")


def words(view: View) -> tuple[dict[str, str], tuple[str, ...]]:
    """The second step: what was seen, by criterion, and the competencies."""
    return state.texts(view, "evidence"), state.several(view, "competencies")


def ratings(view: View) -> tuple[Ratings, str]:
    """Four ratings, each 1 to 5 or None for cannot say, and the remark."""
    given: dict[Rating, int | None] = {}
    for one in Rating:
        chosen = state.chosen(view, rating_field(one))
        if chosen is not None:
            given[one] = int(chosen) if chosen.isdecimal() else None
    return given, state.text(view, "remark")


def account_in(typed: str) -> str | None:
    """The account that was mentioned behind a word, if one was."""
    found = _MENTION.search(typed)
    return found[1] if found else None

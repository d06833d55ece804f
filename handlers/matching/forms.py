"""From what was entered to rules, a reason, and whom words name."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import state
from handlers.matching.run_views import FLOOR, PRIORITY
from handlers.matching.weights_views import DEPTH, LINE, POINT, QUOTA, SCARCITY, field_of
from handlers.matching.why_not_views import REASON
from program.matching.rules import Component, Priority, Rules, Scarcity
from program.matching_veto import VetoReason

View = Mapping[str, Any]
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_NEVER = -1
"""What stands for a number that was not entered: no rule allows it."""


def rules(view: View, before: Rules) -> Rules:
    """The rules as *What counts* says them; what it does not ask for stays."""
    line, quota = state.number(view, LINE), state.number(view, QUOTA)
    scarcity = state.chosen(view, SCARCITY)
    return replace(
        before,
        weights={one: _number(state.number(view, field_of(one))) for one in Component},
        line=_NEVER if line is None else line * POINT,
        quota=_number(quota) if state.line(view, QUOTA) else None,
        depth=_number(state.number(view, DEPTH)),
        scarcity=Scarcity(scarcity) if scarcity in set(Scarcity) else before.scarcity,
        version=before.version,
    )


def run_rules(view: View, before: Rules) -> Rules:
    """The same as *Run the matching* says them."""
    priority = state.chosen(view, PRIORITY)
    return replace(
        before,
        priority=Priority(priority) if priority in set(Priority) else before.priority,
        floor=FLOOR in state.several(view, FLOOR),
    )


def seen_version(view: View) -> int:
    """The version of the rules the form was made from."""
    seen = state.ids_of(view).get("rules", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else 0


def veto_reason(view: View) -> str:
    """The code of the reason that was chosen."""
    chosen = state.chosen(view, REASON) or ""
    return chosen if chosen in set(VetoReason) else VetoReason.OTHER


def mentioned(typed: str) -> tuple[list[str], str]:
    """The Slack ids that were typed as mentions, and the other words."""
    return _MENTION.findall(typed), " ".join(_MENTION.sub(" ", typed).split())


def _number(found: int | None) -> int:
    return _NEVER if found is None else found

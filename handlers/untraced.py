"""Answering a pulse, and opening what it is answered in, leaves no trace: which requests are that.

Such a request has no reference, no metric and no line in the log, whatever becomes of it. What got
in its way is told to operators later and all at once, so that the log has no moment of anybody's.
"""

import logging
import threading
from collections.abc import Mapping
from typing import Any

from handlers.feature import unpack
from handlers.ids import Command, PulseAnswer

_log = logging.getLogger("baton.handlers")

WORDS = ("pulse", "survey")
"""What is typed behind `/mentoring` to answer."""


def leaves_no_trace(body: Mapping[str, Any]) -> bool:
    """Whether a request of Slack's is somebody who answers a pulse or is about to."""
    if "command" in body:
        typed = str(body.get("text") or "").split()
        is_pulse = bool(typed) and typed[0].casefold().startswith(WORDS)
        return is_pulse and body["command"] == Command.MENTORING
    view = body.get("view")
    ids = [view.get("callback_id")] if isinstance(view, Mapping) else []
    for pressed in body.get("actions") or ():
        chosen = pressed.get("selected_option") or {}
        ids += [pressed.get("action_id"), unpack(chosen.get("value")).get("form")]
    return any(_answers(one) for one in ids)


def _answers(found: object) -> bool:
    return str(found).startswith(PulseAnswer.VIEW.value)


class Untold:
    """What got in the way of such requests, without a moment and without how often."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kinds: set[str] = set()

    def note(self, kind: str) -> None:
        """Keep in memory that this got in the way of somebody: a kind and a place in the code."""
        with self._lock:
            self._kinds.add(kind)

    def tell(self) -> None:
        """Log what has been noted since this was called last; called at planned moments only."""
        with self._lock:
            kinds, self._kinds = sorted(self._kinds), set()
        for kind in kinds:
            _log.error("Answering a pulse was in trouble within the last hour: %s", kind)

"""One short reference for each request of Slack's: in every line it logs, and told in trouble."""

import contextvars
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from slack_bolt import App, BoltRequest, BoltResponse
from structlog.contextvars import bound_contextvars

from handlers.untraced import leaves_no_trace

P = ParamSpec("P")
R = TypeVar("R")

_KINDS: Mapping[str, str] = {
    "block_actions": "action",
    "view_submission": "view",
    "view_closed": "view",
    "block_suggestion": "options",
    "shortcut": "shortcut",
    "message_action": "shortcut",
    "event_callback": "event",
}


class ReferredApp(App):
    """A Bolt app that gives each request its reference, whichever door it came in by."""

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """As Bolt's own; the reference is in the context and in what is logged meanwhile.

        Answering a pulse has none.
        """
        if leaves_no_trace(req.body):
            return super().dispatch(req)
        reference = secrets.token_hex(3)
        req.context["reference"] = reference
        with bound_contextvars(reference=reference, request=request_kind(req.body)):
            return super().dispatch(req)


class CarryingExecutor(ThreadPoolExecutor):
    """Threads that log under the reference of whoever handed them their work."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """As the standard library's, in a copy of the caller's context."""
        context = contextvars.copy_context()
        return super().submit(lambda: context.run(fn, *args, **kwargs))


def request_kind(body: Mapping[str, Any]) -> str:
    """What kind of request it is, in a word of ours: metrics and log lines are sorted by it."""
    if "command" in body:
        return "command"
    return _KINDS.get(str(body.get("type", "")), "other")

"""Counts the steps of a process from outside, and ends it at one of them.

A step is a moment at which the world may differ from what this process knows: before and after a
commit, before a call to Slack, when it is on its way, when it was answered, before and after an
answer to a press. Nothing in the product knows of it: the database's and Slack's libraries are
listened to.
"""

import http.client
import os
import resource
import signal
import threading
from pathlib import Path
from typing import Any

from slack_bolt import App
from slack_sdk.socket_mode.client import BaseSocketModeClient
from sqlalchemy import Connection, event

from store.engine import Engines
from tests.chaos.orders import FILL, FREEZE, Order

_A_PAGE = 4096
Connection_ = http.client.HTTPConnection
_REQUEST = http.client.HTTPConnection.request
_ANSWER = http.client.HTTPConnection.getresponse
_DISPATCH = App.dispatch
_ACK = BaseSocketModeClient.send_socket_mode_response


class Steps:
    """Every step by its name; ends the process at the one it was told."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._lock = threading.Lock()
        self._counts = False
        self._count = 0
        self._been_there = False
        self._log = os.open(order.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, name: str) -> None:
        """A line in the log that is no step."""
        os.write(self._log, f"{name}\n".encode())

    def reached(self, name: str) -> None:
        """One step further."""
        with self._lock:
            self.begins(name)
            if not self._counts or not name.endswith(self._order.only):
                return
            self._count += 1
            self.note(name)
            if self._is_last(name):
                self._end()

    def _end(self) -> None:
        if self._order.how == FILL:
            self._counts = False  # the log takes nothing more either
            resource.setrlimit(resource.RLIMIT_FSIZE, (_A_PAGE, resource.RLIM_INFINITY))
        else:
            wanted = signal.SIGSTOP if self._order.how == FREEZE else signal.SIGKILL
            os.kill(os.getpid(), wanted)

    def _is_last(self, name: str) -> bool:
        if self._count == self._order.at_step:
            return True
        if name != self._order.at or self._been_there:
            return False
        self._been_there = True
        return True

    def begins(self, name: str) -> None:
        """From here on steps count, if this is where counting begins."""
        self._counts = self._counts or name == self._order.counted_from


def watch_commits(engines: Engines, steps: Steps) -> None:
    """Before and after each commit of work, those of votes among them; looks change nothing."""
    commit = engines.work.dialect.do_commit

    def before(_: Connection) -> None:
        steps.reached("before a commit")

    def commit_and_tell(raw: Any) -> None:
        commit(raw)
        steps.reached("after a commit")

    event.listen(engines.work, "commit", before)
    engines.work.dialect.do_commit = commit_and_tell  # type: ignore[assignment,method-assign]


def watch_slack(steps: Steps) -> None:
    """Each call to Slack: before it leaves, on its way, answered."""

    def request(self: Connection_, method: str, url: str, *rest: Any, **more: Any) -> None:
        path = url.partition("?")[0]
        name = path.rpartition("/")[2] if "/api/" in path else "the file"
        self.step_name = name  # type: ignore[attr-defined]  # for the line of its answer
        steps.reached(f"before {name} leaves")
        _REQUEST(self, method, url, *rest, **more)
        steps.reached(f"{name} is on its way")

    def answer(self: Connection_) -> http.client.HTTPResponse:
        found = _ANSWER(self)
        steps.reached(f"{self.step_name} is answered")  # type: ignore[attr-defined]
        return found

    http.client.HTTPConnection.request = request  # type: ignore[method-assign]
    http.client.HTTPConnection.getresponse = answer  # type: ignore[method-assign]


def watch_presses(steps: Steps) -> None:
    """Each payload from Slack: come in, worked through, answered."""

    def dispatch(self: App, request: Any) -> Any:
        kind = str(request.body.get("type", ""))
        steps.begins(kind)
        steps.reached(f"{kind} comes in")
        found = _DISPATCH(self, request)
        steps.reached(f"{kind} is worked through")
        return found

    def ack(self: BaseSocketModeClient, response: Any) -> None:
        steps.reached("before the ack")
        _ACK(self, response)
        steps.reached("after the ack")

    App.dispatch = dispatch  # type: ignore[method-assign,assignment]
    BaseSocketModeClient.send_socket_mode_response = ack  # type: ignore[method-assign]


def names_in(log: Path) -> list[str]:
    """The steps that were reached, in their order."""
    return log.read_text().splitlines() if log.exists() else []

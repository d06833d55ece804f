"""Fifty submissions at once over the sandbox's sockets: throughput and the slowest answers."""

import http.client
import json
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks import rig
from benchmarks.figures import Figure, measured, percentile, report

AT_ONCE = 50
COUNT = 400
WARM = 50
TEXT = "I led the move of twelve reporting systems to one platform with four departments."
View = dict[str, Any]
State = dict[str, Any]
Opened = tuple[str, View]
"""A person and the form that is open before them."""


def measure() -> Sequence[Figure]:
    """Everyone has the last step of their nomination open; then all are sent, fifty at a time."""
    with rig.slack(member_count=COUNT) as slack, tempfile.TemporaryDirectory() as home:
        environment = slack.settings(Path(home))
        with rig.process(["bot", "run"], environment) as bot:
            rig.wait_until(lambda: slack.connections() > 0, bot)
            _make_program(slack)
            opened = _spread(_up_to_the_last_step, slack)
            ours, seconds = _timed(slack, opened, _whole_evidence)
        with rig.process(["benchmarks.bare_bolt"], environment) as bare:
            rig.wait_until(lambda: slack.connections() == 1, bare)
            opened = _spread(_opened_bare, slack)
            reference, bare_seconds = _timed(slack, opened, _whole_evidence)
    rate, bare_rate = len(ours) / seconds, len(reference) / bare_seconds
    return [
        measured(
            "50 submissions at once, p99",
            percentile(ours, 0.99),
            "s",
            reference=percentile(reference, 0.99),
            at_most=1.0,
        ),
        measured(
            "50 submissions at once, median", percentile(ours, 0.5), "s",
            reference=percentile(reference, 0.5),
        ),
        measured("submissions", rate, "a second", reference=bare_rate, at_least=150),
        measured("submissions without an answer in 3 s", late(ours), "of 350", at_most=0),
    ]  # fmt: skip


def late(seconds: Sequence[float]) -> int:
    """How many of the submissions Slack would have given up on."""
    return sum(one >= rig.SLACK_WAITS for one in seconds)


class Page:
    """One person's browser: a kept connection to the page's own door."""

    def __init__(self, address: str) -> None:
        self._line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)

    def act(self, who: str, act: str, **wish: Any) -> dict[str, Any]:
        """What the page sends for one act; an answer that is not ok is an error here."""
        body = json.dumps({"as": who, "act": act, **wish})
        headers = {"Content-Type": "application/json", "X-Sandbox": "page"}
        self._line.request("POST", "/_page/act", body, headers)
        answer = dict(json.load(self._line.getresponse()))
        if not answer.get("ok") and answer.get("error") != "operation_timeout":
            raise RuntimeError(f"{act} was refused: {answer.get('error')}")
        return answer

    def told(self, who: str, place: str) -> int:
        """How many messages in a conversation with the app say what it is for."""
        self._line.request("GET", f"/_page/messages?as={who}&channel={place}&limit=200")
        found = json.load(self._line.getresponse())["messages"]
        return sum("I answer buttons" in one["text"] for one in found)

    def views(self, who: str) -> list[dict[str, Any]]:
        """The open modals of a person, root first."""
        self._line.request("GET", f"/_page/boot?as={who}")
        return list(json.load(self._line.getresponse())["views"])


def _make_program(slack: rig.Slack) -> None:
    page = Page(slack.address)
    deadline = time.monotonic() + rig.PATIENCE
    while True:  # the sweep names the program manager a moment after the start
        _command(page, rig.MANAGER, "/mentoring-admin", "program")
        view = page.views(rig.MANAGER)[-1]
        if view["callback_id"] == "cohorts.form":
            break
        if time.monotonic() > deadline:
            raise RuntimeError("the program manager was not named")
        time.sleep(0.2)
    today = date.today()
    days = {
        "program": _raw("Bench"),
        "name": _raw("First"),
        "nominations_close": {"selected_date": str(today + timedelta(days=20))},
        "starts": {"selected_date": str(today + timedelta(days=30))},
        "ends": {"selected_date": str(today + timedelta(days=200))},
    }
    aims = {
        "competencies": _raw("Strategic thinking\nInfluence"),
        "criteria": _raw("Has led across teams\nSeeks feedback"),
    }
    _submit(page, rig.MANAGER, view, days)
    _submit(page, rig.MANAGER, page.views(rig.MANAGER)[-1], aims)


def _up_to_the_last_step(page: Page, who: str) -> Opened:
    _command(page, who, "/mentoring", "apply")
    view = page.views(who)[-1]
    field = next(block for block in view["blocks"] if block.get("block_id") == "competencies")
    state = {
        "competencies": {"selected_options": field["element"]["options"][:1]},
        "aspiration": _raw(),
    }
    _submit(page, who, view, state)
    return who, page.views(who)[-1]


def _opened_bare(page: Page, who: str) -> Opened:
    _command(page, who, "/mentoring", "")
    return who, page.views(who)[-1]


def _whole_evidence(view: View) -> State:
    fields = (block["block_id"] for block in view["blocks"] if block["type"] == "input")
    return {field: _raw() for field in fields}


def _raw(text: str = TEXT) -> dict[str, str]:
    return {"value": text}


def _command(page: Page, who: str, command: str, text: str) -> None:
    channel = page.act(who, "open_messages", app=rig.APP)["channel"]
    page.act(who, "command", channel=channel, command=command, text=text)


def _submit(page: Page, who: str, view: View, state: State) -> None:
    elements = {
        block["block_id"]: block["element"]["action_id"]
        for block in view["blocks"]
        if block["type"] == "input"
    }
    filled = {field: {action: state[field]} for field, action in elements.items() if field in state}
    answer = page.act(who, "submit", view_id=view["id"], state=filled)
    if answer.get("result") == "errors":
        raise RuntimeError(f"the form was refused under {sorted(answer['errors'])}")


def _spread(what: Callable[[Page, str], Opened], slack: rig.Slack) -> list[Opened]:
    """Do it for everyone, some at a time."""
    local = threading.local()

    def one(number: int) -> Opened:
        if not hasattr(local, "page"):
            local.page = Page(slack.address)
        return what(local.page, rig.member(number))

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, range(COUNT)))


def _timed(
    slack: rig.Slack, opened: list[Opened], filled: Callable[[View], State]
) -> tuple[list[float], float]:
    """Seconds of each submission after the warm-up, and of all of them together."""
    local = threading.local()

    def one(who_and_view: Opened) -> float:
        if not hasattr(local, "page"):
            local.page = Page(slack.address)
        who, view = who_and_view
        began = time.perf_counter()
        _submit(local.page, who, view, filled(view))
        return time.perf_counter() - began

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, opened[:WARM]))
        began = time.perf_counter()
        seconds = list(pool.map(one, opened[WARM:]))
        return seconds, time.perf_counter() - began


if __name__ == "__main__":
    report("submissions", measure)

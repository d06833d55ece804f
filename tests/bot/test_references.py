"""One reference for each request: in all it logs, in what the person is told, and nowhere else."""

import logging
import re
import threading
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import pytest
import structlog
from slack_bolt import BoltContext, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.connections import bolt
from bot.parts import FEATURES
from bot.references import CarryingExecutor, request_kind
from handlers import ids
from store.keys import Keyring
from tests.bot.logged import Lines, logged
from tests.handlers import probe
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import words_in
from tests.kit.house import running_town


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Every line that is logged meanwhile."""
    with logged("info") as log:
        yield log.lines


def test_a_person_in_trouble_gets_the_reference_of_the_lines(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock, lines: Lines
) -> None:
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path, (*FEATURES, probe.PROBE)) as town:
        person = town.person(cast.MENTEE)
        person.open_home()
        person.wait_for_home()
        person.press(person.home() or {}, probe.BREAK)
        told = words_in(person.wait_for_modal(ids.Home.NOTICE_VIEW))
        shown = re.search(r"Reference ([0-9a-f]{6}).", told)
        assert shown is not None
        logging.getLogger("elsewhere").info("in no request")
    [unforeseen] = [line for line in lines() if line["event"].startswith("unexpected")]
    assert unforeseen["reference"] == shown[1]
    assert unforeseen["request"] == "action"
    [outside] = [line for line in lines() if line["event"] == "in no request"]
    assert "reference" not in outside


def test_two_requests_at_once_keep_their_references_apart(lines: Lines) -> None:
    here = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U1")
    app = bolt(WebClient(base_url="http://127.0.0.1:1/api/"), lambda *_: here)
    both, seen = threading.Barrier(2), dict[str, str]()

    @app.middleware
    def look(context: BoltContext, body: dict[str, Any]) -> None:
        both.wait(30)
        logging.getLogger("one").info("during", extra={"which": body["which"]})
        seen[body["which"]] = context["reference"]

    threads = [
        threading.Thread(
            target=app.dispatch,
            args=[BoltRequest(body={"type": "event_callback", "which": which}, mode="socket_mode")],
        )
        for which in ("first", "second")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    found = {line["which"]: line["reference"] for line in lines() if line["event"] == "during"}
    assert found == seen
    assert found["first"] != found["second"]


def test_work_that_is_handed_on_keeps_the_reference_and_the_thread_forgets_it(
    lines: Lines,
) -> None:
    threads = CarryingExecutor(1)
    with structlog.contextvars.bound_contextvars(reference="abcdef"):
        handed_on = threads.submit(logging.getLogger("one").info, "handed on")
    later = threads.submit(logging.getLogger("one").info, "later")
    wait([handed_on, later])
    threads.shutdown()
    first, second = lines()
    assert first["reference"] == "abcdef"
    assert "reference" not in second


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"command": "/mentoring", "type": "x"}, "command"),
        ({"type": "block_actions"}, "action"),
        ({"type": "view_submission"}, "view"),
        ({"type": "block_suggestion"}, "options"),
        ({"type": "event_callback"}, "event"),
        ({"type": "U0ADA said something"}, "other"),
        ({}, "other"),
    ],
)
def test_a_request_is_of_one_of_few_kinds(body: dict[str, Any], kind: str) -> None:
    assert request_kind(body) == kind

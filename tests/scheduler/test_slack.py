"""The SDK as the courier uses it, over real HTTP: one request per call, and every mishap sorted."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient

from scheduler.slack import Call, calls
from scheduler.trouble import CallFailed, Nature, sort_out

A_YES = {"status": 200, "body": json.dumps({"ok": True, "ts": "1.1", "channel": "D1"})}


class StandIn(ThreadingHTTPServer):
    """Answers every request with the same words, or hangs up."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answerer)
        self.heard: list[tuple[str, str, str]] = []
        self.answer: dict[str, Any] = A_YES

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api/"


class _Answerer(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.heard.append((self.path, self.headers["Content-Type"], body))
        answer = self.server.answer
        if "status" not in answer:
            self.close_connection = True
            return
        self.send_response(answer["status"])
        for name, value in answer.get("headers", {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer["body"].encode())

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    server = StandIn()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def call(stand_in: StandIn) -> Call:
    return calls(WebClient(token="xoxb-made-up", base_url=stand_in.url))


def _nature(call: Call) -> tuple[Nature, str, float]:
    with pytest.raises(CallFailed) as raised:
        call("chat.postMessage", {"channel": "U1", "text": "hello"})
    assert isinstance(raised.value, CallFailed)
    trouble = sort_out(raised.value)
    return trouble.nature, trouble.code, trouble.wait


def test_a_message_travels_as_json_and_comes_back_with_its_place(
    stand_in: StandIn, call: Call
) -> None:
    answer = call("chat.postMessage", {"channel": "U1", "text": "hello", "metadata": {"a": 1}})

    path, content_type, body = stand_in.heard[0]
    assert (path, answer["channel"], answer["ts"]) == ("/api/chat.postMessage", "D1", "1.1")
    assert content_type.startswith("application/json")
    assert json.loads(body)["metadata"] == {"a": 1}


def test_history_is_asked_with_form_fields(stand_in: StandIn, call: Call) -> None:
    call("conversations.history", {"channel": "D1", "include_all_metadata": True})

    assert parse_qs(stand_in.heard[0][2])["include_all_metadata"] == ["1"]


def test_a_dropped_connection_is_not_tried_again_behind_our_back(
    stand_in: StandIn, call: Call
) -> None:
    stand_in.answer = {}

    assert _nature(call)[:2] == (Nature.UNKNOWN, "connection_lost")
    assert len(stand_in.heard) == 1


def test_too_fast_is_told_with_slacks_own_pause(stand_in: StandIn, call: Call) -> None:
    stand_in.answer = {
        "status": 429,
        "headers": {"Retry-After": "12"},
        "body": json.dumps({"ok": False, "error": "ratelimited"}),
    }

    assert _nature(call) == (Nature.BUSY, "ratelimited", 12.0)
    assert len(stand_in.heard) == 1


@pytest.mark.parametrize(
    ("status", "body", "sorted_as"),
    [
        (200, '{"ok": false, "error": "user_disabled"}', (Nature.REFUSED, "user_disabled")),
        (200, '{"ok": false, "error": "token_revoked"}', (Nature.CLOSED, "token_revoked")),
        (500, '{"ok": false, "error": "internal_error"}', (Nature.UNKNOWN, "internal_error")),
        (502, "<html>Bad gateway</html>", (Nature.UNKNOWN, "http_502")),
        (503, "", (Nature.UNKNOWN, "http_503")),
    ],
)
def test_answers_are_sorted_as_the_sdk_raises_them(
    stand_in: StandIn, call: Call, status: int, body: str, sorted_as: tuple[Nature, str]
) -> None:
    stand_in.answer = {"status": status, "body": body}

    assert _nature(call)[:2] == sorted_as
    assert len(stand_in.heard) == 1


def test_a_slack_that_is_not_there_did_nothing() -> None:
    server = StandIn()
    url = server.url
    server.server_close()

    nature, code, _ = _nature(calls(WebClient(token="xoxb-made-up", base_url=url)))

    assert (nature, code) == (Nature.BUSY, "not_reached")

"""HTTP mode: what is Slack's and fresh is heard, whatever else comes is turned away."""

import hashlib
import hmac
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from starlette.applications import Starlette

from bot.connections import bolt
from bot.web.server import WebServer
from bot.web.slack import MOST_BYTES, PATH, parsed, slack_routes

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
Json = dict[str, Any]
FORM = "application/x-www-form-urlencoded"


class Slack:
    """Calls an app as Slack does, signed, and sometimes wrongly."""

    def __init__(self, address: str, app: App, told: list[tuple[str, float]]) -> None:
        self.app = app
        self.told = told
        self._http = httpx.Client(base_url=address, timeout=30, trust_env=False)

    def call(
        self,
        body: bytes | Json,
        *,
        kind: str = FORM,
        at: float | str | None = None,
        age: float = 0,
        secret: str = SECRET,
        signature: str | None = None,
        **headers: str,
    ) -> httpx.Response:
        """One request; a mapping becomes a form."""
        raw = urlencode(body).encode() if isinstance(body, dict) else body
        stamp = at if isinstance(at, str) else str(int(at or time.time() - age))
        right = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256)
        sent = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature or f"v0={right.hexdigest()}",
            **headers,
        }
        in_bytes = {name.encode(): value.encode() for name, value in sent.items()}
        return self._http.post(PATH, content=raw, headers=in_bytes)

    def close(self) -> None:
        self._http.close()


def authorize(*_: Any) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U0B")


@pytest.fixture
def slack() -> Iterator[Slack]:
    app = bolt(WebClient(base_url="http://127.0.0.1:9/api/"), authorize)
    told: list[tuple[str, float]] = []
    routes = slack_routes(app, SECRET, lambda kind, seconds: told.append((kind, seconds)))
    server = WebServer(Starlette(routes=list(routes)), "127.0.0.1:0")
    server.connect()
    calling = Slack(server.address, app, told)
    try:
        yield calling
    finally:
        calling.close()
        server.hang_up()


def command(**more: str) -> Json:
    return {
        "command": "/mentoring",
        "text": "",
        "team_id": "T1",
        "user_id": "U1",
        "trigger_id": "1.2",
        **more,
    }


def hearing(app: App) -> list[Json]:
    """What commands the app hears, in order."""
    heard: list[Json] = []

    def listen(ack: Callable[..., Any], body: Json) -> None:
        heard.append(body)
        ack(f"Heard {len(heard)}")

    app.command("/mentoring")(listen)
    return heard


def test_a_signed_command_is_heard_and_answered(slack: Slack) -> None:
    heard = hearing(slack.app)

    answer = slack.call(command(text="status"))

    assert (answer.status_code, answer.text) == (200, "Heard 1")
    assert heard[0]["text"] == "status"
    assert [kind for kind, _ in slack.told] == ["command"]


@pytest.mark.parametrize("text", ["my payload review", "payload=1", "payload={}", "a=payload&b"])
def test_a_command_with_the_word_payload_in_it_is_a_command(slack: Slack, text: str) -> None:
    heard = hearing(slack.app)

    assert slack.call(command(text=text)).status_code == 200
    assert heard[0]["text"] == text


def test_a_press_comes_as_the_one_payload_of_a_form(slack: Slack) -> None:
    pressed: list[Json] = []

    def listen(ack: Callable[..., Any], body: Json) -> None:
        pressed.append(body["actions"][0])
        ack()

    slack.app.action("a.b")(listen)
    press = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "actions": [{"action_id": "a.b", "type": "button", "block_id": "x", "value": "&=%"}],
    }

    assert slack.call({"payload": json.dumps(press)}).status_code == 200
    assert pressed[0]["value"] == "&=%"


def test_a_new_address_is_answered_with_its_challenge(slack: Slack) -> None:
    asked = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"}).encode()

    answer = slack.call(asked, kind="application/json; charset=utf-8")

    assert answer.json() == {"challenge": "abc"}


def test_a_look_at_the_certificate_asks_for_nothing(slack: Slack) -> None:
    heard = hearing(slack.app)

    answer = slack.call({"ssl_check": "1", "token": "t", **command()}, signature="v0=none")

    assert answer.status_code == 200
    assert heard == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "another" * 4},
        {"signature": "v0=" + "0" * 64},
        {"signature": "v0=\u00e9"},
        {"age": 310},
        {"age": -310},
        {"at": "yesterday"},
        {"at": "-1"},
        {"at": "9" * 400},
        {"at": "\u0661\u0662"},
    ],
    ids=[
        "secret",
        "zeros",
        "accent",
        "old",
        "new",
        "word",
        "below nought",
        "endless",
        "other digits",
    ],
)
def test_what_slack_did_not_sign_just_now_is_turned_away_unheard_and_unquoted(
    slack: Slack, wrong: Json, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    heard = hearing(slack.app)

    answer = slack.call(command(text="something private"), **wrong)

    assert answer.status_code == 401
    assert heard == []
    assert "private" not in caplog.text + answer.text


def test_a_body_changed_on_its_way_is_turned_away(slack: Slack) -> None:
    heard = hearing(slack.app)
    stamp = str(int(time.time()))
    right = hmac.new(SECRET.encode(), f"v0:{stamp}:text=a".encode(), hashlib.sha256).hexdigest()

    assert slack.call(b"text=b", at=stamp, signature=f"v0={right}").status_code == 401
    assert heard == []


def test_more_than_slack_sends_is_not_read(slack: Slack) -> None:
    assert slack.call(b"x" * (MOST_BYTES + 1)).status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b"[" * 50_000, "application/json"),
        (b"payload=", FORM),
        (b"payload=%7B", FORM),
        (b"payload=7", FORM),
        (b"\xff\xfe=1", FORM),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(slack: Slack, body: bytes, kind: str) -> None:
    assert slack.call(body, kind=kind).status_code == 400


def test_only_what_slack_sends_is_taken() -> None:
    assert parsed(b"payload=%7B%22a%22%3A1%7D", FORM) == {"a": 1}
    assert parsed(b"command=%2Fx&payload=%7B%22a%22%3A1%7D", FORM) == {
        "command": "/x",
        "payload": '{"a":1}',
    }


def test_the_same_request_again_is_answered_as_the_first_time_and_done_once(slack: Slack) -> None:
    heard = hearing(slack.app)
    stamp = time.time()

    answers = [slack.call(command(), at=stamp).text for _ in range(3)]

    assert answers == ["Heard 1"] * 3
    assert len(heard) == 1


def test_two_of_the_same_at_once_are_done_once(slack: Slack) -> None:
    begun, may_end = threading.Event(), threading.Event()
    heard: list[Json] = []

    def listen(ack: Callable[..., Any], body: Json) -> None:
        heard.append(body)
        begun.set()
        may_end.wait(20)
        ack("Done")

    slack.app.command("/mentoring")(listen)
    stamp, answers = time.time(), list[str]()
    calling = [
        threading.Thread(target=lambda: answers.append(slack.call(command(), at=stamp).text))
        for _ in range(2)
    ]
    for one in calling:
        one.start()
    assert begun.wait(20)
    may_end.set()
    for one in calling:
        one.join(20)

    assert answers == ["Done", "Done"]
    assert len(heard) == 1


def test_what_went_wrong_may_be_tried_again_with_the_same_signature(slack: Slack) -> None:
    tries: list[int] = []

    def listen(ack: Callable[..., Any]) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise OSError
        ack("Done")

    slack.app.command("/mentoring")(listen)
    stamp = time.time()

    assert slack.call(command(), at=stamp).status_code == 500
    assert slack.call(command(), at=stamp).text == "Done"


def test_many_at_once_do_not_wait_for_each_other(slack: Slack) -> None:
    together = threading.Barrier(8)

    def listen(ack: Callable[..., Any]) -> None:
        together.wait(20)  # broken, unless all eight are heard at the same time
        ack("Done")

    slack.app.command("/mentoring")(listen)
    answers: list[str] = []
    calling = [
        threading.Thread(target=lambda n=n: answers.append(slack.call(command(text=str(n))).text))
        for n in range(8)
    ]
    for one in calling:
        one.start()
    for one in calling:
        one.join(30)

    assert answers == ["Done"] * 8

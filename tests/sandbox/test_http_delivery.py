"""Signed HTTP delivery: the other door of an app."""

import time
from collections.abc import Iterator

import pytest

from tests.kit.sandbox import NotAllowed, RunningSandbox, eventually, running_sandbox
from tests.sandbox.forms import button
from tests.sandbox.listening import HttpApp, Json, decoded, is_signed

Answer = tuple[int, dict[str, str], str]


@pytest.fixture
def quick() -> Iterator[RunningSandbox]:
    """A sandbox whose retries do not take minutes."""
    with running_sandbox(ack_seconds=3.0, retry_delays=(0.0, 0.05, 0.05)) as running:
        yield running


def by_http(box: RunningSandbox, http_app: HttpApp) -> None:
    box.control("app", {"app": "A0HELPER", "do": "deliver_by_http", "url": http_app.url})


def test_a_new_url_is_verified_by_a_signed_challenge(
    quick: RunningSandbox, http_app: HttpApp
) -> None:
    by_http(quick, http_app)
    headers, body = http_app.requests[0]
    assert decoded(body)["type"] == "url_verification"
    assert is_signed(headers, body, quick.signing_secret)
    assert abs(time.time() - int(headers["x-slack-request-timestamp"])) < 60


def test_a_url_that_does_not_say_the_challenge_back_is_refused(
    quick: RunningSandbox, http_app: HttpApp
) -> None:
    http_app.answer = lambda _: (200, {}, "hello")
    wish = {"app": "A0HELPER", "do": "deliver_by_http", "url": http_app.url}
    answer = quick.http.post("/_control/app", json=wish, headers={"X-Sandbox": "control"})
    assert answer.json()["error"] == "url_not_verified"


def test_commands_come_as_a_signed_form(quick: RunningSandbox, http_app: HttpApp) -> None:
    by_http(quick, http_app)
    http_app.answer = lambda _: (200, {"Content-Type": "application/json"}, '{"text": "Hello"}')
    quick.person("U0ANN").command("/helper", "my payload = 1&2")
    headers, body = http_app.requests[-1]
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert is_signed(headers, body, quick.signing_secret)
    assert decoded(body)["text"] == "my payload = 1&amp;2"
    assert quick.person("U0ANN").messages()[-1]["text"] == "Hello"


def test_a_plain_text_answer_to_a_command_is_shown(
    quick: RunningSandbox, http_app: HttpApp
) -> None:
    by_http(quick, http_app)
    http_app.answer = lambda _: (200, {}, "Just words")
    quick.person("U0ANN").command("/helper")
    assert quick.person("U0ANN").messages()[-1]["text"] == "Just words"


def test_interactions_come_as_payload_in_a_form(quick: RunningSandbox, http_app: HttpApp) -> None:
    by_http(quick, http_app)
    quick.api("chat.postMessage", channel="U0ANN", text="x", blocks=[button()])
    ann = quick.person("U0ANN")
    ann.press(ann.messages()[-1], "go")
    # The event that tells of the post itself may come after the press.
    body = next(sent for _, sent in http_app.requests if sent.startswith("payload="))
    assert decoded(body)["type"] == "block_actions"


def test_a_refusal_is_retried_for_events_only(quick: RunningSandbox, http_app: HttpApp) -> None:
    by_http(quick, http_app)
    http_app.requests.clear()
    http_app.answer = lambda _: (500, {}, "")
    with pytest.raises(NotAllowed, match="app_error"):
        quick.person("U0ANN").command("/helper")
    assert len(http_app.requests) == 1
    quick.person("U0ANN").open_home()
    eventually(lambda: len(http_app.requests) == 5)
    events = [(headers, decoded(body)) for headers, body in http_app.requests[1:]]
    assert len({payload["event_id"] for _, payload in events}) == 1
    assert [headers.get("x-slack-retry-num") for headers, _ in events] == [None, "1", "2", "3"]
    assert events[1][0]["x-slack-retry-reason"] == "http_error"


def test_an_app_may_ask_for_no_retries(quick: RunningSandbox, http_app: HttpApp) -> None:
    by_http(quick, http_app)
    http_app.requests.clear()

    def refuse(payload: Json) -> Answer:
        known = len(http_app.requests) > 1
        return (200, {}, "") if known else (500, {"x-slack-no-retry": "1"}, str(payload["type"]))

    http_app.answer = refuse
    quick.person("U0ANN").open_home()
    eventually(lambda: http_app.requests and not quick.state()["events_under_way"])
    assert len(http_app.requests) == 1


def test_an_app_that_is_slow_is_a_timeout(http_app: HttpApp) -> None:
    with running_sandbox(ack_seconds=0.3) as box:
        by_http(box, http_app)

        def slow(_payload: Json) -> Answer:
            time.sleep(0.8)
            return 200, {}, ""

        http_app.answer = slow
        with pytest.raises(NotAllowed, match="operation_timeout"):
            box.person("U0ANN").command("/helper")


def test_an_app_behind_a_url_opens_no_sockets(quick: RunningSandbox, http_app: HttpApp) -> None:
    by_http(quick, http_app)
    assert not quick.api("apps.connections.open", quick.app_token)["ok"]
    quick.control("app", {"app": "A0HELPER", "do": "deliver_by_socket"})
    assert quick.api("apps.connections.open", quick.app_token)["ok"]

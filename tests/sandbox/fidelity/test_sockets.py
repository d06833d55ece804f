"""Socket Mode with the SDK's own client: shares, refreshes, lost sockets, lost acks, retries."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.kit.sandbox import NotAllowed
from tests.sandbox.fidelity.bolt import Heard, until
from tests.sandbox.fidelity.stage import CHANNEL, Stage, connected

Json = dict[str, Any]


def open_sockets(stage: Stage) -> set[str]:
    return {one["id"] for one in stage.sandbox.state()["connections"]}


def test_two_connections_get_a_share_each_and_nothing_twice(stage: Stage) -> None:
    heard = Heard()
    stage.app.command("/helper")(lambda ack, command: (ack(), heard(command["text"])))
    with connected(stage, times=2):
        assert len(open_sockets(stage)) == 2
        for index in range(6):
            stage.ann.command("/helper", str(index), channel=CHANNEL)
        words = sorted(heard.next() for _ in range(6))
        shares = [one["given"] for one in stage.sandbox.state()["connections"]]
    assert words == ["0", "1", "2", "3", "4", "5"]
    assert heard.nothing()
    assert shares == [3, 3]


@pytest.mark.parametrize("reason", ["refresh_requested", "warning", "link_disabled"])
def test_a_client_told_to_refresh_comes_back_and_misses_nothing(stage: Stage, reason: str) -> None:
    heard = Heard()
    stage.app.command("/helper")(lambda ack, command: (ack(), heard(command["text"])))
    with connected(stage):
        before = open_sockets(stage)
        stage.sandbox.misbehave(do="disconnect", reason=reason)
        until(lambda: open_sockets(stage) - before)
        stage.ann.command("/helper", "after", channel=CHANNEL)
        assert heard.next() == "after"


def test_a_dropped_socket_is_opened_again(stage: Stage) -> None:
    heard = Heard()
    stage.app.command("/helper")(lambda ack, command: (ack(), heard(command["text"])))
    with connected(stage, ping=0.5):
        before = open_sockets(stage)
        stage.sandbox.misbehave(do="drop_sockets")
        until(lambda: open_sockets(stage) - before)
        stage.ann.command("/helper", "after", channel=CHANNEL)
        assert heard.next() == "after"


def acked(stage: Stage, length: int) -> str:
    """What becomes of a command whose ack has so many bytes: `ok`, or Slack's word for it."""
    url = stage.client.apps_connections_open(app_token=stage.sandbox.app_token)["url"]
    with connect(url, proxy=None) as socket, ThreadPoolExecutor(1) as pool:
        socket.recv(timeout=20)
        run = pool.submit(stage.ann.command, "/helper", channel=CHANNEL)
        ack: Json = {"envelope_id": json.loads(socket.recv(timeout=20))["envelope_id"]}
        ack["payload"] = {"text": ""}
        ack["payload"]["text"] = "x" * (length - len(json.dumps(ack)))
        socket.send(json.dumps(ack))
        try:
            return "ok" if run.result()["ok"] else ""
        except NotAllowed as refused:
            return refused.error


def test_an_ack_of_20_kilobytes_never_arrives(impatient: Stage) -> None:
    assert acked(impatient, 20_479) == "ok"
    assert acked(impatient, 20_480) == "operation_timeout"


def test_an_event_nobody_acknowledged_comes_again_with_the_same_id(impatient: Stage) -> None:
    heard = Heard()
    impatient.sandbox.misbehave(do="lose_acks", on="events_api", times=1)
    impatient.app.event("app_home_opened")(
        lambda body, request: heard((body["event_id"], request.headers))
    )
    with connected(impatient):
        impatient.ann.open_home()
        first, before = heard.next()
        again, headers = heard.next()
    assert first == again
    assert before["x-slack-retry-num"] == ["0"]
    assert headers["x-slack-retry-num"] == ["1"]
    assert headers["x-slack-retry-reason"] == ["timeout"]


def test_an_event_for_an_app_that_was_away_arrives_when_it_is_back(impatient: Stage) -> None:
    heard = Heard()
    impatient.app.event("app_home_opened")(lambda body: heard(body["event"]["user"]))
    impatient.ann.open_home()
    with connected(impatient):
        assert heard.next() == impatient.ann.id


def test_a_duplicated_event_has_one_id(stage: Stage) -> None:
    heard = Heard()
    stage.sandbox.misbehave(do="duplicate", on="events_api", times=1)
    stage.app.event("app_home_opened")(lambda body: heard(body["event_id"]))
    with connected(stage):
        stage.ann.open_home()
        assert heard.next() == heard.next()


def test_a_direct_message_to_the_app_is_an_event(stage: Stage) -> None:
    heard = Heard()
    stage.app.event({"type": "message", "subtype": None})(lambda ack, event: (ack(), heard(event)))
    with connected(stage):
        channel = stage.ann.dm()
        stage.ann.say(channel, "Hello")
        event = heard.next()
    assert (event["channel"], event["channel_type"]) == (channel, "im")
    assert (event["user"], event["text"]) == (stage.ann.id, "Hello")
    assert event["ts"]


def test_an_envelope_says_what_may_be_answered(stage: Stage) -> None:
    seen: list[Json] = []
    stage.app.command("/helper")(lambda ack: ack())
    stage.app.shortcut("start")(lambda ack: ack())
    stage.app.event("app_home_opened")(lambda: None)
    with connected(stage) as [handler]:
        handler.client.message_listeners.append(lambda _client, message, _raw: seen.append(message))
        stage.ann.command("/helper", "", channel=CHANNEL)
        stage.ann.shortcut("start")
        stage.ann.open_home()
        until(lambda: len({one.get("type") for one in seen} & ENVELOPES) == 3)
    takes = {one["type"]: one["accepts_response_payload"] for one in seen if "envelope_id" in one}
    assert takes == {"slash_commands": True, "interactive": False, "events_api": False}
    event = next(one for one in seen if one.get("type") == "events_api")
    assert (event["retry_attempt"], event["retry_reason"]) == (0, "")


def test_the_eleventh_connection_is_one_too_many(stage: Stage) -> None:
    def opened(stack: ExitStack) -> ClientConnection:
        url = stage.client.apps_connections_open(app_token=stage.sandbox.app_token)["url"]
        return stack.enter_context(connect(url, proxy=None))

    with ExitStack() as stack:
        sockets = [opened(stack) for _ in range(11)]
        frames = [json.loads(socket.recv(timeout=20)) for socket in sockets]
    assert [frame["type"] for frame in frames[:10]] == ["hello"] * 10
    assert [frame["num_connections"] for frame in frames[:10]] == list(range(1, 11))
    assert (frames[10]["type"], frames[10]["reason"]) == ("disconnect", "too_many_websockets")


def test_a_ticket_opens_one_socket(stage: Stage) -> None:
    url = stage.client.apps_connections_open(app_token=stage.sandbox.app_token)["url"]
    with connect(url, proxy=None) as socket:
        assert json.loads(socket.recv(timeout=20))["type"] == "hello"
    with pytest.raises(InvalidStatus), connect(url, proxy=None):
        pass


ENVELOPES = {"slash_commands", "interactive", "events_api"}

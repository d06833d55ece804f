"""Socket Mode with the SDK's own client: shares, refreshes, lost sockets, lost acks, retries."""

from typing import Any

import pytest

from tests.kit.sandbox import NotAllowed
from tests.sandbox.fidelity.bolt import Heard, until
from tests.sandbox.fidelity.stage import CHANNEL, Stage, connected, modal

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


def test_an_ack_of_20_kilobytes_never_arrives(impatient: Stage) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}
    heard = Heard()
    impatient.app.shortcut("start")(
        lambda ack, body, client: (
            ack(),
            heard(
                client.views_open(trigger_id=body["trigger_id"], view=modal(callback_id="form"))[
                    "view"
                ]["id"]
            ),
        )
    )
    impatient.app.view("form")(
        lambda ack, view: ack(
            response_action="update",
            view=modal(*[section] * (2 if view["state"]["values"] else 7), callback_id="form"),
        )
    )
    with connected(impatient):
        impatient.ann.shortcut("start")
        with pytest.raises(NotAllowed) as refused:
            impatient.ann.submit({"id": heard.next()})
    assert refused.value.error == "operation_timeout"


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


ENVELOPES = {"slash_commands", "interactive", "events_api"}

"""Socket Mode: connections, envelopes, acks, and everything that goes wrong with them."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.kit.sandbox import NotAllowed, RunningSandbox, eventually, running_sandbox
from tests.sandbox.listening import SILENT, Json, SocketApp


@contextmanager
def several(box: RunningSandbox, count: int) -> Iterator[list[SocketApp]]:
    apps = [SocketApp(box) for _ in range(count)]
    try:
        yield apps
    finally:
        for one in apps:
            one.close()


def test_the_first_frame_is_hello(app: SocketApp) -> None:
    hello = app.frames[0]
    assert hello["type"] == "hello"
    assert hello["num_connections"] == 1
    assert hello["connection_info"] == {"app_id": "A0HELPER"}
    assert hello["debug_info"]["approximate_connection_time"] == 3600


def test_hello_counts_the_connections_of_the_app(box: RunningSandbox) -> None:
    with several(box, 3) as apps:
        assert [one.frames[0]["num_connections"] for one in apps] == [1, 2, 3]


def test_a_ticket_opens_one_connection_only(box: RunningSandbox, app: SocketApp) -> None:
    url = box.api("apps.connections.open", box.app_token)["url"]
    with connect(url, proxy=None) as first:
        assert json.loads(first.recv())["type"] == "hello"
    with pytest.raises(InvalidStatus), connect(url, proxy=None):
        raise AssertionError("a second connection was opened")


def test_each_connection_gets_only_its_share(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    with several(box, 3) as apps:
        for number in range(9):
            ann.command("/helper", str(number))
        shares = [[one["text"] for one in app.payloads("slash_commands")] for app in apps]
    assert [len(one) for one in shares] == [3, 3, 3]
    assert sorted(one for share in shares for one in share) == [str(number) for number in range(9)]


def test_an_envelope_has_the_shape_of_slacks(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0ANN").command("/helper", "please")
    envelope = app.envelopes[-1]
    assert set(envelope) == {"envelope_id", "type", "accepts_response_payload", "payload"}
    assert envelope["type"] == "slash_commands"
    assert envelope["accepts_response_payload"] is True
    assert re.fullmatch(r"[0-9a-f-]{36}", envelope["envelope_id"])


def test_events_say_which_attempt_they_are(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0ANN").open_home()
    app.wait_for("app_home_opened")
    envelope = app.envelopes[-1]
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    assert envelope["accepts_response_payload"] is False


def test_without_a_connection_the_person_is_told_at_once(box: RunningSandbox) -> None:
    with pytest.raises(NotAllowed) as refusal:
        box.person("U0ANN").command("/helper")
    assert refusal.value.error == "no_app"
    assert refusal.value.sentence == "/helper failed with the error “dispatch_failed”."


def test_no_ack_in_time_is_a_timeout_and_a_late_one_is_ignored() -> None:
    with running_sandbox(ack_seconds=0.3) as box:
        app = SocketApp(box, lambda _: SILENT)
        with pytest.raises(NotAllowed) as refusal:
            box.person("U0ANN").command("/helper")
        assert refusal.value.error == "operation_timeout"
        late = {"envelope_id": app.envelopes[-1]["envelope_id"], "payload": {"text": "Late"}}
        app.send(late)
        app.answer = lambda _: {"text": "In time"}
        box.person("U0ANN").command("/helper")
        assert [one["text"] for one in box.person("U0ANN").messages()] == ["In time"]
        app.close()


@pytest.mark.parametrize(("size", "arrives"), [(20_479, True), (20_480, False)])
def test_an_ack_of_20_kb_is_dropped_on_the_way(size: int, *, arrives: bool) -> None:
    def big(envelope: Json) -> Json:
        bare = json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": ""}})
        return {"text": "x" * (size - len(bare))}

    with running_sandbox(ack_seconds=0.5) as box:
        app = SocketApp(box, big)
        ann = box.person("U0ANN")
        if arrives:
            ann.command("/helper")
            assert len(ann.messages()) == 1
        else:
            with pytest.raises(NotAllowed, match="operation_timeout"):
                ann.command("/helper")
        app.close()


def test_frames_that_mean_nothing_do_no_harm(box: RunningSandbox, app: SocketApp) -> None:
    for text in (
        "no json",
        "[]",
        '"x"',
        '{"envelope_id": 3}',
        '{"envelope_id": "unknown"}',
        "null",
    ):
        app.socket.send(text)
    box.person("U0ANN").command("/helper")
    assert len(app.payloads("slash_commands")) == 1


def test_a_ping_of_the_client_comes_back(app: SocketApp) -> None:
    assert app.socket.ping("session:1700000000").wait(15)


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled"])
def test_a_refresh_says_so_and_closes(box: RunningSandbox, app: SocketApp, reason: str) -> None:
    assert box.misbehave(do="disconnect", reason=reason)["touched"] == 1
    assert app.closed.wait(15)
    assert app.frames[-1]["type"] == "disconnect"
    assert app.frames[-1]["reason"] == reason


def test_a_warning_leaves_the_socket_open(box: RunningSandbox, app: SocketApp) -> None:
    box.misbehave(do="disconnect", reason="warning")
    eventually(lambda: app.frames[-1].get("reason") == "warning")
    box.person("U0ANN").command("/helper")
    assert app.payloads("slash_commands")


def test_a_connection_is_warned_and_refreshed_when_its_time_is_up() -> None:
    with running_sandbox(connection_seconds=0.4, warning_seconds=0.2) as box:
        app = SocketApp(box)
        assert app.closed.wait(15)
        reasons = [one["reason"] for one in app.frames if one["type"] == "disconnect"]
        assert reasons == ["warning", "refresh_requested"]
        app.close()


def test_debug_reconnects_shortens_a_connection(box: RunningSandbox) -> None:
    app = SocketApp(box, query="&debug_reconnects=true")
    assert app.frames[0]["debug_info"]["approximate_connection_time"] == 360
    app.close()


def test_the_eleventh_connection_is_one_too_many(box: RunningSandbox) -> None:
    with several(box, 10), several(box, 1) as (eleventh,):
        assert eleventh.closed.wait(15)
        assert eleventh.frames[0]["reason"] == "too_many_websockets"


def test_dropped_sockets_close_without_a_word(box: RunningSandbox, app: SocketApp) -> None:
    assert box.misbehave(do="drop_sockets")["touched"] == 1
    assert app.closed.wait(15)
    assert [one["type"] for one in app.frames] == ["hello"]
    with pytest.raises(ConnectionClosed):
        app.send({})


def test_a_duplicate_envelope_comes_with_the_same_id(box: RunningSandbox, app: SocketApp) -> None:
    box.misbehave(do="duplicate", on="slash_commands", times=1)
    box.person("U0ANN").command("/helper")
    box.person("U0ANN").command("/helper")
    ids = eventually(lambda: [one["envelope_id"] for one in app.envelopes][2:] and app.envelopes)
    assert len(ids) == 3
    assert len({one["envelope_id"] for one in ids}) == 2


def test_a_lost_ack_is_a_timeout_for_the_person() -> None:
    with running_sandbox(ack_seconds=0.4) as box:
        app = SocketApp(box)
        box.misbehave(do="lose_acks", on="slash_commands", times=1)
        with pytest.raises(NotAllowed, match="operation_timeout"):
            box.person("U0ANN").command("/helper")
        box.person("U0ANN").command("/helper")
        assert len(app.payloads("slash_commands")) == 2
        app.close()


def test_a_socket_may_drop_between_envelope_and_ack() -> None:
    with running_sandbox(ack_seconds=0.5) as box:
        app = SocketApp(box)
        box.misbehave(do="drop_socket", on="slash_commands", times=1)
        with pytest.raises(NotAllowed, match="operation_timeout"):
            box.person("U0ANN").command("/helper", "lost")
        assert app.closed.wait(15)
        assert app.payloads("slash_commands")[0]["text"] == "lost"
        app.close()


def test_only_an_app_level_token_opens_a_connection(box: RunningSandbox) -> None:
    assert box.api("apps.connections.open")["error"] == "not_allowed_token_type"
    assert box.api("auth.test", "xapp-unknown")["error"] == "invalid_auth"

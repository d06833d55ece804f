"""Bad luck on request that a bot must survive: cut, late, silent, twice, out of order."""

from collections.abc import Iterator

import httpx
import pytest

from tests.kit.sandbox import NotAllowed, RunningSandbox, eventually, running_sandbox
from tests.sandbox.listening import HttpApp, Json, SocketApp

POST = "chat.postMessage"


@pytest.fixture
def quick() -> Iterator[RunningSandbox]:
    """One second to ack; retries at once."""
    with running_sandbox(ack_seconds=1.0, retry_delays=(0.0, 0.05, 0.05)) as running:
        yield running


def messages(box: RunningSandbox) -> list[str]:
    return [one["text"] for one in box.person("U0ANN").messages()]


@pytest.mark.parametrize(("when", "there"), [("before", []), ("after", ["once"])])
def test_a_connection_is_cut_before_or_after_the_work(
    box: RunningSandbox, when: str, there: list[str]
) -> None:
    box.misbehave(do="reset", on=POST, when=when, times=1)
    with pytest.raises(httpx.TransportError):
        box.api(POST, channel="U0ANN", text="once")
    assert messages(box) == there
    assert box.api(POST, channel="U0ANN", text="again")["ok"]


def test_an_answer_may_come_after_everybody_gave_up(box: RunningSandbox) -> None:
    box.misbehave(do="delay", on=POST, when="after", ms=2000, times=1)
    headers = {"Authorization": f"Bearer {box.bot_token}"}
    wish = {"channel": "U0ANN", "text": "done all the same"}
    with pytest.raises(httpx.ReadTimeout):
        box.http.post(f"/api/{POST}", json=wish, headers=headers, timeout=0.5)
    assert messages(box) == ["done all the same"]


def test_a_storm_of_429_names_the_wait(box: RunningSandbox) -> None:
    box.misbehave(do="rate_limit", on="chat.*", retry_after=7, times=3)
    headers = {"Authorization": f"Bearer {box.bot_token}"}
    wish = {"channel": "U0ANN", "text": "x"}
    answers = [box.http.post(f"/api/{POST}", json=wish, headers=headers) for _ in range(4)]
    assert [one.status_code for one in answers] == [429, 429, 429, 200]
    assert answers[0].headers["retry-after"] == "7"
    assert box.api("auth.test")["ok"]


def test_a_half_open_socket_swallows_everything(quick: RunningSandbox) -> None:
    app = SocketApp(quick)
    assert quick.misbehave(do="half_open")["touched"] == 1
    with pytest.raises(NotAllowed, match="operation_timeout"):
        quick.person("U0ANN").command("/helper", "lost")
    pong = app.socket.ping()
    assert pong.wait(0.5) is False
    assert not app.closed.is_set()
    assert app.payloads("slash_commands") == []
    quick.behave()
    assert app.closed.wait(15)
    app.close()


def test_a_new_socket_beside_a_half_open_one_is_well(quick: RunningSandbox) -> None:
    old = SocketApp(quick)
    quick.misbehave(do="half_open", sockets=1)
    new = SocketApp(quick)
    assert new.socket.ping().wait(10)
    ann = quick.person("U0ANN")
    for _ in range(2):  # in turn: one of two goes to the dead one
        ann.act("open_messages", app="A0HELPER")
    eventually(lambda: len({one["event_id"] for one in new.payloads("event_callback")}) == 2)
    quick.behave()
    old.close()
    new.close()


def test_a_half_open_socket_may_break_at_last(quick: RunningSandbox) -> None:
    app = SocketApp(quick)
    quick.misbehave(do="half_open", ms=100)
    assert app.closed.wait(15)
    app.close()


def test_only_so_many_sockets_are_hit(box: RunningSandbox) -> None:
    apps = [SocketApp(box) for _ in range(3)]
    answer = box.misbehave(do="disconnect", reason="refresh_requested", sockets=2)
    assert answer["touched"] == 2
    assert all(one.closed.wait(15) for one in apps[:2])
    assert not apps[2].closed.is_set()
    assert box.misbehave(do="drop_sockets", sockets=5)["touched"] == 1
    for one in apps:
        one.close()


def test_a_warning_leaves_the_socket_open(box: RunningSandbox) -> None:
    app = SocketApp(box)
    box.misbehave(do="disconnect", reason="warning")
    eventually(lambda: [one for one in app.frames if one.get("reason") == "warning"])
    box.person("U0ANN").command("/helper", "still here")
    assert app.payloads("slash_commands")
    app.close()


def test_an_acked_event_may_come_again(box: RunningSandbox) -> None:
    app = SocketApp(box)
    box.misbehave(do="redeliver", on="app_home_opened", times=1)
    box.person("U0ANN").open_home()
    app.wait_for("app_home_opened", count=2)
    app.close()
    first, second = (one for one in app.envelopes if one["type"] == "events_api")
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert first["envelope_id"] != second["envelope_id"]
    assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
    assert second["retry_reason"] == "timeout"


def test_over_http_a_retry_says_so_in_its_headers(quick: RunningSandbox, http_app: HttpApp) -> None:
    quick.change_app("deliver_by_http", url=http_app.url)
    quick.misbehave(do="redeliver", on="app_home_opened", times=1)
    quick.person("U0ANN").open_home()
    eventually(lambda: len(http_app.requests) == 3)
    headers = [one for one, _ in http_app.requests[1:]]
    assert "x-slack-retry-num" not in headers[0]
    assert (headers[1]["x-slack-retry-num"], headers[1]["x-slack-retry-reason"]) == (
        "1",
        "http_timeout",
    )


def test_over_http_too_things_come_twice_and_acks_get_lost(
    quick: RunningSandbox, http_app: HttpApp
) -> None:
    quick.change_app("deliver_by_http", url=http_app.url)
    ann = quick.person("U0ANN")
    quick.misbehave(do="duplicate", on="slash_commands", times=1)
    ann.command("/helper", "twice")
    assert sum("text=twice" in body for _, body in http_app.requests) == 2
    quick.misbehave(do="lose_acks", on="slash_commands", times=1)
    with pytest.raises(NotAllowed, match="operation_timeout"):
        ann.command("/helper", "lost")


def test_events_may_overtake_each_other(box: RunningSandbox) -> None:
    app = SocketApp(box)
    ann = box.person("U0ANN")
    channel = ann.dm()
    box.misbehave(do="reorder", on="message", times=1, ms=15_000)
    for text in ("first", "second"):
        ann.say(channel, text)
    app.wait_for("message", count=2)
    app.close()
    assert [one["event"]["text"] for one in app.payloads("message")] == ["second", "first"]


def test_a_held_event_comes_even_if_nothing_follows(box: RunningSandbox) -> None:
    app = SocketApp(box)
    box.misbehave(do="reorder", on="message", times=1, ms=100)
    ann = box.person("U0ANN")
    ann.say(ann.dm(), "alone")
    app.wait_for("message")
    app.close()


def test_a_rule_nobody_knows_is_refused(box: RunningSandbox) -> None:
    headers = {"X-Sandbox": "control"}
    for rule in ({"do": "explode"}, {"do": "delay", "by": 3}):
        answer = box.http.post("/_control/misbehave", json=rule, headers=headers)
        assert answer.status_code == 400


def reference(name: str) -> Json:
    return {"event_type": "delivery", "event_payload": {"id": name}}


def test_what_is_lost_and_what_is_doubled_is_counted(box: RunningSandbox) -> None:
    for name in ("a", "b", "b"):
        box.api(POST, channel="U0ANN", text="x", metadata=reference(name))
    box.api(POST, channel="U0BEN", text="x", metadata=reference("c"))
    box.api(POST, channel="U0BEN", text="x")
    assert box.posted() == {"ok": True, "total": 4, "distinct": 3, "doubled": {"b": 2}}
    found = box.posted(wanted=["a", "b", "z"])
    assert (found["missing"], found["unknown"]) == (["z"], ["c"])
    assert box.posted(event_type="other")["total"] == 0
    assert box.posted(channel=box.person("U0BEN").dm())["distinct"] == 1
    assert box.posted(key="other")["total"] == 0


def test_ten_thousands_of_messages_are_counted_at_once(box: RunningSandbox) -> None:
    channel = box.person("U0ANN").dm()
    moment = box.control("clock")["now"]
    box.seed({
        "messages": [
            {
                "app": "A0HELPER", "channel": channel, "ts": moment + number / 1000,
                "text": "x", "metadata": reference(str(number)),
            }
            for number in range(20_000)
        ]
    })  # fmt: skip
    found = box.posted(wanted=[str(number) for number in range(20_001)])
    assert (found["distinct"], found["missing"]) == (20_000, ["20000"])
    newest = box.api("conversations.history", channel=channel, limit=1)["messages"]
    assert newest[0]["ts"] == f"{moment + 19.999:.6f}"

"""The practice clock and what hangs on it: message ts and scheduled messages."""

from typing import Any

import pytest

from tests.kit.sandbox import RunningSandbox, eventually, running_sandbox

START = 2_000_000_000.0


def test_a_fresh_workspace_may_be_set_to_any_moment(box: RunningSandbox) -> None:
    assert box.set_clock(1_000_000_000) == pytest.approx(1_000_000_000, abs=60)


def test_the_clock_ticks_and_never_goes_back(box: RunningSandbox) -> None:
    now = box.set_clock(START)
    eventually(lambda: box.control("clock")["now"] > now)
    assert box.set_clock(START - 5000) >= now
    assert box.set_clock(START + 5000) >= START + 5000


def test_message_ts_follow_the_clock_and_are_never_the_same(box: RunningSandbox) -> None:
    box.set_clock(START)
    stamps = [box.api("chat.postMessage", channel="U0ANN", text="x")["ts"] for _ in range(20)]
    assert stamps == sorted(set(stamps))
    assert stamps[0].startswith("2000000")
    box.set_clock(START + 86_400)
    later = box.api("chat.postMessage", channel="U0ANN", text="x")["ts"]
    assert float(later) >= START + 86_400


def test_a_scheduled_message_comes_when_the_clock_passes_it(box: RunningSandbox) -> None:
    box.set_clock(START)
    wish: dict[str, Any] = {"channel": "U0ANN", "text": "Later", "post_at": int(START) + 7200}
    kept = box.api("chat.scheduleMessage", **wish)
    assert kept["scheduled_message_id"].startswith("Q")
    assert (kept["channel"][0], kept["post_at"]) == ("D", int(START) + 7200)
    box.set_clock(START + 7000)
    assert box.person("U0ANN").messages() == []
    listed = box.api("chat.scheduledMessages.list")["scheduled_messages"]
    assert [one["id"] for one in listed] == [kept["scheduled_message_id"]]
    box.set_clock(START + 7300)
    (message,) = box.person("U0ANN").messages()
    assert message["text"] == "Later"
    assert float(message["ts"]) >= START + 7200
    assert box.api("chat.scheduledMessages.list")["scheduled_messages"] == []


def test_a_scheduled_message_comes_by_itself(box: RunningSandbox) -> None:
    now = box.set_clock(START)
    box.api("chat.scheduleMessage", channel="U0ANN", text="Soon", post_at=int(now) + 2)
    message = box.person("U0ANN").wait_for_message(lambda one: one["text"] == "Soon")
    assert float(message["ts"]) >= int(now) + 2


def test_a_scheduled_message_can_be_taken_back(box: RunningSandbox) -> None:
    box.set_clock(START)
    kept = box.api("chat.scheduleMessage", channel="U0ANN", text="x", post_at=int(START) + 600)
    named = {"channel": kept["channel"], "scheduled_message_id": kept["scheduled_message_id"]}
    assert box.api("chat.deleteScheduledMessage", **named)["ok"]
    again = box.api("chat.deleteScheduledMessage", **named)
    assert again["error"] == "invalid_scheduled_message_id"


def test_a_scheduled_message_with_metadata_never_posts(box: RunningSandbox) -> None:
    box.set_clock(START)
    metadata = {"event_type": "x", "event_payload": {}}
    wish: dict[str, Any] = {"channel": "U0ANN", "text": "x", "metadata": metadata}
    wish["post_at"] = int(START) + 60
    assert box.api("chat.scheduleMessage", **wish)["ok"]
    box.set_clock(START + 100)
    assert box.person("U0ANN").messages() == []


@pytest.mark.parametrize(
    ("ahead", "error"), [(-10, "time_in_past"), (121 * 86_400, "time_too_far")]
)
def test_a_moment_that_cannot_be_planned(box: RunningSandbox, ahead: int, error: str) -> None:
    box.set_clock(START)
    wish: dict[str, Any] = {"channel": "U0ANN", "text": "x", "post_at": int(START) + ahead}
    assert box.api("chat.scheduleMessage", **wish)["error"] == error


def test_thirty_scheduled_messages_in_five_minutes_are_enough(box: RunningSandbox) -> None:
    box.set_clock(START)
    wish: dict[str, Any] = {"channel": "C0SHARED", "text": "x", "post_at": int(START) + 900}
    answers = [box.api("chat.scheduleMessage", **wish) for _ in range(31)]
    assert [one["ok"] for one in answers] == [True] * 30 + [False]
    assert answers[-1]["error"] == "restricted_too_many"


def test_the_clock_starts_where_it_stopped(tmp_path: Any) -> None:
    file = str(tmp_path / "practice.db")
    with running_sandbox(file=file) as box:
        stopped = box.set_clock(START)
        last = box.api("chat.postMessage", channel="U0ANN", text="x")["ts"]
    with running_sandbox(file=file) as box:
        now = box.control("clock")["now"]
        assert stopped <= now < stopped + 600
        assert box.api("chat.postMessage", channel="U0ANN", text="x")["ts"] > last

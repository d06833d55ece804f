"""The line to Slack is ours alone: no surprise from the environment, no answer cut off."""

import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.socket_mode.interval_runner import IntervalRunner

from bot.assemble import assemble
from bot.connections import app_id_in, bolt, client_for
from bot.dead_ends import has_ended
from bot.line import Line
from store.keys import Keyring
from store.store import Store
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.house import settings_for, workspace_seed
from tests.kit.sandbox import RunningSandbox, eventually, running_sandbox

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


@pytest.fixture
def crowded_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another Slack app may have left behind."""
    for name in ("CLIENT_SECRET", "SIGNING_SECRET", "VERIFICATION_TOKEN", "BOT_TOKEN"):
        monkeypatch.setenv(f"SLACK_{name}", "ofAnotherAppAltogether")
    monkeypatch.setenv("SLACK_CLIENT_ID", "1234567890.1234567890")
    for name in PROXIES:
        monkeypatch.setenv(name, "http://127.0.0.1:9")


def authorize(*_: Any) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U0B")


def press() -> BoltRequest:
    body = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "actions": [{"action_id": "a.b", "type": "button", "block_id": "x"}],
    }
    return BoltRequest(body=body, mode="socket_mode")


@pytest.mark.usefixtures("crowded_environment")
def test_what_another_app_left_in_the_environment_changes_nothing() -> None:
    app = bolt(WebClient(base_url="http://127.0.0.1:9/api/"), authorize)
    tokens: list[str | None] = []

    def note(ack: Any, client: WebClient) -> None:
        tokens.append(client.token)
        ack()

    app.action("a.b")(note)

    assert app.dispatch(press()).status == 200
    assert tokens == ["xoxb-1"]
    assert app.oauth_flow is None
    assert os.environ["SLACK_CLIENT_ID"] == "1234567890.1234567890"


@pytest.mark.usefixtures("crowded_environment")
def test_a_stand_in_on_this_machine_is_met_without_a_proxy(
    sandbox: RunningSandbox, tmp_path: Path
) -> None:
    client = client_for(settings_for(sandbox, tmp_path))

    assert client.auth_test()["ok"]
    assert not [name for name in PROXIES if name in os.environ]


@pytest.mark.parametrize(
    ("token", "app_id"),
    [("xapp-1-A0123ABC-456-abcdef", "A0123ABC"), ("xapp-nonsense", None), ("", None)],
)
def test_the_app_id_stands_in_the_app_token(token: str, app_id: str | None) -> None:
    assert app_id_in(token) == app_id


@pytest.fixture
def sandbox() -> Any:
    with running_sandbox(workspace_seed()) as running:
        yield running


def test_a_line_cut_without_a_word_is_soon_there_again(
    sandbox: RunningSandbox,
    sqlite_files: SqliteFiles,
    keys: Keyring,
    clock: FrozenClock,
    tmp_path: Path,
) -> None:
    store = Store.open(sqlite_files.fresh(tmp_path / "data"), keys, clock, durable=False)
    house = assemble(settings_for(sandbox, tmp_path), store, clock)
    house.start()
    try:
        before = lines(sandbox)
        sandbox.misbehave(do="drop_sockets")
        # Slack's SDK by itself would need five failed pings, ten seconds apart.
        eventually(lambda: lines(sandbox) - before, what="a new line")
        mia = sandbox.person("U0MIA")
        mia.command("/mentoring")
        assert mia.modal() is not None
    finally:
        house.stop()
        store.close()
    eventually(lambda: not lines(sandbox), what="no line")


def lines(sandbox: RunningSandbox) -> set[str]:
    return {one["id"] for one in sandbox.state()["connections"]}


@pytest.mark.parametrize(("how", "ended"), [("silent", False), ("closed", True), ("said", False)])
def test_a_line_has_ended_when_the_other_end_is_gone(how: str, ended: bool) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        if how == "closed":
            theirs.close()
        elif how == "said":
            theirs.send(b"x")
        assert has_ended(ours) is ended


def test_a_line_closed_by_ourselves_is_no_dead_end() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    ours.close()
    assert has_ended(ours) is False


def test_a_line_hung_up_while_it_begins_to_listen_is_closed(
    sandbox: RunningSandbox, tmp_path: Path
) -> None:
    line = Line(bolt(WebClient(), authorize), settings_for(sandbox, tmp_path), lambda *_: None)
    client = line.client

    def begin_late() -> None:
        """The SDK's own first lines, at the worst moment: its word to end is taken back."""
        client.current_session_runner.event.wait()
        client.current_session_state.terminated = False
        while not client.current_session_state.terminated:
            time.sleep(0.001)

    client.current_session_runner.shutdown()  # type: ignore[no-untyped-call]
    client.current_session_runner = IntervalRunner(begin_late).start()
    hanging_up = threading.Thread(target=line.hang_up, daemon=True)
    hanging_up.start()
    hanging_up.join(30)
    assert not hanging_up.is_alive()


def test_what_is_in_hand_is_answered_before_the_line_is_closed(
    sandbox: RunningSandbox,
    sqlite_files: SqliteFiles,
    keys: Keyring,
    clock: FrozenClock,
    tmp_path: Path,
) -> None:
    store = Store.open(sqlite_files.fresh(tmp_path / "data"), keys, clock, durable=False)
    house = assemble(settings_for(sandbox, tmp_path), store, clock)
    begun, may_end = threading.Event(), threading.Event()

    def slow(body: dict[str, Any], next: Callable[[], BoltResponse]) -> BoltResponse:
        if body.get("command"):
            begun.set()
            may_end.wait(20)
        return next()

    house.app.use(slow)
    house.start()
    mia = sandbox.person("U0MIA")
    answers: list[Any] = []
    typing = threading.Thread(target=lambda: answers.append(mia.command("/mentoring")))
    typing.start()
    assert begun.wait(20)
    stopping = threading.Thread(target=house.stop)
    stopping.start()
    may_end.set()
    stopping.join(30)
    typing.join(30)
    store.close()

    assert answers == [{"ok": True}]
    assert mia.modal() is not None

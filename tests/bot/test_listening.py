"""Slack is answered by what a listener did: never before it is committed, and nothing twice."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.connections import bolt
from bot.listening import answer_when_done
from handlers.errors import Answers, register
from handlers.heard import Heard
from handlers.identify import identify
from program.refusal import Refusal
from services.desk import Desk
from store.store import Store
from store.troubles import StoreTrouble
from tests.kit import cast
from tests.kit.clock import FrozenClock

Json = dict[str, Any]


def authorize(*_: Any) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id=cast.TEAM, bot_token="xoxb-1", bot_user_id="U0B"
    )


@pytest.fixture
def desk(sqlite_store: Store, clock: FrozenClock) -> Desk:
    desk = Desk(sqlite_store, clock)
    cast.set_stage(sqlite_store, desk)
    return desk


@pytest.fixture
def app(desk: Desk) -> App:
    made = bolt(WebClient(base_url="http://127.0.0.1:9/api/"), authorize)
    answer_when_done(made, Heard(desk))
    made.use(identify)
    register(made, Answers(desk, {}))
    return made


def told(event_id: str = "Ev1", kind: str = "team_join") -> BoltRequest:
    user = {"id": cast.MENTEE.slack_user}
    body = {
        "type": "event_callback",
        "event_id": event_id,
        "team_id": cast.TEAM,
        "event": {"type": kind, "user": user, "event_ts": "1.1"},
    }
    return BoltRequest(body=body, mode="socket_mode")


def pressed() -> BoltRequest:
    body = {
        "type": "block_actions",
        "team": {"id": cast.TEAM},
        "user": {"id": cast.MENTEE.slack_user, "team_id": cast.TEAM},
        "actions": [{"action_id": "a.b", "type": "button", "block_id": "x"}],
    }
    return BoltRequest(body=body, mode="socket_mode")


def dispatched(app: App, request: BoltRequest) -> "Future[BoltResponse]":
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(app.dispatch, request)
    finally:
        pool.shutdown(wait=False)


def test_an_event_is_answered_only_when_its_listener_has_ended(app: App) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def listen() -> None:
        begun.set()
        may_end.wait(20)

    app.event("team_join")(listen)
    answer = dispatched(app, told())
    assert begun.wait(20)
    assert not answer.done()
    may_end.set()
    assert answer.result(20).status == 200


def test_an_event_that_comes_again_is_answered_and_not_acted_upon_again(app: App) -> None:
    heard: list[str] = []
    app.event("team_join")(lambda body: heard.append(body["event_id"]))

    answers = [app.dispatch(told(event_id)).status for event_id in ("Ev1", "Ev1", "Ev2", "Ev1")]

    assert answers == [200] * 4
    assert heard == ["Ev1", "Ev2"]


@pytest.mark.parametrize("trouble", [StoreTrouble("store.away"), OSError(), KeyError("x")])
def test_an_event_that_met_bad_luck_is_not_answered_so_that_it_comes_again(
    app: App, trouble: Exception
) -> None:
    tries: list[int] = []

    def listen() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise trouble

    app.event("team_join")(listen)

    assert app.dispatch(told()).status == 503
    assert [app.dispatch(told()).status for _ in range(2)] == [200, 200]
    assert len(tries) == 2


def test_an_event_that_a_rule_refuses_is_answered(app: App) -> None:
    def listen() -> None:
        raise Refusal("people.guest")

    app.event("team_join")(listen)

    assert app.dispatch(told()).status == 200


def test_an_event_of_a_workspace_we_do_not_serve_is_answered(app: App) -> None:
    app.event("team_join")(lambda: None)
    request = told()
    request.context["team_id"] = "T0NOBODY"
    request.body["team_id"] = "T0NOBODY"

    assert app.dispatch(request).status == 200


def test_a_slow_listener_is_waited_for_and_no_other_one_begins(app: App) -> None:
    others: list[int] = []
    may_end = threading.Event()

    def slow(ack: Callable[..., Any]) -> None:
        may_end.wait(20)
        ack("Done")

    def other(ack: Callable[..., Any]) -> None:
        others.append(1)
        ack()

    app.action("a.b")(slow)
    app.action("a.b")(other)
    for listener in app._listeners:
        listener.ack_timeout = 0
    answer = dispatched(app, pressed())
    may_end.set()

    assert answer.result(20).body == "Done"
    assert others == []


def test_an_answer_goes_out_when_it_is_given_not_when_all_is_done(app: App) -> None:
    may_end = threading.Event()

    def listen(ack: Callable[..., Any]) -> None:
        ack("At once")
        may_end.wait(20)

    app.action("a.b")(listen)

    assert app.dispatch(pressed()).body == "At once"
    may_end.set()


def test_a_listener_without_an_answer_leaves_it_to_the_next(app: App) -> None:
    app.action("a.b")(lambda: None)
    app.action("a.b")(lambda ack: ack("Second"))

    assert app.dispatch(pressed()).body == "Second"


def test_whatever_goes_wrong_while_a_trouble_is_told_there_is_an_answer(app: App) -> None:
    def listen() -> None:
        raise OSError

    def hopeless() -> BoltResponse:
        raise OSError

    app.action("a.b")(listen)
    app.error(hopeless)

    assert app.dispatch(pressed()).status == 500


def test_when_the_words_for_a_refusal_cannot_be_found_that_is_told_instead(app: App) -> None:
    told_of: list[str] = []

    def listen() -> None:
        raise Refusal("people.guest")

    def answer(error: Exception) -> BoltResponse:
        told_of.append(type(error).__name__)
        if len(told_of) == 1:
            raise StoreTrouble("store.away")
        return BoltResponse(status=200, body="Not now")

    app.action("a.b")(listen)
    app.error(answer)

    assert app.dispatch(pressed()).body == "Not now"
    assert told_of == ["Refusal", "StoreTrouble"]

"""Who may call what, how often, and the bad luck a test can order."""

import httpx
import pytest

from tests.kit.sandbox import RunningSandbox, eventually, running_sandbox
from tests.sandbox.listening import SocketApp
from tests.sandbox.test_chat import without_scopes


def post(box: RunningSandbox, method: str = "chat.postMessage", **arguments: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {box.bot_token}"}
    wish = arguments or {"channel": "U0ANN", "text": "x"}
    return box.http.post(f"/api/{method}", json=wish, headers=headers)


def test_a_call_needs_a_good_token(box: RunningSandbox) -> None:
    assert box.http.post("/api/auth.test").json() == {"ok": False, "error": "not_authed"}
    assert box.api("auth.test", "xoxb-wrong")["error"] == "invalid_auth"
    assert box.api("users.list", box.app_token)["error"] == "not_allowed_token_type"
    assert box.api("no.such.method")["error"] == "unknown_method"


def test_a_token_may_come_in_the_form(box: RunningSandbox) -> None:
    answer = box.http.post("/api/auth.test", data={"token": box.bot_token}).json()
    assert answer["user_id"] == "U0HELPER"


def test_arguments_may_come_in_any_of_three_ways(box: RunningSandbox) -> None:
    headers = {"Authorization": f"Bearer {box.bot_token}"}
    by_query = box.http.get("/api/users.info", params={"user": "U0ANN"}, headers=headers)
    by_form = box.http.post("/api/users.info", data={"user": "U0ANN"}, headers=headers)
    by_json = box.http.post("/api/users.info", json={"user": "U0ANN"}, headers=headers)
    mixed = box.http.post(
        "/api/conversations.open?users=U0ANN", json={"return_im": True}, headers=headers
    )
    assert by_query.json() == by_form.json() == by_json.json()
    assert mixed.json()["channel"]["user"] == "U0ANN"


def test_a_missing_scope_says_which(box: RunningSandbox) -> None:
    without_scopes(box, "chat:write", "dnd:read")
    answer = post(box).json()
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert "users:read" in answer["provided"].split(",")
    assert box.api("dnd.info")["needed"] == "dnd:read"


def test_every_answer_names_the_scopes(box: RunningSandbox) -> None:
    answer = post(box)
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")
    assert answer.headers["x-accepted-oauth-scopes"] == "chat:write"


def test_one_message_a_second_per_conversation() -> None:
    with running_sandbox(rates=True) as box:
        answers = [post(box) for _ in range(6)]
        assert answers[0].status_code == 200
        late = answers[-1]
        assert late.status_code == 429
        assert late.json() == {"ok": False, "error": "ratelimited"}
        assert int(late.headers["Retry-After"]) >= 1
        assert len(box.person("U0ANN").messages()) == sum(one.is_success for one in answers)


def test_limits_can_be_switched(box: RunningSandbox) -> None:
    assert all(post(box).is_success for _ in range(10))
    box.control("rates", {"on": True, "factor": 1})
    assert not all(post(box).is_success for _ in range(10))
    box.control("rates", {"on": False})
    assert all(post(box).is_success for _ in range(10))


def test_a_method_can_be_limited_on_request(box: RunningSandbox) -> None:
    box.misbehave(do="rate_limit", on="chat.postMessage", times=2, retry_after=7)
    answers = [post(box) for _ in range(3)]
    assert [one.status_code for one in answers] == [429, 429, 200]
    assert answers[0].headers["Retry-After"] == "7"
    assert len(box.person("U0ANN").messages()) == 1


@pytest.mark.parametrize(("when", "done"), [("before", 0), ("after", 1)])
def test_a_500_before_or_after_the_work(box: RunningSandbox, when: str, done: int) -> None:
    box.misbehave(do="status", on="chat.postMessage", times=1, when=when, status=503)
    answer = post(box)
    assert answer.status_code == 503
    assert len(box.person("U0ANN").messages()) == done
    assert post(box).is_success


def test_an_error_of_slacks_on_request(box: RunningSandbox) -> None:
    box.misbehave(do="error", on="chat.*", times=1, error="fatal_error", when="after")
    assert post(box).json()["error"] == "fatal_error"
    assert len(box.person("U0ANN").messages()) == 1


def test_a_delay_holds_up_one_method_only(box: RunningSandbox) -> None:
    box.misbehave(do="delay", on="chat.postMessage", ms=150, times=1)
    assert post(box).elapsed.total_seconds() >= 0.15
    assert _took(box, "chat.postMessage") >= 150


def test_an_envelope_can_be_delayed(box: RunningSandbox, app: SocketApp) -> None:
    box.misbehave(do="delay", on="slash_commands", ms=150, times=1)
    box.person("U0ANN").command("/helper")
    assert _took(box, "/helper") >= 150


def _took(box: RunningSandbox, name: str) -> float:
    entries = box.http.get("/_page/traffic").json()["entries"]
    return float(next(one["ms"] for one in entries if one["name"] == name))


def test_events_can_come_twice(box: RunningSandbox, app: SocketApp) -> None:
    box.misbehave(do="duplicate", on="app_home_opened", times=1)
    box.person("U0ANN").open_home()
    app.wait_for("app_home_opened", 2)
    assert len({one["payload"]["event_id"] for one in app.envelopes}) == 1


def test_bad_luck_can_be_called_off(box: RunningSandbox) -> None:
    box.misbehave(do="status", on="*")
    assert post(box).status_code == 500
    assert len(box.state()["misbehaviour"]) == 1
    box.behave()
    assert post(box).is_success
    assert box.state()["misbehaviour"] == []


def test_a_rule_nobody_knows_is_refused(box: RunningSandbox) -> None:
    headers = {"X-Sandbox": "control"}
    for wish in ({"do": "explode"}, {"do": "delay", "milliseconds": 3}):
        assert box.http.post("/_control/misbehave", json=wish, headers=headers).status_code == 400


def test_the_answer_to_a_lost_connection_is_still_kept(box: RunningSandbox) -> None:
    box.misbehave(do="status", on="chat.postMessage", times=1, when="after")
    post(box)
    posted = eventually(lambda: box.person("U0ANN").messages())
    history = box.api("conversations.history", channel=posted[0]["channel"])
    assert [one["ts"] for one in history["messages"]] == [posted[0]["ts"]]

"""Events: which ones come, to whom, and again with the same id when nobody answers."""

from typing import Any

from tests.kit.sandbox import RunningSandbox, eventually, running_sandbox
from tests.sandbox.forms import Json, home
from tests.sandbox.listening import SILENT, SocketApp


def test_the_outer_event_has_slacks_shape(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0ANN").open_home()
    app.wait_for("app_home_opened")
    outer = app.payloads("event_callback")[-1]
    assert (outer["team_id"], outer["api_app_id"]) == ("T0PRACTICE", "A0HELPER")
    assert outer["event_id"].startswith("Ev")
    assert outer["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": "T0PRACTICE",
            "user_id": "U0HELPER",
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]


def test_opening_home_tells_tab_channel_and_view(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    assert ann.open_home() is None
    first = app.wait_for("app_home_opened")["event"]
    assert (first["user"], first["tab"], first["channel"]) == ("U0ANN", "home", ann.dm())
    assert "view" not in first
    box.api("views.publish", user_id="U0ANN", view=home())
    shown = ann.open_home()
    second = app.wait_for("app_home_opened", 2)["event"]
    assert shown is not None
    assert second["view"]["id"] == shown["id"]


def test_opening_the_messages_tab_says_so(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0ANN").act("open_messages", app="A0HELPER")
    assert app.wait_for("app_home_opened")["event"]["tab"] == "messages"


def test_a_direct_message_to_the_app(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    ann.say(ann.dm(), "Hello & <all>")
    event = app.wait_for("message")["event"]
    assert (event["channel_type"], event["user"], event["channel"]) == ("im", "U0ANN", ann.dm())
    assert event["text"] == "Hello &amp; &lt;all&gt;"
    assert event["ts"] == event["event_ts"]


def test_only_conversations_with_the_bot_are_heard(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    ann.say("C0QUIET", "Between us two")
    ann.say(str(ann.act("open_im", user="U0BEN")["channel"]), "Hello Ben")
    ann.say("C0SHARED", "Everybody")
    assert app.wait_for("message")["event"]["text"] == "Everybody"
    assert len(app.payloads("message")) == 1


def test_a_mention_is_an_event_of_its_own(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0ANN").say("C0SHARED", "Look <@U0HELPER>")
    assert app.wait_for("app_mention")["event"]["text"] == "Look <@U0HELPER>"


def test_changes_and_deletions_are_messages_with_a_subtype(
    box: RunningSandbox, app: SocketApp
) -> None:
    ann = box.person("U0ANN")
    message = ann.say(ann.dm(), "One")
    ann.act("edit", channel=ann.dm(), ts=message["ts"], text="Two")
    ann.act("delete", channel=ann.dm(), ts=message["ts"])
    changed = app.wait_for("message", 2)["event"]
    assert changed["subtype"] == "message_changed"
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("One", "Two")
    deleted = app.wait_for("message", 3)["event"]
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", message["ts"])


def test_people_who_join_and_change(box: RunningSandbox, app: SocketApp) -> None:
    kim = {"id": "U0KIM", "real_name": "Kim Knoll", "email": "kim@example.com", "tz": "Asia/Seoul"}
    box.seed({"people": [kim], "events": True})
    joined = app.wait_for("team_join")["event"]["user"]
    assert (joined["id"], joined["tz"]) == ("U0KIM", "Asia/Seoul")
    assert joined["profile"]["email"] == "kim@example.com"
    box.seed({"people": [{**kim, "deleted": True}], "events": True})
    assert app.wait_for("user_change")["event"]["user"]["deleted"] is True
    box.seed({"people": [{**kim, "deleted": True}], "events": True})
    box.person("U0ANN").open_home()
    app.wait_for("app_home_opened")
    assert len(app.payloads("user_change")) == 1


def test_joining_a_channel_with_the_bot_in_it(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0FAY").act("join", channel="C0SHARED")
    event = app.wait_for("member_joined_channel")["event"]
    assert (event["user"], event["channel"], event["channel_type"]) == ("U0FAY", "C0SHARED", "C")


def test_uninstalling_ends_the_token(box: RunningSandbox, app: SocketApp) -> None:
    box.control("app", {"app": "A0HELPER", "do": "uninstall"})
    assert app.wait_for("app_uninstalled")
    assert app.wait_for("tokens_revoked")["event"]["tokens"] == {"oauth": [], "bot": ["U0HELPER"]}
    assert box.api("auth.test")["error"] == "account_inactive"
    box.seed({"app": {"id": "A0HELPER", "manifest": _manifest(box)}})
    assert box.api("auth.test")["ok"]


def test_a_revoked_token_says_so(box: RunningSandbox, app: SocketApp) -> None:
    box.control("app", {"app": "A0HELPER", "do": "revoke_tokens"})
    assert app.wait_for("tokens_revoked")
    assert box.api("auth.test")["error"] == "token_revoked"


def test_events_nobody_subscribed_to_do_not_come(box: RunningSandbox, app: SocketApp) -> None:
    manifest = {
        **_manifest(box),
        "settings": {"event_subscriptions": {"bot_events": ["team_join"]}},
    }
    box.seed({"app": {"id": "A0HELPER", "manifest": manifest}})
    ann = box.person("U0ANN")
    ann.open_home()
    ann.say(ann.dm(), "Hello")
    box.seed({"people": [{"id": "U0LEE", "real_name": "Lee"}], "events": True})
    app.wait_for("team_join")
    assert len(app.envelopes) == 1


def test_an_unanswered_event_comes_three_times_more_with_the_same_id() -> None:
    with running_sandbox(ack_seconds=0.2, retry_delays=(0.0, 0.1, 0.1)) as box:
        app = SocketApp(box, lambda _: SILENT)
        box.person("U0ANN").open_home()
        app.wait_for("app_home_opened", 4)
        eventually(lambda: not box.state()["events_under_way"])
        attempts = [(one["retry_attempt"], one["retry_reason"]) for one in app.envelopes]
        assert attempts == [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")]
        assert len({one["payload"]["event_id"] for one in app.envelopes}) == 1
        assert len({one["envelope_id"] for one in app.envelopes}) == 4
        app.close()


def test_an_event_waits_for_an_app_that_comes_back_before_the_last_retry() -> None:
    with running_sandbox(retry_delays=(0.0, 0.3, 60.0)) as box:
        box.person("U0ANN").open_home()
        app = SocketApp(box)
        event = app.wait_for("app_home_opened")
        assert event["event"]["user"] == "U0ANN"
        assert app.envelopes[-1]["retry_reason"] == "connection_failed"
        app.close()


def test_the_bots_own_messages_are_told_too(box: RunningSandbox, app: SocketApp) -> None:
    box.api("chat.postMessage", channel="U0ANN", text="Hello")
    assert app.wait_for("message")["event"]["bot_id"] == "B0HELPER"


def _manifest(box: RunningSandbox) -> Json:
    manifest: dict[str, Any] = box.sandbox.world.state.apps["A0HELPER"].manifest
    return manifest

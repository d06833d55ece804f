"""Messages of apps: where they go, how they change, who sees them, what is refused."""

import pytest

from tests.kit.sandbox import RunningSandbox
from tests.sandbox.forms import Json, button, plain


def test_a_message_to_a_person_lands_in_the_direct_message(box: RunningSandbox) -> None:
    answer = box.api("chat.postMessage", channel="U0ANN", text="Hello")
    assert answer["channel"].startswith("D")
    assert answer["ts"] == answer["message"]["ts"]
    message = answer["message"]
    assert (message["type"], message["user"], message["bot_id"], message["app_id"]) == (
        "message", "U0HELPER", "B0HELPER", "A0HELPER",
    )  # fmt: skip
    assert message["bot_profile"]["app_id"] == "A0HELPER"
    again = box.api("chat.postMessage", channel=answer["channel"], text="Again")
    assert again["channel"] == answer["channel"]
    assert float(again["ts"]) > float(answer["ts"])
    assert [one["text"] for one in box.person("U0ANN").messages()] == ["Hello", "Again"]


def test_texts_come_back_completed(box: RunningSandbox) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "*x*"}}
    answer = box.api("chat.postMessage", channel="U0ANN", text="x", blocks=[section, button()])
    first, second = answer["message"]["blocks"]
    assert first["block_id"]
    assert first["text"] == {"type": "mrkdwn", "text": "*x*", "verbatim": False}
    assert second["elements"][0]["text"] == {"type": "plain_text", "text": "Go", "emoji": True}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "U0ANN"}, "no_text"),
        ({"text": "x"}, "channel_not_found"),
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0QUIET", "text": "x"}, "channel_not_found"),
        ({"channel": "U0JON", "text": "x"}, "user_disabled"),
        ({"channel": "U0ANN", "blocks": "{", "text": "x"}, "invalid_blocks_format"),
        ({"channel": "U0ANN", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"channel": "U0ANN", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"channel": "U0ANN", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "U0ANN", "text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
        ({"channel": "U0ANN", "text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata"),
    ],
)
def test_bad_messages_are_refused_by_name(box: RunningSandbox, arguments: Json, error: str) -> None:
    answer = box.api("chat.postMessage", **arguments)
    assert answer["ok"] is False
    assert answer["error"].startswith(error)


def test_invalid_blocks_say_where(box: RunningSandbox) -> None:
    answer = box.api("chat.postMessage", channel="U0ANN", blocks=[{"type": "section"}])
    assert "[json-pointer:/blocks/0" in answer["errors"][0]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {answer['errors'][0]}"]


def test_a_public_channel_needs_membership_or_its_scope(box: RunningSandbox) -> None:
    assert box.api("chat.postMessage", channel="C0GENERAL", text="x")["ok"]
    without_scopes(box, "chat:write.public")
    refused = box.api("chat.postMessage", channel="C0GENERAL", text="x")
    assert refused["error"] == "not_in_channel"
    assert box.api("chat.postMessage", channel="C0SHARED", text="x")["ok"]


def test_an_archived_channel_takes_nothing(box: RunningSandbox) -> None:
    box.seed({"channels": [{"id": "C0SHARED", "archived": True}]})
    assert box.api("chat.postMessage", channel="C0SHARED", text="x")["error"] == "is_archived"


def test_a_closed_messages_tab_takes_nothing(box: RunningSandbox) -> None:
    app = box.sandbox.world.state.apps["A0HELPER"]
    home = {"home_tab_enabled": True, "messages_tab_enabled": False}
    features = {**app.manifest["features"], "app_home": home}
    box.seed({"app": {"id": "A0HELPER", "manifest": {**app.manifest, "features": features}}})
    answer = box.api("chat.postMessage", channel="U0ANN", text="x")
    assert answer["error"] == "messages_tab_disabled"


def test_an_update_changes_what_is_given(box: RunningSandbox) -> None:
    first = box.api("chat.postMessage", channel="U0ANN", text="One", blocks=[button()])
    where = {"channel": first["channel"], "ts": first["ts"]}
    box.api("chat.update", **where, text="Two")
    (message,) = box.person("U0ANN").messages()
    assert (message["text"], message["blocks"]) == ("Two", None)
    assert message["edited"]["user"] == "U0HELPER"
    updated = box.api("chat.update", **where, text="Three", blocks=[button()])
    assert updated["text"] == "Three"
    assert updated["message"]["blocks"][0]["type"] == "actions"


def test_only_own_messages_are_changed_or_deleted(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    message = ann.say("C0SHARED", "Mine")
    where = {"channel": "C0SHARED", "ts": message["ts"]}
    assert box.api("chat.update", **where, text="x")["error"] == "cant_update_message"
    assert box.api("chat.delete", **where)["error"] == "cant_delete_message"
    gone = {"channel": "C0SHARED", "ts": "1.000001"}
    assert box.api("chat.update", **gone, text="x")["error"] == "message_not_found"
    assert box.api("chat.delete", **gone)["error"] == "message_not_found"


def test_a_deleted_message_is_gone(box: RunningSandbox) -> None:
    first = box.api("chat.postMessage", channel="U0ANN", text="One")
    assert box.api("chat.delete", channel=first["channel"], ts=first["ts"])["ok"]
    assert box.person("U0ANN").messages() == []


def test_an_ephemeral_message_is_for_one_person_in_the_conversation(box: RunningSandbox) -> None:
    answer = box.api("chat.postEphemeral", channel="C0SHARED", user="U0ANN", text="Psst")
    assert answer["message_ts"]
    assert box.person("U0ANN").messages("C0SHARED")[-1]["text"] == "Psst"
    assert box.person("U0EVE").messages("C0SHARED") == []
    refused = box.api("chat.postEphemeral", channel="C0SHARED", user="U0BEN", text="Psst")
    assert refused["error"] == "user_not_in_channel"
    history = box.api("conversations.history", channel="C0SHARED")
    assert history["messages"] == []


def test_threads(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    root = ann.say("C0SHARED", "Question")
    reply = box.api("chat.postMessage", channel="C0SHARED", text="Answer", thread_ts=root["ts"])
    assert reply["message"]["parent_user_id"] == "U0ANN"
    ann.say("C0SHARED", "Thanks", thread_ts=root["ts"])
    (shown,) = ann.messages("C0SHARED")
    assert (shown["reply_count"], shown["thread_ts"]) == (2, root["ts"])
    texts = [one["text"] for one in ann.messages("C0SHARED", thread_ts=root["ts"])]
    assert texts == ["Question", "Answer", "Thanks"]
    history = box.api("conversations.history", channel="C0SHARED")["messages"]
    assert [one["text"] for one in history] == ["Question"]
    replies = box.api("conversations.replies", channel="C0SHARED", ts=root["ts"])["messages"]
    assert [one["text"] for one in replies] == texts


def test_a_reply_to_a_reply_joins_the_thread_and_may_be_shown_to_all(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    root = ann.say("C0SHARED", "Question")
    first = ann.say("C0SHARED", "More", thread_ts=root["ts"])
    wish = {"channel": "C0SHARED", "thread_ts": first["ts"]}
    reply = box.api("chat.postMessage", **wish, text="Answer", reply_broadcast=True)
    assert reply["message"]["thread_ts"] == root["ts"]
    assert reply["message"]["subtype"] == "thread_broadcast"
    assert [one["text"] for one in ann.messages("C0SHARED")] == ["Question", "Answer"]
    assert len(ann.messages("C0SHARED", thread_ts=root["ts"])) == 3


def test_metadata_is_read_back_on_request(box: RunningSandbox) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": "d1"}}
    posted = box.api("chat.postMessage", channel="U0ANN", text="x", metadata=metadata)
    where = {"channel": posted["channel"]}
    assert "metadata" not in box.api("conversations.history", **where)["messages"][0]
    found = box.api("conversations.history", **where, include_all_metadata=True)["messages"][0]
    assert found["metadata"] == metadata


def test_a_permalink(box: RunningSandbox) -> None:
    posted = box.api("chat.postMessage", channel="U0ANN", text="x")
    where = {"channel": posted["channel"], "message_ts": posted["ts"]}
    assert posted["ts"].replace(".", "") in box.api("chat.getPermalink", **where)["permalink"]


def test_a_message_may_hold_3000_characters_of_anything(box: RunningSandbox) -> None:
    text = "<!channel> é漢🎉" * 300
    section = {"type": "section", "text": plain(text[:3000])}
    answer = box.api("chat.postMessage", channel="U0ANN", text=text, blocks=[section])
    assert answer["message"]["blocks"][0]["text"]["text"] == text[:3000]


def without_scopes(box: RunningSandbox, *names: str) -> None:
    manifest = box.sandbox.world.state.apps["A0HELPER"].manifest
    kept = [one for one in manifest["oauth_config"]["scopes"]["bot"] if one not in names]
    changed = {**manifest, "oauth_config": {"scopes": {"bot": kept}}}
    box.seed({"app": {"id": "A0HELPER", "manifest": changed}})

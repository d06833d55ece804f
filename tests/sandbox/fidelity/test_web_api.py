"""The Web API through the unmodified SDK: refusals by name, limits, paging, files, bad days."""

import json
import urllib.request
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import (
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from tests.sandbox.fidelity.bolt import web_client
from tests.sandbox.fidelity.stage import CHANNEL, Stage

Json = dict[str, Any]


def refused(client: WebClient, method: str, **arguments: Any) -> Json:
    with pytest.raises(SlackApiError) as answer:
        client.api_call(method, json=arguments)
    found: Json = answer.value.response.data
    return found


def test_a_client_learns_who_it_is(stage: Stage) -> None:
    me = stage.client.auth_test()
    assert me["team_id"] == stage.sandbox.tokens["team_id"]
    assert me["user_id"] == stage.sandbox.bot_user
    assert me["bot_id"].startswith("B")


@pytest.mark.parametrize(("token", "error"), [("xoxb-nobody", "invalid_auth"), ("", "not_authed")])
def test_a_wrong_token_is_refused_by_name(stage: Stage, token: str, error: str) -> None:
    assert refused(web_client(stage.sandbox.base_url, token), "auth.test")["error"] == error


def test_an_app_token_opens_sockets_and_nothing_else(stage: Stage) -> None:
    client = web_client(stage.sandbox.base_url, stage.sandbox.app_token)
    assert client.apps_connections_open(app_token=stage.sandbox.app_token)["url"].startswith(
        "ws://"
    )
    answer = refused(client, "chat.postMessage", channel=CHANNEL, text="x")
    assert answer["error"] == "not_allowed_token_type"


def test_a_missing_scope_is_named_with_what_is_there(stage: Stage) -> None:
    answer = refused(stage.client, "reactions.add", channel=CHANNEL, name="eyes")
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "reactions:write"
    assert "chat:write" in answer["provided"]


def test_bad_blocks_are_pointed_at_twice(stage: Stage) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    answer = refused(stage.client, "chat.postMessage", channel=CHANNEL, text="x", blocks=[section])
    said = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [said]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {said}"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "no_text"),
        ({"text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"markdown_text": "x", "text": "x"}, "markdown_text_conflict"),
        ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "channel": "C0NOSUCH"}, "channel_not_found"),
        ({"text": "x", "channel": "U0NOSUCH"}, "channel_not_found"),
        ({"text": "x", "thread_ts": "1.2"}, "thread_not_found"),
    ],
)
def test_a_bad_message_is_refused_by_name(stage: Stage, arguments: Json, error: str) -> None:
    given = {"channel": CHANNEL} | arguments
    assert refused(stage.client, "chat.postMessage", **given)["error"] == error


def test_metadata_is_read_back_from_history(stage: Stage) -> None:
    meta = {"event_type": "delivery_made", "event_payload": {"id": "d1"}}
    posted = stage.client.chat_postMessage(channel=stage.ann.id, text="x", metadata=meta)
    channel, ts = posted["channel"], posted["ts"]

    def read(**more: Any) -> Json:
        history = stage.client.conversations_history(
            channel=channel, latest=ts, inclusive=True, limit=1, **more
        )
        [message] = history["messages"]
        found: Json = message
        return found

    assert read(include_all_metadata=True)["metadata"] == meta
    assert "event_payload" not in read().get("metadata", {})
    stage.client.chat_update(channel=channel, ts=ts, text="y")
    assert read(include_all_metadata=True)["metadata"] == meta
    assert read()["text"] == "y"


def test_a_changed_text_takes_the_blocks_away(stage: Stage) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "*x*"}}
    posted = stage.client.chat_postMessage(channel=CHANNEL, text="x", blocks=[block])
    at = {"channel": posted["channel"], "ts": posted["ts"]}
    changed = stage.client.chat_update(**at, text="y", blocks=[block])
    assert [one["type"] for one in changed["message"]["blocks"]] == ["section"]
    plain = stage.client.chat_update(**at, text="z")
    assert not plain["message"].get("blocks")
    assert plain["message"]["edited"]["user"] == stage.sandbox.bot_user


def test_only_ones_own_messages_can_be_changed(stage: Stage) -> None:
    stage.ann.say(CHANNEL, "Mine")
    ts = stage.ann.messages(CHANNEL)[-1]["ts"]
    update = refused(stage.client, "chat.update", channel=CHANNEL, ts=ts, text="x")
    delete = refused(stage.client, "chat.delete", channel=CHANNEL, ts=ts)
    assert (update["error"], delete["error"]) == ("cant_update_message", "cant_delete_message")
    nothing = refused(stage.client, "chat.update", channel=CHANNEL, ts="1.2", text="x")
    assert nothing["error"] == "message_not_found"


def test_people_come_page_by_page_each_once(stage: Stage) -> None:
    whole = stage.client.users_list(limit=200)["members"]
    pages = [page["members"] for page in stage.client.users_list(limit=2)]
    assert len(pages) == -(-len(whole) // 2)
    assert [one["id"] for page in pages for one in page] == [one["id"] for one in whole]
    assert stage.outside.id not in [one["id"] for one in whole]
    answer = refused(stage.client, "users.list", cursor="nonsense", limit=2)
    assert answer["error"] == "invalid_cursor"


def test_a_conversation_is_opened_once(stage: Stage) -> None:
    first = stage.client.conversations_open(users=stage.ann.id)
    again = stage.client.conversations_open(users=stage.ann.id, return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"]
    assert again["already_open"] is True
    assert refused(stage.client, "conversations.open", users="U0NOSUCH")["error"] == (
        "user_not_found"
    )


def test_too_many_calls_wait_as_long_as_slack_says(stage: Stage) -> None:
    stage.sandbox.misbehave(do="rate_limit", on="chat.postMessage", times=1, retry_after=1)
    with pytest.raises(SlackApiError) as answer:
        stage.client.chat_postMessage(channel=CHANNEL, text="refused")
    assert answer.value.response.status_code == 429
    assert answer.value.response["error"] == "ratelimited"
    assert answer.value.response.headers["Retry-After"] == "1"
    stage.sandbox.misbehave(do="rate_limit", on="chat.postMessage", times=1, retry_after=1)
    patient = web_client(
        stage.sandbox.base_url,
        stage.sandbox.bot_token,
        RateLimitErrorRetryHandler(max_retry_count=2),
    )
    posted = patient.chat_postMessage(channel=CHANNEL, text="patient")
    assert stage.text(posted["ts"]) == "patient"
    assert stage.texts().count("patient") == 1


def test_a_failure_before_the_work_leaves_nothing_and_one_after_it_leaves_a_message(
    stage: Stage,
) -> None:
    for when in ("before", "after"):
        stage.sandbox.misbehave(do="status", on="chat.postMessage", times=1, when=when, status=500)
        with pytest.raises(SlackApiError) as answer:
            stage.client.chat_postMessage(channel=CHANNEL, text=when)
        assert answer.value.response.status_code == 500
    assert "before" not in stage.texts()
    assert stage.texts().count("after") == 1


def test_retrying_a_server_error_can_say_a_thing_twice(stage: Stage) -> None:
    stage.sandbox.misbehave(do="status", on="chat.postMessage", times=1, when="after", status=503)
    eager = web_client(stage.sandbox.base_url, stage.sandbox.bot_token, ServerErrorRetryHandler())
    eager.chat_postMessage(channel=CHANNEL, text="twice")
    assert stage.texts().count("twice") == 2


def test_a_file_goes_up_and_comes_down_again(stage: Stage) -> None:
    with pytest.raises(SlackApiError) as stranger:
        stage.client.files_upload_v2(channel=CHANNEL, filename="plan.csv", content="a")
    assert stranger.value.response["error"] == "not_in_channel"
    stage.client.conversations_join(channel=CHANNEL)
    sent = stage.client.files_upload_v2(
        channel=CHANNEL, filename="plan.csv", content="a,b\n1,2\n", title="Plan",
        initial_comment="Here it is",
    )  # fmt: skip
    file = sent["file"]
    message = stage.ann.messages(CHANNEL)[-1]
    assert message["text"] == "Here it is"
    assert [one["id"] for one in message["files"]] == [file["id"]]
    described = stage.client.files_info(file=file["id"])["file"]
    assert (described["name"], described["title"], described["size"]) == ("plan.csv", "Plan", 8)
    request = urllib.request.Request(  # noqa: S310 - the sandbox on loopback
        described["url_private_download"],
        headers={"Authorization": f"Bearer {stage.client.token}"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        assert answer.read() == b"a,b\n1,2\n"
    assert refused(stage.client, "files.info", file="F0NOSUCH")["error"] == "file_not_found"


def test_a_file_can_be_completed_once(stage: Stage) -> None:
    place = stage.client.files_getUploadURLExternal(filename="a.txt", length=3)
    request = urllib.request.Request(place["upload_url"], data=b"abc", method="POST")  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        assert answer.read() == b"OK - 3"
    files = [{"id": place["file_id"], "title": "A"}]
    done = stage.client.files_completeUploadExternal(files=files)
    assert [one["id"] for one in done["files"]] == [place["file_id"]]
    with pytest.raises(SlackApiError):
        stage.client.files_completeUploadExternal(files=files)


def test_a_message_is_scheduled_listed_and_taken_back(stage: Stage) -> None:
    now = int(stage.sandbox.control("clock")["now"])
    client = stage.client
    made = client.chat_scheduleMessage(channel=CHANNEL, text="Later", post_at=now + 3600)
    assert made["scheduled_message_id"].startswith("Q")
    [listed] = client.chat_scheduledMessages_list()["scheduled_messages"]
    assert (listed["id"], listed["post_at"]) == (made["scheduled_message_id"], now + 3600)
    client.chat_deleteScheduledMessage(
        channel=CHANNEL, scheduled_message_id=made["scheduled_message_id"]
    )
    assert client.chat_scheduledMessages_list()["scheduled_messages"] == []
    for moment, error in ((now - 60, "time_in_past"), (now + 121 * 86_400, "time_too_far")):
        answer = refused(client, "chat.scheduleMessage", channel=CHANNEL, text="x", post_at=moment)
        assert answer["error"] == error


def test_a_scheduled_message_is_posted_when_its_time_comes(stage: Stage) -> None:
    now = int(stage.sandbox.control("clock")["now"])
    stage.client.chat_scheduleMessage(channel=CHANNEL, text="In an hour", post_at=now + 3600)
    assert "In an hour" not in stage.texts()
    stage.sandbox.set_clock(now + 3700)
    assert stage.texts().count("In an hour") == 1


def test_blocks_can_be_asked_about_without_a_token(stage: Stage) -> None:
    client = web_client(stage.sandbox.base_url, "")
    good = client.api_call("blocks.validate", json={"blocks": [{"type": "divider"}]})
    assert good["ok"] is True
    bad = client.api_call
    with pytest.raises(SlackApiError) as answer:
        bad("blocks.validate", json={"blocks": json.dumps([{"type": "foo"}])})
    [error] = answer.value.response["errors"]
    assert error["pointer"] == "/blocks/0/type"
    assert error["message"]

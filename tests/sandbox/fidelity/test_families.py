"""The smaller families of methods, and the limits per method as they really are."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.neutral import WORKSPACE
from tests.kit.sandbox import running_sandbox
from tests.sandbox.fidelity.bolt import web_client
from tests.sandbox.fidelity.stage import CHANNEL, Stage, staged

Json = dict[str, Any]


def test_groups_of_people_are_made_and_read(stage: Stage) -> None:
    group = stage.client.usergroups_create(name="Mentors", handle="mentors")["usergroup"]
    stage.client.usergroups_users_update(usergroup=group["id"], users=["U0ANN", "U0BEN"])
    assert stage.client.usergroups_users_list(usergroup=group["id"])["users"] == ["U0ANN", "U0BEN"]
    listed = stage.client.usergroups_list(include_users=True)["usergroups"]
    assert [(one["handle"], one["users"]) for one in listed] == [("mentors", ["U0ANN", "U0BEN"])]


def test_the_team_and_its_quiet_hours_can_be_asked_about(stage: Stage) -> None:
    team = stage.client.team_info()["team"]
    assert (team["id"], team["domain"]) == (stage.sandbox.tokens["team_id"], "practice")
    assert stage.client.dnd_info(user="U0ANN")["dnd_enabled"] in (True, False)
    assert set(stage.client.dnd_teamInfo(users=["U0ANN", "U0BEN"])["users"]) == {"U0ANN", "U0BEN"}


def test_people_have_zones_and_addresses(stage: Stage) -> None:
    user = stage.client.users_info(user="U0CHIO", include_locale=True)["user"]
    assert (user["tz"], user["tz_offset"]) == ("Asia/Tokyo", 9 * 3600)
    assert user["locale"]
    assert user["profile"]["email"] == "chio@example.com"
    found = stage.client.users_lookupByEmail(email="CHIO@example.com")["user"]
    assert found["id"] == "U0CHIO"
    with pytest.raises(SlackApiError) as refused:
        stage.client.users_lookupByEmail(email="nobody@example.com")
    assert refused.value.response["error"] == "users_not_found"
    guest = stage.client.users_info(user="U0GUS")["user"]
    assert guest["is_restricted"] is True


def test_bookmarks_stand_at_the_head_of_a_channel(stage: Stage) -> None:
    stage.client.conversations_join(channel=CHANNEL)
    made = stage.client.bookmarks_add(
        channel_id=CHANNEL, title="Guide", type="link", link="https://example.com"
    )["bookmark"]
    listed = stage.client.bookmarks_list(channel_id=CHANNEL)["bookmarks"]
    assert [(one["id"], one["title"]) for one in listed] == [(made["id"], "Guide")]
    stage.client.bookmarks_remove(bookmark_id=made["id"], channel_id=CHANNEL)
    assert stage.client.bookmarks_list(channel_id=CHANNEL)["bookmarks"] == []


def test_reactions_are_added_once_and_removed() -> None:
    with running_sandbox(WORKSPACE) as sandbox:
        client = web_client(sandbox.base_url, sandbox.bot_token)
        client.conversations_join(channel=CHANNEL)
        ts = client.chat_postMessage(channel=CHANNEL, text="x")["ts"]
        at = {"channel": CHANNEL, "timestamp": ts}
        client.reactions_add(**at, name="eyes")
        with pytest.raises(SlackApiError) as again:
            client.reactions_add(**at, name="eyes")
        assert again.value.response["error"] == "already_reacted"
        [reaction] = client.reactions_get(**at)["message"]["reactions"]
        assert (reaction["name"], reaction["count"]) == ("eyes", 1)
        client.reactions_remove(**at, name="eyes")
        assert not client.reactions_get(**at)["message"].get("reactions")


def test_a_group_conversation_is_the_same_for_the_same_people(stage: Stage) -> None:
    first = stage.client.conversations_open(users="U0ANN,U0BEN")["channel"]["id"]
    again = stage.client.conversations_open(users=["U0BEN", "U0ANN"])["channel"]["id"]
    assert first == again
    assert set(stage.client.conversations_members(channel=first)["members"]) == {
        "U0ANN", "U0BEN", stage.sandbox.bot_user,
    }  # fmt: skip
    stage.client.chat_postMessage(channel=first, text="The three of us")
    assert stage.ben.messages(first)[-1]["text"] == "The three of us"


def test_history_comes_newest_first_and_page_by_page(stage: Stage) -> None:
    channel = stage.client.conversations_open(users="U0ANN")["channel"]["id"]
    stamps = [stage.client.chat_postMessage(channel=channel, text=str(n))["ts"] for n in range(5)]
    stage.client.chat_postMessage(channel=channel, text="reply", thread_ts=stamps[0])
    pages = [page["messages"] for page in stage.client.conversations_history(
        channel=channel, limit=2)]  # fmt: skip
    assert [one["ts"] for page in pages for one in page] == stamps[::-1]
    since = stage.client.conversations_history(channel=channel, oldest=stamps[2])["messages"]
    assert [one["ts"] for one in since] == stamps[:2:-1]
    thread = stage.client.conversations_replies(channel=channel, ts=stamps[0])["messages"]
    assert [one["text"] for one in thread] == ["0", "reply"]
    assert thread[0]["reply_count"] == 1


def test_channels_are_made_joined_and_archived(stage: Stage) -> None:
    made = stage.client.conversations_create(name="cohort-one")["channel"]["id"]
    stage.client.conversations_invite(channel=made, users="U0ANN,U0BEN")
    stage.client.conversations_setTopic(channel=made, topic="Welcome")
    assert stage.client.conversations_info(channel=made)["channel"]["topic"]["value"] == "Welcome"
    with pytest.raises(SlackApiError) as taken:
        stage.client.conversations_create(name="cohort-one")
    assert taken.value.response["error"] == "name_taken"
    stage.client.conversations_archive(channel=made)
    with pytest.raises(SlackApiError) as closed:
        stage.client.chat_postMessage(channel=made, text="x")
    assert closed.value.response["error"] == "is_archived"


def test_a_tier_is_counted_per_method() -> None:
    with staged(rates=True) as stage:
        for _ in range(20):
            stage.client.users_conversations(limit=1)
        with pytest.raises(SlackApiError) as refused:
            stage.client.users_conversations(limit=1)
        answer = refused.value.response
        assert (answer.status_code, answer["error"]) == (429, "ratelimited")
        assert int(answer.headers["Retry-After"]) >= 1
        stage.client.users_list(limit=10)


def test_a_channel_takes_only_so_many_messages_at_once() -> None:
    with staged(rates=True) as stage:
        statuses = []
        for number in range(30):
            try:
                answer = stage.client.chat_postMessage(channel=CHANNEL, text=str(number))
                statuses.append(answer.status_code)
            except SlackApiError as refused:
                statuses.append(refused.response.status_code)
                break
        assert statuses[-1] == 429
        stage.client.chat_postMessage(channel="U0ANN", text="another channel is free")

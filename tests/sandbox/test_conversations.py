"""Conversations and people, as an app finds them."""

from typing import Any

import pytest

from tests.kit.sandbox import RunningSandbox
from tests.sandbox.test_chat import without_scopes


def test_the_same_people_have_the_same_conversation(box: RunningSandbox) -> None:
    first = box.api("conversations.open", users="U0ANN")
    assert first["channel"]["id"].startswith("D")
    assert "already_open" not in first
    again = box.api("conversations.open", users="U0ANN", return_im=True)
    assert again["channel"]["id"] == first["channel"]["id"]
    assert again["already_open"] is True
    assert (again["channel"]["is_im"], again["channel"]["user"]) == (True, "U0ANN")
    group = box.api("conversations.open", users="U0ANN,U0BEN")
    assert group["channel"]["id"].startswith("G")
    same = box.api("conversations.open", users=["U0BEN", "U0ANN", "U0HELPER"])
    assert same["channel"]["id"] == group["channel"]["id"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"users": "U0NOBODY"}, "user_not_found"),
        ({"users": "U0JON"}, "user_disabled"),
        ({"users": ",".join(f"U{n}" for n in range(9))}, "too_many_users"),
        ({}, "users_list_not_supplied"),
        ({"users": "U0ANN", "prevent_creation": True}, "channel_not_found"),
        ({"channel": "D0NOWHERE"}, "channel_not_found"),
    ],
)
def test_a_conversation_that_cannot_be_opened(
    box: RunningSandbox, arguments: dict[str, Any], error: str
) -> None:
    assert box.api("conversations.open", **arguments)["error"] == error


def test_an_app_knows_public_channels_and_its_own(box: RunningSandbox) -> None:
    listed = box.api("conversations.list", types="public_channel,private_channel")["channels"]
    assert [one["name"] for one in listed] == ["general", "shared-partner"]
    assert [one["is_member"] for one in listed] == [False, True]
    assert box.api("conversations.info", channel="C0QUIET")["error"] == "channel_not_found"
    assert box.api("conversations.members", channel="C0SHARED")["members"][0] == "U0ANN"


def test_history_needs_membership_and_the_scope_of_its_kind(box: RunningSandbox) -> None:
    assert box.api("conversations.history", channel="C0GENERAL")["error"] == "not_in_channel"
    assert box.api("conversations.join", channel="C0GENERAL")["ok"]
    assert box.api("conversations.history", channel="C0GENERAL")["ok"]
    without_scopes(box, "channels:history")
    refused = box.api("conversations.history", channel="C0GENERAL")
    assert (refused["error"], refused["needed"]) == ("missing_scope", "channels:history")


def test_history_comes_newest_first_in_pages_and_between_moments(box: RunningSandbox) -> None:
    stamps = [box.api("chat.postMessage", channel="U0ANN", text=str(n))["ts"] for n in range(5)]
    channel = box.api("conversations.open", users="U0ANN")["channel"]["id"]
    first = box.api("conversations.history", channel=channel, limit=2)
    assert [one["text"] for one in first["messages"]] == ["4", "3"]
    assert first["has_more"] is True
    cursor = first["response_metadata"]["next_cursor"]
    second = box.api("conversations.history", channel=channel, limit=2, cursor=cursor)
    assert [one["text"] for one in second["messages"]] == ["2", "1"]
    between = box.api("conversations.history", channel=channel, oldest=stamps[1], latest=stamps[3])
    assert [one["text"] for one in between["messages"]] == ["2"]
    inclusive = box.api(
        "conversations.history", channel=channel, latest=stamps[3], limit=1, inclusive="1"
    )
    assert [one["text"] for one in inclusive["messages"]] == ["3"]
    assert (
        box.api("conversations.history", channel=channel, cursor="x")["error"] == "invalid_cursor"
    )


def test_a_channel_from_birth_to_archive(box: RunningSandbox) -> None:
    made = box.api("conversations.create", name="cohort-one", is_private=True)["channel"]
    assert (made["is_private"], made["creator"]) == (True, "U0HELPER")
    where = {"channel": made["id"]}
    assert box.api("conversations.create", name="cohort-one")["error"] == "name_taken"
    assert box.api("conversations.create", name="Cohort One")["error"] == "invalid_name_specials"
    assert box.api("conversations.invite", **where, users="U0ANN,U0BEN")["ok"]
    assert box.api("conversations.invite", **where, users="U0ANN")["error"] == "already_in_channel"
    assert [one["id"] for one in box.person("U0ANN").boot()["conversations"]].count(made["id"]) == 1
    assert box.api("conversations.kick", **where, user="U0BEN")["ok"]
    topic = box.api("conversations.setTopic", **where, topic="Spring")
    assert topic["channel"]["topic"]["value"] == "Spring"
    assert (
        box.api("conversations.rename", **where, name="cohort-two")["channel"]["name"]
        == "cohort-two"
    )
    assert box.api("conversations.archive", **where)["ok"]
    assert box.api("conversations.archive", **where)["error"] == "already_archived"
    assert box.api("conversations.unarchive", **where)["ok"]


def test_users_list_has_everyone_of_the_workspace_in_pages(box: RunningSandbox) -> None:
    first = box.api("users.list", limit=5)
    assert len(first["members"]) == 5
    rest = box.api("users.list", limit=200, cursor=first["response_metadata"]["next_cursor"])
    members = {one["id"]: one for one in first["members"] + rest["members"]}
    assert rest["response_metadata"]["next_cursor"] == ""
    assert "U0IDA" not in members
    assert members["U0GUS"]["is_restricted"] is True
    assert members["U0JON"]["deleted"] is True
    assert members["U0HELPER"]["is_bot"] is True
    assert members["USLACKBOT"]["is_bot"] is False
    assert members["U0CHIO"]["tz_offset"] == 9 * 3600
    assert members["U0CHIO"]["profile"]["email"] == "chio@example.com"


def test_one_person(box: RunningSandbox) -> None:
    ida = box.api("users.info", user="U0IDA")["user"]
    assert ida["team_id"] == "T0ELSEWHERE"
    assert box.api("users.info", user="U0NOBODY")["error"] == "user_not_found"
    found = box.api("users.lookupByEmail", email="BEN@example.com")["user"]
    assert found["id"] == "U0BEN"
    assert box.api("users.lookupByEmail", email="x@example.com")["error"] == "users_not_found"
    assert box.api("users.lookupByEmail", email="jon@example.com")["error"] == "users_not_found"
    assert "locale" not in found
    assert box.api("users.info", user="U0BEN", include_locale=True)["user"]["locale"] == "en-US"


def test_an_email_needs_its_scope(box: RunningSandbox) -> None:
    without_scopes(box, "users:read.email")
    assert "email" not in box.api("users.info", user="U0ANN")["user"]["profile"]
    refused = box.api("users.lookupByEmail", email="ben@example.com")
    assert refused["error"] == "missing_scope"


def test_offsets_follow_the_practice_clock(box: RunningSandbox) -> None:
    box.set_clock(2_530_000_000)  # March 2050, winter time in London
    winter = box.api("users.info", user="U0ANN")["user"]
    box.set_clock(2_540_000_000)  # June 2050
    summer = box.api("users.info", user="U0ANN")["user"]
    assert (winter["tz_offset"], summer["tz_offset"]) == (0, 3600)
    assert (winter["tz"], summer["tz"]) == ("Europe/London", "Europe/London")

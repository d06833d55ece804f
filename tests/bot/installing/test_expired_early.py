"""A token that Slack calls expired before its time is renewed once, and what was asked goes on."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError

from bot.connections import client_for
from bot.installing.speakers import InstalledSpeakers
from handlers import ids
from scheduler.slack import NoToken
from store import installations
from store.keys import Keyring
from store.serving import serve_no_longer
from store.store import Store
from tests.bot.slack_answers import Answers
from tests.kit import cast
from tests.kit.by_link import Towns, running_towns
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.installed import FIRST, install, settings_of

SECOND = "xoxe.xoxb-second"
RENEWED = {
    "ok": True,
    "access_token": SECOND,
    "refresh_token": "xoxe-1-second",
    "expires_in": 43200,
    "token_type": "bot",
}
POST = {"channel": "U1", "text": "x"}


@pytest.fixture
def speakers(slack: Answers, sqlite_store: Store, tmp_path: Path) -> InstalledSpeakers:
    slack.methods["oauth.v2.access"] = RENEWED
    slack.methods["chat.postMessage"] = {"ok": False, "error": "token_expired"}
    return InstalledSpeakers(settings_of(slack.url, tmp_path), sqlite_store, client_for)


@pytest.fixture
def towns(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Towns]:
    with running_towns(sqlite_files.fresh(tmp_path / "data"), keys, clock, tmp_path) as running:
        yield running


def test_presses_and_messages_go_on_when_slack_ends_a_token_early(towns: Towns) -> None:
    towns.install(cast.TEAM)
    box = towns.team(cast.TEAM)
    liaison = box.person(cast.LIAISON.slack_user)
    liaison.wait_for_message(lambda one: "Baton is here now." in one["text"])
    old = box.bot_token
    box.expire_tokens()
    mentee = box.person(cast.MENTEE.slack_user)
    mentee.command("/mentoring", "privacy")

    assert mentee.wait_for_modal(ids.People.READERS_VIEW)
    renewed = towns.team(cast.TEAM).bot_token
    assert renewed != old
    manager = towns.person(cast.TEAM, cast.PROGRAM_MANAGER)
    manager.open_home()
    assert manager.wait_for_home()
    assert towns.team(cast.TEAM).bot_token == renewed


@pytest.mark.parametrize("said", ["token_expired", "invalid_auth"])
def test_a_call_is_said_again_once_with_the_renewed_token(
    speakers: InstalledSpeakers, sqlite_store: Store, slack: Answers, said: str
) -> None:
    workspace = install(sqlite_store)
    slack.methods["chat.postMessage"] = {"ok": False, "error": said}
    call = speakers.call(workspace.id)
    with pytest.raises(SlackApiError):
        call("chat.postMessage", POST)

    assert slack.called == ["chat.postMessage", "oauth.v2.access", "chat.postMessage"]
    with pytest.raises(SlackApiError):
        call("chat.postMessage", POST)
    assert slack.called.count("oauth.v2.access") == 1, "a new token is not renewed at once"
    slack.methods["chat.postMessage"] = {"ok": True, "channel": "D1", "ts": "1.2"}
    assert call("chat.postMessage", POST)["ts"] == "1.2"
    assert speakers.client(workspace.id).token == SECOND


def test_a_client_in_hand_speaks_on_with_the_renewed_token(
    speakers: InstalledSpeakers, sqlite_store: Store, slack: Answers
) -> None:
    workspace = install(sqlite_store)
    client = speakers.client(workspace.id)
    with pytest.raises(SlackApiError):
        client.api_call("chat.postMessage", json=POST)

    assert client.token == SECOND
    assert slack.called == ["chat.postMessage", "oauth.v2.access", "chat.postMessage"]


def test_what_somebody_else_renewed_is_used_and_not_renewed_again(
    speakers: InstalledSpeakers, sqlite_store: Store, slack: Answers
) -> None:
    workspace = install(sqlite_store)
    call, client = speakers.call(workspace.id), speakers.client(workspace.id)
    with sqlite_store.work(workspace.id) as session:
        found = installations.current(session)
        assert found is not None
        installations.renew(
            session, "xoxe-1-first", installations.Tokens("xoxe.xoxb-other", "xoxe-1-other")
        )
    for speak in (
        lambda: call("chat.postMessage", POST),
        lambda: client.api_call("chat.postMessage", json=POST),
    ):
        slack.called.clear()
        with pytest.raises(SlackApiError):
            speak()
        assert slack.called == ["chat.postMessage"] * 2
    assert client.token == "xoxe.xoxb-other"


def test_a_refresh_refused_for_good_ends_it_and_for_now_does_not(
    speakers: InstalledSpeakers, sqlite_store: Store, slack: Answers, clock: FrozenClock
) -> None:
    workspace = install(sqlite_store)
    slack.methods["oauth.v2.access"] = {"ok": False, "error": "internal_error"}
    for _ in range(3):
        with pytest.raises(SlackApiError):
            speakers.call(workspace.id)("chat.postMessage", POST)
    assert slack.called.count("oauth.v2.access") == 1
    assert sqlite_store.workspaces() == [workspace]

    slack.methods["oauth.v2.access"] = {"ok": False, "error": "invalid_refresh_token"}
    clock.move(minutes=2)
    with pytest.raises(SlackApiError):
        speakers.call(workspace.id)("chat.postMessage", POST)
    assert sqlite_store.workspaces() == []
    with pytest.raises(NoToken):
        speakers.call(workspace.id)


def test_a_token_without_a_refresh_is_left_as_it_is(
    speakers: InstalledSpeakers, sqlite_store: Store, slack: Answers
) -> None:
    workspace = install(sqlite_store, refresh=None, expires_at=None)
    with pytest.raises(SlackApiError):
        speakers.call(workspace.id)("chat.postMessage", POST)

    assert slack.called == ["chat.postMessage"]
    assert speakers.client(workspace.id).token == FIRST


def test_an_early_end_is_noticed_though_nobody_speaks(
    speakers: InstalledSpeakers, sqlite_store: Store, slack: Answers
) -> None:
    workspace = install(sqlite_store)
    slack.methods["auth.test"] = {"ok": False, "error": "token_expired"}
    speakers.keep_fresh()

    assert speakers.client(workspace.id).token == SECOND


def test_coming_coming_again_and_leaving_have_a_line_each_without_a_name(
    sqlite_store: Store, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "store.serving"):
        workspace = install(sqlite_store)
        install(sqlite_store)
        clock.move(minutes=1)
        serve_no_longer(sqlite_store, workspace.id)
        serve_no_longer(sqlite_store, workspace.id)
        install(sqlite_store)

    came, again = "A workspace installed Baton.", "A workspace installed Baton again."
    assert [line.getMessage() for line in caplog.records] == [
        *(came, again, "A workspace took Baton out.", again),
    ]
    assert {(line.__dict__["workspace"], line.__dict__["reach"]) for line in caplog.records} == {
        (workspace.id, "workspace")
    }
    assert not [line for line in caplog.records if "Acme" in str(line.__dict__)]

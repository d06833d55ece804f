"""Tokens that expire are renewed in time and once, whoever asks; a refusal for good ends it."""

import threading
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError

from bot.connections import client_for
from bot.installing.speakers import InstalledSpeakers
from bot.settings import Settings
from bot.speakers import OneToken
from scheduler.slack import NoToken
from store import installations
from store.installations import Tokens
from store.store import Store
from tests.bot.slack_answers import Answers
from tests.kit.clock import FrozenClock
from tests.kit.installed import FIRST, LIFE, install, settings_of

SECOND = "xoxe.xoxb-second"
RENEWED = {
    "ok": True,
    "access_token": SECOND,
    "refresh_token": "xoxe-1-second",
    "expires_in": 43200,
    "token_type": "bot",
}


@pytest.fixture
def settings(slack: Answers, tmp_path: Path) -> Settings:
    slack.methods["oauth.v2.access"] = RENEWED
    slack.methods["auth.test"] = {"ok": True, "team_id": "T0ACME", "team": "Acme", "user_id": "U"}
    return settings_of(slack.url, tmp_path)


@pytest.fixture
def speakers(settings: Settings, store: Store) -> InstalledSpeakers:
    return InstalledSpeakers(settings, store, client_for)


def test_a_token_is_used_as_it_is_until_its_end_comes_near(
    speakers: InstalledSpeakers, store: Store, slack: Answers, clock: FrozenClock
) -> None:
    workspace = install(store)
    clock.move(hours=9)

    assert speakers.client(workspace.id).token == FIRST
    assert slack.called == []


def test_a_token_near_its_end_is_renewed_and_kept(
    speakers: InstalledSpeakers, store: Store, slack: Answers, clock: FrozenClock
) -> None:
    workspace = install(store)
    clock.move(hours=11)

    assert speakers.client(workspace.id).token == SECOND
    assert speakers.authorize(None, "T0ACME").bot_token == SECOND  # type: ignore[union-attr]
    assert slack.called == ["oauth.v2.access"]
    with store.look(workspace.id) as session:
        found = installations.current(session)
    assert found is not None
    assert found.tokens == Tokens(SECOND, "xoxe-1-second", clock.now + LIFE)


def test_a_token_without_an_end_is_never_renewed(
    speakers: InstalledSpeakers, store: Store, slack: Answers, clock: FrozenClock
) -> None:
    workspace = install(store, refresh=None, expires_at=None)
    clock.move(days=400)

    assert speakers.client(workspace.id).token == FIRST
    assert slack.called == []


def test_many_at_once_in_two_processes_renew_once(
    settings: Settings, store: Store, database_url: str, slack: Answers, clock: FrozenClock
) -> None:
    workspace = install(store)
    clock.move(hours=11)
    other = Store.open(database_url, store.keys, clock, durable=False)
    processes = [InstalledSpeakers(settings, one, client_for) for one in (store, other)]
    found: list[str | None] = []
    asking = [
        threading.Thread(target=lambda p=p: found.append(p.client(workspace.id).token))
        for p in processes * 4
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    other.close()

    assert found == [SECOND] * 8
    assert slack.called == ["oauth.v2.access"]


def test_slack_that_does_not_renew_now_is_asked_again_later_and_the_old_token_used(
    speakers: InstalledSpeakers, store: Store, slack: Answers, clock: FrozenClock
) -> None:
    workspace = install(store)
    clock.move(hours=11)
    slack.methods["oauth.v2.access"] = {"ok": False, "error": "internal_error"}

    assert [speakers.client(workspace.id).token for _ in range(3)] == [FIRST] * 3
    assert slack.called == ["oauth.v2.access"]
    slack.methods["oauth.v2.access"] = RENEWED
    clock.move(minutes=2)
    assert speakers.client(workspace.id).token == SECOND


def test_an_expired_token_is_not_used_and_the_workspace_stays(
    store: Store, tmp_path: Path, clock: FrozenClock
) -> None:
    nowhere = settings_of("http://127.0.0.1:1/api/", tmp_path)
    speakers = InstalledSpeakers(nowhere, store, client_for)
    workspace = install(store)
    clock.move(hours=13)

    with pytest.raises(NoToken):
        speakers.client(workspace.id)
    assert speakers.authorize(None, "T0ACME").bot_token is None  # type: ignore[union-attr]
    assert store.workspaces() == [workspace]


def test_a_refresh_refused_for_good_ends_with_the_token_itself(
    speakers: InstalledSpeakers, store: Store, slack: Answers, clock: FrozenClock
) -> None:
    workspace = install(store)
    slack.methods["oauth.v2.access"] = {"ok": False, "error": "invalid_refresh_token"}
    clock.move(hours=11)
    assert speakers.client(workspace.id).token == FIRST
    assert store.workspaces() == [workspace]

    clock.move(hours=2)
    with pytest.raises(NoToken):
        speakers.client(workspace.id)
    assert store.workspaces() == []
    with store.look(workspace.id) as session:
        assert installations.current(session) is None


def test_tokens_are_renewed_though_nobody_needs_one(
    speakers: InstalledSpeakers, store: Store, slack: Answers, clock: FrozenClock
) -> None:
    first, second = install(store), install(store, "T0OTHER", refresh="xoxe-1-other")
    clock.move(hours=11)
    speakers.keep_fresh()

    assert slack.called.count("oauth.v2.access") == 2
    assert [speakers.client(one.id).token for one in (first, second)] == [SECOND] * 2


@pytest.mark.parametrize("said", ["account_inactive", "token_revoked"])
def test_a_workspace_whose_token_slack_takes_no_more_leaves(
    speakers: InstalledSpeakers, store: Store, slack: Answers, said: str
) -> None:
    gone, other = install(store), install(store, "T0OTHER")
    slack.methods["chat.postMessage"] = {"ok": False, "error": said}
    slack.methods["auth.test"] = {"ok": False, "error": said}

    with pytest.raises(SlackApiError):
        speakers.call(gone.id)("chat.postMessage", {"channel": "U1", "text": "x"})
    assert store.workspaces() == [other]
    with pytest.raises(NoToken):
        speakers.call(gone.id)


def test_a_refusal_that_concerns_one_message_leaves_the_workspace_as_it_is(
    speakers: InstalledSpeakers, store: Store, slack: Answers
) -> None:
    workspace = install(store)
    slack.methods["chat.postMessage"] = {"ok": False, "error": "account_inactive"}

    with pytest.raises(SlackApiError):
        speakers.call(workspace.id)("chat.postMessage", {"channel": "U1", "text": "x"})
    assert store.workspaces() == [workspace]


def test_whoever_left_unheard_is_noticed_now_and_then(
    speakers: InstalledSpeakers, store: Store, slack: Answers
) -> None:
    install(store)
    slack.methods["auth.test"] = {"ok": False, "error": "account_inactive"}
    speakers.keep_fresh()

    assert store.workspaces() == []


def test_a_workspace_without_an_installation_has_no_token(
    speakers: InstalledSpeakers, store: Store
) -> None:
    old = store.enrol(team_id="T0OLD", enterprise_id=None, name="Old", app_id=None, bot_user_id="U")

    with pytest.raises(NoToken):
        speakers.call(old.id)
    assert speakers.authorize(None, "T0NOBODY").bot_token is None  # type: ignore[union-attr]


def test_word_of_leaving_from_before_the_installation_is_not_believed(
    speakers: InstalledSpeakers, store: Store, slack: Answers, clock: FrozenClock
) -> None:
    workspace = install(store)
    assert speakers.still_in(workspace)
    slack.methods["auth.test"] = {"ok": False, "error": "account_inactive"}
    assert not speakers.still_in(workspace)

    slack.methods["auth.test"] = {"ok": True}
    clock.move(hours=2)
    assert not speakers.still_in(workspace)


def test_the_token_of_the_settings_speaks_in_its_own_workspace_alone(
    settings: Settings, sqlite_store: Store
) -> None:
    other = install(sqlite_store, "T0OTHER")
    one = OneToken(settings, sqlite_store, client_for)
    one.enrol()
    mine = sqlite_store.workspace_of("T0ACME")
    assert mine is not None

    assert one.call(mine.id) is not None
    for speak in (one.call, one.client):
        with pytest.raises(NoToken):
            speak(other.id)
    assert one.authorize(None, "T0OTHER").bot_token is None  # type: ignore[union-attr]

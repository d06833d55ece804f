"""Tokens that end and are renewed, once, by whoever holds the newest refresh token."""

from collections.abc import Iterator

import pytest

from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.sandbox.towns import OTHER, two_teams

HOUR = 3600.0


@pytest.fixture
def box() -> Iterator[RunningSandbox]:
    with running_sandbox(two_teams(token_rotation_enabled=True)) as running:
        yield running


def refreshed(box: RunningSandbox, refresh_token: str) -> dict[str, object]:
    return box.access(grant_type="refresh_token", refresh_token=refresh_token)


def test_a_rotated_token_comes_with_its_end_and_a_refresh_token(box: RunningSandbox) -> None:
    answer = box.install(OTHER)
    assert answer["access_token"].startswith("xoxe.xoxb-")
    assert answer["refresh_token"].startswith("xoxe-")
    assert answer["expires_in"] == 43_200


def test_it_ends_after_twelve_hours_of_the_practice_clock(box: RunningSandbox) -> None:
    token = box.install(OTHER)["access_token"]
    now = box.control("clock")["now"]
    box.set_clock(now + 11.9 * HOUR)
    assert box.api("auth.test", token)["ok"]
    box.set_clock(now + 12.1 * HOUR)
    assert box.api("auth.test", token) == {"ok": False, "error": "token_expired"}


def test_a_refresh_token_is_good_once(box: RunningSandbox) -> None:
    first = box.install(OTHER)
    second = refreshed(box, first["refresh_token"])
    assert second["ok"]
    assert second["access_token"] != first["access_token"]
    assert second["refresh_token"] != first["refresh_token"]
    assert {name: second[name] for name in ("team", "bot_user_id", "token_type", "scope")} == {
        name: first[name] for name in ("team", "bot_user_id", "token_type", "scope")
    }
    assert refreshed(box, first["refresh_token"])["error"] == "invalid_refresh_token"


def test_a_refresh_token_works_after_its_access_token_ended(box: RunningSandbox) -> None:
    first = box.install(OTHER)
    box.team(OTHER).expire_tokens()
    assert box.api("auth.test", first["access_token"])["error"] == "token_expired"
    second = refreshed(box, first["refresh_token"])
    assert box.api("auth.test", str(second["access_token"]))["ok"]


def test_two_tokens_at_most_work_side_by_side(box: RunningSandbox) -> None:
    first = box.install(OTHER)
    second = refreshed(box, first["refresh_token"])
    both = [box.api("auth.test", str(one["access_token"]))["ok"] for one in (first, second)]
    assert both == [True, True]
    third = refreshed(box, str(second["refresh_token"]))
    assert box.api("auth.test", first["access_token"])["error"] == "token_revoked"
    assert box.api("auth.test", str(second["access_token"]))["ok"]
    assert box.api("auth.test", str(third["access_token"]))["ok"]


def test_the_life_of_new_tokens_can_be_shortened(box: RunningSandbox) -> None:
    box.control("tokens", {"do": "lifetime", "seconds": 60})
    answer = box.install(OTHER)
    assert answer["expires_in"] == 60
    box.set_clock(box.control("clock")["now"] + 61)
    assert box.api("auth.test", answer["access_token"])["error"] == "token_expired"


def test_expiry_of_one_workspace_leaves_the_others_alone(box: RunningSandbox) -> None:
    one, other = box.install("T0PRACTICE"), box.install(OTHER)
    box.team(OTHER).expire_tokens()
    assert box.api("auth.test", one["access_token"])["ok"]
    assert box.api("auth.test", other["access_token"])["error"] == "token_expired"


def test_a_lasting_token_can_be_exchanged_once(box: RunningSandbox) -> None:
    lasting = box.bot_token
    answer = box.access("oauth.v2.exchange", token=lasting)
    assert answer["expires_in"] == 43_200
    assert box.api("auth.test", answer["access_token"])["ok"]
    assert box.api("auth.test", lasting)["error"] == "token_expired"
    again = box.access("oauth.v2.exchange", token=lasting)
    assert again["error"] == "token_already_exchanged"
    assert box.access("oauth.v2.exchange", token="xoxb-no")["error"] == "invalid_token"


def test_without_rotation_there_is_nothing_to_exchange() -> None:
    with running_sandbox(two_teams()) as box:
        answer = box.access("oauth.v2.exchange", token=box.bot_token)
        assert answer["error"] == "token_rotation_not_enabled"
        assert "refresh_token" not in box.install(OTHER)


def test_uninstalling_ends_the_refresh_token_too(box: RunningSandbox) -> None:
    answer = box.install(OTHER)
    box.team(OTHER).uninstall()
    assert refreshed(box, answer["refresh_token"])["error"] == "invalid_refresh_token"
    assert box.api("auth.test", answer["access_token"])["error"] == "account_inactive"


def test_tokens_survive_a_restart(tmp_path: object) -> None:
    file = f"{tmp_path}/workspace.db"
    seed = two_teams(token_rotation_enabled=True)
    with running_sandbox(seed, file=file) as box:
        answer = box.install(OTHER)
    with running_sandbox(seed, file=file) as again:
        assert again.api("auth.test", answer["access_token"])["ok"]
        assert refreshed(again, answer["refresh_token"])["ok"]

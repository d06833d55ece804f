"""Apps taken out: by the workspace, by the organization, by themselves, and in either order."""

from collections.abc import Iterator

import pytest

from tests.kit.sandbox import RunningSandbox, eventually, running_sandbox
from tests.sandbox.listening import Json, SocketApp
from tests.sandbox.towns import FIRST, OTHER, OVER_BOTH, both_installed, organization

ENDS = ("app_uninstalled", "tokens_revoked")


@pytest.fixture
def box() -> Iterator[RunningSandbox]:
    with running_sandbox(both_installed()) as running:
        yield running


def ends(app: SocketApp) -> list[Json]:
    return [one for one in app.payloads("event_callback") if one["event"]["type"] in ENDS]


@pytest.mark.parametrize(
    ("order", "first"),
    [("uninstalled_first", "app_uninstalled"), ("revoked_first", "tokens_revoked")],
)
def test_the_two_events_come_in_the_order_wished_for(
    box: RunningSandbox, order: str, first: str
) -> None:
    app = SocketApp(box)
    other = box.team(OTHER)
    other.uninstall(order)
    eventually(lambda: len(ends(app)) == 2)
    app.close()
    heard = ends(app)
    assert heard[0]["event"]["type"] == first
    assert {one["team_id"] for one in heard} == {OTHER}
    revoked = next(one["event"] for one in heard if one["event"]["type"] == "tokens_revoked")
    assert revoked["tokens"] == {"oauth": [], "bot": [other.bot_user]}


def test_only_that_workspace_is_left(box: RunningSandbox) -> None:
    other = box.team(OTHER)
    other.uninstall()
    assert other.api("auth.test")["error"] == "account_inactive"
    assert box.api("auth.test")["ok"]
    assert other.person("U0ZOE").boot()["apps"] == []
    assert [one["name"] for one in box.person("U0ANN").boot()["apps"]] == ["Helper"]


def test_revoking_leaves_the_app_where_it_is(box: RunningSandbox) -> None:
    app = SocketApp(box)
    other = box.team(OTHER)
    other.revoke()
    assert app.wait_for("tokens_revoked")["team_id"] == OTHER
    app.close()
    assert other.api("auth.test")["error"] == "token_revoked"
    assert box.api("auth.test")["ok"]
    assert len(other.person("U0ZOE").boot()["apps"]) == 1


def test_uninstalling_after_revoking_still_says_so(box: RunningSandbox) -> None:
    app = SocketApp(box)
    other = box.team(OTHER)
    other.revoke()
    app.wait_for("tokens_revoked")
    other.uninstall()
    app.wait_for("app_uninstalled")
    app.close()
    assert other.api("auth.test")["error"] == "account_inactive"


def test_an_app_may_leave_by_itself(box: RunningSandbox) -> None:
    other = box.team(OTHER)
    secrets = {"client_id": box.client_id, "client_secret": box.client_secret}
    assert other.api("apps.uninstall")["error"] == "invalid_client_id"
    half = secrets | {"client_secret": "x"}
    assert other.api("apps.uninstall", **half)["error"] == "bad_client_secret"
    assert other.api("apps.uninstall", **secrets)["ok"]
    assert other.api("auth.test")["error"] == "account_inactive"
    assert box.api("auth.test")["ok"]


def test_an_app_may_give_its_token_back(box: RunningSandbox) -> None:
    other = box.team(OTHER)
    assert other.api("auth.revoke", test=True)["revoked"] is False
    assert other.api("auth.test")["ok"]
    assert other.api("auth.revoke")["revoked"] is True
    assert other.api("auth.test")["error"] == "token_revoked"


def test_a_seed_brings_an_app_back_with_the_token_it_had(box: RunningSandbox) -> None:
    box.uninstall(team=FIRST)
    assert box.api("auth.test")["error"] == "account_inactive"
    box.seed(both_installed())
    assert box.api("auth.test")["ok"]


def test_the_organization_takes_it_out_everywhere() -> None:
    with running_sandbox(organization()) as box:
        app = SocketApp(box)
        token = box.install(OVER_BOTH, everywhere=True)["access_token"]
        box.uninstall("revoked_first", team=OVER_BOTH)
        eventually(lambda: len(ends(app)) == 2)
        app.close()
        heard = ends(app)
        assert [one["event"]["type"] for one in heard] == ["tokens_revoked", "app_uninstalled"]
        assert {one["team_id"] for one in heard} == {None}
        assert {one["enterprise_id"] for one in heard} == {OVER_BOTH}
        assert box.api("auth.test", token)["error"] == "account_inactive"
        for team, person in ((FIRST, "U0ANN"), (OTHER, "U0ZOE")):
            assert box.team(team).person(person).boot()["apps"] == []


def test_what_was_never_installed_cannot_be_taken_out() -> None:
    with running_sandbox(organization()) as box:
        for wish in ({"do": "uninstall"}, {"do": "grant_access", "team": FIRST}):
            body = {"app": box.app_id, **wish}
            headers = {"X-Sandbox": "control"}
            answer = box.http.post("/_control/app", json=body, headers=headers).json()
            assert answer == {"ok": False, "error": "not_installed"}

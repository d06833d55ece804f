"""An organization over two workspaces: one installation, one token, and where it may be used."""

from collections.abc import Iterator

import pytest

from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.sandbox.forms import button, field, modal
from tests.sandbox.listening import SocketApp
from tests.sandbox.towns import FIRST, OTHER, OVER_BOTH, organization


@pytest.fixture
def box() -> Iterator[RunningSandbox]:
    with running_sandbox(organization()) as running:
        yield running


@pytest.fixture
def token(box: RunningSandbox) -> str:
    """Installed in the organization and added to both workspaces."""
    return str(box.install(OVER_BOTH, everywhere=True)["access_token"])


def test_the_page_offers_the_organization(box: RunningSandbox) -> None:
    url = f"/oauth/v2/authorize?client_id={box.client_id}&scope=chat:write&team={OVER_BOTH}"
    page = box.http.get(url).text
    assert "all of Practice Group" in page
    assert "Add it to all workspaces" in page
    assert "Zoe Zander" in page
    assert "Ann Archer" in page


def test_the_answer_names_the_organization_and_no_workspace(box: RunningSandbox) -> None:
    answer = box.install(OVER_BOTH)
    assert answer["team"] is None
    assert answer["enterprise"] == {"id": OVER_BOTH, "name": "Practice Group"}
    assert answer["is_enterprise_install"] is True
    test = box.api("auth.test", answer["access_token"])
    assert test["enterprise_id"] == test["team_id"] == OVER_BOTH
    assert test["is_enterprise_install"] is True
    assert test["user_id"] == answer["bot_user_id"]


def test_at_first_it_is_in_no_workspace(box: RunningSandbox) -> None:
    token = box.install(OVER_BOTH)["access_token"]
    assert box.api("auth.teams.list", token)["teams"] == []
    assert box.person("U0ANN").boot()["apps"] == []
    for arguments in ({"channel": "U0ANN"}, {"channel": "U0ANN", "team_id": FIRST}):
        answer = box.api("chat.postMessage", token, text="x", **arguments)
        assert answer["error"] == "team_access_not_granted"
    assert box.api("users.list", token, team_id=FIRST)["error"] == "team_access_not_granted"


def test_access_is_granted_and_taken_per_workspace(box: RunningSandbox) -> None:
    app = SocketApp(box)
    token = box.install(OVER_BOTH)["access_token"]
    box.change_app("grant_access", team=FIRST)
    assert box.api("auth.teams.list", token)["teams"] == [{"id": FIRST, "name": "Practice"}]
    assert box.api("chat.postMessage", token, channel="U0ANN", text="x")["ok"]
    elsewhere = box.api("chat.postMessage", token, channel="U0ZOE", text="x")
    assert elsewhere["error"] == "team_access_not_granted"
    granted = app.wait_for("team_access_granted")
    box.change_app("take_access", team=FIRST)
    revoked = app.wait_for("team_access_revoked")
    app.close()
    assert granted["event"]["team_ids"] == revoked["event"]["team_ids"] == [FIRST]
    assert (granted["team_id"], granted["enterprise_id"]) == (None, OVER_BOTH)
    assert granted["authorizations"][0]["is_enterprise_install"] is True
    gone = box.api("chat.postMessage", token, channel="U0ANN", text="x")
    assert gone["error"] == "team_access_not_granted"
    assert box.api("auth.test", token)["ok"]


def test_some_methods_want_to_know_the_workspace(box: RunningSandbox, token: str) -> None:
    assert box.api("users.list", token)["error"] == "missing_argument"
    assert box.api("conversations.list", token)["error"] == "missing_argument"
    here = {one["name"] for one in box.api("users.list", token, team_id=FIRST)["members"]}
    there = {one["name"] for one in box.api("users.list", token, team_id=OTHER)["members"]}
    assert "ann" in here - there
    assert "zoe" in there - here
    assert box.api("team.info", token, team_id=OTHER)["team"]["name"] == "Second"
    nowhere = box.api("users.list", token, team_id="T0NOWHERE")
    assert nowhere["error"] == "team_access_not_granted"


def test_others_find_the_workspace_by_what_they_name(box: RunningSandbox, token: str) -> None:
    first = box.api("chat.postMessage", token, channel="U0ANN", text="Here")
    other = box.api("chat.postMessage", token, channel="U0ZOE", text="There", team_id=FIRST)
    assert first["message"]["team"] == FIRST
    assert other["message"]["team"] == OTHER
    assert box.api("users.info", token, user="U0YAN")["user"]["team_id"] == OTHER
    history = box.api("conversations.history", token, channel=other["channel"])
    assert [one["text"] for one in history["messages"]] == ["There"]
    view = {"type": "home", "blocks": []}
    assert box.api("views.publish", token, user_id="U0ZOE", view=view)["view"]["team_id"] == OTHER


def test_one_bot_speaks_everywhere(box: RunningSandbox, token: str) -> None:
    bot = box.api("auth.test", token)["user_id"]
    said = [box.api("chat.postMessage", token, channel=who, text="x") for who in ("U0ANN", "U0ZOE")]
    assert {one["message"]["user"] for one in said} == {bot}


def test_payloads_say_the_organization(box: RunningSandbox, token: str) -> None:
    app = SocketApp(box)
    other = box.team(OTHER)
    zoe = other.person("U0ZOE")
    zoe.act("command", channel="C0LOBBY", command="/helper", text="x")
    command = app.wait_for("slash_commands")
    box.api("chat.postMessage", token, channel="U0ZOE", text="Well", blocks=[button("go")])
    zoe.press(zoe.messages()[-1], "go")
    pressed = app.wait_for("block_actions")
    zoe.open_home()
    opened = app.wait_for("app_home_opened")
    app.close()
    assert (command["team_id"], command["enterprise_id"]) == (OTHER, OVER_BOTH)
    assert command["is_enterprise_install"] == "true"
    assert pressed["team"]["id"] == OTHER
    assert pressed["enterprise"] == {"id": OVER_BOTH, "name": "Practice Group"}
    assert pressed["is_enterprise_install"] is True
    assert opened["team_id"] == OTHER
    assert opened["authorizations"][0]["enterprise_id"] == OVER_BOTH
    assert opened["authorizations"][0]["team_id"] is None


def test_a_form_of_an_organizations_app_names_no_team(box: RunningSandbox, token: str) -> None:
    app = SocketApp(box)
    zoe = box.team(OTHER).person("U0ZOE")
    zoe.act("shortcut", callback_id="start", app=box.app_id)
    trigger = app.wait_for("shortcut")["trigger_id"]
    opened = box.api("views.open", token, trigger_id=trigger, view=modal(field()))
    zoe.submit(opened["view"], {"name": {"value": {"value": "Zoe"}}})
    sent = app.wait_for("view_submission")
    app.close()
    assert sent["team"] is None
    assert sent["user"]["team_id"] == OTHER
    assert sent["view"]["app_installed_team_id"] == OVER_BOTH
    assert sent["enterprise"]["id"] == OVER_BOTH


def test_one_workspace_of_an_organization_may_install_alone(box: RunningSandbox) -> None:
    answer = box.install(OTHER)
    assert answer["team"]["id"] == OTHER
    assert answer["enterprise"]["id"] == OVER_BOTH
    assert answer["is_enterprise_install"] is False
    other = box.team(OTHER)
    assert other.api("auth.test")["enterprise_id"] == OVER_BOTH
    assert other.api("users.list")["ok"]
    user = other.api("users.info", user="U0ZOE")["user"]
    assert user["enterprise_user"]["enterprise_id"] == OVER_BOTH
    assert user["enterprise_user"]["teams"] == [OTHER]


def test_what_the_organization_installed_cannot_be_installed_beside_it(
    box: RunningSandbox, token: str
) -> None:
    assert token
    url = f"/oauth/v2/authorize?client_id={box.client_id}&scope=chat:write&team={OTHER}"
    fields = {
        "client_id": box.client_id, "scope": "chat:write", "team": OTHER, "person": "U0ZOE",
        "decision": "allow",
    }  # fmt: skip
    assert box.http.get(url).status_code == 200
    answer = box.http.post("/oauth/v2/authorize", data=fields)
    assert "cannot_install_an_org_installed_app" in answer.text


def test_only_an_app_that_may_is_offered_the_organization() -> None:
    seed = organization()
    seed["app"]["manifest"]["settings"]["org_deploy_enabled"] = False
    with running_sandbox(seed) as box:
        url = f"/oauth/v2/authorize?client_id={box.client_id}&scope=chat:write"
        assert "Practice Group" not in box.http.get(url).text


def test_an_organizations_token_is_rotated_like_any_other() -> None:
    with running_sandbox(organization(token_rotation_enabled=True)) as box:
        first = box.install(OVER_BOTH, everywhere=True)
        box.team(OVER_BOTH).expire_tokens()
        ended = box.api("chat.postMessage", first["access_token"], channel="U0ZOE", text="x")
        assert ended["error"] == "token_expired"
        fields = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        second = box.access(**fields)
        assert second["team"] is None
        assert second["is_enterprise_install"] is True
        assert box.api("chat.postMessage", second["access_token"], channel="U0ZOE", text="x")["ok"]

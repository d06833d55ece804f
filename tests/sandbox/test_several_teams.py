"""Two workspaces behind one server: one app, one socket, and never a word from one to the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.sandbox import NotAllowed, RunningSandbox, eventually, running_sandbox
from tests.sandbox.forms import button
from tests.sandbox.listening import HttpApp, SocketApp, decoded, is_signed
from tests.sandbox.towns import FIRST, OTHER, both_installed, two_teams


@pytest.fixture
def box() -> Iterator[RunningSandbox]:
    with running_sandbox(both_installed()) as running:
        yield running


@pytest.fixture
def other(box: RunningSandbox) -> RunningSandbox:
    return box.team(OTHER)


def test_each_workspace_has_its_own_token_and_bot(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    here, there = box.api("auth.test"), other.api("auth.test")
    assert (here["team_id"], there["team_id"]) == (FIRST, OTHER)
    assert here["user_id"] == box.bot_user != other.bot_user == there["user_id"]
    assert box.bot_token != other.bot_token
    assert box.app_token == other.app_token


def test_a_seed_says_the_tokens_of_each_workspace() -> None:
    with running_sandbox(two_teams()) as box:
        answer = box.seed(both_installed())
        assert answer["teams"][OTHER]["bot_token"] == box.team(OTHER).bot_token
        assert answer["bot_token"] == box.bot_token
        assert answer["client_id"] == box.client_id


def test_a_token_knows_the_people_of_its_own_workspace_only(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    assert other.api("users.info", user="U0ZOE")["ok"]
    assert other.api("users.info", user="U0ANN")["error"] == "user_not_found"
    assert box.api("users.info", user="U0ZOE")["error"] == "user_not_found"
    names = {one["name"] for one in other.api("users.list", limit=100)["members"]}
    assert names == {"zoe", "yan", "xim", "helper", "slackbot"}


def test_a_token_writes_in_its_own_workspace_only(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    assert other.api("chat.postMessage", channel="U0ZOE", text="Hello")["ok"]
    for channel in ("U0ANN", "C0GENERAL"):
        answer = other.api("chat.postMessage", channel=channel, text="Hello")
        assert answer["error"] == "channel_not_found"
    ours = box.api("conversations.open", users="U0ANN")["channel"]["id"]
    assert other.api("chat.postMessage", channel=ours, text="x")["error"] == "channel_not_found"
    assert other.api("conversations.history", channel=ours)["error"] == "channel_not_found"


def test_files_and_views_stay_in_their_workspace(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    file = box.person("U0ANN").upload("plan.txt", b"ours")
    assert other.api("files.info", file=file["id"])["error"] == "file_not_found"
    headers = {"Authorization": f"Bearer {other.bot_token}"}
    assert other.http.get(file["url_private"], headers=headers).status_code == 403
    home = {"type": "home", "blocks": []}
    assert box.api("views.publish", user_id="U0ANN", view=home)["ok"]
    assert other.api("views.publish", user_id="U0ANN", view=home)["error"] == "user_not_found"


def test_envelopes_of_all_workspaces_travel_over_one_socket(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    app = SocketApp(box)
    box.person("U0ANN").command("/helper", "here")
    other.person("U0ZOE").command("/helper", "there")
    said = {one["text"]: one["team_id"] for one in app.payloads("slash_commands")}
    other.person("U0ZOE").open_home()
    opened = app.wait_for("event_callback")
    app.close()
    assert said == {"here": FIRST, "there": OTHER}
    assert opened["team_id"] == OTHER
    assert opened["authorizations"][0]["team_id"] == OTHER
    assert opened["authorizations"][0]["user_id"] == other.bot_user


def test_one_address_gets_the_requests_of_all_workspaces(
    box: RunningSandbox, other: RunningSandbox, http_app: HttpApp
) -> None:
    box.change_app("deliver_by_http", url=http_app.url)
    box.person("U0ANN").command("/helper", "here")
    other.person("U0ZOE").command("/helper", "there")
    said = [decoded(body) for _, body in http_app.requests]
    teams = {one["text"]: one["team_id"] for one in said if "text" in one}
    assert teams == {"here": FIRST, "there": OTHER}
    assert all(is_signed(*one, box.signing_secret) for one in http_app.requests)


def test_a_press_names_the_workspace_it_came_from(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    app = SocketApp(box)
    other.api("chat.postMessage", channel="U0ZOE", text="Well", blocks=[button("go")])
    zoe = other.person("U0ZOE")
    zoe.press(zoe.messages()[0], "go")
    pressed = app.wait_for("block_actions")
    app.close()
    assert pressed["team"]["id"] == pressed["user"]["team_id"] == OTHER


def test_a_trigger_of_one_workspace_opens_nothing_in_another(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    app = SocketApp(box)
    box.person("U0ANN").shortcut("start")
    trigger = app.wait_for("shortcut")["trigger_id"]
    app.close()
    title = {"type": "plain_text", "text": "Form"}
    view = {"type": "modal", "title": title, "blocks": []}
    refused = other.api("views.open", trigger_id=trigger, view=view)
    assert refused["error"] == "invalid_trigger_id"
    assert box.api("views.open", trigger_id=trigger, view=view)["ok"]


def test_an_app_that_is_not_installed_is_not_there(box: RunningSandbox) -> None:
    with running_sandbox(two_teams()) as half:
        zoe = half.team(OTHER).person("U0ZOE")
        assert zoe.boot()["apps"] == []
        with pytest.raises(NotAllowed):
            zoe.act("command", channel="C0LOBBY", command="/helper", text="")
        assert half.api("auth.test")["ok"]


def test_response_urls_answer_in_their_workspace(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    app = SocketApp(box)
    zoe = other.person("U0ZOE")
    zoe.command("/helper", "now")
    url = app.wait_for("slash_commands")["response_url"]
    assert box.http.post(url, json={"text": "At your service"}).text == "ok"
    app.close()
    assert zoe.messages()[-1]["text"] == "At your service"


def test_limits_are_counted_per_workspace() -> None:
    with running_sandbox(both_installed(), rates=True) as box:
        other = box.team(OTHER)
        while box.api("users.list", limit=1)["ok"]:
            assert other.api("auth.test")["ok"]
        assert other.api("users.list", limit=1)["ok"]


def test_the_same_ids_may_live_in_two_workspaces() -> None:
    seed = both_installed()
    seed["teams"][0]["people"].append({"id": "U0ANN", "name": "ann2", "real_name": "Ann Second"})
    with running_sandbox(seed) as box:
        other = box.team(OTHER)
        assert other.api("chat.postMessage", channel="U0ANN", text="There")["ok"]
        assert other.api("users.info", user="U0ANN")["user"]["real_name"] == "Ann Second"
        assert box.api("users.info", user="U0ANN")["user"]["real_name"] == "Ann Archer"
        assert box.person("U0ANN").messages() == []
        assert [one["text"] for one in other.person("U0ANN").messages()] == ["There"]


def test_the_clock_is_one_for_all(box: RunningSandbox, other: RunningSandbox) -> None:
    now = box.api("chat.postMessage", channel="U0ANN", text="x")["ts"]
    box.set_clock(float(now) + 86_400)
    later = other.api("chat.postMessage", channel="U0ZOE", text="x")["ts"]
    assert float(later) - float(now) >= 86_400
    assert other.person("U0ZOE").boot()["clock"]["now"] > float(now) + 86_400


def test_scheduled_messages_of_every_workspace_are_posted(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    now = other.person("U0ZOE").boot()["clock"]["now"]
    other.api("chat.scheduleMessage", channel="C0LOBBY", text="Later", post_at=int(now) + 600)
    box.set_clock(now + 700)
    zoe = other.person("U0ZOE")
    eventually(lambda: [one["text"] for one in zoe.messages("C0LOBBY")] == ["Later"])


def test_every_workspace_comes_back_with_the_file(tmp_path: Path) -> None:
    file = str(tmp_path / "workspace.db")
    with running_sandbox(both_installed(), file=file) as box:
        other = box.team(OTHER)
        token = other.bot_token
        ts = other.api("chat.postMessage", channel="U0ZOE", text="Kept")["ts"]
        other.seed({"people": [{"id": "U0NEW", "name": "new", "real_name": "New One"}]})
    with running_sandbox({}, file=file) as again:
        back = again.team(OTHER)
        assert back.bot_token == token
        assert back.state()["teams"] == [FIRST, OTHER]
        assert back.api("users.info", user="U0NEW")["ok"]
        assert back.team(FIRST).api("users.info", user="U0NEW")["error"] == "user_not_found"
        assert [one["text"] for one in back.person("U0ZOE").messages()] == ["Kept"]
        assert float(back.api("chat.postMessage", channel="U0ZOE", text="New")["ts"]) > float(ts)


def test_a_page_of_one_workspace_hears_nothing_of_another(
    box: RunningSandbox, other: RunningSandbox
) -> None:
    boot = box.person("U0ANN").boot()
    assert [one["id"] for one in boot["teams"]] == [FIRST, OTHER]
    assert boot["team"]["id"] == FIRST
    assert other.person("U0ZOE").boot()["team"]["name"] == "Second"
    with pytest.raises(NotAllowed):
        other.person("U0ANN").act("open_im", user="U0BEN")
    with pytest.raises(NotAllowed):
        other.person("U0ZOE").messages("C0GENERAL")

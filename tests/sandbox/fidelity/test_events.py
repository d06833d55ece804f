"""What an app hears of people, channels and its own end, and whom it may serve."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.kit.sandbox import NotAllowed
from tests.sandbox.fidelity.bolt import Heard
from tests.sandbox.fidelity.stage import CHANNEL, Stage, connected, modal, question

Json = dict[str, Any]


def test_joining_and_changing_people_are_events(stage: Stage) -> None:
    heard = Heard()
    stage.app.event("team_join")(lambda event: heard(("join", event["user"])))
    stage.app.event("user_change")(lambda event: heard(("change", event["user"])))
    person = {"id": "U0NEW", "name": "new", "real_name": "New Noon", "tz": "Europe/Oslo"}
    with connected(stage):
        stage.sandbox.seed({"people": [person], "events": True})
        kind, joined = heard.next()
        stage.sandbox.seed({"people": [person | {"deleted": True}], "events": True})
        again, changed = heard.next()
    assert (kind, joined["id"], joined["tz"]) == ("join", "U0NEW", "Europe/Oslo")
    assert (again, changed["id"], changed["deleted"]) == ("change", "U0NEW", True)


def test_joining_a_channel_is_an_event_where_the_app_is_a_member(stage: Stage) -> None:
    heard = Heard()
    stage.app.event("member_joined_channel")(lambda event: heard(event))  # noqa: PLW0108 - by name
    stage.client.conversations_join(channel=CHANNEL)
    with connected(stage):
        stage.sandbox.seed(
            {"channels": [{"id": CHANNEL, "name": "general", "members": ["U0IDA"]}], "events": True}
        )
        found = [heard.next()]
        while found[-1]["user"] != "U0IDA":  # the app hears of its own joining too
            found.append(heard.next())
    assert found[-1]["channel"] == CHANNEL


def test_an_app_that_is_taken_out_hears_of_it_and_loses_its_token(stage: Stage) -> None:
    heard = Heard()
    stage.app.event("app_uninstalled")(lambda event: heard(event["type"]))
    stage.app.event("tokens_revoked")(lambda event: heard(event["type"]))
    with connected(stage):
        stage.sandbox.control("app", {"app": stage.sandbox.app_id, "do": "uninstall"})
        assert {heard.next(), heard.next()} == {"app_uninstalled", "tokens_revoked"}
    with pytest.raises(SlackApiError) as refused:
        stage.client.chat_postMessage(channel=CHANNEL, text="x")
    assert refused.value.response["error"] == "account_inactive"
    with pytest.raises(NotAllowed):
        stage.ann.command("/helper", channel=CHANNEL)


def test_people_of_other_organizations_press_buttons_but_run_no_commands(stage: Stage) -> None:
    heard = Heard()
    stage.app.action("done")(lambda ack, body: (ack(), heard(body["user"])))
    button = {"type": "button", "action_id": "done", "text": {"type": "plain_text", "text": "Ok"}}
    row = {"type": "actions", "block_id": "row", "elements": [button]}
    posted = stage.client.chat_postMessage(channel="C0SHARED", text="x", blocks=[row])
    with connected(stage):
        with pytest.raises(NotAllowed):
            stage.outside.command("/helper", channel="C0SHARED")
        stage.outside.press({"channel": "C0SHARED", "ts": posted["ts"]}, "done", block_id="row")
        user = heard.next()
    assert user["id"] == stage.outside.id
    assert user["team_id"] != stage.sandbox.tokens["team_id"]


def test_the_deactivated_get_no_messages(stage: Stage) -> None:
    with pytest.raises(SlackApiError) as refused:
        stage.client.chat_postMessage(channel="U0JON", text="x")
    assert refused.value.response["error"] == "user_disabled"
    assert stage.client.users_info(user="U0JON")["user"]["deleted"] is True
    with pytest.raises(SlackApiError) as opened:
        stage.client.conversations_open(users="U0JON")
    assert opened.value.response["error"] == "user_disabled"


def test_a_question_in_home_tells_at_once_where_it_was_asked_to(stage: Stage) -> None:
    heard = Heard()
    element = {"type": "plain_text_input", "action_id": "text"}
    asked = question(
        element | {"dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}
    )
    home = {"type": "home", "blocks": [asked | {"dispatch_action": True}]}
    stage.app.action("text")(lambda ack, body: (ack(), heard(body)))
    view = stage.client.views_publish(user_id=stage.ann.id, view=home)["view"]
    with connected(stage):
        stage.ann.press(view, "text", {"value": "Cleo"}, block_id="why")
        body = heard.next()
    [action] = body["actions"]
    assert (action["type"], action["value"]) == ("plain_text_input", "Cleo")
    assert body["view"]["state"]["values"]["why"]["text"]["value"] == "Cleo"


def test_home_is_published_anew_under_one_id_and_guarded_by_its_hash(stage: Stage) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = stage.client.views_publish(user_id=stage.ann.id, view=home)["view"]
    second = stage.client.views_publish(user_id=stage.ann.id, view=home, hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    assert second["hash"] != first["hash"]
    with pytest.raises(SlackApiError) as refused:
        stage.client.views_publish(user_id=stage.ann.id, view=home, hash=first["hash"])
    assert refused.value.response["error"] == "hash_conflict"
    with pytest.raises(SlackApiError) as wrong:
        stage.client.views_publish(user_id=stage.ann.id, view=modal())
    assert wrong.value.response["error"] == "invalid_arguments"

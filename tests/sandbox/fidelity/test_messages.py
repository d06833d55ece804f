"""Commands, shortcuts, and what happens in messages: elements used, answers by response_url."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from tests.kit.sandbox import NotAllowed
from tests.sandbox.fidelity.bolt import Heard, until
from tests.sandbox.fidelity.stage import CHANNEL, Stage, connected

Json = dict[str, Any]
OPTIONS = [
    {"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("Yes", "No")
]
ROW: Json = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "done", "value": "42",
         "text": {"type": "plain_text", "text": "Done"}},
        {"type": "static_select", "action_id": "pick", "options": OPTIONS},
    ],
}  # fmt: skip


def test_a_command_brings_its_words_and_its_answer_is_for_one_person(stage: Stage) -> None:
    heard = Heard()
    stage.app.command("/helper")(lambda ack, command: (heard(command), ack("Hello *you*")))
    with connected(stage):
        stage.ann.command("/helper", "apply <@U0BEN|ben>", channel=CHANNEL)
        command = heard.next()
    assert command["command"] == "/helper"
    assert command["text"] == "apply <@U0BEN|ben>"
    assert command["user_id"] == stage.ann.id
    assert command["channel_id"] == CHANNEL
    assert command["api_app_id"] == stage.sandbox.app_id
    assert command["is_enterprise_install"] == "false"
    answer = stage.ann.messages(CHANNEL)[-1]
    assert answer["text"] == "Hello *you*"
    assert answer["ephemeral"] is True
    assert "Hello *you*" not in [one["text"] for one in stage.ben.messages(CHANNEL)]


def test_a_commands_answer_can_be_for_everybody_and_come_later(stage: Stage) -> None:
    stage.app.command("/helper")(
        lambda ack, respond: (
            ack(text="Now", response_type="in_channel"),
            respond(text="Later", response_type="in_channel"),
        )
    )
    with connected(stage):
        stage.ann.command("/helper", "", channel=CHANNEL)
        texts = until(
            lambda: [
                texts
                for texts in [{one["text"] for one in stage.ben.messages(CHANNEL)}]
                if {"Now", "Later"} <= texts
            ]
        )
    assert texts


def test_a_message_shortcut_brings_the_message(stage: Stage) -> None:
    heard = Heard()
    stage.app.shortcut("keep")(lambda ack, body: (ack(), heard(body)))
    stage.ben.say(CHANNEL, "A thought")
    ts = stage.ann.messages(CHANNEL)[-1]["ts"]
    with connected(stage):
        stage.ann.message_shortcut("keep", {"channel": CHANNEL, "ts": ts})
        body = heard.next()
    assert body["type"] == "message_action"
    assert body["message"]["text"] == "A thought"
    assert body["message"]["ts"] == body["message_ts"] == ts
    assert body["channel"]["id"] == CHANNEL
    assert body["response_url"]
    assert body["trigger_id"]


def test_a_global_shortcut_knows_no_place(stage: Stage) -> None:
    heard = Heard()
    stage.app.shortcut("start")(lambda ack, body: (ack(), heard(body)))
    with connected(stage):
        stage.ann.shortcut("start")
        body = heard.next()
    assert body["type"] == "shortcut"
    assert "channel" not in body
    assert "response_url" not in body


def test_a_button_in_a_direct_message_tells_where_and_by_whom(stage: Stage) -> None:
    heard = Heard()
    stage.app.action("done")(lambda ack, body: (ack(), heard(body)))
    posted = stage.client.chat_postMessage(channel=stage.ann.id, text="Met?", blocks=[ROW])
    channel, ts = posted["channel"], posted["ts"]
    assert channel.startswith("D")
    with connected(stage):
        picked = {"row": {"pick": {"selected_option": OPTIONS[0]}}}
        stage.ann.press({"channel": channel, "ts": ts}, "done", block_id="row", state=picked)
        body = heard.next()
    assert body["type"] == "block_actions"
    assert body["container"] == {
        "type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False,
    }  # fmt: skip
    assert body["channel"] == {"id": channel, "name": "directmessage"}
    assert body["message"]["ts"] == ts
    assert body["message"]["text"] == "Met?"
    assert body["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "yes"
    [action] = body["actions"]
    assert (action["type"], action["action_id"], action["block_id"]) == ("button", "done", "row")
    assert (action["value"], action["text"]["text"]) == ("42", "Done")
    assert action["action_ts"]


def test_a_select_says_what_was_chosen(stage: Stage) -> None:
    heard = Heard()
    stage.app.action("pick")(lambda ack, body: (ack(), heard(body)))
    posted = stage.client.chat_postMessage(channel=CHANNEL, text="?", blocks=[ROW])
    with connected(stage):
        at = {"channel": CHANNEL, "ts": posted["ts"]}
        stage.ann.press(at, "pick", {"selected_option": OPTIONS[1]}, block_id="row")
        body = heard.next()
    assert body["actions"][0]["selected_option"]["value"] == "no"
    assert body["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "no"


def test_an_element_in_a_modal_and_in_home_names_the_view(stage: Stage) -> None:
    heard = Heard()
    home = {"type": "home", "blocks": [ROW]}
    stage.app.event("app_home_opened")(
        lambda event, client: heard(
            (event["tab"], client.views_publish(user_id=event["user"], view=home)["view"])
        )
    )
    stage.app.action("done")(lambda ack, body: (ack(), heard(body)))
    with connected(stage):
        stage.ann.open_home()
        tab, view = heard.next()
        stage.ann.press(view, "done")
        body = heard.next()
    assert tab == "home"
    assert body["container"] == {"type": "view", "view_id": view["id"]}
    assert body["view"]["type"] == "home"
    assert body["view"]["id"] == view["id"]
    assert body["view"]["state"]["values"]["row"]["pick"]["selected_option"] is None
    assert body["trigger_id"]
    assert "response_url" not in body
    assert "message" not in body


def test_a_link_button_is_heard_of_too(stage: Stage) -> None:
    heard = Heard()
    link = {"type": "button", "action_id": "go", "url": "https://example.com",
            "text": {"type": "plain_text", "text": "Go"}}  # fmt: skip
    stage.app.action("go")(lambda ack, action: (ack(), heard(action)))
    posted = stage.client.chat_postMessage(
        channel=CHANNEL, text="?", blocks=[{"type": "actions", "elements": [link]}]
    )
    [block] = posted["message"]["blocks"]
    assert block["block_id"]
    with connected(stage):
        stage.ann.press({"channel": CHANNEL, "ts": posted["ts"]}, "go", block_id=block["block_id"])
        assert heard.next()["action_id"] == "go"


def test_a_response_url_replaces_answers_and_deletes(stage: Stage) -> None:
    heard = Heard()
    stage.app.action("done")(lambda ack, body: (ack(), heard(body["response_url"])))
    posted = stage.client.chat_postMessage(channel=CHANNEL, text="?", blocks=[ROW])
    with connected(stage):
        stage.ann.press({"channel": CHANNEL, "ts": posted["ts"]}, "done", block_id="row")
        url = WebhookClient(heard.next())
    assert url.send(text="Replaced", replace_original=True).status_code == 200
    assert stage.text(posted["ts"]) == "Replaced"
    assert url.send(text="Just you", response_type="ephemeral", replace_original=False).body == "ok"
    assert stage.ann.messages(CHANNEL)[-1]["ephemeral"] is True
    everybody = url.send(text="All", response_type="in_channel", replace_original=False)
    assert everybody.status_code == 200
    assert stage.ben.messages(CHANNEL)[-1]["text"] == "All"
    assert url.send(delete_original=True).status_code == 200
    assert stage.text(posted["ts"]) is None


def test_a_response_url_takes_five_posts(stage: Stage) -> None:
    heard = Heard()
    stage.app.command("/helper")(lambda ack, command: (ack(), heard(command["response_url"])))
    with connected(stage):
        stage.ann.command("/helper", "", channel=CHANNEL)
        url = WebhookClient(heard.next())
    statuses = [url.send(text=f"Number {index}").status_code for index in range(6)]
    assert statuses[:5] == [200] * 5
    assert statuses[5] == 404


def test_an_ephemeral_message_is_changed_only_by_its_response_url(stage: Stage) -> None:
    heard = Heard()
    client = stage.client
    stage.app.action("done")(
        lambda ack, body, respond: (
            ack(),
            respond(text="Thank you", replace_original=True),
            heard(body),
        )
    )
    with pytest.raises(SlackApiError) as outside:
        client.chat_postEphemeral(channel=CHANNEL, user=stage.outside.id, text="?")
    assert outside.value.response["error"] == "user_not_in_channel"
    shown = client.chat_postEphemeral(channel=CHANNEL, user=stage.ann.id, text="?", blocks=[ROW])
    ts = shown["message_ts"]
    with pytest.raises(SlackApiError) as refused:
        client.chat_update(channel=CHANNEL, ts=ts, text="!")
    assert refused.value.response["error"] in ("message_not_found", "cant_update_message")
    with connected(stage):
        stage.ann.press({"channel": CHANNEL, "ts": ts}, "done", block_id="row")
        body = heard.next()
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    assert stage.ann.messages(CHANNEL)[-1]["text"] == "Thank you"


def test_a_late_answer_fails_in_slacks_words(impatient: Stage) -> None:
    impatient.app.command("/helper")(lambda: None)  # never acknowledges
    with (
        connected(impatient),
        pytest.raises(NotAllowed) as refused,
    ):
        impatient.ann.command("/helper", channel=CHANNEL)
    assert refused.value.error == "operation_timeout"
    assert "operation_timeout" in refused.value.sentence


def test_without_a_connection_the_person_is_told_at_once(stage: Stage) -> None:
    with pytest.raises(NotAllowed) as refused:
        stage.ann.command("/helper", channel=CHANNEL)
    assert refused.value.error == "no_app"

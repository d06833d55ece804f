"""Block actions from messages, modals and Home, and options while typing."""

import pytest

from tests.kit.sandbox import NotAllowed, RunningSandbox
from tests.sandbox.forms import Json, button, field, home, modal, plain
from tests.sandbox.listening import SocketApp
from tests.sandbox.test_modals import opened

PICK: Json = {
    "type": "section",
    "block_id": "pick",
    "text": plain("Pick"),
    "accessory": {"type": "datepicker", "action_id": "day"},
}


def posted(box: RunningSandbox, *blocks: Json, user: str = "U0ANN") -> Json:
    """A message of the app in a person's direct message, as that person sees it."""
    box.api("chat.postMessage", channel=user, text="Look", blocks=list(blocks))
    return box.person(user).messages()[-1]


def test_a_button_in_a_message(box: RunningSandbox, app: SocketApp) -> None:
    message = posted(box, button())
    box.person("U0ANN").press(message, "go")
    payload = app.wait_for("block_actions")
    assert payload["container"] == {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": message["channel"],
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": message["channel"], "name": "directmessage"}
    assert payload["message"]["ts"] == message["ts"]
    assert payload["message"]["blocks"][0]["block_id"] == "row"
    assert payload["response_url"].startswith(box.base_url)
    assert payload["state"] == {"values": {}}
    (action,) = payload["actions"]
    assert (action["type"], action["action_id"], action["block_id"]) == ("button", "go", "row")
    assert (action["value"], action["text"]["text"]) == ("7", "Go")
    assert action["action_ts"]


def test_a_choice_in_a_message_is_in_its_state(box: RunningSandbox, app: SocketApp) -> None:
    message = posted(box, PICK, button())
    box.person("U0ANN").press(message, "day", {"selected_date": "2026-03-09"})
    payload = app.wait_for("block_actions")
    assert payload["actions"][0]["selected_date"] == "2026-03-09"
    assert payload["state"]["values"]["pick"]["day"]["selected_date"] == "2026-03-09"


def test_a_button_in_a_modal_carries_what_was_typed(box: RunningSandbox, app: SocketApp) -> None:
    view = opened(box, app, modal(field(), button()))
    state = {"name": {"value": {"value": "half wr"}}}
    box.person("U0ANN").press(view, "go", state=state)
    payload = app.wait_for("block_actions")
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload["view"]["state"]["values"]["name"]["value"]["value"] == "half wr"
    assert "response_url" not in payload
    assert "message" not in payload


def test_an_element_in_home(box: RunningSandbox, app: SocketApp) -> None:
    box.api("views.publish", user_id="U0ANN", view=home(button()))
    ann = box.person("U0ANN")
    ann.press(ann.wait_for_home(), "go")
    payload = app.wait_for("block_actions")
    assert payload["view"]["type"] == "home"
    answer = box.api("views.open", trigger_id=payload["trigger_id"], view=modal())
    assert answer["ok"]


def test_an_ephemeral_message_is_not_sent_along(box: RunningSandbox, app: SocketApp) -> None:
    box.api("chat.postEphemeral", channel="C0SHARED", user="U0ANN", text="Psst", blocks=[button()])
    ann = box.person("U0ANN")
    ann.press(ann.messages("C0SHARED")[-1], "go")
    payload = app.wait_for("block_actions")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload


def test_an_outsider_may_press_in_a_shared_channel(box: RunningSandbox, app: SocketApp) -> None:
    box.api("chat.postMessage", channel="C0SHARED", text="x", blocks=[button()])
    ida = box.person("U0IDA")
    ida.press(ida.messages("C0SHARED")[-1], "go")
    payload = app.wait_for("block_actions")
    assert payload["user"]["team_id"] == "T0ELSEWHERE"
    assert payload["team"]["id"] == "T0PRACTICE"


def test_only_what_a_person_sees_can_be_pressed(box: RunningSandbox, app: SocketApp) -> None:
    message = posted(box, button())
    with pytest.raises(NotAllowed, match="message_not_found"):
        box.person("U0BEN").press(message, "go")
    with pytest.raises(NotAllowed, match="element_not_found"):
        box.person("U0ANN").press(message, "other", block_id="row")
    box.api("chat.update", channel=message["channel"], ts=message["ts"], text="Gone", blocks=[])
    with pytest.raises(NotAllowed, match="element_not_found"):
        box.person("U0ANN").press(message, "go")
    assert app.payloads("block_actions") == []


def test_options_come_while_a_person_types(box: RunningSandbox, app: SocketApp) -> None:
    offered = [{"text": plain("Ann"), "value": "1"}]
    app.answer = lambda one: {"options": offered} if one["type"] == "interactive" else None
    select = {
        "type": "input",
        "block_id": "who",
        "label": plain("Who"),
        "element": {"type": "external_select", "action_id": "person", "min_query_length": 0},
    }
    view = opened(box, app, modal(select))
    assert box.person("U0ANN").suggest(view, "person", "an")["options"] == offered
    payload = app.wait_for("block_suggestion")
    assert (payload["value"], payload["action_id"], payload["block_id"]) == ("an", "person", "who")
    assert payload["view"]["id"] == view["id"]
    assert "trigger_id" not in payload
    app.answer = lambda _: {"options": [{"text": plain("x" * 76), "value": "1"}]}
    with pytest.raises(NotAllowed, match="app_error"):
        box.person("U0ANN").suggest(view, "person", "an")


def test_left_out_ids_are_filled_in(box: RunningSandbox, app: SocketApp) -> None:
    bare = {"type": "actions", "elements": [{"type": "button", "text": plain("Go")}]}
    message = posted(box, bare)
    block = message["blocks"][0]
    box.person("U0ANN").press(message, block["elements"][0]["action_id"])
    assert app.wait_for("block_actions")["actions"][0]["block_id"] == block["block_id"]


def test_a_file_in_a_form_reaches_the_app_and_can_be_fetched(
    box: RunningSandbox, app: SocketApp
) -> None:
    ask = {
        "type": "input",
        "block_id": "sheet",
        "label": plain("Sheet"),
        "element": {"type": "file_input", "action_id": "file"},
    }
    view = opened(box, app, modal(ask))
    ann = box.person("U0ANN")
    file = ann.upload("people.csv", b"name\nAnn\n", "text/csv")
    bearer = {"Authorization": f"Bearer {box.bot_token}"}
    assert box.http.get(file["url_private"], headers=bearer).status_code == 404
    ann.submit(view, {"sheet": {"file": {"files": [file["id"]]}}})
    said = app.wait_for("view_submission")["view"]["state"]["values"]["sheet"]["file"]
    assert said["type"] == "file_input"
    assert said["files"][0]["id"] == file["id"]
    fetched = box.http.get(said["files"][0]["url_private"], headers=bearer)
    assert fetched.content == b"name\nAnn\n"
    assert box.api("files.info", file=file["id"])["file"]["name"] == "people.csv"

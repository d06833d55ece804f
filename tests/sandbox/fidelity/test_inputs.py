"""Every kind of question in one form: what an app receives when it was answered and when not."""

from typing import Any

import pytest

from tests.sandbox.fidelity.bolt import Heard
from tests.sandbox.fidelity.stage import CHANNEL, Stage, connected, modal, opened, opening, question

Json = dict[str, Any]

OPTION = {"text": {"type": "plain_text", "text": "One", "emoji": True}, "value": "1"}
OFFER = {"text": {"type": "plain_text", "text": "One"}, "value": "1"}
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Hello"}]}],
}
INPUTS: list[tuple[str, Json, str, Any, Any, Any]] = [
    # element, what it needs, its key in the state, untouched, as the person leaves it, as sent
    ("plain_text_input", {}, "value", None, "words", "words"),
    ("email_text_input", {}, "value", None, "ann@acme.example", "ann@acme.example"),
    ("url_text_input", {}, "value", None, "https://acme.example", "https://acme.example"),
    ("number_input", {"is_decimal_allowed": True}, "value", None, "1.5", "1.5"),
    ("rich_text_input", {}, "rich_text_value", None, RICH, RICH),
    ("datepicker", {}, "selected_date", None, "2026-03-01", "2026-03-01"),
    ("timepicker", {}, "selected_time", None, "09:30", "09:30"),
    ("datetimepicker", {}, "selected_date_time", None, 1_772_000_000, 1_772_000_000),
    ("static_select", {"options": [OFFER]}, "selected_option", None, OFFER, OPTION),
    ("radio_buttons", {"options": [OFFER]}, "selected_option", None, OFFER, OPTION),
    ("checkboxes", {"options": [OFFER]}, "selected_options", [], [OFFER], [OPTION]),
    ("multi_static_select", {"options": [OFFER]}, "selected_options", [], [OFFER], [OPTION]),
    ("multi_external_select", {}, "selected_options", [], [OFFER], [OPTION]),
    ("external_select", {}, "selected_option", None, OFFER, OPTION),
    ("users_select", {}, "selected_user", None, "U1", "U1"),
    ("multi_users_select", {}, "selected_users", [], ["U1"], ["U1"]),
    ("conversations_select", {}, "selected_conversation", None, "C1", "C1"),
    ("multi_conversations_select", {}, "selected_conversations", [], ["C1"], ["C1"]),
    ("channels_select", {}, "selected_channel", None, "C1", "C1"),
    ("multi_channels_select", {}, "selected_channels", [], ["C1"], ["C1"]),
]  # fmt: skip


def form(*, optional: bool) -> Json:
    blocks = [
        question({"type": kind, "action_id": "a"} | needs, kind, optional=optional)
        for kind, needs, *_ in INPUTS
    ]
    return modal(*blocks, question({"type": "file_input", "action_id": "a"}, "file_input",
                                   optional=optional), callback_id="form")  # fmt: skip


@pytest.mark.parametrize("touched", [False, True])
def test_a_form_with_every_kind_of_question(stage: Stage, touched: bool) -> None:
    heard = Heard()
    opening(stage, form(optional=True), heard)
    stage.app.view("form")(lambda ack, view: (ack(), heard(view["state"]["values"])))
    state: Json = {}
    if touched:
        file = stage.ann.upload("plan.txt", b"words")
        state = {kind: {"a": {key: raw}} for kind, _, key, _, raw, _ in INPUTS}
        state["file_input"] = {"a": {"files": [file]}}
    with connected(stage):
        view = opened(stage, heard)
        assert stage.ann.submit(view, state)["result"] == "closed"
        values = heard.next()
    for kind, _, key, untouched, _, sent in INPUTS:
        assert values[kind]["a"] == {"type": kind, key: sent if touched else untouched}
    files = values["file_input"]["a"]["files"]
    assert values["file_input"]["a"]["type"] == "file_input"
    assert [one["name"] for one in files] == (["plan.txt"] if touched else [])
    for one in files:
        assert one["url_private"].startswith("http")
        assert one["size"] == 5


def test_an_unanswered_form_names_every_question(stage: Stage) -> None:
    heard = Heard()
    opening(stage, form(optional=False), heard)
    with connected(stage):
        view = opened(stage, heard)
        answer = stage.ann.submit(view, {})
    assert set(answer["errors"]) == {row[0] for row in INPUTS} | {"file_input"}


def test_first_values_are_sent_when_nobody_touched_them(stage: Stage) -> None:
    heard = Heard()
    first: dict[str, Json] = {
        "plain_text_input": {"initial_value": "before"},
        "static_select": {"options": [OFFER], "initial_option": OFFER},
        "checkboxes": {"options": [OFFER], "initial_options": [OFFER]},
        "timepicker": {"initial_time": "08:00", "timezone": "Europe/Oslo"},
        "users_select": {"initial_user": "U1"},
    }
    view = modal(
        *(question({"type": kind, "action_id": "a"} | more, kind) for kind, more in first.items()),
        callback_id="form",
    )
    opening(stage, view, heard)
    stage.app.view("form")(lambda ack, view: (ack(), heard(view["state"]["values"])))
    with connected(stage):
        stage.ann.submit(opened(stage, heard))
        values = {kind: block["a"] for kind, block in heard.next().items()}
    assert values == {
        "plain_text_input": {"type": "plain_text_input", "value": "before"},
        "static_select": {"type": "static_select", "selected_option": OPTION},
        "checkboxes": {"type": "checkboxes", "selected_options": [OPTION]},
        "timepicker": {
            "type": "timepicker", "selected_time": "08:00", "timezone": "Europe/Oslo",
        },
        "users_select": {"type": "users_select", "selected_user": "U1"},
    }  # fmt: skip


def test_a_chosen_conversation_gives_an_address_to_answer_in(stage: Stage) -> None:
    heard = Heard()
    where = {"type": "conversations_select", "action_id": "a", "response_url_enabled": True,
             "default_to_current_conversation": True}  # fmt: skip
    view = modal(question(where, "where"), callback_id="form")
    opening(stage, view, heard)
    stage.app.view("form")(
        lambda ack, body, respond: (ack(), respond("Done."), heard(body["response_urls"]))
    )
    with connected(stage):
        chosen = {"where": {"a": {"selected_conversation": CHANNEL}}}
        stage.ann.submit(opened(stage, heard), chosen)
        [url] = heard.next()
    assert (url["block_id"], url["action_id"], url["channel_id"]) == ("where", "a", CHANNEL)
    assert stage.ann.messages(CHANNEL)[-1]["text"] == "Done."

"""What forms say: every element's state touched and untouched, actions, and early refusals."""

from typing import Any

import pytest

from sandbox.rules import state
from sandbox.rules.state import STATEFUL
from tests.sandbox.rules.samples import (
    ELEMENTS,
    INPUTS,
    button,
    holding,
    mrkdwn,
    option,
    plain,
    rich_text,
)  # fmt: skip

Json = dict[str, Any]
SENT = {"text": {"type": "plain_text", "text": "Words", "emoji": True}, "value": "a"}

SHAPES: list[tuple[Any, ...]] = [
    # element, key, untouched, first value's name, first value, raw as touched, as sent
    ("plain_text_input", "value", None, "initial_value", "old", "new", "new"),
    ("email_text_input", "value", None, "initial_value", "a@b.example", "c@d.example",
     "c@d.example"),
    ("url_text_input", "value", None, "initial_value", "https://a", "https://b", "https://b"),
    ("number_input", "value", None, "initial_value", "1", 2, "2"),
    ("rich_text_input", "rich_text_value", None, "initial_value", rich_text(), rich_text(),
     rich_text()),
    ("datepicker", "selected_date", None, "initial_date", "2026-01-01", "2026-02-02",
     "2026-02-02"),
    ("timepicker", "selected_time", None, "initial_time", "09:00", "10:30", "10:30"),
    ("datetimepicker", "selected_date_time", None, "initial_date_time", 1_700_000_000,
     1_800_000_000, 1_800_000_000),
    ("static_select", "selected_option", None, "initial_option", option(), option(), SENT),
    ("external_select", "selected_option", None, "initial_option", option(), option(), SENT),
    ("radio_buttons", "selected_option", None, "initial_option", option(), option(), SENT),
    ("checkboxes", "selected_options", [], "initial_options", [option()], [option()], [SENT]),
    ("multi_static_select", "selected_options", [], "initial_options", [option()], [option()],
     [SENT]),
    ("multi_external_select", "selected_options", [], "initial_options", [option()], [option()],
     [SENT]),
    ("users_select", "selected_user", None, "initial_user", "U1", "U2", "U2"),
    ("multi_users_select", "selected_users", [], "initial_users", ["U1"], ["U2"], ["U2"]),
    ("conversations_select", "selected_conversation", None, "initial_conversation", "C1", "C2",
     "C2"),
    ("multi_conversations_select", "selected_conversations", [], "initial_conversations", ["C1"],
     ["C2"], ["C2"]),
    ("channels_select", "selected_channel", None, "initial_channel", "C1", "C2", "C2"),
    ("multi_channels_select", "selected_channels", [], "initial_channels", ["C1"], ["C2"],
     ["C2"]),
    ("file_input", "files", [], "", None, [{"id": "F1"}], [{"id": "F1"}]),
]  # fmt: skip


def block(element: Json, **more: Any) -> Json:
    return holding(element) | {"block_id": "b"} | more


def values(element: Json, raw: Json | None = None) -> Json:
    touched = {} if raw is None else {"b": {element["action_id"]: raw}}
    found: Json = state.view_state([block(element)], touched)["values"]["b"]
    return found[element["action_id"]]  # type: ignore[no-any-return]


def test_every_input_has_a_state() -> None:
    assert set(STATEFUL) == set(INPUTS) == {row[0] for row in SHAPES}


@pytest.mark.parametrize("row", SHAPES, ids=[row[0] for row in SHAPES])
def test_an_untouched_element_is_there_and_empty(row: Any) -> None:
    kind, key, untouched = row[:3]
    assert values(ELEMENTS[kind]) == {"type": kind, key: untouched}


@pytest.mark.parametrize("row", SHAPES, ids=[row[0] for row in SHAPES])
def test_an_untouched_element_says_its_first_value(row: Any) -> None:
    kind, key, _, name, first = row[:5]
    if name:
        expected = [SENT] if key == "selected_options" else SENT
        chosen = expected if key.startswith("selected_option") else first
        assert values(ELEMENTS[kind] | {name: first}) == {"type": kind, key: chosen}


@pytest.mark.parametrize("row", SHAPES, ids=[row[0] for row in SHAPES])
def test_a_touched_element_says_what_was_left_there(row: Any) -> None:
    kind, key, untouched, name, first, raw, sent = row
    element = ELEMENTS[kind] | ({name: first} if name else {})
    assert values(element, {key: raw}) == {"type": kind, key: sent}
    empty: Any = [] if untouched == [] else None
    assert values(element, {key: empty}) == {"type": kind, key: untouched}


def test_an_emptied_text_is_null_and_a_zone_is_kept() -> None:
    assert (
        values(ELEMENTS["plain_text_input"] | {"initial_value": "x"}, {"value": ""})["value"]
        is None
    )
    zoned = ELEMENTS["timepicker"] | {"timezone": "Europe/Oslo", "initial_time": "09:00"}
    assert values(zoned) == {
        "type": "timepicker", "selected_time": "09:00", "timezone": "Europe/Oslo",
    }  # fmt: skip


def test_a_choice_comes_back_as_it_was_offered() -> None:
    rich = {"text": mrkdwn("*One*"), "value": "a", "description": plain("More")}
    element = ELEMENTS["radio_buttons"] | {"options": [rich]}
    forged = {"selected_option": {"value": "a", "text": plain("Forged")}}
    assert values(element, forged)["selected_option"] == {
        "text": {"type": "mrkdwn", "text": "*One*", "verbatim": False},
        "description": {"type": "plain_text", "text": "More", "emoji": True},
        "value": "a",
    }


def test_a_select_may_start_with_where_the_person_was() -> None:
    for kind, key, expected in (
        ("conversations_select", "selected_conversation", "C9"),
        ("multi_conversations_select", "selected_conversations", ["C9"]),
    ):
        element = ELEMENTS[kind] | {"default_to_current_conversation": True}
        found = state.view_state([block(element)], {}, conversation="C9")["values"]["b"]["pick"]
        assert found == {"type": kind, key: expected}


def test_sections_and_actions_are_in_the_state_but_buttons_are_not() -> None:
    section = {"type": "section", "block_id": "s", "text": mrkdwn(),
               "accessory": ELEMENTS["static_select"]}  # fmt: skip
    row = {"type": "actions", "block_id": "r", "elements": [button(), ELEMENTS["datepicker"]]}
    found = state.message_state([section, row, {"type": "divider", "block_id": "d"}], {})
    assert found["values"] == {
        "s": {"pick": {"type": "static_select", "selected_option": None}},
        "r": {"pick": {"type": "datepicker", "selected_date": None}},
    }


def test_a_pressed_button_says_its_text_and_value() -> None:
    row = {"type": "actions", "block_id": "r"}
    pressed = state.action(row, button() | {"value": "v", "style": "danger"}, {}, at="1.2")
    assert pressed == {
        "type": "button", "action_id": "press", "block_id": "r", "action_ts": "1.2",
        "text": {"type": "plain_text", "text": "Press", "emoji": True},
        "value": "v", "style": "danger",
    }  # fmt: skip


def test_a_used_select_and_overflow_say_the_choice() -> None:
    chosen = {"selected_option": {"value": "a"}}
    select = ELEMENTS["static_select"] | {"placeholder": plain("Pick")}
    said = state.action({"block_id": "b"}, select, chosen, at="1")
    assert said["selected_option"] == SENT
    assert said["placeholder"] == plain("Pick")
    more = state.action({"block_id": "b"}, ELEMENTS["overflow"], chosen, at="1")
    assert more["selected_option"] == SENT
    assert more["type"] == "overflow"


def test_feedback_says_which_of_the_two_was_pressed() -> None:
    said = state.action({"block_id": "b"}, ELEMENTS["feedback_buttons"], {"value": "bad"})
    assert (said["value"], said["text"]["text"]) == ("bad", "Bad")


NEEDED = "Please complete this required field."
REFUSALS = [
    # element, change, answer (as raw), refused
    ("plain_text_input", {}, {"value": None}, NEEDED),
    ("plain_text_input", {}, {"value": "  "}, NEEDED),
    ("plain_text_input", {"min_length": 3}, {"value": "abc"}, None),
    ("plain_text_input", {"min_length": 3}, {"value": "ab"},
     "Please enter at least 3 characters."),
    ("plain_text_input", {"max_length": 3}, {"value": "abc"}, None),
    ("plain_text_input", {"max_length": 3}, {"value": "abcd"},
     "Please use no more than 3 characters."),
    ("plain_text_input", {}, {"value": "x" * 3001}, "Please use no more than 3000 characters."),
    ("email_text_input", {}, {"value": "ann@acme.example"}, None),
    ("email_text_input", {}, {"value": "ann@acme"}, "Please enter a valid email address."),
    ("email_text_input", {}, {"value": "ann acme.example"},
     "Please enter a valid email address."),
    ("url_text_input", {}, {"value": "https://acme.example/a?b=c"}, None),
    ("url_text_input", {}, {"value": "acme.example"}, "Please enter a valid URL."),
    ("url_text_input", {}, {"value": "javascript:alert(1)"}, "Please enter a valid URL."),
    ("url_text_input", {}, {"value": "https://[bad"}, "Please enter a valid URL."),
    ("number_input", {}, {"value": "12"}, None),
    ("number_input", {}, {"value": "1.5"}, "Please enter a whole number."),
    ("number_input", {"is_decimal_allowed": True}, {"value": "1.5"}, None),
    ("number_input", {}, {"value": "twelve"}, "Please enter a number."),
    ("number_input", {}, {"value": "NaN"}, "Please enter a number."),
    ("number_input", {}, {"value": "1_000"}, "Please enter a number."),
    ("number_input", {}, {"value": "-3"}, None),
    ("number_input", {"min_value": "1"}, {"value": "1"}, None),
    ("number_input", {"min_value": "1"}, {"value": "0"},
     "Please enter a number no less than 1."),
    ("number_input", {"max_value": "9"}, {"value": "9"}, None),
    ("number_input", {"max_value": "9"}, {"value": "10"},
     "Please enter a number no greater than 9."),
    ("static_select", {}, {"selected_option": None}, NEEDED),
    ("checkboxes", {}, {"selected_options": []}, NEEDED),
    ("multi_users_select", {"max_selected_items": 2}, {"selected_users": ["U1", "U2"]}, None),
    ("multi_users_select", {"max_selected_items": 1}, {"selected_users": ["U1", "U2"]},
     "Please select no more than 1 items."),
    ("file_input", {"max_files": 1}, {"files": [{"id": "F1"}]}, None),
    ("file_input", {"max_files": 1}, {"files": [{"id": "F1"}, {"id": "F2"}]},
     "Please add no more than 1 files."),
    ("file_input", {}, {"files": [{"id": "F"}] * 11}, "Please add no more than 10 files."),
    ("file_input", {"filetypes": ["pdf"]}, {"files": [{"filetype": "png"}]},
     "Please choose files of these types: pdf."),
    ("rich_text_input", {}, {"rich_text_value": rich_text({"type": "text", "text": " "})},
     NEEDED),
    ("rich_text_input", {}, {"rich_text_value": rich_text()}, None),
    ("datepicker", {}, {"selected_date": None}, NEEDED),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change", "raw", "sentence"), REFUSALS)
def test_a_form_is_refused_before_it_is_sent(
    kind: str, change: Json, raw: Json, sentence: str | None
) -> None:
    asked = block(ELEMENTS[kind] | change)
    said = state.view_state([asked], {"b": {"pick": raw}})["values"]
    assert state.missing([asked], said) == ({"b": sentence} if sentence else {})


def test_an_optional_question_may_stay_empty_but_not_be_wrong() -> None:
    asked = block(ELEMENTS["number_input"], optional=True)
    for raw, refused in (({"value": None}, False), ({"value": "x"}, True)):
        said = state.view_state([asked], {"b": {"pick": raw}})["values"]
        assert bool(state.missing([asked], said)) is refused


def test_what_a_person_never_touched_is_missing_too() -> None:
    blocks = [block(ELEMENTS[kind]) | {"block_id": kind} for kind in INPUTS]
    said = state.view_state(blocks, {})["values"]
    assert state.missing(blocks, said) == dict.fromkeys(INPUTS, NEEDED)


def test_a_question_inside_a_container_counts_too() -> None:
    box = {"type": "container", "block_id": "c", "child_blocks": [block(ELEMENTS["datepicker"])]}
    said = state.view_state([box], {})["values"]
    assert said == {"b": {"pick": {"type": "datepicker", "selected_date": None}}}
    assert state.missing([box], said) == {"b": NEEDED}

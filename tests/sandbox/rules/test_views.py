"""Modals and Homes, answers to typing, and what an acknowledgement may carry."""

from typing import Any

import pytest

from sandbox.rules import acks, options, views
from tests.sandbox.rules.samples import BLOCKS, option, plain

Json = dict[str, Any]
MODAL: Json = {"type": "modal", "title": plain("Title"), "blocks": [BLOCKS["section"]]}
HOME: Json = {"type": "home", "blocks": [BLOCKS["section"]]}
FORM: Json = MODAL | {"blocks": [BLOCKS["input"] | {"block_id": "why"}], "submit": plain("Send")}


def modal(**change: Any) -> list[str]:
    return [p.message for p in views.check(MODAL | change, surface="modal")]


def home(**change: Any) -> list[str]:
    return [p.message for p in views.check(HOME | change, surface="home")]


@pytest.mark.parametrize("part", ["title", "submit", "close"])
def test_title_and_buttons_have_24_characters(part: str) -> None:
    assert modal(**{part: plain("x" * 24)}) == []
    refused = f"must be less than 25 characters [json-pointer:/view/{part}/text]"
    assert modal(**{part: plain("x" * 25)}) == [refused]
    assert modal(**{part: {"type": "mrkdwn", "text": "x"}}) != []


@pytest.mark.parametrize(
    ("field", "most"), [("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)]
)
def test_what_a_view_carries_along_has_limits(field: str, most: int) -> None:
    for check in (modal, home):
        assert check(**{field: "x" * most}) == check(**{field: ""}) == []
        refused = f"must be less than {most + 1} characters [json-pointer:/view/{field}]"
        assert check(**{field: "x" * (most + 1)}) == [refused]


def test_a_form_needs_a_way_to_send_it() -> None:
    assert views.check(FORM, surface="modal") == []
    bare = {name: value for name, value in FORM.items() if name != "submit"}
    [problem] = views.check(bare, surface="modal")
    assert problem.message == "missing required field: submit [json-pointer:/view]"
    assert home(blocks=FORM["blocks"]) == []


def test_a_home_has_no_title_and_nothing_to_send() -> None:
    for part in ("title", "submit", "close"):
        assert home(**{part: plain()}) == [
            f"invalid additional property: {part} [json-pointer:/view]"
        ]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"type": "home"}, "/view/type"),
        ({"type": "dialog"}, "/view/type"),
        ({"title": None}, "/view/title"),
        ({"title": "Title"}, "/view/title"),
        ({"blocks": "[]"}, "/view/blocks"),
        ({"blocks": [BLOCKS["divider"]] * 101}, "/view/blocks"),
        ({"blocks": [{"type": "foo"}]}, "/view/blocks/0/type"),
        ({"blocks": [BLOCKS["markdown"]]}, "/view/blocks/0/type"),
        ({"clear_on_close": "yes"}, "/view/clear_on_close"),
        ({"state": {}}, "/view"),
    ],
)
def test_a_view_that_does_not_fit_is_pointed_at(change: Json, pointer: str) -> None:
    found = views.check(MODAL | change, surface="modal")
    assert {problem.error for problem in found} == {"invalid_arguments"}
    assert found[0].message.endswith(f"[json-pointer:{pointer}]")


@pytest.mark.parametrize("field", ["type", "title", "blocks"])
def test_what_a_modal_must_have_is_named(field: str) -> None:
    found = views.check({n: v for n, v in MODAL.items() if n != field}, surface="modal")
    assert [p.message for p in found] == [f"missing required field: {field} [json-pointer:/view]"]


def test_a_modal_without_blocks_is_fine() -> None:
    assert modal(blocks=[]) == []


def test_a_view_has_250_kilobytes() -> None:
    option_rows = [option(f"{index}" + "x" * 140) for index in range(100)]
    for row in option_rows:
        row["text"] = plain("é" * 70)
    select = {"type": "static_select", "options": option_rows}
    section = {"type": "section", "text": plain("x" * 10), "accessory": select}
    count = views.VIEW_BYTES // views.size({"b": section}) - 1
    fits = MODAL | {"blocks": [section] * count}
    assert views.check(fits, surface="modal") == []
    [problem] = views.check(MODAL | {"blocks": [section] * (count + 2)}, surface="modal")
    assert problem.error == "view_too_large"


def test_a_view_at_exactly_250_kilobytes_is_taken() -> None:
    long = MODAL | {"blocks": [{"type": "divider"}], "callback_id": ""}
    room = views.VIEW_BYTES - views.size(long)
    assert "view_too_large" not in _errors(long | {"callback_id": "x" * room})
    assert _errors(long | {"callback_id": "x" * (room + 1)}) == ["view_too_large"]


def _errors(view: Json) -> list[str]:
    return [problem.error for problem in views.check(view, surface="modal")]


GROUP = {"label": plain(), "options": [option()]}


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ({"options": []}, True),
        ({"options": [option()] * 100}, True),
        ({"options": [option()] * 101}, False),
        ({"option_groups": [GROUP] * 100}, True),
        ({"option_groups": [GROUP] * 101}, False),
        ({"options": [], "option_groups": []}, False),
        ({"options": [option("x" * 151)]}, False),
        ({}, False),
        (None, False),
        ([option()], False),
    ],
)
def test_what_is_offered_while_typing(answer: Any, fits: bool) -> None:
    assert (options.check(answer) == []) is fits
    assert (acks.check("block_suggestion", answer) == []) is fits


@pytest.mark.parametrize(
    ("kind", "payload", "fits"),
    [
        ("view_submission", None, True),
        ("view_submission", "", True),
        ("view_submission", {}, True),
        ("view_submission", {"response_action": "clear"}, True),
        ("view_submission", {"response_action": "close"}, False),
        ("view_submission", {"response_action": "update", "view": FORM}, True),
        ("view_submission", {"response_action": "push", "view": FORM}, True),
        ("view_submission", {"response_action": "push", "view": HOME}, False),
        ("view_submission", {"response_action": "update"}, False),
        ("view_submission", {"response_action": "errors", "errors": {"why": "Say more"}}, True),
        ("view_submission", {"response_action": "errors", "errors": {"who": "Say more"}}, False),
        ("view_submission", {"response_action": "errors", "errors": {"why": ""}}, False),
        ("view_submission", {"response_action": "errors", "errors": {}}, False),
        ("view_submission", "text", False),
        ("slash_commands", None, True),
        ("slash_commands", "text", True),
        ("slash_commands", {"text": "x"}, True),
        ("slash_commands", {"text": "x", "response_type": "in_channel"}, True),
        ("slash_commands", {"text": "x", "response_type": "loud"}, False),
        ("slash_commands", {"blocks": [{"type": "foo"}]}, False),
        ("slash_commands", ["x"], False),
        ("block_actions", {"anything": 1}, True),
        ("events_api", None, True),
    ],
)
def test_what_an_acknowledgement_may_carry(kind: str, payload: Any, fits: bool) -> None:
    assert (acks.check(kind, payload, view=FORM) == []) is fits

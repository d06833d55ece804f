"""However broken a payload is, the rules answer with problems and never fall over."""

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.rules import acks, blocks, messages, options, views
from tests.sandbox.rules.samples import BLOCKS, ELEMENTS, changed, holding, option, plain

Json = dict[str, Any]
NONSENSE: list[Any] = [
    0, True, "", "x", [], {}, [[]], [{}], [None], ["x"], {"type": []}, {"type": "x"}, 1e400,
]  # fmt: skip
FULL: dict[str, Json] = BLOCKS | {
    name: holding(element) | {"block_id": "b"} for name, element in ELEMENTS.items()
}
FULL["chosen"] = holding(
    {
        "type": "multi_static_select",
        "option_groups": [{"label": plain(), "options": [option()]}],
        "initial_options": [option()],
    }
)
VIEW: Json = {"type": "modal", "title": plain(), "submit": plain(), "blocks": [BLOCKS["input"]]}
MESSAGE: Json = {
    "text": "x",
    "blocks": [BLOCKS["section"]],
    "attachments": [{"blocks": [BLOCKS["section"]]}],
    "metadata": {"event_type": "x", "event_payload": {}},
    "markdown_text": "",
}


def pointers(value: Any, at: str = "") -> Iterator[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in items:
        yield f"{at}/{name}"
        if isinstance(inner, dict | list):
            yield from pointers(inner, f"{at}/{name}")


def broken(sample: Json) -> Iterator[Json]:
    for pointer in pointers(sample):
        for nonsense in NONSENSE:
            yield changed(sample, pointer, nonsense)


@pytest.mark.parametrize("name", FULL)
def test_no_block_makes_the_rules_fall_over(name: str) -> None:
    for block in broken(FULL[name]):
        for surface in ("message", "modal", "home"):
            assert all(p.message for p in blocks.check([block], surface=surface))
        assert all(p.message for p in messages.check({"text": "x", "blocks": [block]}))


def test_no_view_message_or_answer_makes_the_rules_fall_over() -> None:
    for view in broken(VIEW):
        assert all(p.message for p in views.check(view, surface="modal"))
        ack = {"response_action": "errors", "errors": {"b": "x"}}
        assert acks.check("view_submission", ack, view=view)
    for message in broken(MESSAGE):
        assert all(p.message for p in messages.check(message))
    for answer in broken({"options": [option()]}):
        assert all(p.message for p in options.check(answer))
    for kind in ("view_submission", "slash_commands", "block_suggestion", "other"):
        for payload in NONSENSE:
            assert all(p.message for p in acks.check(kind, payload, view=VIEW))


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_place_of_a_whole_payload_is_refused(nonsense: Any) -> None:
    assert views.check(nonsense, surface="home")
    assert blocks.check([nonsense], surface="message")
    assert options.check(nonsense)

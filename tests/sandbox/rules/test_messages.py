"""Messages: their texts, blocks, attachments and metadata."""

import json
from typing import Any

import pytest

from sandbox.rules import messages
from tests.sandbox.rules.samples import BLOCKS

Json = dict[str, Any]
DIVIDER = BLOCKS["divider"]
META = {"event_type": "delivery_made", "event_payload": {"id": "d1"}}


def errors(payload: Json, method: str = "chat.postMessage") -> list[str]:
    return [problem.error for problem in messages.check(payload, method=method)]


@pytest.mark.parametrize(
    ("payload", "refused"),
    [
        ({"text": "Hello"}, []),
        ({"blocks": [DIVIDER]}, []),
        ({"blocks": json.dumps([DIVIDER])}, []),
        ({"attachments": [{"text": "x"}]}, []),
        ({"markdown_text": "**x**"}, []),
        ({"text": "x", "blocks": [], "attachments": None, "metadata": None}, []),
        ({}, ["no_text"]),
        ({"text": "", "blocks": []}, ["no_text"]),
        ({"text": "x", "blocks": "[{"}, ["invalid_blocks_format"]),
        ({"text": "x", "blocks": [{"type": "foo"}]}, ["invalid_blocks"]),
        ({"text": "x", "blocks": [DIVIDER] * 51}, ["invalid_blocks"]),
        ({"markdown_text": "x", "text": "x"}, ["markdown_text_conflict"]),
        ({"markdown_text": "x", "blocks": [DIVIDER]}, ["markdown_text_conflict"]),
        ({"markdown_text": "x" * 12_000}, []),
        ({"markdown_text": "x" * 12_001}, ["msg_too_long"]),
        ({"text": "x", "attachments": [{}] * 100}, []),
        ({"text": "x", "attachments": [{}] * 101}, ["too_many_attachments"]),
        ({"text": "x", "attachments": "x"}, ["invalid_attachments"]),
        ({"text": "x", "attachments": [{"blocks": [{"type": "foo"}]}]}, ["invalid_blocks"]),
        ({"text": "x", "metadata": META}, []),
        ({"text": "x", "metadata": {}}, []),
        ({"text": "x", "metadata": json.dumps(META)}, []),
        ({"text": "x", "metadata": "{"}, ["invalid_metadata_format"]),
        ({"text": "x", "metadata": {"event_type": "x"}}, ["invalid_metadata_format"]),
        ({"text": "x", "metadata": META | {"event_type": "not snake"}},
         ["invalid_metadata_format"]),
        ({"text": "x", "metadata": META | {"event_payload": {"x": "x" * 17_000}}},
         ["metadata_too_large"]),
    ],
)  # fmt: skip
def test_a_message_is_taken_or_refused_by_name(payload: Json, refused: list[str]) -> None:
    assert errors(payload) == refused


def test_a_posted_text_may_be_long_but_an_updated_one_has_4000_characters() -> None:
    assert errors({"text": "x" * 50_000}) == []
    assert errors({"text": "x" * 4000}, "chat.update") == []
    assert errors({"text": "x" * 4001}, "chat.update") == ["msg_too_long"]


def test_all_blocks_together_have_a_limit() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2640}}
    assert errors({"blocks": [section] * 5}) == []
    assert errors({"blocks": [section] * 5 + [BLOCKS["header"]]}) == ["msg_blocks_too_long"]


def test_a_fault_inside_an_attachment_is_pointed_at() -> None:
    [problem] = messages.check({"attachments": [{}, {"blocks": [{"type": "foo"}]}]})
    assert problem.message == ("unsupported type: foo [json-pointer:/attachments/1/blocks/0/type]")

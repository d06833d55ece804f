"""Checks what is posted, updated or scheduled as a message."""

import json
import re
from typing import Any

from sandbox.rules import blocks as block_rules
from sandbox.rules.charts import characters
from sandbox.rules.problem import Json, Problem, problems
from sandbox.rules.text import MARKDOWN, UPDATED_MESSAGE

ATTACHMENTS = 100
METADATA_BYTES = 16_384
"""Slack names no figure; this is a cautious one."""
BLOCKS_TEXT = 13_200
"""Characters in all blocks of a message; measured by others, written down nowhere by Slack."""
EVENT_TYPE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,254}")


def check(payload: Json, *, method: str = "chat.postMessage") -> list[Problem]:
    """What Slack refuses about this message; arguments sent as JSON text are read as such."""
    payload = payload | {name: _parsed(payload.get(name)) for name in _STRUCTURED}
    return [
        *_content(payload, method),
        *_blocks(payload["blocks"]),
        *_attachments(payload["attachments"]),
        *_metadata(payload["metadata"]),
    ]


_STRUCTURED = ("blocks", "attachments", "metadata")


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value.strip() else None
    except ValueError:
        return value


def _content(payload: Json, method: str) -> list[Problem]:
    text, markdown = payload.get("text"), payload.get("markdown_text")
    filled = [payload[name] for name in ("blocks", "attachments") if payload[name]]
    if markdown:
        if text or filled:
            return [Problem("markdown_text_conflict", "markdown_text stands alone")]
        if len(str(markdown)) > MARKDOWN:
            return [Problem("msg_too_long", f"no more than {MARKDOWN} characters")]
    elif not text and not filled:
        return [Problem("no_text", "text, blocks or attachments are needed")]
    if method == "chat.update" and len(str(text or "")) > UPDATED_MESSAGE:
        return [Problem("msg_too_long", f"no more than {UPDATED_MESSAGE} characters")]
    return []


def _blocks(blocks: Any) -> list[Problem]:
    if blocks is None:
        return []
    found = block_rules.check(blocks, surface="message")
    if not found and characters(_readable(blocks)) > BLOCKS_TEXT:
        return [Problem("msg_blocks_too_long", f"no more than {BLOCKS_TEXT} characters in all")]
    return found


def _readable(blocks: list[Json]) -> list[Json]:
    """Tables of data have a limit of their own."""
    return [block for block in blocks if block["type"] != "data_table"]


def _attachments(attachments: Any) -> list[Problem]:
    if attachments is None:
        return []
    if not isinstance(attachments, list):
        return [Problem("invalid_attachments", "must provide an array [json-pointer:/attachments]")]
    if len(attachments) > ATTACHMENTS:
        return [Problem("too_many_attachments", f"no more than {ATTACHMENTS} attachments")]
    found: list[Problem] = []
    for index, one in enumerate(attachments):
        inner = one.get("blocks") if isinstance(one, dict) else None
        if inner is not None:
            found += block_rules.check(inner, surface="message", at=f"/attachments/{index}/blocks")
    return found


def _metadata(metadata: Any) -> list[Problem]:
    if metadata is None or metadata == {}:  # an empty one takes metadata off again
        return []
    if not isinstance(metadata, dict):
        return problems("invalid_metadata_format", [("must provide an object", "/metadata")])
    faults = []
    if not EVENT_TYPE.fullmatch(str(metadata.get("event_type") or "")):
        faults.append(("missing required field: event_type", "/metadata"))
    if not isinstance(metadata.get("event_payload"), dict):
        faults.append(("missing required field: event_payload", "/metadata"))
    if faults:
        return problems("invalid_metadata_format", faults)
    if len(json.dumps(metadata, ensure_ascii=False).encode()) > METADATA_BYTES:
        return [Problem("metadata_too_large", f"no more than {METADATA_BYTES} bytes")]
    return []

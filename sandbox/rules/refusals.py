"""What Slack refuses in the form itself, before the app hears of it."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from sandbox.rules.problem import Json

REQUIRED = "Please complete this required field."
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
NUMERAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
TEXT_MOST = 3000


def missing(blocks: list[Json], values: dict[str, dict[str, Json]]) -> dict[str, str]:
    """Input block id -> the sentence under it, for every answer that Slack would not send."""
    found = {}
    for block in _inputs(blocks):
        element, block_id = block["element"], block.get("block_id", "")
        said = values.get(block_id, {}).get(element.get("action_id", ""), {})
        sentence = _refusal(block, element, _value(said))
        if sentence:
            found[block_id] = sentence
    return found


def _inputs(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        if block.get("type") == "input":
            yield block
        yield from _inputs(block.get("child_blocks") or [])


def _value(said: Json) -> Any:
    return next((said[name] for name in said if name not in ("type", "timezone")), None)


def _refusal(block: Json, element: Json, value: Any) -> str | None:
    if _empty(value):
        return None if block.get("optional") else REQUIRED
    check = CHECKS.get(element["type"])
    return check(element, value) if check else None


def _empty(value: Any) -> bool:
    if isinstance(value, dict) and value.get("type") == "rich_text":
        return not _written(value)
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _written(part: Any) -> bool:
    if isinstance(part, list):
        return any(_written(one) for one in part)
    if not isinstance(part, dict):
        return False
    if "elements" in part:
        return _written(part["elements"])
    return bool(str(part.get("text") or "").strip()) if part.get("type") == "text" else True


def _text(element: Json, value: str) -> str | None:
    least, most = element.get("min_length") or 0, element.get("max_length") or TEXT_MOST
    if len(value) < least:
        return f"Please enter at least {least} characters."
    if len(value) > most:
        return f"Please use no more than {most} characters."
    return None


def _email(_element: Json, value: str) -> str | None:
    return None if EMAIL.fullmatch(value) else "Please enter a valid email address."


def _url(_element: Json, value: str) -> str | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    fits = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", value)
    return None if fits else "Please enter a valid URL."


def _number(element: Json, value: str) -> str | None:
    if not NUMERAL.fullmatch(value):
        return "Please enter a number."
    number = Decimal(value)
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Please enter a number no less than {least}."
    if most is not None and number > Decimal(most):
        return f"Please enter a number no greater than {most}."
    return None


def _chosen(element: Json, value: list[Any]) -> str | None:
    most = element.get("max_selected_items")
    return f"Please select no more than {most} items." if most and len(value) > most else None


def _files(element: Json, value: list[Json]) -> str | None:
    most = element.get("max_files") or 10
    if len(value) > most:
        return f"Please add no more than {most} files."
    kinds = element.get("filetypes")
    strange = [one for one in value if kinds and not _kinds_of(one) & set(kinds)]
    return f"Please choose files of these types: {', '.join(kinds)}." if kinds and strange else None


def _kinds_of(file: Json) -> set[str]:
    """Slack's word for a kind ("text") and the ending of the name ("txt") both count."""
    return {str(file.get("filetype")), str(file.get("name", "")).lower().rpartition(".")[2]}


CHECKS: dict[str, Callable[[Json, Any], str | None]] = {
    "plain_text_input": _text,
    "email_text_input": _email,
    "url_text_input": _url,
    "number_input": _number,
    "file_input": _files,
    "multi_static_select": _chosen,
    "multi_external_select": _chosen,
    "multi_users_select": _chosen,
    "multi_conversations_select": _chosen,
    "multi_channels_select": _chosen,
}

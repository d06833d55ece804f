"""What stands in a form field by field, and which fields somebody touched since it was opened."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from handlers.state import ids_of
from program.text import paragraphs

Entries = Mapping[str, str]
"""By field: a text, a day, an account, the value chosen, or several values joined by commas."""
_MARK = 6


def entered(view: Mapping[str, Any]) -> dict[str, str]:
    """Everything in the fields of a form; empty where nothing was entered."""
    values: Mapping[str, Mapping[str, Mapping[str, Any]]] = view["state"]["values"]
    return {field: _said(next(iter(one.values()), {})) for field, one in values.items()}


def marks(shown: Entries) -> str:
    """Short marks of what a form shows when it is opened, for its metadata."""
    return " ".join(f"{field}={_mark(value)}" for field, value in shown.items())


def touched(view: Mapping[str, Any]) -> dict[str, str]:
    """Only what is different from what the form showed when it was opened."""
    seen = dict(one.partition("=")[::2] for one in ids_of(view).get("marks", "").split())
    return {
        field: value for field, value in entered(view).items() if _mark(value) != seen.get(field)
    }


def _said(field: Mapping[str, Any]) -> str:
    if "selected_options" in field:
        return ",".join(one["value"] for one in field["selected_options"] or ())
    if "selected_users" in field:
        return ",".join(field["selected_users"] or ())
    if field.get("selected_option"):
        return str(field["selected_option"]["value"])
    return paragraphs(
        field.get("value") or field.get("selected_date") or field.get("selected_user") or ""
    )


def _mark(value: str) -> str:
    return sha256(value.encode()).hexdigest()[:_MARK]

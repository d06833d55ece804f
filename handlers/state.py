"""What somebody entered into a form, read from Slack's `view.state` field by field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.feature import unpack
from program.text import one_line, paragraphs

View = Mapping[str, Any]


def ids_of(view: View) -> dict[str, str]:
    """The ids the view was opened for: never trusted."""
    return unpack(view.get("private_metadata"))


def line(view: View, field: str) -> str:
    """A short text on one line; empty when nothing was entered."""
    return one_line(_entered(view, field).get("value"))


def text(view: View, field: str) -> str:
    """A text with its own line breaks; empty when nothing was entered."""
    return paragraphs(_entered(view, field).get("value"))


def texts(view: View, prefix: str) -> dict[str, str]:
    """The texts of all fields called `prefix:id`, by id."""
    start = f"{prefix}:"
    fields = [one for one in view["state"]["values"] if one.startswith(start)]
    return {field.removeprefix(start): text(view, field) for field in fields}


def day(view: View, field: str) -> date | None:
    """A chosen date."""
    chosen = _entered(view, field).get("selected_date")
    return date.fromisoformat(chosen) if chosen else None


def chosen(view: View, field: str) -> str | None:
    """The value of the one option chosen from a menu or of the radio buttons."""
    option = _entered(view, field).get("selected_option")
    return option["value"] if option else None


def account(view: View, field: str) -> str | None:
    """The Slack id of the one account chosen."""
    picked: str | None = _entered(view, field).get("selected_user")
    return picked


def several(view: View, field: str) -> tuple[str, ...]:
    """The values of all options chosen, or of the ticked boxes."""
    options = _entered(view, field).get("selected_options") or []
    return tuple(option["value"] for option in options)


def number(view: View, field: str) -> int | None:
    """A whole number; None when nothing, or no whole number, was entered."""
    typed = one_line(_entered(view, field).get("value"))
    return int(typed) if typed.removeprefix("-").isdecimal() and len(typed) < 10 else None


def accounts(view: View, field: str) -> tuple[str, ...]:
    """The Slack ids of all accounts chosen."""
    return tuple(_entered(view, field).get("selected_users") or ())


def files(view: View, field: str) -> tuple[str, ...]:
    """The Slack ids of the files given."""
    return tuple(one["id"] for one in _entered(view, field).get("files") or ())


def _entered(view: View, field: str) -> Mapping[str, Any]:
    """What one field holds: a block of ours has one element, whatever its action is called."""
    elements: Mapping[str, Mapping[str, Any]] = view["state"]["values"].get(field, {})
    return next(iter(elements.values()), {})

"""Asks the sandbox's rules whether Slack would take what a builder made."""

from typing import Any

from sandbox.rules import blocks, messages, views
from sandbox.rules.problem import Problem


def _said(problems: list[Problem]) -> str:
    return "\n".join(f"{one.error}: {one.message}" for one in problems)


def check_message(rendered: dict[str, Any]) -> None:
    """Fail with Slack's own words where a message (text, blocks, metadata …) would be refused."""
    found = messages.check(rendered)
    assert not found, _said(found)


def check_view(view: dict[str, Any]) -> None:
    """Fail with Slack's own words where a modal or a Home would be refused."""
    kind = view.get("type")
    assert kind in ("modal", "home"), f"a view of type {kind}"
    found = views.check(view, surface="home" if kind == "home" else "modal")
    assert not found, _said(found)


def check_blocks(rendered: list[dict[str, Any]], surface: blocks.Surface) -> None:
    """Fail with Slack's own words where these blocks would be refused on this surface."""
    found = blocks.check(rendered, surface=surface)
    assert not found, _said(found)

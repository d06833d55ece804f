"""A small view that only says something: where a refusal or a result has no form to stand in."""

from handlers.blocks import SECTION, modal, section
from handlers.feature import View
from handlers.ids import Home


def notice(text: str, *, title: str = "Mentoring") -> View:
    """A modal with one text and nothing to send."""
    return modal(Home.NOTICE_VIEW, title, [section(text[:SECTION])])

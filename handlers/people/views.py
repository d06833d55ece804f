"""Who sees what: one page, made from the permission table."""

from handlers.blocks import context, modal, section
from handlers.feature import View
from handlers.ids import People
from handlers.people import words
from handlers.visibility import WRITTEN, line


def readers() -> View:
    """Every private text there is, and who reads it."""
    shown = [section(f"*{one.what}*\n{line(one)}") for one in WRITTEN]
    return modal(
        People.READERS_VIEW,
        words.READERS_TITLE,
        [section(words.READERS_LEAD), *shown, context(words.SEALED)],
    )

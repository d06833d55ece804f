"""How long message texts may be, and where Slack cuts them."""

MESSAGE = 40_000
"""Longer message texts are cut off here without a word."""
UPDATED_MESSAGE = 4_000
"""`chat.update` refuses longer texts."""
MARKDOWN = 12_000
"""Characters of `markdown_text`."""


def cut(text: str, longest: int = MESSAGE) -> str:
    """The text as Slack keeps it: its first `longest` characters."""
    return text[:longest]

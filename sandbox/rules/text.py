"""How long texts may be and how Slack shortens them."""

MESSAGE = 40_000
"""Longer message texts are cut off here without a word."""
UPDATED_MESSAGE = 4_000
"""`chat.update` refuses longer texts."""
MARKDOWN = 12_000
COMMAND_TEXT = 4_000
ELLIPSIS = "…"


def cut(text: str, longest: int = MESSAGE) -> str:
    """The text as Slack keeps it: its first `longest` characters."""
    return text[:longest]


def shortened(text: str, longest: int) -> str:
    """A text that fits a label: cut with an ellipsis where it is too long."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + ELLIPSIS


def too_long(text: str, longest: int) -> bool:
    """Whether the text has more than `longest` characters."""
    return len(text) > longest

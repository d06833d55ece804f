"""What is taken out of a comment before anybody reads it: what names people, or marks a writer."""

import re
import unicodedata

NAME = "[name]"
LINK = "[link]"

_SLACK_NAME = re.compile(r"<(?:@|!subteam\^|#)[^<>]*>")
_SLACK_CALL = re.compile(r"<!([a-z]+)[^<>]*>")
_SLACK_LINK = re.compile(r"<[a-z][a-z0-9+.-]*:[^<>]*>", re.IGNORECASE)
_PLAIN_LINK = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BARE_ID = re.compile(r"\b[UWCGDST](?=[A-Z0-9]*[0-9])[A-Z0-9]{8,}\b")
_AT_NAME = re.compile(r"(?<!\w)@[\w.-]+")
_SKIN_NAMED = re.compile(r":skin-tone-[2-6]:")
_WRITERS_MARKS = frozenset(
    map(
        chr,
        (
            *range(0x1F3FB, 0x1F400),
            0x2640,
            0x2642,
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
"""Skin tones and sexes of emoji, and the variants a glyph may have."""
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def clean(text: str) -> str:
    """The comment as it may be shown; empty where nothing is left of it.

    In one spelling (NFKC), without characters nobody sees and without skin tones; who or what is
    mentioned or linked becomes `[name]` or `[link]`.
    """
    seen = unicodedata.normalize("NFKC", text).replace("\t", " ")
    seen = "".join(one for one in seen if _is_seen(one))
    seen = _SKIN_NAMED.sub("", seen)
    for found, instead in (
        (_SLACK_NAME, NAME),
        (_SLACK_CALL, NAME),
        (_SLACK_LINK, LINK),
        (_PLAIN_LINK, LINK),
        (_MAIL, NAME),
        (_BARE_ID, NAME),
        (_AT_NAME, NAME),
    ):
        seen = found.sub(instead, seen)
    return _LINES.sub("\n", _SPACES.sub(" ", seen)).strip()


def _is_seen(one: str) -> bool:
    """Whether a character is one that a reader sees, a space or the end of a line.

    Format characters (zero width, direction, tags), controls, private and unassigned ones and
    the like are how a text is marked without anybody noticing.
    """
    if one in _WRITERS_MARKS:
        return False
    return one == "\n" or unicodedata.category(one) not in {"Cc", "Cf", "Cn", "Co", "Cs"}

"""What a person typed, made fit to keep: no stray blanks, no characters that only confuse."""

import unicodedata

KEPT_CONTROLS = "\n\u2068\u2069\u200d\u200c"
"""Line ends, the isolates around names of other scripts, and the joiners some scripts need."""


def one_line(text: str | None) -> str:
    """The text as a single line, blanks folded; the empty string for nothing at all."""
    return " ".join(paragraphs(text).split())


def paragraphs(text: str | None) -> str:
    """The text with its own line breaks, without surrounding blanks and control characters."""
    if text is not None and text.isascii() and text.isprintable():
        return text.strip()  # the usual case, and much the quicker one
    unified = (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = "".join(sign for sign in unified if _is_shown(sign))
    return unicodedata.normalize("NFC", shown).strip()


def same_words(text: str) -> str:
    """A form of a short text under which two spellings of the same words compare equal."""
    return unicodedata.normalize("NFKC", one_line(text)).casefold()


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was left out."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rstrip() + "…"


def _is_shown(sign: str) -> bool:
    return sign in KEPT_CONTROLS or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}

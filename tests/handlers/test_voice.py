"""Every sentence keeps to the house's voice: no shouting, no blame, one word for one thing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers

ROOM = Path(handlers.__file__).parent
SPOKEN = sorted(
    file
    for file in ROOM.rglob("*.py")
    if file.stem in {"words", "refusals", "cohort_line", "visibility", "replacing"}
    or file.stem.endswith("_words")
)
NEVER = re.compile(
    r"!|\b(error|invalid|forbidden|failed|denied|oops|sorry|kindly|please note|just|simply"
    r"|admin|HR|user|participant|buddy|match|replace[sd]?|chaser|ping|slots?|bandwidth|reserve"
    r"|complaint|incident|whistleblowing|secret|KPIs?)\b",
    re.IGNORECASE,
)
TYPED = re.compile(r"/mentoring-admin( match\b)?")
"""The words people type that are not ones we say."""


def sentences(file: Path) -> Iterator[str]:
    """What a module says, its own documentation left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in documents or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str) and _is_said(node.value):
            yield node.value


def _is_said(text: str) -> bool:
    """Keys and codes are one small word; whatever people read is more, or begins with a capital."""
    return " " in text or text[:1].isupper()


def test_there_are_sentences_to_read() -> None:
    assert len(SPOKEN) > 8


@pytest.mark.parametrize("file", SPOKEN, ids=lambda file: str(file.relative_to(ROOM)))
def test_no_sentence_shouts_blames_or_calls_a_thing_by_another_name(file: Path) -> None:
    found = {
        (word.group(), sentence)
        for sentence in sentences(file)
        for word in NEVER.finditer(TYPED.sub("", sentence))
    }
    assert not found

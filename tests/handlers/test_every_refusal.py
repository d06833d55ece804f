"""No refusal leaves a person without a sentence: every code the rules raise has its words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.parts import FEATURES
from documents.roster_file import Unreadable
from handlers import words
from program.pairing import PairingState

ROOT = Path(__file__).parents[2]
RAISED = re.compile(r'(?:Refusal|Trouble)\(\s*"([a-z_]+\.[a-z_]+)"')
NEVER_READ = {"governance.role_over"}
"""Asked by the courier alone: there is nothing left to tell."""


def raised() -> Iterator[str]:
    """Every code spelled out where rules and acts live."""
    for room in ("program", "services", "handlers"):
        for file in (ROOT / room).rglob("*.py"):
            yield from RAISED.findall(file.read_text(encoding="utf-8"))


def made() -> Iterator[str]:
    """Codes put together from a state or a finding."""
    yield from (f"pairings.is_{state}" for state in PairingState)
    yield from (f"rosters.{code}" for code in Unreadable)


@pytest.fixture
def sentences() -> set[str]:
    return {*words.REFUSALS, *(code for one in FEATURES for code in one.refusals)}


def test_every_code_that_is_raised_has_its_sentence(sentences: set[str]) -> None:
    found = set(raised())

    assert len(found) > 100
    assert found - NEVER_READ - sentences == set()


def test_every_code_that_is_put_together_has_its_sentence(sentences: set[str]) -> None:
    assert set(made()) - sentences == set()

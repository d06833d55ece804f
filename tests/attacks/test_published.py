"""T12, fast: 12 of 16 people, 6 trials, a copy of the file after each vote and no key.

At 6 trials luck alone may link 18.5 % of 12 people (a guess links 8.3 %). `make attack` takes 24
of 40 people and 100 trials.
"""

from pathlib import Path

import pytest

from tests.attacks.chance import Attack
from tests.attacks.published import Snapshots
from tests.kit.databases import SqliteFiles


@pytest.fixture
def polls(sqlite_files: SqliteFiles, tmp_path: Path) -> Snapshots:
    return Snapshots(sqlite_files, tmp_path, people=12, invited=16)


def test_every_state_without_a_key_and_the_release_link_nobody(polls: Snapshots) -> None:
    figures = Attack(polls.people, 6, polls.trial, polls.chances).run()
    assert [one for one in figures if not one.holds] == []


def test_comments_published_in_the_order_of_their_slots_are_linked(polls: Snapshots) -> None:
    found = polls.unshuffled()
    assert found["T12: persons by being seen ~ comments as published"] > 0.9

"""Before the close no screen, list, file or message differs, whatever people answered.

Two copies of one database; the same people answer, with opposite answers; then everyone opens
everything there is, in both.
"""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from program.actor import Role
from program.pulse.survey import Readers
from services import pulse_progress
from services.desk import Desk
from store.keys import Keyring
from store.pulse.vault import Vault
from store.store import Store
from tests.kit.cast import (
    LIAISON,
    MENTEE,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_results import answer, asked
from tests.kit.walking import Walker, show_every_message

LOOKING = (PROGRAM_MANAGER, SPONSOR, MENTEE)
HAPPY = {"fit": 5, "safety": 5, "often": 0}
UNHAPPY = {"fit": 1, "safety": 1, "often": 2}


@pytest.fixture
def opposite(
    sqlite_store: Store, clock: FrozenClock, tmp_path: Path, keys: Keyring, vault: Vault
) -> Iterator[tuple[tuple[Stage, OpenPulse], tuple[Stage, OpenPulse]]]:
    """The same open pulse twice: twelve answered it, in one all are happy, in the other nobody."""
    stage = set_stage(sqlite_store, Desk(sqlite_store, clock))
    pulse = asked(stage, sqlite_store, readers=Readers.ALL)
    stage.give(SPONSOR, Role.SPONSOR, pulse.program_id)
    stage.give(LIAISON, Role.LIAISON, pulse.program_id)
    copy = tmp_path / "copy.db"
    with sqlite3.connect(tmp_path / "data" / "baton.db") as file:
        file.execute("VACUUM INTO ?", [str(copy)])
    other = Store.open(f"sqlite:///{copy}", keys, clock, vault=vault, durable=False)
    theirs = OpenPulse(other, *(getattr(pulse, one) for one in _SAME))
    answer(pulse, 12, [HAPPY], {"better": "Nothing at all.", "else": "Thank you all."})
    answer(theirs, 12, [UNHAPPY])
    yield (stage, pulse), (Stage(Desk(other, clock), stage.workspace_id), theirs)
    other.close()


_SAME = ("workspace_id", "program_id", "survey", "people")


def everything(stage: Stage) -> list[str]:
    """All that anybody can open, and every message there is."""
    seen = [Walker(stage, one).walk() for one in LOOKING]
    return [*seen, *show_every_message(stage)]


def count(stage: Stage, pulse: OpenPulse) -> None:
    """What the clock does once a day."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pulse_progress.count(work, pulse.now())


def test_opposite_answers_make_no_difference_to_anybody(
    opposite: tuple[tuple[Stage, OpenPulse], tuple[Stage, OpenPulse]], clock: FrozenClock
) -> None:
    (first, one), (second, other) = opposite
    before = Walker(first, PROGRAM_MANAGER).walk()
    assert before == Walker(second, PROGRAM_MANAGER).walk()
    assert "About 50 % have answered" not in before

    clock.set(clock() + timedelta(days=1))
    for stage, pulse in opposite:
        count(stage, pulse)
    counted = everything(first)
    assert counted == everything(second)
    assert "About 50 % have answered" in counted[0]

    answer(OpenPulse(one.store, one.workspace_id, one.program_id, one.survey, one.people[12:]), 8)
    count(first, one)  # twice on a day is once
    assert everything(first) == counted
    assert (one.marked(), other.marked()) == (20, 12)

"""Where a vote goes is drawn by the system's random source alone: not even the clock is asked."""

import ast
import random
import time
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path

import pytest
from sqlalchemy import select

from store.pulse.tables import PulseSlotRow
from store.store import Store
from tests.kit.pulse import OpenPulse, open_pulse

ROOT = Path(__file__).parents[3]
OURS = [
    *ROOT.glob("*/pulse/**/*.py"),
    *ROOT.glob("services/pulse_*.py"),
    *ROOT.glob("bot/pulse_*.py"),
]
NEVER = {"uuid", "ulid", "uuid6", "uuid7", "numpy", "faker"}
VOTES = 20


def _foreign(tree: ast.AST) -> Iterator[str]:
    """Every use of a source of randomness that can be guessed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.split(".")[0] in NEVER)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module.split(".")[0] in NEVER:
                yield node.module
            if node.module == "random":
                yield from (one.name for one in node.names if one.name != "SystemRandom")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "random" and node.attr != "SystemRandom":
                yield f"random.{node.attr}"
            if node.attr.startswith(("uuid1", "uuid6", "uuid7", "getnode")):
                yield node.attr


def test_no_line_of_the_pulse_draws_from_a_source_that_can_be_guessed() -> None:
    assert len(OURS) > 20
    found = {
        (file.relative_to(ROOT).as_posix(), name)
        for file in OURS
        for name in _foreign(ast.parse(file.read_text()))
    }
    assert found == set()


@pytest.mark.parametrize(
    "line",
    [
        "import random; random.shuffle(x)",
        "from random import choice",
        "import uuid",
        "from uuid import uuid1",
        "import numpy.random",
    ],
)
def test_the_lint_finds_what_it_is_for(line: str) -> None:
    assert list(_foreign(ast.parse(line)))


@pytest.mark.parametrize("surveys", [8, pytest.param(200, marks=pytest.mark.attack)])
def test_with_chance_and_clock_of_the_process_standing_still_slots_are_drawn_all_the_same(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, surveys: int
) -> None:
    home = sqlite_store.enrol(
        team_id="T0HOME", enterprise_id=None, name="Acme", app_id="A0", bot_user_id="U0"
    )
    for name in ("random", "randint", "randrange", "choice", "uniform", "getrandbits", "shuffle"):
        monkeypatch.setattr(random, name, lambda *_: 0)
    for name in ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter"):
        monkeypatch.setattr(time, name, lambda: 1_000_000)
    limit = 3 / sqrt(surveys * (VOTES - 1))
    for last in (False, True):
        means = _mean_correlations(sqlite_store, home.id, surveys)
        if all(abs(mean) <= limit for mean in means):
            return
        assert not last, f"twice beyond {limit:.3f}: {means}"


def _mean_correlations(store: Store, workspace_id: str, surveys: int) -> list[float]:
    """Of the order of votes with the number of the slot, its urn, and its place in the file."""
    found = [_correlations(open_pulse(store, workspace_id, people=80)) for _ in range(surveys)]
    return [sum(one) / len(found) for one in zip(*found, strict=True)]


def _correlations(pulse: OpenPulse) -> list[float]:
    places = {slot: place for place, slot in enumerate(sorted(_slots(pulse)))}
    slots: list[int] = []
    for person in pulse.people[:VOTES]:
        assert pulse.cast(person) == "counted"
        (new,) = (slot for slot, (_, filled) in _slots(pulse).items() if filled - (slot in slots))
        slots.append(new)
    urns = [_slots(pulse)[slot][0] for slot in slots]
    return [_spearman(slots), _spearman(urns), _spearman([places[slot] for slot in slots])]


def _slots(pulse: OpenPulse) -> dict[int, tuple[int, int]]:
    """Urn and mark of each slot for scores."""
    with pulse.store.look(pulse.workspace_id) as session:
        rows = session.execute(
            select(PulseSlotRow.id, PulseSlotRow.urn, PulseSlotRow.filled).where(
                PulseSlotRow.survey_id == pulse.survey.id, PulseSlotRow.kind == 0
            )
        )
        return {row.id: (row.urn, row.filled) for row in rows}


def _spearman(values: Sequence[int]) -> float:
    """With 0, 1, 2 …; equal values share a rank."""
    count = len(values)
    ranks = [
        sum(other < value for other in values) + (values.count(value) - 1) / 2 for value in values
    ]
    middle = (count - 1) / 2
    above = sum((rank - middle) * (order - middle) for order, rank in enumerate(ranks))
    spread = sum((rank - middle) ** 2 for rank in ranks)
    return above / sqrt(spread * sum((order - middle) ** 2 for order in range(count)))

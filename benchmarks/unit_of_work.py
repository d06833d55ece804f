"""One submission's transaction against the same rows by bare SQL: what the house costs."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.figures import Figure, measured, median, percentile, report
from program.cohort import CohortPlan
from program.nomination_forms import SelfNomination
from program.person import SlackPerson
from services import cohorts, governance, nomination_self, people
from services.desk import Caller, Desk, Work
from store import migrate
from store.keys import Keyring
from store.store import Store

TEAM = "T0BENCH"
COUNT = 150
WARM = 20
TEXT = "I led the move of twelve reporting systems to one platform with four departments. " * 5
Statement = tuple[str, Any]


def measure() -> Sequence[Figure]:
    """Time `apply` for one person after the other, then replay its very statements bare."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "house.db"
        store, desk = _house(path)
        _prepare(desk)
        store.close()
        bare_path = Path(folder) / "bare.db"
        bare_path.write_bytes(path.read_bytes())
        store = Store.open(f"sqlite:///{path}", Keyring.load(Path(folder) / "keys"), _now)
        ours, written = _submit_all(Desk(store, _now))
        store.close()
        bare = _replay_all(bare_path, written)
    return [
        measured(
            "unit of work of one submission, median",
            median(ours) * 1000,
            "ms",
            reference=median(bare) * 1000,
            at_most=4,
            judged="ratio",
        ),
        measured(
            "unit of work of one submission, p99",
            percentile(ours, 0.99) * 1000,
            "ms",
            reference=percentile(bare, 0.99) * 1000,
        ),
        measured("statements that write, each", len(written[-1]), "statements"),
    ]


def _now() -> datetime:
    return datetime.now(UTC)


def _house(path: Path) -> tuple[Store, Desk]:
    url = f"sqlite:///{path}"
    keys = Keyring.create(path.parent / "keys")
    migrate.upgrade(url)
    store = Store.open(url, keys, _now)
    store.enrol(team_id=TEAM, enterprise_id=None, name="Bench", app_id="A0", bot_user_id="U0BOT")
    return store, Desk(store, _now)


def _prepare(desk: Desk) -> None:
    """People, a program and its cohort, and everybody's first step kept aside."""
    workspace = desk.workspaces()[0]
    with desk.open_work_in(workspace.id) as work:
        people.keep(work, [_person(number) for number in range(COUNT)])
        governance.name_first(work, ["0@bench.example"])
    with desk.open_work(_caller(0)) as work:
        cohorts.create_program(work, _plan())
    for number in range(1, COUNT):
        with desk.open_work(_caller(number)) as work:
            nomination_self.keep_first_step(work, _first_step(work))


def _person(number: int) -> SlackPerson:
    return SlackPerson(
        slack_user=f"U{number}",
        team_id=TEAM,
        real_name=f"Member {number}",
        display_name=f"Member {number}",
        title="Analyst",
        zone="Europe/London",
        email=f"{number}@bench.example",
        is_guest=False,
        is_outsider=False,
        is_bot=False,
        deactivated=False,
    )


def _plan() -> CohortPlan:
    today = date.today()
    return CohortPlan(
        program="Bench",
        name="First",
        nominations_close=today + timedelta(days=20),
        starts=today + timedelta(days=30),
        ends=today + timedelta(days=200),
        competencies=("Strategic thinking", "Influence"),
        criteria=("Has led across teams", "Seeks feedback", "Is ready for more"),
    )


def _first_step(work: Work) -> SelfNomination:
    cohort = cohorts.taking_nominations(work)[0]
    return SelfNomination(
        cohort_id=cohort.id,
        competencies=tuple(one.id for one in cohort.competencies),
        aspiration=TEXT,
        evidence={},
    )


def _caller(number: int) -> Caller:
    return Caller(team=TEAM, slack_user=f"U{number}")


def _submit_all(desk: Desk) -> tuple[list[float], list[list[Statement]]]:
    with desk.open_look(_caller(0)) as look:
        cohort = cohorts.taking_nominations(look)[0]
    evidence = {one.id: TEXT for one in cohort.criteria}
    seconds, written = [], []
    for number in range(1, COUNT):
        with _writes_of() as statements:
            began = time.perf_counter()
            with desk.open_work(_caller(number)) as work:
                nomination_self.apply(work, cohort.id, evidence)
            seconds.append(time.perf_counter() - began)
        written.append(statements)
    return seconds[WARM:], written


@contextmanager
def _writes_of() -> Iterator[list[Statement]]:
    """The statements of one submission that change rows, as SQLite was given them."""
    caught: list[Statement] = []

    def catch(_c: Any, _u: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            caught.extend((statement, one) for one in (values if many else [values]))

    event.listen(Engine, "before_cursor_execute", catch)
    try:
        yield caught
    finally:
        event.remove(Engine, "before_cursor_execute", catch)


def _replay_all(path: Path, written: list[list[Statement]]) -> list[float]:
    """The same rows, with the same durability, by nothing but SQL."""
    bare = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        bare.execute(f"PRAGMA {pragma}")
    seconds = [_timed(lambda one=one: _replay(bare, one)) for one in written]  # type: ignore[misc]
    bare.close()
    return seconds[WARM:]


def _replay(bare: sqlite3.Connection, statements: list[Statement]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for statement, values in statements:
        bare.execute(statement, values)
    bare.execute("COMMIT")


def _timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    report("unit_of_work", measure)

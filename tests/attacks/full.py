"""All attacks at one size after the other, with their controls, as figures."""

import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import mean

import psycopg

from tests.attacks import leaky_postgres
from tests.attacks.chance import LOT, Agreement, Attack, Figure, Shares, Trial, limit
from tests.attacks.history import live_rows, same_files
from tests.attacks.leaky_sqlite import LEAKY, Leaky, poll
from tests.attacks.on_postgres import on_postgres
from tests.attacks.on_sqlite import OnSqlite
from tests.attacks.published import Snapshots
from tests.kit.databases import PostgresServer, SqliteFiles, postgres_to_restart

CONTROL_TRIALS = 10


@dataclass(frozen=True)
class Size:
    """How many answer of how many invited, and how often that is tried."""

    people: int
    invited: int
    trials: int


SIZES = (Size(8, 12, 200), Size(24, 40, 200), Size(60, 64, 60))
PAIRS, PAIRS_ON_POSTGRESQL = 30, 15


@dataclass(frozen=True)
class Row:
    """One line of the note: the strongest way of an attack, and its control."""

    attack: str
    people: int
    trials: int
    ways: int
    strongest: str
    accuracy: float
    chance: float
    limit: float
    control: str
    control_accuracy: float
    holds: bool


def on_sqlite(scale: float) -> Iterator[Row]:
    """Every attack on SQLite at `scale` times its number of trials; a breach does not raise."""
    with tempfile.TemporaryDirectory(prefix="baton-attack-") as name:
        folder = Path(name)
        files = SqliteFiles(folder)
        for size in _scaled(scale):
            here = folder / f"s{size.people}"
            yield from _on_sqlite(OnSqlite(files, here, size.people, size.invited), size)
        yield from _order(files, folder / "order", scale)
        yield from _published(files, folder / "published", scale)
        yield _same_files(files, folder / "pairs", max(2, round(PAIRS * scale)))


def on_postgresql(scale: float) -> Iterator[Row]:
    """The same on a PostgreSQL of its own, which keeps the moment of each commit."""
    with (
        tempfile.TemporaryDirectory(prefix="baton-attack-") as name,
        postgres_to_restart() as (server, restart),
    ):
        folder = Path(name)
        with psycopg.connect(server.address, autocommit=True) as superuser:
            superuser.execute("ALTER SYSTEM SET track_commit_timestamp = on")
        restart()
        for size in _scaled(scale):
            yield _on_postgres(server, folder, size)
        yield _same_rows(server, folder / "live", max(2, round(PAIRS_ON_POSTGRESQL * scale)))


def _scaled(scale: float) -> Iterator[Size]:
    for size in SIZES:
        yield Size(size.people, size.invited, max(4, round(size.trials * scale)))


def _on_sqlite(polls: OnSqlite, size: Size) -> Iterator[Row]:
    figures = Attack(size.people, size.trials, polls.image).run()
    for leaky in LEAKY:
        share = _best(lambda: polls.leaky(leaky))  # noqa: B023  called at once
        is_caught = share > limit(size.people, CONTROL_TRIALS) and share >= (leaky.floor or 0)
        yield _row("T3", figures, f"SQLite: {leaky.name}", share, is_caught=is_caught)
    share = _best(polls.image_while_somebody_reads, trials=1, begins="T5: persons")
    yield _row("T5", figures, "log not emptied", share, is_caught=share > 0.9)


def _order(files: SqliteFiles, folder: Path, scale: float) -> Iterator[Row]:
    polls = OnSqlite(files, folder, people=24, invited=100)
    trials = max(4, round(200 * scale))
    figures = Agreement(24, trials, polls.order).run()
    share = _best(polls.order_where_the_next_slot_is_taken, trials=1)
    yield _row("T8", figures, "slot not drawn", share, is_caught=share > 0.5)
    small = OnSqlite(files, folder / "constants", people=8, invited=12)
    figures = Attack(8, max(4, round(63 * scale)), small.image_with_constants).run()
    found = [one for one in figures if one.attack == "T3"]
    yield _row("T3", found, "", 0.0, is_caught=True, name="T8 with constants")


def _published(files: SqliteFiles, folder: Path, scale: float) -> Iterator[Row]:
    polls = Snapshots(files, folder, people=24, invited=40)
    trials = max(4, round(100 * scale))
    figures = Attack(24, trials, polls.trial, polls.chances).run()
    control = polls.unshuffled()
    share = control["T12: persons by being seen ~ comments as published"]
    yield _row("T12", figures, "comments not shuffled", share, is_caught=share > 0.9)


def _on_postgres(server: PostgresServer, folder: Path, size: Size) -> Row:
    with on_postgres(server, folder, people=size.people, invited=size.invited) as polls:
        figures = Attack(size.people, size.trials, polls.live_rows).run()
        share = _best(lambda: polls.leaky(size.invited), trials=3)
    return _row("T4", figures, "PostgreSQL: rows written alone", share, is_caught=share > 0.9)


def _same_files(files: SqliteFiles, folder: Path, pairs: int) -> Row:
    same = [same_files(files, folder / str(n), people=24, invited=40) for n in range(pairs)]
    leaky = [_is_told(one, folder / f"leaky-{n}") for n, one in enumerate(LEAKY * pairs)]
    share = leaky.count(True) / len(leaky)
    return _same("T1 pairs that differ", same, "the five of T0", share)


def _is_told(leaky: Leaky, folder: Path) -> bool:
    """Whether the file of a leaky way differs by the order of its votes."""
    folder.mkdir()
    order, files = list(range(24)), []
    for name in ("one", "other"):
        poll(folder / name, leaky, LOT.sample(order, len(order)), 40, 7)
        files.append((folder / name).read_bytes())
    return files[0] != files[1]


def _same_rows(server: PostgresServer, folder: Path, pairs: int) -> Row:
    same = []
    for number in range(pairs):
        one, other = live_rows(server, folder / str(number), people=24, invited=40)
        same.append(one == other and one.transactions == {1} and one.out_of_line == 0)
    with psycopg.connect(server.address, autocommit=True) as superuser:
        lot = Random()  # noqa: S311  a lot, no key
        leaky_postgres.poll(superuser, lot.sample(range(40), 24), 40, lot)
        asked = "SELECT count(DISTINCT xmin::text) > 1 FROM leaky_slot"
        is_told = superuser.execute(asked).fetchone() == (True,)
    return _same("T2 pairs that differ", same, "rows written alone: more than one xmin", is_told)


def _same(name: str, same: list[bool], control: str, share: float) -> Row:
    differ = same.count(False) / len(same)
    holds = not differ and share == 1
    return Row(name, 24, len(same), 1, "", differ, 0, 0, control, float(share), holds)


def _best(trial: Trial, trials: int = CONTROL_TRIALS, begins: str = "") -> float:
    """What the best way gets right in the mean."""
    found: list[Shares] = [trial() for _ in range(trials)]
    ways = [way for way in found[0] if way.startswith(begins)]
    return round(max(mean(one[way] for one in found) for way in ways), 4)


def _row(
    attack: str,
    figures: list[Figure],
    control: str,
    control_accuracy: float,
    *,
    is_caught: bool,
    name: str | None = None,
) -> Row:
    mine = [one for one in figures if one.attack == attack]
    worst = max(mine, key=lambda one: one.accuracy - one.limit)
    return Row(
        attack=name or attack,
        people=worst.people,
        trials=worst.trials,
        ways=len(mine),
        strongest=worst.way,
        accuracy=worst.accuracy,
        chance=worst.chance,
        limit=worst.limit,
        control=control,
        control_accuracy=control_accuracy,
        holds=is_caught and all(one.holds for one in mine),
    )


def plain(row: Row) -> dict[str, object]:
    """A row for JSON."""
    return asdict(row)

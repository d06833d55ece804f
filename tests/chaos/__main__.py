"""`make chaos`: kills by the hundred over both databases, printed as one JSON object each."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from store.keys import Keyring
from tests.chaos.lives import nursery
from tests.chaos.storm import Storm
from tests.chaos.town import chaos_town
from tests.chaos.verdict import Tally
from tests.kit.databases import SqliteFiles, postgres_server

DATABASES = ("sqlite", "postgresql")
KILLS_IN_A_TOWN = 25
PEOPLE = 12


def main() -> int:
    """Both databases at the same time, each in a process of its own; 1 where anything is wrong."""
    wish = _parser().parse_args()
    if wish.database:
        return _one(wish.database, wish.kills, wish.seed)
    each = [wish.kills // 2, wish.kills - wish.kills // 2]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.chaos", str(kills), "--database", database,
             "--seed", str(wish.seed)]
        )
        for database, kills in zip(DATABASES, each, strict=True)
    ]  # fmt: skip
    return max(abs(one.wait()) for one in started)


def _one(database: str, kills: int, seed: int) -> int:
    found, began = Tally(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="baton-chaos-") as folder:
        home = Path(folder)
        with nursery() as lives, _databases(database, home) as urls:
            for number in range(-(-kills // KILLS_IN_A_TOWN)):
                here = home / f"town-{number}"
                here.mkdir()
                keys = Keyring.create(here / "keys")
                with chaos_town(next(urls), keys, here, lives, crowd_of=PEOPLE) as town:
                    lot = Random(f"{seed}/{database}/{number}")  # noqa: S311  a lot
                    replicas = 1 if database == "sqlite" else 2
                    left = min(KILLS_IN_A_TOWN, kills - found.kills)
                    found.add(Storm(town, lot, replicas=replicas).run(left))
                _say(database, seed, found, began, is_last=False)
    _say(database, seed, found, began, is_last=True)
    return 1 if found.lost or found.doubled or found.broken_chains else 0


def _say(database: str, seed: int, found: Tally, began: float, *, is_last: bool) -> None:
    seconds = round(time.monotonic() - began)
    line = json.dumps({"database": database, "seed": seed, **found.shown(), "seconds": seconds})
    (sys.stdout if is_last else sys.stderr).write(line + "\n")


@contextmanager
def _databases(kind: str, home: Path) -> Iterator[Iterator[str]]:
    """Addresses of migrated, empty databases, as many as are asked for."""
    if kind == "sqlite":
        files = SqliteFiles(home)
        yield (files.fresh(home / f"data-{n}") for n in range(10**6))
        return
    with postgres_server() as server:
        yield (server.fresh() for _ in range(10**6))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=500)
    parser.add_argument("--seed", type=int, default=Random().getrandbits(32))  # noqa: S311  any
    parser.add_argument("--database", choices=DATABASES, help="only this one")
    return parser


if __name__ == "__main__":
    sys.exit(main())

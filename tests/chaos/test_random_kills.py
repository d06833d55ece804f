"""Twenty kills out of nowhere while Slack misbehaves; `make chaos` does hundreds."""

import os
from random import Random

from tests.chaos.conftest import OpenTown
from tests.chaos.storm import Storm

KILLS = 10
"""On each database."""


def test_ten_random_kills_lose_nothing_and_double_nothing(open_town: OpenTown) -> None:
    seed = int(os.environ.get("BATON_CHAOS_SEED") or Random().getrandbits(32))  # noqa: S311  any
    with open_town(crowd_of=6) as town:
        replicas = 1 if town.store.engines.is_sqlite else 2
        found = Storm(town, Random(seed), replicas=replicas).run(KILLS)  # noqa: S311  a lot
    assert found.kills >= KILLS
    assert (found.lost, found.doubled, found.broken_chains) == ([], [], 0), f"seed {seed}"

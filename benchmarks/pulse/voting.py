"""One vote, alone and with seven others, against an ordinary insert of the same durability."""

from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks.figures import Figure, measured, percentile, report
from benchmarks.pulse.polling import DATABASES, Polling, at_once, polling
from store.pulse.voting import Cast

COUNT = 400
"""Votes in each measurement."""
WARM = 20
AT_ONCE = (1, 8)
SHARES = {"p50": 0.5, "p99": 0.99}


def measure(count: int) -> Sequence[Figure]:
    """On each database: rows first, then votes of as many people as there are."""
    return [figure for database in DATABASES for figure in _of(database, count)]


def _of(database: str, count: int) -> Iterator[Figure]:
    with polling(database) as place:
        for voters in AT_ONCE:
            rows = at_once(voters, [partial(place.insert, one) for one in range(count)])
            votes = _votes(place, voters, count)
            for name, share in SHARES.items():
                yield measured(
                    f"one vote, {voters} at once, {name}, {database}",
                    percentile(votes, share) * 1000,
                    "ms",
                    reference=percentile(rows, share) * 1000,
                )


def _votes(place: Polling, voters: int, count: int) -> list[float]:
    pulse = place.opened(count + WARM)

    def vote(person_id: str) -> None:
        cast = pulse.cast(person_id, comments={"better": "More time for it. " * 10})
        if cast is not Cast.COUNTED:
            raise RuntimeError(f"a vote was {cast}")

    for person_id in pulse.people[:WARM]:
        vote(person_id)
    return at_once(voters, [partial(vote, one) for one in pulse.people[WARM:]])


if __name__ == "__main__":
    report("pulse.voting", measure, count=COUNT)

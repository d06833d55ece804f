"""A solved cohort after edits: one veto, a batch, a price; how many others move, what it costs."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from statistics import mean, median

import numpy as np

from benchmarks.figures import Figure, measured, percentile
from benchmarks.matching.instances import Instance
from benchmarks.matching.yardstick import assign, best_of, without_locks
from program.matching import solving
from program.matching.forcing import force
from program.matching.market import Counts, Market, Outcome
from program.matching.warm import Held

VETOES = 40
COMPARED = {"L": 5}
"""So many vetoes of a size are solved cold as well, without the bonus; 25 of the others."""
SHOWN = 100
"""The bonus of a pair that was shown, in basis points."""
VETO = {"S": 0.08, "M": 0.006}
BATCH = {"M": 0.5}
PRICE_MS = 20


@dataclass
class _Vetoes:
    """What came of single vetoes."""

    seconds: list[float] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    lost: list[float] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)


def measure(instances: Sequence[Instance]) -> list[Figure]:
    """One size and seat ratio, several seeds."""
    size, seats = instances[0].size, instances[0].seats
    steady, loose, prices, references, batches, edited = _Vetoes(), _Vetoes(), [], [], [], []
    for one in instances:
        first = solving.solve(one.market)
        references.append(one.reference.seconds)
        for bonus, found in ((0, loose), (SHOWN, steady)):
            market = replace(one.market, kept=first.mates, bonus=bonus)
            _veto(market, solving.solve(market), one, found)
        shown = replace(one.market, kept=first.mates, bonus=SHOWN)
        outcome = solving.solve(shown)
        prices += _prices(shown, outcome, one.seed)
        if size != "L":
            seconds, reference, gap = _batch(shown, outcome, one.seed)
            batches.append(seconds)
            edited.append(reference)
            steady.gaps.append(gap)
    what = f"{size}, {seats} seats a mentee"
    judged = seats == 1.0 and size != "XS"  # so few people that a ratio says nothing
    median_veto = measured(
        f"{what}: one veto, the median",
        median(steady.seconds) * 1e3,
        "ms",
        reference=mean(references) * 1e3,
        at_most=VETO.get(size) if judged else None,
        judged="ratio",
    )
    return [
        *_of_batches(what, batches, edited, BATCH.get(size) if judged else None),
        median_veto,
        *_of_vetoes(what, steady, loose, judged=judged),
        measured(
            f"{what}: the price of a pair, the median",
            median(prices) * 1e3,
            "ms",
            at_most=None if size == "L" else PRICE_MS,
        ),
        measured(f"{what}: the price of a pair, 9 of 10", percentile(prices, 0.9) * 1e3, "ms"),
        measured(
            f"{what}: largest gap after edits",
            max(steady.gaps + loose.gaps),
            "weight",
            at_most=0,
        ),
    ]


def _of_vetoes(what: str, steady: _Vetoes, loose: _Vetoes, *, judged: bool) -> list[Figure]:
    """How far a veto reaches, with a bonus for pairs that were seen and without."""
    return [
        measured(f"{what}: one veto, 9 of 10", percentile(steady.seconds, 0.9) * 1e3, "ms"),
        measured(
            f"{what}: others who move for a veto, with a bonus against without",
            mean(steady.moved),
            "people",
            reference=mean(loose.moved),
            at_most=0.35 if judged else None,
            judged="ratio",
        ),
        measured(f"{what}: most who move for a veto", max(steady.moved), "people"),
        measured(
            f"{what}: what that costs of all scores, the largest",
            max(steady.lost) * 100,
            "per cent",
            at_most=0.05 if judged else None,
        ),
    ]


def _of_batches(
    what: str, ours: Sequence[float], theirs: Sequence[float], target: float | None
) -> list[Figure]:
    if not ours:
        return []
    return [
        measured(
            f"{what}: a fifth approved, 2 % vetoed, 1 % of the mentors gone",
            mean(ours) * 1e3,
            "ms",
            reference=mean(theirs) * 1e3,
            at_most=target,
            judged="ratio",
        )
    ]


def _veto(market: Market, outcome: Outcome, one: Instance, found: _Vetoes) -> None:
    """Single vetoes of pairs that were made, each on the same outcome."""
    chance = np.random.default_rng(one.seed)
    compared = COMPARED.get(one.size, 25)
    seated = np.flatnonzero(outcome.mates >= 0)
    for mentee in chance.choice(seated, min(VETOES, len(seated)), replace=False).tolist():
        held = Held(market, outcome)
        began = time.process_time()
        held.veto(mentee, int(outcome.mates[mentee]))
        found.seconds.append(time.process_time() - began)
        after = held.outcome()
        found.gaps.append(after.bound - after.value)
        found.moved.append(int((after.mates != outcome.mates).sum()) - 1)
        if market.bonus and len(found.lost) < compared:
            cold = solving.solve(replace(held.market, bonus=0))
            best = _total(market, cold.mates)
            found.lost.append((best - _total(market, after.mates)) / best)


def _prices(market: Market, outcome: Outcome, seed: int) -> list[float]:
    """Seconds for forcing one possible pair, the copy of the state included."""
    chance = np.random.default_rng(seed)
    seconds = []
    for mentee in chance.choice(len(outcome.mates), VETOES).tolist():
        possible = np.flatnonzero(market.allowed[mentee] & (market.seats > 0))
        if len(possible):
            mentor = int(chance.choice(possible))
            seconds.append(best_of(partial(force, market, outcome, mentee, mentor), 1)[0])
    return seconds


def _batch(market: Market, outcome: Outcome, seed: int) -> tuple[float, float, int]:
    """Seconds for many edits together, scipy's on the edited market, and the gap."""
    chance = np.random.default_rng(seed)
    seated = chance.permutation(np.flatnonzero(outcome.mates >= 0))
    approved = seated[: len(seated) // 5].tolist()
    vetoed = seated[len(approved) : len(approved) + len(seated) // 50 + 1].tolist()
    locked = {int(outcome.mates[one]) for one in approved}
    others = np.array([one for one in np.flatnonzero(market.seats) if int(one) not in locked])
    gone = chance.choice(others, min(len(others), len(market.seats) // 100 + 1), replace=False)

    def edit() -> Held:
        held = Held(market, outcome)
        for one in approved:
            held.lock(one, int(outcome.mates[one]))
        for one in vetoed:
            held.veto(one, int(outcome.mates[one]))
        for one in gone.tolist():
            for _ in range(int(market.seats[one])):
                held.seat(one, -1)
        return held

    seconds, held = best_of(edit, 3)
    after = held.outcome()
    rest, locks = without_locks(held.market)
    reference = assign(rest)
    return seconds, reference.seconds, after.bound - (reference.value + locks)


def _total(market: Market, mates: Counts) -> int:
    seated = np.flatnonzero(mates >= 0)
    return int(market.scores[seated, mates[seated]].sum(dtype=np.int64))

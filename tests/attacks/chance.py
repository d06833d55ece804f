"""What guessing alone would reach, and what an attack may reach before it counts as a breach.

Pairing n things with n others at random gets 1/n of them right in the mean, and the share of one
trial has the standard deviation 1/n. So T trials may reach 1/n + 3/(n*sqrt(T)) by luck.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from random import SystemRandom
from statistics import mean

LOT = SystemRandom()

Shares = Mapping[str, float]
"""By way of attack: the share of people that one trial got right."""
Trial = Callable[[], Shares]


def limit(people: float, trials: int) -> float:
    """The largest share of `people` that `trials` may link by luck alone: three deviations up."""
    return 1 / people + 3 / (people * sqrt(trials))


def linked(persons: Sequence[Hashable], slips: Sequence[Hashable]) -> float:
    """The share of slips that are of the person in the same place. Both name the true person."""
    pairs = list(zip(persons, slips, strict=True))
    return sum(person == slip for person, slip in pairs) / len(pairs)


def named(attack: str, shares: Shares) -> Shares:
    """The shares of one attack, where a trial makes several."""
    return {f"{attack}: {way}": share for way, share in shares.items()}


def shuffled(things: Sequence[Hashable]) -> list[Hashable]:
    """In an order of chance: what an attacker does with things that he cannot tell apart."""
    return LOT.sample(things, len(things))


def by(things: Sequence[Hashable], place: Mapping[Hashable, object]) -> list[Hashable]:
    """In the order of their places; those at the same place in an order of chance."""
    return sorted(shuffled(things), key=lambda one: place[one])  # type: ignore[arg-type,return-value]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """How much two orders agree: 1 the same, -1 the reverse, 0 nothing to do with each other.

    0 where all of one side are the same: it orders nothing.
    """
    ranks = [_ranks(one), _ranks(other)]
    middle = (len(one) - 1) / 2
    spread = [sum((rank - middle) * (rank - middle) for rank in side) for side in ranks]
    if not all(spread):
        return 0.0
    both = sum((a - middle) * (b - middle) for a, b in zip(ranks[0], ranks[1], strict=True))
    return both / sqrt(spread[0] * spread[1])


def drift(people: int, trials: int) -> float:
    """The largest mean of `trials` agreements of two orders of `people` that luck may give."""
    return 3 / sqrt(trials * (people - 1))


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 0; equal values share the middle of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    begin = 0
    while begin < len(order):
        end = begin
        while end < len(order) and values[order[end]] == values[order[begin]]:
            end += 1
        for place in order[begin:end]:
            ranks[place] = (begin + end - 1) / 2
        begin = end
    return ranks


@dataclass(frozen=True)
class Figure:
    """What one attack got right in the mean of all trials, and what luck would get right."""

    attack: str
    way: str
    people: int
    trials: int
    accuracy: float
    chance: float
    limit: float
    runs: int = 1
    """2 where luck had to be asked once more."""

    @property
    def holds(self) -> bool:
        return self.accuracy <= self.limit


@dataclass
class Attack:
    """Attacks at one size, made by one kind of trial: each may breach once by luck, not twice."""

    people: int
    trials: int
    trial: Trial
    """Its ways are `ATTACK: way`."""
    of: Mapping[str, float] = field(default_factory=dict)
    """Of how many chance picks one, by how a way begins, where it is not one of the people."""

    def run(self) -> list[Figure]:
        """All figures by way of attack; those that breached are those of a second, fresh run."""
        first = self._once(1)
        if all(one.holds for one in first):
            return first
        again = {(one.attack, one.way): one for one in self._once(2)}
        return [one if one.holds else again[one.attack, one.way] for one in first]

    def _once(self, runs: int) -> list[Figure]:
        shares = [self.trial() for _ in range(self.trials)]
        return [self._figure(way, mean(one[way] for one in shares), runs) for way in shares[0]]

    def _figure(self, way: str, accuracy: float, runs: int) -> Figure:
        of = next((n for begin, n in self.of.items() if way.startswith(begin)), self.people)
        return Figure(
            attack=way.partition(": ")[0],
            way=way.partition(": ")[2],
            people=self.people,
            trials=self.trials,
            accuracy=round(accuracy, 4),
            chance=round(1 / of, 4),
            limit=round(limit(of, self.trials), 4),
            runs=runs,
        )


@dataclass
class Agreement(Attack):
    """Orders that should have nothing to do with each other, by their mean agreement."""

    def _figure(self, way: str, accuracy: float, runs: int) -> Figure:
        return replace(
            super()._figure(way, abs(accuracy), runs),
            chance=0.0,
            limit=round(drift(self.people, self.trials), 4),
        )

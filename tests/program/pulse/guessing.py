"""How often colluders guess one other answer right from a release, computed exactly.

The colluders know the rules, how people answer in general, their own answers and the release. They
go through all answers the others may have given and name the likeliest one of their victim.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from math import factorial, prod

PRIOR = (0.06, 0.12, 0.22, 0.38, 0.22)
"""How often 1, 2, 3, 4 and 5 are answered in general."""
Counts = tuple[int, ...]
"""How many gave each of the five answers."""


def success(people: int, colluding: int, release: Callable[[Counts], object]) -> float:
    """The share of victims whose answer is guessed right, over all that may have been answered."""
    told = cache(release)
    right = 0.0
    for ours in splits(colluding):
        likely: dict[object, list[float]] = defaultdict(lambda: [0.0] * len(PRIOR))
        for others in splits(people - colluding - 1):
            chance = probability(others)
            for answer, alone in enumerate(PRIOR):
                counts = tuple(
                    mine + theirs + (place == answer)
                    for place, (mine, theirs) in enumerate(zip(ours, others, strict=True))
                )
                likely[told(counts)][answer] += chance * alone
        right += probability(ours) * sum(max(each) for each in likely.values())
    return right


def splits(people: int, answers: int = len(PRIOR)) -> Iterator[Counts]:
    """All ways in which so many people may have answered."""
    if answers == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in splits(people - first, answers - 1):
            yield (first, *rest)


def probability(counts: Counts) -> float:
    """How likely it is that people answer in this way."""
    ways = factorial(sum(counts)) // prod(factorial(count) for count in counts)
    return ways * prod(one**count for one, count in zip(PRIOR, counts, strict=True))

"""A reader who knows everybody's groups and calculates exactly: which few people can be told of?

Written apart from the bot: plain linear algebra over rational numbers. Each published figure is a
row that says whom it is about. What the reader can compute is what these rows add up to.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

Person = tuple[str, ...]
"""The groups of one person, one for each dimension."""
Cell = tuple[int, str]
"""A published group: the number of its dimension, and its name."""


def derivable(people: Sequence[Person], cells: Iterable[Cell], k: int) -> int | None:
    """The size of a smallest union of 1 to k-1 people whose sum the reader can compute, or None.

    Everyone is always published. People of the very same groups stand in the same rows, so a union
    holds all of them or none.
    """
    kinds, unseen = _unseen(people, cells)
    few = [at for at, (_, size) in enumerate(kinds) if size < k]
    sizes = [
        sum(kinds[at][1] for at in some)
        for many in range(1, k)
        for some in combinations(few, many)
        if sum(kinds[at][1] for at in some) < k
        and all(sum(vector[at] for at in some) == 0 for vector in unseen)
    ]
    return min(sizes, default=None)


def touched(people: Sequence[Person], cells: Iterable[Cell], k: int) -> bool:
    """Whether any calculation at all, of whatever weights, concerns 1 to k-1 people and no others.

    It does where, of all that may vary unseen, some weighting of these few people never moves.
    """
    kinds, unseen = _unseen(people, cells)
    few = [at for at, (_, size) in enumerate(kinds) if size < k]
    return any(
        sum(kinds[at][1] for at in some) < k
        and _null_space([[vector[at] for at in some] for vector in unseen], many)
        for many in range(1, k)
        for some in combinations(few, many)
    )


def signed_sums(people: Sequence[Person], cells: Sequence[Cell], k: int, most: int = 4) -> bool:
    """Whether up to `most` published figures, added and subtracted, touch 1 to k-1 people only."""
    whom = [frozenset(range(len(people)))]
    whom += [
        frozenset(number for number, one in enumerate(people) if one[at] == group)
        for at, group in cells
    ]
    for many in range(2, most + 1):
        for some in combinations(whom, many):
            for signs in range(2 ** (many - 1)):
                touched: Counter[int] = Counter()
                for place, group in enumerate(some):
                    sign = -1 if place and signs >> (place - 1) & 1 else 1
                    for number in group:
                        touched[number] += sign
                if 0 < sum(weight != 0 for weight in touched.values()) < k:
                    return True
    return False


def _unseen(
    people: Sequence[Person], cells: Iterable[Cell]
) -> tuple[list[tuple[Person, int]], list[list[Fraction]]]:
    """Each kind of person with how many there are, and what may vary without any figure moving."""
    kinds = sorted(Counter(people).items())
    rows = [[Fraction(1)] * len(kinds)]
    rows += [[Fraction(kind[at] == group) for kind, _ in kinds] for at, group in cells]
    return kinds, _null_space(rows, len(kinds))


def _null_space(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    """All vectors that every row multiplies to nought: what no reader sees."""
    left = [list(row) for row in rows]
    pivots: list[int] = []
    for column in range(width):
        at = next((n for n in range(len(pivots), len(left)) if left[n][column]), None)
        if at is None:
            continue
        here = len(pivots)
        left[here], left[at] = left[at], left[here]
        left[here] = [value / left[here][column] for value in left[here]]
        for n, row in enumerate(left):
            if n != here and row[column]:
                left[n] = [a - row[column] * b for a, b in zip(row, left[here], strict=True)]
        pivots.append(column)
    found = []
    for free in sorted(set(range(width)) - set(pivots)):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for n, column in enumerate(pivots):
            vector[column] = -left[n][free]
        found.append(vector)
    return found

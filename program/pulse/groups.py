"""Which groups a pulse tells of: at the opening by who is invited, at the close by who answered.

Each person has a role and a location. Draw every group as a point, and every person as a line from
their role to their location. What anybody can compute by adding and subtracting figures of groups
is a cut through that drawing, and it tells of as many people as it cuts lines. So one rule holds
all others (how small a group may be, what remains beside those shown, groups within groups, groups
that are nearly equal): no cut through fewer than k lines.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, permutations

from program.pulse.survey import SMALLEST_GROUP, Dimension

Groups = Mapping[Dimension, str]
"""The group of one person in each dimension; missing where the person is in none."""
Cell = tuple[Dimension, str]


def to_show(
    people: Collection[Groups], k: int = SMALLEST_GROUP
) -> Mapping[Dimension, tuple[str, ...]]:
    """The groups that may ever be shown of these people: what their slips are stamped with.

    A group has at least `k` people and as many beside it; and those of a dimension who are in none
    of its groups are nobody or at least `k`, since to have no stamp tells as much as a stamp.
    """
    k = max(k, SMALLEST_GROUP)
    shown = {}
    for dimension in Dimension:
        sizes = Counter(one[dimension] for one in people if dimension in one)
        groups = [group for group in sizes if k <= sizes[group] <= len(people) - k]
        groups.sort(key=lambda group: (-sizes[group], group))
        while groups and 0 < len(people) - sum(sizes[group] for group in groups) < k:
            groups.pop()
        if groups:
            shown[dimension] = tuple(sorted(groups))
    return shown


def to_publish(
    answered: Sequence[Groups],
    stamped: Mapping[Dimension, tuple[str, ...]],
    k: int = SMALLEST_GROUP,
    least: int = SMALLEST_GROUP,
) -> Mapping[Dimension, tuple[str, ...]]:
    """Which of the `stamped` groups to publish, given the groups of all who answered a question.

    Nobody can compute from them a figure about 1 to `k` - 1 people. Groups of fewer than `least`
    are left out. The larger ones come first, and each is shown if it may be beside those before
    it; of all orders of the dimensions the one that shows most is taken.
    """
    k = max(k, SMALLEST_GROUP)
    if len(answered) < k:
        return {}
    sizes: Counter[Cell] = Counter(cell for one in answered for cell in one.items())
    wanted = [
        (dimension, group)
        for dimension, groups in stamped.items()
        for group in groups
        if sizes[dimension, group] >= max(k, least)
    ]
    wanted.sort(key=lambda cell: (-sizes[cell], cell))
    orders = [
        wanted,
        *(
            [cell for one in order for cell in wanted if cell[0] is one]
            for order in permutations(Dimension)
        ),
    ]
    best = max((_as_many(answered, order, k) for order in orders), key=len)
    return {
        dimension: groups
        for dimension in Dimension
        if (groups := tuple(sorted(group for within, group in best if within is dimension)))
    }


def _as_many(answered: Sequence[Groups], wanted: Sequence[Cell], k: int) -> frozenset[Cell]:
    """The cells that can be shown together, asked for one after the other.

    Whatever is safe stays safe with less, so no set that is safe is missed for its last cell.
    """
    shown: frozenset[Cell] = frozenset()
    for cell in wanted:
        if smallest_cut(answered, shown | {cell}, k) is None:
            shown |= {cell}
    return shown


def smallest_cut(answered: Sequence[Groups], shown: Collection[Cell], k: int) -> int | None:
    """Of how few people, under `k`, the shown cells and everyone's tell together. None: of none.

    What a dimension does not show is one group, since it is everyone less what is shown. A cut
    goes round some of the roles and, in each location, takes the smaller part; where there is no
    smaller part anywhere, the next larger cut goes round a whole location.
    """
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    for one in answered:
        lines[_place(one, Dimension.LOCATION, shown)][_place(one, Dimension.ROLE, shown)] += 1
    roles = sorted({role for beside in lines.values() for role in beside})
    cuts = [beside.total() for beside in lines.values()]
    for many in range(1, len(roles)):
        for some in combinations(roles, many):
            inside = {place: sum(beside[role] for role in some) for place, beside in lines.items()}
            cuts.append(sum(min(n, lines[place].total() - n) for place, n in inside.items()))
    return min((cut for cut in cuts if 0 < cut < k), default=None)


def _place(one: Groups, dimension: Dimension, shown: Collection[Cell]) -> str:
    """The group of a person as a reader sees it; empty for all groups that are not shown."""
    group = one.get(dimension)
    return group if group is not None and (dimension, group) in shown else ""

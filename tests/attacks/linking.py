"""Linking: two kinds of traces are put into order, and the first is held against the first."""

from collections.abc import Hashable, Mapping

from tests.attacks.chance import Shares, by, linked
from tests.attacks.places import Places

Traces = Mapping[str, Places]
"""By kind of trace (persons, scores, comments): its places by way of ordering."""

PAIRS = (("persons", "scores"), ("persons", "comments"), ("scores", "comments"))


def shares(traces: Traces) -> Shares:
    """For each two kinds of traces and each two ways of ordering them: the share linked."""
    found = {}
    for one, other in PAIRS:
        for way, places in traces.get(one, {}).items():
            for other_way, other_places in traces.get(other, {}).items():
                people = list(places)
                found[f"{one} by {way} ~ {other} by {other_way}"] = linked(
                    by(people, places), by(people, other_places)
                )
    return found


def best(found: Shares) -> tuple[str, float]:
    """The way that got most right, and how much: what a control is measured by."""
    return max(found.items(), key=lambda one: one[1])


def known(order: Mapping[Hashable, int]) -> Places:
    """Persons in the order in which they answered, as somebody in the room might have seen."""
    return {"being seen": order}

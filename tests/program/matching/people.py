"""Hypothesis' cohorts: small ones of any seed, with any weights, of people who say much or little.

The people themselves come from the seed: drawing each of their answers takes a hundred times as
long and finds nothing more.
"""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from program.matching.records import Inputs
from program.matching.rules import Component, Rules
from tests.kit.matching_cohorts import cohort


@st.composite
def weights(draw: st.DrawFn) -> dict[Component, int]:
    """Whole numbers that sum to 100, some of them 0."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=8, max_size=8)))
    steps = zip([0, *cuts], [*cuts, 100], strict=True)
    return {one: high - low for one, (low, high) in zip(Component, steps, strict=True)}


@st.composite
def cohorts(draw: st.DrawFn, most_mentees: int = 8, most_mentors: int = 6) -> Inputs:
    """A small cohort with any weights, whose mentors have up to nine hours and a few places."""
    seed = draw(st.integers(0, 10_000))
    made = cohort(
        draw(st.integers(1, most_mentees)),
        draw(st.integers(1, most_mentors)),
        seed=seed,
        rules=Rules(weights=draw(weights())),
        seats=draw(st.sampled_from([0.5, 1.0, 2.0])),
        silent=draw(st.sampled_from([0.0, 0.2, 0.7])),
        barred=0.1,
    )
    hours = draw(st.integers(1, 9))
    changed = []
    for at, one in enumerate(made.mentors):
        odd = at % 2
        left = replace(one, places=one.places - odd, taken=(seed + at) % 2)
        changed.append(replace(left, hours_a_month=hours + odd))
    return replace(made, mentors=tuple(changed))


def renamed(inputs: Inputs, named: Callable[[str], str]) -> Inputs:
    """The same people under other ids, in wishes and bars as well."""
    return replace(
        inputs,
        mentees=tuple(
            replace(one, id=named(one.id), wishes=tuple(map(named, one.wishes)))
            for one in inputs.mentees
        ),
        mentors=tuple(
            replace(one, id=named(one.id), wishes=tuple(map(named, one.wishes)))
            for one in inputs.mentors
        ),
        barred=tuple(
            replace(one, mentee=named(one.mentee), mentor=named(one.mentor))
            for one in inputs.barred
        ),
    )

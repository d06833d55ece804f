"""What a program manager sets before a run: weights, who goes first, how far lines reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from program.refusal import Trouble

WHOLE = 100
"""Weights are whole numbers that sum to this."""
BASIS_POINTS = 10_000
"""A score is a whole number from 0 to this."""
SHALLOWEST, DEEPEST = 2, 6
"""Reporting levels, up and down, that a program bars: never fewer than to the next superior's own
superior, lines beside the one to the manager included."""
THIN_BELOW = 60
"""A pair scored on less than so much weight is marked as thin."""


class Component(StrEnum):
    """What a score is made of, in the order in which it is shown."""

    SKILLS = "skills"
    ASPIRATION = "aspiration"
    FUNCTIONS = "functions"
    STYLE = "style"
    SENIORITY = "seniority"
    HOURS = "hours"
    LANGUAGE = "language"
    WISHES = "wishes"
    SIGNALS = "signals"
    """Potential, coachability, curiosity and resilience, each met by what the mentor offers."""


class Priority(StrEnum):
    """What goes first when the two pull apart."""

    PARTICIPATION = "participation"
    """As many people as possible, then the best fit."""
    QUALITY = "quality"
    """No pair below the line, then as many people as possible, then the best fit."""


class Scarcity(StrEnum):
    """Who has a seat when there are not enough; stated in the charter."""

    ACCEPTANCE = "acceptance"
    """Whoever was accepted first."""
    POTENTIAL = "potential"
    """Whose leadership potential was rated highest; among equals, whoever was accepted first."""


DEFAULT_WEIGHTS: Mapping[Component, int] = {
    Component.SKILLS: 30,
    Component.ASPIRATION: 15,
    Component.FUNCTIONS: 10,
    Component.STYLE: 10,
    Component.SENIORITY: 10,
    Component.HOURS: 10,
    Component.LANGUAGE: 5,
    Component.WISHES: 5,
    Component.SIGNALS: 5,
}


@dataclass(frozen=True)
class Rules:
    """How pairs of one cohort are found. It travels with every run, as it was."""

    weights: Mapping[Component, int] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    priority: Priority = Priority.PARTICIPATION
    line: int = 5_000
    """Basis points of a pair that is good enough: the line of QUALITY, a mark otherwise."""
    floor: bool = True
    """Whether the weakest pair is lifted as far as that costs at most one per cent in all."""
    quota: int | None = None
    """The least share (per cent) of the mentees of each location that gets a mentor."""
    depth: int = SHALLOWEST
    """Reporting levels, up and down, that are barred, dotted lines included."""
    scarcity: Scarcity = Scarcity.ACCEPTANCE
    version: int = 0
    """Counts the changes; 0: never set, the house's own."""


def check_rules(rules: Rules) -> tuple[Trouble, ...]:
    """Everything that stands in the way of these rules, each under the field it belongs to."""
    troubles: list[Trouble] = []
    for one in Component:
        weight = rules.weights.get(one)
        if weight is None or not 0 <= weight <= WHOLE:
            troubles.append(Trouble("matching.weight_range", field=f"weight:{one.value}"))
    total = sum(rules.weights.values())
    if not troubles and total != WHOLE:
        first = f"weight:{next(iter(Component)).value}"
        troubles.append(Trouble("matching.weights_sum", field=first, facts={"total": total}))
    if not 0 <= rules.line <= BASIS_POINTS:
        troubles.append(Trouble("matching.line_range", field="line"))
    if rules.quota is not None and not 1 <= rules.quota <= WHOLE:
        troubles.append(Trouble("matching.quota_range", field="quota"))
    if not SHALLOWEST <= rules.depth <= DEEPEST:
        facts = {"least": SHALLOWEST, "most": DEEPEST}
        troubles.append(Trouble("matching.depth_range", field="depth", facts=facts))
    return tuple(troubles)

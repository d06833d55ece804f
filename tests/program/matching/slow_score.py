"""The score of one pair, slowly and in fractions, as a page of rules would say it."""

from fractions import Fraction

from program.matching import tables
from program.matching.hours import HALF_HOURS
from program.matching.records import MenteeInput, MentorInput
from program.matching.rules import Component, Rules

Value = Fraction | None


def slow_score(mentee: MenteeInput, mentor: MentorInput, rules: Rules) -> tuple[Fraction, int]:
    """Basis points as an exact fraction, and the weight that stands behind it."""
    values: dict[Component, Value] = {
        Component.SKILLS: _skills(mentee, mentor),
        Component.ASPIRATION: _aspiration(mentee, mentor),
        Component.FUNCTIONS: _functions(mentee, mentor),
        Component.STYLE: _style(mentee, mentor),
        Component.SENIORITY: _seniority(mentee, mentor),
        Component.HOURS: _hours(mentee, mentor),
        Component.LANGUAGE: _language(mentee, mentor),
        Component.SIGNALS: _signals(mentee, mentor),
    }
    weight = 0
    total = Fraction(0)
    for component, value in values.items():
        if value is not None and rules.weights[component]:
            weight += rules.weights[component]
            total += rules.weights[component] * value
    rest = total / weight if weight else Fraction(-1)
    wish = _wish(mentee, mentor)
    wishing = rules.weights[Component.WISHES]
    if wish is not None and wishing and wish > rest:
        weight += wishing
        total += wishing * wish
    return (total / weight * 10_000 if weight else Fraction(0)), weight


def _skills(mentee: MenteeInput, mentor: MentorInput) -> Value:
    needed = met = 0
    for competency, (now, aim) in mentee.wanted.items():
        for level in range(now + 1, aim + 1):
            needed += 1
            if mentor.offered.get(competency, 0) >= level:
                met += 1
    return Fraction(met, needed) if needed and mentor.offered else None


def _aspiration(mentee: MenteeInput, mentor: MentorInput) -> Value:
    if not mentee.themes or not mentor.themes:
        return None
    reached = Fraction(0)
    for theme in mentee.themes:
        if theme in mentor.themes:
            reached += 1
        elif any(frozenset({theme, other}) in tables.NEAR_THEMES for other in mentor.themes):
            reached += Fraction(1, 2)
    return reached / len(mentee.themes)


def _functions(mentee: MenteeInput, mentor: MentorInput) -> Value:
    shown = {*mentor.functions, mentor.function} - {None}
    if mentee.functions:
        if not shown:
            return None
        seen = sum(function in shown for function in mentee.functions)
        return Fraction(seen, len(mentee.functions))
    if mentee.function is None or mentor.function is None:
        return None
    if mentee.function == mentor.function:
        return Fraction(25, 100)
    near = frozenset({mentee.function, mentor.function}) in tables.NEAR_FUNCTIONS
    return Fraction(1) if near else Fraction(70, 100)


def _style(mentee: MenteeInput, mentor: MentorInput) -> Value:
    if mentee.style is None or mentor.style is None:
        return None
    return Fraction(tables.STYLES[mentee.style][mentor.style], 10_000)


def _seniority(mentee: MenteeInput, mentor: MentorInput) -> Value:
    if mentee.level is None or mentor.level is None:
        return None
    gap = mentor.level - mentee.level
    if gap < 0:
        return Fraction(0)
    by_gap = {0: 30, 1: 80, 2: 100, 3: 80, 4: 60}
    return Fraction(by_gap.get(gap, 40), 100)


def _hours(mentee: MenteeInput, mentor: MentorInput) -> Value:
    if mentee.week is None or mentor.week is None:
        return None
    return min(Fraction(1), Fraction(longest_shared(mentee.week, mentor.week), 8))


def longest_shared(one: int, other: int) -> int:
    """Half-hours, counted one after the other, twice round the week."""
    best = run = 0
    for slot in range(2 * HALF_HOURS):
        both = (one >> slot % HALF_HOURS) & (other >> slot % HALF_HOURS) & 1
        run = run + 1 if both else 0
        best = max(best, run)
    return min(best, HALF_HOURS)


def _language(mentee: MenteeInput, mentor: MentorInput) -> Value:
    if not mentee.languages or not mentor.languages:
        return None
    return Fraction(1 if set(mentee.languages) & set(mentor.languages) else 0)


def _wish(mentee: MenteeInput, mentor: MentorInput) -> Value:
    mine = mentor.id in mentee.wishes
    theirs = mentee.id in mentor.wishes
    if mine and theirs:
        return Fraction(1)
    if mine:
        return Fraction((80, 65, 50)[mentee.wishes.index(mentor.id)], 100)
    if theirs:
        return Fraction((80, 65, 50)[mentor.wishes.index(mentee.id)], 100)
    return None


def _signals(mentee: MenteeInput, mentor: MentorInput) -> Value:
    met = (
        ("potential", mentor.reach, 4),
        ("coachability", mentor.directness, 5),
        ("curiosity", mentor.breadth, 4),
        ("resilience", mentor.stretch, 4),
    )
    found = [
        _interaction(Fraction(mentee.ratings[rating], 100), Fraction(offer), steps)
        for rating, offer, steps in met
        if rating in mentee.ratings and offer is not None
    ]
    return sum(found, Fraction(0)) / len(found) if found else None


def _interaction(rating: Fraction, offer: Fraction, steps: int) -> Fraction:
    """A tenth for each step that both are away from the middle, around a half."""
    return Fraction(1, 2) + Fraction(1, 10) * (rating - 3) * (offer - Fraction(steps + 1, 2))

"""The words for a pair: components, reasons, risks, and what stands in the way of it."""

from collections.abc import Mapping, Sequence

from handlers.choice_words import FUNCTIONS_OF, LANGUAGES_OF, THEMES_OF
from handlers.said import counted, listing
from program.matching.reasons import Bar
from program.matching.records import Points, Reason, Risk, WithoutMentor
from program.matching.rules import Component
from program.matching_veto import VetoReason

MOST_SHARED = 4
CONFIDENTIAL = "Not possible: a confidential reason."
COMPONENTS: Mapping[Component, str] = {
    Component.SKILLS: "Skills",
    Component.ASPIRATION: "Aspiration",
    Component.FUNCTIONS: "Functions",
    Component.STYLE: "Style",
    Component.SENIORITY: "Seniority",
    Component.HOURS: "Hours",
    Component.LANGUAGE: "Language",
    Component.WISHES: "Wishes",
    Component.SIGNALS: "Signals",
}
REASONS: Mapping[Component, tuple[str, str]] = {
    Component.SKILLS: (
        "They want to learn what the mentor is strong in: {}.",
        "They want to learn what the mentor is strong in.",
    ),
    Component.ASPIRATION: ("Both aim the same way: {}.", "Both aim the same way."),
    Component.FUNCTIONS: (
        "The mentor can open what they want to see: {}.",
        "They work in different functions, which widens the view.",
    ),
    Component.STYLE: ("{}", "How they learn and how the mentor works suit each other."),
    Component.SENIORITY: (
        "The distance in seniority is a good one: {}.",
        "The distance in seniority is a good one.",
    ),
    Component.HOURS: (
        "They share {} working hours in one stretch.",
        "They share working hours.",
    ),
    Component.LANGUAGE: ("They share a language: {}.", "They share a language."),
    Component.WISHES: ("{}", "There is a wish for this pair."),
    Component.SIGNALS: (
        "What others see in them meets what the mentor offers: {}.",
        "What others see in them meets what the mentor offers.",
    ),
}
"""By component: with what the two share, and where nothing of it is named."""
_WISHED: Mapping[frozenset[str], str] = {
    frozenset({"mentee"}): "The mentee named this mentor.",
    frozenset({"mentor"}): "The mentor named this mentee.",
    frozenset({"mentee", "mentor"}): "Each of them named the other.",
}
RISKS: Mapping[Risk, str] = {
    Risk.THIN: "Little is known of one of them, so this fit says little.",
    Risk.FEW_SHARED_HOURS: "They share few working hours.",
    Risk.MUCH_MISSING: "Less than half of what they want to learn is covered.",
    Risk.SAME_FUNCTION: "Both work in the same function, and none they want to see is opened.",
    Risk.NARROW_GAP: "The mentor is hardly more senior.",
    Risk.LAST_PLACE: "Nobody else who is possible has a free place.",
    Risk.BELOW_LINE: "The fit is below the line of this cohort.",
}
BARS: Mapping[Bar, str] = {
    Bar.SUPERIOR: "They stand in one reporting line.",
    Bar.CONFLICT: CONFIDENTIAL,
    Bar.AVOIDED: CONFIDENTIAL,
    Bar.ENDED_FOR_CAUSE: CONFIDENTIAL,
    Bar.SAME_PERSON: "Nobody mentors themselves.",
    Bar.PAUSED: "The mentor rests from mentoring.",
    Bar.NO_PLACE: "The mentor offers no place that is free.",
    Bar.NO_TIME: "The hours the mentor promised are taken.",
    Bar.NO_SHARED_HOURS: "They share no working hours.",
    Bar.NO_COMMON_LANGUAGE: "They share no language.",
    Bar.VETO: "A veto in this draft keeps them apart.",
    Bar.BELOW_FLOOR: "The fit is below the weakest pair that is made.",
}
COUNTED_BARS: Mapping[Bar, str] = {
    Bar.SUPERIOR: "in one reporting line",
    Bar.SAME_PERSON: "themselves",
    Bar.PAUSED: "resting",
    Bar.NO_PLACE: "without a free place",
    Bar.NO_TIME: "without hours left",
    Bar.NO_SHARED_HOURS: "without shared hours",
    Bar.NO_COMMON_LANGUAGE: "without a shared language",
    Bar.VETO: "by veto",
    Bar.BELOW_FLOOR: "below the line",
}
WITHOUT: Mapping[WithoutMentor, str] = {
    WithoutMentor.NOBODY_POSSIBLE: "No mentor is possible for them.",
    WithoutMentor.SEATS_SCARCE: (
        "The places of every possible mentor went to others, by the charter's rule or a lock."
    ),
}
VETOES: Mapping[VetoReason, str] = {
    VetoReason.TOO_CLOSE: "They work too closely together",
    VetoReason.KNOWN: "They know each other well already",
    VetoReason.TOO_ALIKE: "They are too much alike to learn from each other",
    VetoReason.FIELD: "The mentor's field is not what the mentee needs",
    VetoReason.MEANT_FOR_OTHERS: "The mentor is kept for somebody else",
    VetoReason.TIMING: "It is a bad time for one of them",
    VetoReason.ASKED: "One of them asked for it",
    VetoReason.OTHER: "Another reason",
}


_THEMES = {str(one): label for one, label in THEMES_OF.items()}
_FUNCTIONS = {str(one): label for one, label in FUNCTIONS_OF.items()}
_LANGUAGES = {str(one): label for one, label in LANGUAGES_OF.items()}


def fit(basis_points: int) -> str:
    """0 to 100 with one decimal: `81.4`."""
    return f"{basis_points / 100:.1f}"


def points(one: Points) -> str:
    """What a component gives of the most it can: `Skills 29 of 35`."""
    shown = f"{COMPONENTS[one.component]} *{_tenths(one.points)}*"
    return f"{shown} of {_tenths(one.of)}" if one.of else f"{COMPONENTS[one.component]} not known"


def reason(one: Reason, competencies: Mapping[str, str]) -> str:
    """One reason for a pair with what the two share, in plain text."""
    if one.component is Component.WISHES:
        return _WISHED.get(frozenset(one.shared), REASONS[one.component][1])
    shared = [_named(one.component, word, competencies) for word in one.shared]
    listed = listing(few([word for word in shared if word]))
    named, unnamed = REASONS[one.component]
    return named.format(listed) if listed else unnamed


def missing(components: Sequence[Component]) -> str:
    """What nobody can say anything about."""
    listed = listing([COMPONENTS[one].lower() for one in components])
    return f"Not known: {listed}. The weights of the others stand for it."


def bars(found: Sequence[Bar], *, private: bool) -> str:
    """Why two people cannot be a pair, in sentences, each once; private ones are one of them."""
    told = [BARS[one] for one in found]
    return " ".join(dict.fromkeys([*told, *([CONFIDENTIAL] if private else [])]))


def nobody(found: Mapping[Bar, int], private: int) -> str:
    """What keeps how many mentors away from somebody for whom there is nobody."""
    parts = [f"{number:,} {COUNTED_BARS[bar]}" for bar, number in found.items() if number]
    if private:
        parts.append(f"{private:,} for a confidential reason")
    return f"{WITHOUT[WithoutMentor.NOBODY_POSSIBLE]} Mentors: {', '.join(parts)}."


def cost(basis_points: int) -> str:
    """What a change costs over all pairs: `costs 1.3 in all`; below 0 the others gain by it."""
    if basis_points == 0:
        return "costs nothing"
    return f"{'costs' if basis_points > 0 else 'brings'} {fit(abs(basis_points))} in all"


def others(number: int) -> str:
    """How many other mentees would have another mentor."""
    return f"{counted(number, 'other moves', 'others move')}"


def few(words: Sequence[str]) -> list[str]:
    """The first of them; the others are counted."""
    over = len(words) - MOST_SHARED
    return [*words[:MOST_SHARED], *([f"{over:,} more"] if over > 0 else [])]


def function(code: str) -> str:
    """A function of the company by its code."""
    return _FUNCTIONS.get(code, code)


def _tenths(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def _named(component: Component, word: str, competencies: Mapping[str, str]) -> str:
    """The word of a list by its code; what is no longer on a list is left out."""
    match component:
        case Component.HOURS:
            return word
        case Component.SENIORITY:
            return counted(int(word), "level", "levels") if word.isdecimal() else ""
        case Component.SIGNALS:
            return word.replace("_", " ")
    lists: Mapping[Component, Mapping[str, str]] = {
        Component.SKILLS: competencies,
        Component.ASPIRATION: _THEMES,
        Component.FUNCTIONS: _FUNCTIONS,
        Component.LANGUAGE: _LANGUAGES,
    }
    return lists.get(component, {}).get(word, "")

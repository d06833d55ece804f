"""What stands behind the points of a pair: ids and words of lists, never a word somebody wrote."""

from collections.abc import Callable, Mapping, Sequence

from program.matching import tables
from program.matching.features import opened
from program.matching.hours import shared
from program.matching.records import MenteeInput, MentorInput
from program.matching.rules import Component
from program.matching.signals import offered

Evidence = Mapping[str, tuple[str, ...]]


def evidence(component: Component, mentee: MenteeInput, mentor: MentorInput) -> Evidence:
    """What the two say that a component is made of; words that have nothing are left out.

    Skills: competency ids `met` (to the aim), `partly`, `missing`. Aspiration: the mentee's themes
    `themes` (shared), `near`, `other`. Functions: `functions` the mentor shows and `missing` ones,
    or `relation` (same, near, other). Style: `style`, how one learns and how the other mentors.
    Seniority: `gap`, levels. Hours: `hours`, whole hours of the longest stretch both have.
    Language: `languages`. Wishes: `mentee` and `mentor`, the place of the wish from 1. Signals:
    `signals` that both sides speak of.
    """
    found = _OF[component](mentee, mentor)
    return {word: tuple(values) for word, values in found.items() if values}


def _skills(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"met": [], "partly": [], "missing": []}
    for competency, (now, aim) in sorted(mentee.wanted.items()):
        level = mentor.offered.get(competency, 0)
        if now < aim:
            word = "met" if level >= aim else "partly" if level > now else "missing"
            found[word].append(competency)
    return found


def _aspiration(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"themes": [], "near": [], "other": []}
    words = {tables.FULL: "themes", tables.NEAR_THEME: "near", 0: "other"}
    for theme in mentee.themes:
        best = max((tables.theme(theme, other) for other in mentor.themes), default=0)
        found[words[best]].append(theme)
    return found


def _functions(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    if mentee.functions:
        shown = opened(mentor)
        return {
            "functions": [one for one in mentee.functions if one in shown],
            "missing": [one for one in mentee.functions if one not in shown],
        }
    if not mentee.function or not mentor.function:
        return {}
    words = {tables.SAME_FUNCTION: "same", tables.NEAR_FUNCTION: "near"}
    return {"relation": [words.get(tables.function(mentee.function, mentor.function), "other")]}


def _style(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    return {"style": [mentee.style or "", mentor.style or ""]}


def _seniority(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    if mentee.level is None or mentor.level is None:
        return {}
    return {"gap": [str(mentor.level - mentee.level)]}


def _hours(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    if mentee.week is None or mentor.week is None:
        return {}
    return {"hours": [str(shared(mentee.week, mentor.week) // 2)]}


def _language(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    return {"languages": [one for one in mentee.languages if one in set(mentor.languages)]}


def _wishes(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    return {
        "mentee": _place(mentor.id, mentee.wishes),
        "mentor": _place(mentee.id, mentor.wishes),
    }


def _place(wished: str, wishes: Sequence[str]) -> list[str]:
    return [str(wishes.index(wished) + 1)] if wished in wishes else []


def _signals(mentee: MenteeInput, mentor: MentorInput) -> dict[str, list[str]]:
    both = [
        rating
        for rating, (offer, table) in tables.SIGNALS.items()
        if rating in mentee.ratings and offered(mentor, offer, len(table[0])) is not None
    ]
    return {"signals": both}


_OF: Mapping[Component, Callable[[MenteeInput, MentorInput], dict[str, list[str]]]] = {
    Component.SKILLS: _skills,
    Component.ASPIRATION: _aspiration,
    Component.FUNCTIONS: _functions,
    Component.STYLE: _style,
    Component.SENIORITY: _seniority,
    Component.HOURS: _hours,
    Component.LANGUAGE: _language,
    Component.WISHES: _wishes,
    Component.SIGNALS: _signals,
}

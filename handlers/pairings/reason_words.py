"""Why two people fit, as a draft found it: plain sentences for each of the two, and for the team.

Nothing here is a figure, a rating or a wish: a score is read by program managers only, and what
somebody wished or was rated is told to neither of the two.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers.choice_words import FUNCTIONS_OF, LANGUAGES_OF, THEMES_OF
from handlers.pairings.words import SHORT_NAME, listed
from handlers.said import counted
from program.matching.rules import Component
from program.text import shortened
from services.pairing_reasons import Found

BEST_IN_ALL = "Of all who could be paired, you two came out well together."
FOUND_HEAD = "Found by the matching"
_LABELS: Mapping[Component, str] = {
    Component.SKILLS: "Skills",
    Component.ASPIRATION: "Where they want to go",
    Component.FUNCTIONS: "Functions",
    Component.STYLE: "How one learns and the other mentors",
    Component.SENIORITY: "Seniority",
    Component.HOURS: "Shared hours",
    Component.LANGUAGE: "Languages",
}


def sentences(found: Sequence[Found], *, for_mentee: bool) -> list[str]:
    """Each reason as a sentence for mrkdwn; one that is always true where there is none."""
    told = [clause(one, for_mentee=for_mentee) for one in found]
    return [f"{one[0].upper()}{one[1:]}." for one in told if one] or [BEST_IN_ALL]


def clauses(found: Sequence[Found], *, for_mentee: bool, room: int) -> str:
    """The first two as far as so many characters take them: `{reason}; {reason}`."""
    kept: list[str] = []
    for told in (clause(one, for_mentee=for_mentee) for one in found):
        if told and len(kept) < 2 and len("; ".join((*kept, told))) <= room:
            kept.append(told)
    return "; ".join(kept)


def clause(one: Found, *, for_mentee: bool) -> str:
    """One reason inside a sentence, for mrkdwn; empty for what is told to nobody."""
    tell = _CLAUSES.get(one.component)
    return tell(one, for_mentee) if tell else ""


def facts(found: Sequence[Found]) -> list[str]:
    """The same for the program team, plain text: what the two share, by what it is part of."""
    return [
        f"{_LABELS[one.component]}: {shared}"
        if (shared := _shared(one))
        else _LABELS[one.component]
        for one in found
        if one.component in _LABELS
    ]


def _skills(one: Found, for_mentee: bool) -> str:
    if not one.competencies:
        return ""
    wants, offers = _parts(for_mentee)
    return f"{wants} want to grow in {listed(one.competencies)}, and {offers} offer it"


def _aspiration(one: Found, for_mentee: bool) -> str:
    wants, knows = _parts(for_mentee)
    themes = _both(_names(one.shared, THEMES_OF))
    if not themes:
        return f"where {wants} want to go is close to where {knows} have been"
    return f"{wants} aim for {themes}, and {knows} know the way"


def _functions(one: Found, for_mentee: bool) -> str:
    wants, knows = _parts(for_mentee)
    functions = _both(_names(one.shared, FUNCTIONS_OF))
    if not functions:
        return "you work in different functions"
    return f"{knows} know {functions}, which {wants} want to see"


def _style(_: Found, for_mentee: bool) -> str:
    learns, mentors = _parts(for_mentee)
    return f"how {learns} learn and how {mentors} mentor fit"


def _seniority(_: Found, for_mentee: bool) -> str:
    mentors = _parts(for_mentee)[1]
    return f"{mentors} are far enough ahead to show the way, and near enough to remember it"


def _hours(one: Found, _: bool) -> str:
    hours = max((int(each) for each in one.shared if each.isdecimal()), default=0)
    if not hours:
        return "your working hours meet"
    return f"your working weeks share up to {counted(hours, 'hour', 'hours')} at a stretch"


def _language(one: Found, _: bool) -> str:
    languages = _both(_names(one.shared, LANGUAGES_OF), inside=False)
    return f"you both speak {languages}" if languages else ""


_CLAUSES: Mapping[Component, Callable[[Found, bool], str]] = {
    Component.SKILLS: _skills,
    Component.ASPIRATION: _aspiration,
    Component.FUNCTIONS: _functions,
    Component.STYLE: _style,
    Component.SENIORITY: _seniority,
    Component.HOURS: _hours,
    Component.LANGUAGE: _language,
}


def _parts(for_mentee: bool) -> tuple[str, str]:
    """How the reader calls the mentee and the mentor: one of them is themselves."""
    return ("you", "they") if for_mentee else ("they", "you")


def _names(values: Sequence[str], words: Mapping[Any, str]) -> list[str]:
    """Their labels; what is in the list no more is left out."""
    return [words[one] for one in values if one in words]


def _both(names: Sequence[str], *, inside: bool = True) -> str:
    """The first two, as they stand inside a sentence."""
    return " and ".join(_inside(one) if inside else one for one in names[:2])


def _inside(label: str) -> str:
    """Begins small, unless it is short for something."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _shared(one: Found) -> str:
    if one.competencies:
        return ", ".join(shortened(each.name, SHORT_NAME) for each in one.competencies)
    match one.component:
        case Component.ASPIRATION:
            return ", ".join(_names(one.shared, THEMES_OF))
        case Component.FUNCTIONS:
            return ", ".join(_names(one.shared, FUNCTIONS_OF))
        case Component.LANGUAGE:
            return ", ".join(_names(one.shared, LANGUAGES_OF))
        case _:
            return ""

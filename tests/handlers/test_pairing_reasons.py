"""Why two people fit, as a draft found it, in the words each of the two and the team read."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from handlers.feature import View
from handlers.pairings import case_views, mentor_views, message_words, messages, pair_views
from handlers.pairings import reason_words as words
from program.cohort import Competency
from program.delivery import Rendered
from program.matching.rules import Component
from program.mentor_lists import Language
from program.profile_lists import Function, Theme
from services.pairing_answers import Picture
from services.pairing_cases import Case
from services.pairing_overview import Overview
from services.pairing_reasons import Found, Reasons
from tests.handlers.test_pairing_views import (
    ACTIVE,
    LINE,
    MENTEE,
    NOTHING_LEFT,
    PAIRING,
    TODAY,
    side,
    told_mentor,
    told_pair,
)
from tests.kit.entering import words_in
from tests.kit.fullest import COHORT, full
from tests.kit.limits import check_message, check_view

PLAIN = (Competency("a", "Finance"), Competency("b", "Law"))
SKILLS = Found(Component.SKILLS, COHORT.competencies[:3])
EVERY = (
    SKILLS,
    Found(Component.ASPIRATION, shared=(Theme.BOARD, Theme.CRISIS)),
    Found(Component.FUNCTIONS, shared=(Function.IT, Function.FINANCE)),
    Found(Component.STYLE, shared=("doing", "practice")),
    Found(Component.SENIORITY, shared=("2",)),
    Found(Component.HOURS, shared=("4",)),
    Found(Component.LANGUAGE, shared=(Language.FRENCH,)),
)
DRAFTED = Reasons((), COHORT.competencies[:2], full(80), EVERY)
BARE = Reasons((), (), "", ())


CASE = Case(
    line=LINE,
    reasons=DRAFTED,
    left=NOTHING_LEFT,
    steps=(),
    people={},
    today=TODAY,
    may_withdraw=False,
    may_end=False,
    may_reopen=False,
    may_settle=False,
    may_propose=False,
    why="",
)


def picture(reasons: Reasons) -> View:
    shown = Picture(PAIRING, MENTEE, reasons, 2, 4, "")
    became = message_words.became_of_it(told_mentor(PAIRING))
    return mentor_views.picture(shown, TODAY, became=became)


def overview(reasons: Reasons) -> View:
    shown = Overview(
        side=side(ACTIVE),
        reasons=reasons,
        today=TODAY,
        last_day=None,
        may_reopen=False,
        told_end=False,
        why="",
    )
    return pair_views.overview(shown)


def started(reasons: Reasons) -> Rendered:
    return messages.started(replace(told_pair(ACTIVE), reasons=reasons))


def ask(reasons: Reasons) -> Rendered:
    return messages.mentor_ask(replace(told_mentor(PAIRING), reasons=reasons))


VIEWS: dict[str, Callable[[], View]] = {
    f"{name} {which}": partial(build, reasons)
    for name, build in (("picture drafted", picture), ("our pairing drafted", overview))
    for which, reasons in (("full", DRAFTED), ("bare", BARE))
}
MESSAGES: dict[str, Callable[[], Rendered]] = {
    f"{name} {which}": partial(build, reasons)
    for name, build in (("ask drafted", ask), ("started drafted", started))
    for which, reasons in (("full", DRAFTED), ("bare", BARE))
}


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_every_view_with_reasons_is_within_slacks_limits(build: Callable[[], View]) -> None:
    check_view(build())


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_every_message_with_reasons_is_short(build: Callable[[], Rendered]) -> None:
    made = build()
    check_message({"text": made.text, "blocks": list(made.blocks)})
    first = made.blocks[0]["text"]["text"]
    plain = first.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    assert len(plain) <= 280, plain


@pytest.mark.parametrize(
    ("found", "to_mentee", "to_mentor"),
    [
        (
            EVERY[1],
            "You aim for working with the board and leading in a crisis, and they know the way.",
            "They aim for working with the board and leading in a crisis, and you know the way.",
        ),
        (
            EVERY[2],
            "They know IT and finance, which you want to see.",
            "You know IT and finance, which they want to see.",
        ),
        (
            EVERY[3],
            "How you learn and how they mentor fit.",
            "How they learn and how you mentor fit.",
        ),
        (
            EVERY[5],
            "Your working weeks share up to 4 hours at a stretch.",
            "Your working weeks share up to 4 hours at a stretch.",
        ),
        (EVERY[6], "You both speak French.", "You both speak French."),
        (
            Found(Component.FUNCTIONS),
            "You work in different functions.",
            "You work in different functions.",
        ),
    ],
)
def test_a_reason_reads_for_each_of_the_two(found: Found, to_mentee: str, to_mentor: str) -> None:
    assert words.sentences([found], for_mentee=True) == [to_mentee]
    assert words.sentences([found], for_mentee=False) == [to_mentor]


@pytest.mark.parametrize("component", [Component.WISHES, Component.SIGNALS])
def test_wishes_and_ratings_are_told_to_nobody_in_a_pairing(component: Component) -> None:
    found = [Found(component, shared=("mentee", "potential"))]

    assert words.sentences(found, for_mentee=True) == [words.BEST_IN_ALL]
    assert words.facts(found) == []
    assert words.clauses(found, for_mentee=True, room=280) == ""


def test_no_sentence_holds_a_figure_of_fit() -> None:
    for for_mentee in (True, False):
        said = " ".join(words.sentences(EVERY, for_mentee=for_mentee)).lower()
        assert not [one for one in ("fit is", "score", "points", "per cent") if one in said]


def test_what_is_in_no_list_any_more_is_left_out() -> None:
    assert words.sentences([Found(Component.LANGUAGE, shared=("xx",))], for_mentee=True) == [
        words.BEST_IN_ALL
    ]


def test_the_mentee_reads_why_with_the_yes() -> None:
    plain = replace(DRAFTED, found=(replace(SKILLS, competencies=PLAIN), *EVERY[1:]))
    text = started(plain).text

    assert "Why you two: you want to grow in Finance and Law, and they offer it" in text
    assert text.index("Why you two") < text.index("They said yes to you.")


def test_the_program_team_reads_facts_in_place_of_words() -> None:
    made = case_views.case(CASE, "UTC")

    check_view(made)
    assert "Functions: IT, Finance" in words_in(made)
    assert "Languages: French" in words_in(made)

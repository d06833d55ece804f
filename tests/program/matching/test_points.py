"""Points: they add up to the score as it is shown, and say what stands behind them."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from program.matching.points import missing, parts, points
from program.matching.problem import build
from program.matching.records import Inputs, MenteeInput, MentorInput
from program.matching.rules import Component, Rules
from program.mentor_lists import Style
from program.profile_lists import Function, LearningStyle, Theme
from tests.program.matching.people import cohorts

ANNA = MenteeInput(
    id="anna",
    accepted=0,
    wanted={"talks": (1, 3), "budget": (2, 4), "law": (1, 2), "art": (3, 3), "ads": (1, 2)},
    themes=(Theme.BOARD, Theme.CRISIS, Theme.INTERNATIONAL),
    functions=(Function.LEGAL, Function.SALES),
    function=Function.HR,
    style=LearningStyle.DOING,
    level=4,
    week=0b111111,
    languages=("en", "de", "fr"),
    wishes=("x", "ben"),
    ratings={"potential": 450, "curiosity": 300},
)
BEN = MentorInput(
    id="ben",
    places=2,
    hours_a_month=6,
    offered={"talks": 5, "budget": 3, "poetry": 4, "ads": 1},
    themes=(Theme.BOARD, Theme.TRANSFORMATION),
    functions=(Function.SALES,),
    function=Function.FINANCE,
    style=Style.PRACTICE,
    level=6,
    week=0b11111,
    languages=("fr", "en"),
    reach=4,
    directness=3,
)


def evidence(
    mentee: MenteeInput, mentor: MentorInput
) -> dict[Component, dict[str, tuple[str, ...]]]:
    made = build(Inputs("cohort", Rules(), (mentee,), (mentor,)))
    return {one.component: dict(one.evidence) for one in points(made, mentee.id, mentor.id)}


@given(cohorts())
def test_points_add_up_to_the_score_as_shown_and_never_exceed_what_they_are_of(
    inputs: Inputs,
) -> None:
    made = build(inputs)
    for mentee, row in made.row.items():
        for mentor, column in made.column.items():
            told = points(made, mentee, mentor)
            shown = (int(made.scores[row, column]) + 5) // 10
            assert sum(one.points for one in told) == shown
            assert all(0 <= one.points <= one.of for one in told)
            behind = int(made.present[row, column])
            assert sum(one.of for one in told) == (1000 if behind else 0)
            silent = {one.component for one in told if not one.of}
            assert set(missing(made, mentee, mentor)) <= silent
            assert [one.component for one in told] == [
                one for one in Component if inputs.rules.weights[one]
            ]


@given(cohorts())
def test_each_point_is_its_exact_share_but_for_rounding_twice(inputs: Inputs) -> None:
    made = build(inputs)
    mentee, mentor = made.mentees[0], made.mentors[0]
    found = parts(made, np.array([0]), np.array([0]))
    behind = int(found.weight.sum())
    for one in points(made, mentee, mentor):
        at = list(Component).index(one.component)
        exact = 1000 * int(found.gained[0, at]) / max(1, 166_320 * behind)
        assert abs(one.points - exact) < 1.6


def test_the_evidence_of_a_pair_is_made_of_ids_and_words_of_lists() -> None:
    assert evidence(ANNA, BEN) == {
        Component.SKILLS: {"met": ("talks",), "partly": ("budget",), "missing": ("ads", "law")},
        Component.ASPIRATION: {
            "themes": (Theme.BOARD,),
            "near": (Theme.CRISIS,),
            "other": (Theme.INTERNATIONAL,),
        },
        Component.FUNCTIONS: {"functions": (Function.SALES,), "missing": (Function.LEGAL,)},
        Component.STYLE: {"style": (LearningStyle.DOING, Style.PRACTICE)},
        Component.SENIORITY: {"gap": ("2",)},
        Component.HOURS: {"hours": ("2",)},
        Component.LANGUAGE: {"languages": ("en", "fr")},
        Component.WISHES: {},
        Component.SIGNALS: {"signals": ("potential",)},
    }


def test_the_order_in_which_competencies_were_written_changes_no_evidence() -> None:
    turned = replace(ANNA, wanted=dict(list(ANNA.wanted.items())[::-1]))
    assert evidence(turned, BEN) == evidence(ANNA, BEN)


def test_a_wish_that_helps_says_whose_it_is_and_in_which_place() -> None:
    poor = replace(BEN, offered={"poetry": 2}, themes=(Theme.VISIBILITY,), functions=())
    assert evidence(ANNA, poor)[Component.WISHES] == {"mentee": ("2",)}
    both = replace(poor, wishes=("anna",))
    assert evidence(ANNA, both)[Component.WISHES] == {"mentee": ("2",), "mentor": ("1",)}


def test_who_names_no_function_is_told_how_far_the_two_work_from_each_other() -> None:
    plain = replace(ANNA, functions=())
    told = {
        theirs: evidence(plain, replace(BEN, function=theirs))[Component.FUNCTIONS]
        for theirs in (Function.HR, Function.LEGAL, Function.SUPPLY_CHAIN)
    }
    assert [one["relation"] for one in told.values()] == [("same",), ("near",), ("other",)]


def test_what_is_missing_is_named_and_gives_nothing_of_nothing() -> None:
    made = build(Inputs("cohort", Rules(), (replace(ANNA, style=None, wishes=()),), (BEN,)))
    assert missing(made, "anna", "ben") == (Component.STYLE, Component.WISHES)
    told = {one.component: one for one in points(made, "anna", "ben")}
    for component in (Component.STYLE, Component.WISHES):
        assert (told[component].points, told[component].of) == (0, 0)
        assert told[component].evidence == {}


def test_a_component_without_a_weight_is_not_told_and_not_missing() -> None:
    weights = dict.fromkeys(Component, 0) | {Component.STYLE: 60, Component.WISHES: 40}
    made = build(Inputs("cohort", Rules(weights=weights), (replace(ANNA, wishes=()),), (BEN,)))
    assert [one.component for one in points(made, "anna", "ben")] == [
        Component.STYLE,
        Component.WISHES,
    ]
    assert missing(made, "anna", "ben") == (Component.WISHES,)


def test_two_who_say_nothing_have_no_points() -> None:
    silent = MenteeInput(id="e", accepted=0), MentorInput(id="r", places=1, hours_a_month=2)
    made = build(Inputs("cohort", Rules(), (silent[0],), (silent[1],)))
    assert {(one.points, one.of) for one in points(made, "e", "r")} == {(0, 0)}

"""Every view of profiles stays within Slack's limits at its fullest, and says who reads what."""

import pytest

from handlers.choice_words import LEARNING_OF
from handlers.profiles import forms, mentee_views, mentor_views, views, words
from handlers.profiles.refusals import REFUSALS
from handlers.visibility import COUNTED, PROFILE_BOUNDARIES, line
from program.profile import Coverage, Part, mentee_coverage
from program.profile_about import Group
from program.profile_forms import AIMS, level_field
from services.profiles import Side
from tests.handlers.gallery import profiles as gallery
from tests.handlers.gallery.profiles import (
    ABOUT,
    ALL_MISSING,
    AS_MENTEE,
    AS_MENTOR,
    CHOSEN,
    MENTEE,
    OPENS,
    WHOLE,
    WISHES,
    mentee,
    mentor,
)
from tests.kit.entering import element_of, words_in
from tests.kit.limits import check_blocks, check_view


@pytest.mark.parametrize("name", gallery.VIEWS)
def test_a_view_at_its_fullest_is_one_that_slack_takes(name: str) -> None:
    view = gallery.VIEWS[name]()
    check_view(view)
    inputs = [one for one in view["blocks"] if one["type"] == "input"]
    assert len(inputs) <= 6


def test_the_parts_of_home_are_ones_that_slack_takes() -> None:
    rows = [views.row(one) for one in (AS_MENTEE, AS_MENTOR, WHOLE, ALL_MISSING)]
    check_blocks([*rows, views.others(gallery.COHORT)], "home")
    assert all("<!channel>" not in one["text"]["text"] for one in rows)


def test_each_competency_offers_ten_ways_to_aim_higher() -> None:
    view = mentee_views.second_step(mentee())

    assert len(AIMS) == 10
    for one in CHOSEN:
        element = element_of(view, level_field(one))
        assert element["options"][0]["text"]["text"] == "Now 1, aim for 2"
        assert len(element["options"]) == 10
        assert element["initial_option"]["text"]["text"] == "Now 1, aim for 5"


def test_how_much_is_there_is_said_in_words() -> None:
    parts = tuple(one for one in mentee_coverage(MENTEE).present if one is not Part.STYLE)
    six = Coverage(parts, (Part.STYLE,))

    assert words.coverage(six, Side.MENTEE) == (
        "Your profile carries 6 of 7 parts; missing: learning style. "
        "Your profile says enough for a good pairing."
    )
    assert words.coverage(WHOLE.coverage, Side.MENTEE) == (
        "Your profile carries all 7 parts. Your profile says enough for a good pairing."
    )
    assert "enough" not in words.coverage(AS_MENTEE.coverage, Side.MENTEE)


def test_each_form_says_who_reads_what_is_entered() -> None:
    third = words_in(mentee_views.third_step(mentee()))
    wished = words_in(views.wishes(WISHES))

    assert line(PROFILE_BOUNDARIES) == "The program team sees this."
    assert line(PROFILE_BOUNDARIES) in third
    assert (
        "Only you see this; the program team sees that a pairing is not possible, not why."
        in wished
    )
    assert "Only program managers see this; whoever you name never does." in wished
    assert COUNTED.removesuffix(".") in words_in(views.about(ABOUT))


def test_what_is_kept_stands_in_the_form_again() -> None:
    third = mentee_views.third_step(mentee())
    opens = mentor_views.second_step(mentor())

    assert element_of(third, "style")["initial_option"]["text"]["text"] in LEARNING_OF.values()
    assert len(element_of(third, "themes")["initial_options"]) == 3
    assert element_of(opens, "reach")["initial_option"]["value"] == "4"
    assert element_of(opens, "stretch")["initial_option"]["value"] == "4"
    assert element_of(opens, "function")["initial_option"]["value"] == OPENS.function


def test_about_me_stands_at_rather_not_say_until_somebody_says_more() -> None:
    view = gallery.VIEWS["profiles: about me, nothing said"]()

    for one in Group:
        element = element_of(view, one.value)
        assert element["initial_option"]["text"]["text"] == words.RATHER_NOT_SAY


def test_nothing_that_is_tampered_with_becomes_a_level() -> None:
    field = level_field(CHOSEN[0])
    for value in ("4>2", "9>9", "1>", "x>y", "1>99999", ""):
        entered = {field: {"field.value": {"selected_option": {"value": value}}}}
        found = forms.aims({"state": {"values": entered}})
        assert found[CHOSEN[0]] not in AIMS


def test_every_refusal_says_what_to_do_in_one_or_two_sentences() -> None:
    for sentence in REFUSALS.values():
        said = sentence({"most": 5, "over": 3, "name": "Ada"})
        assert said.endswith(".")
        assert len(said) <= 150

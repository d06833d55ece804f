"""How a launch looks: within limits at its fullest, honest, and private where it must be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from handlers.feature import View
from handlers.matching import release_messages as messages
from handlers.matching import release_views as views
from handlers.matching import release_words as words
from handlers.state import ids_of
from program.delivery import Rendered
from program.release import MOST_CHOSEN, Choice, Obstacle, Tally, What
from tests.handlers.gallery.matching_release import (
    CHECKLIST,
    CHOSEN,
    CLEAR,
    LAUNCHED,
    MESSAGES,
    NOT_POSSIBLE,
    TALLY,
    VIEWS,
    WITHOUT,
)
from tests.kit.limits import check_message, check_view


def words_in(made: View) -> str:
    return str(made["blocks"])


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_every_view_is_within_slacks_limits(build: Callable[[], View]) -> None:
    check_view(build())


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_every_message_is_short_and_within_slacks_limits(build: Callable[[], Rendered]) -> None:
    made = build()
    check_message({"text": made.text, "blocks": list(made.blocks)})
    plain = made.text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    assert len(plain) <= 280, plain
    assert "<!channel>" not in made.text


def test_a_hundred_chosen_pairs_travel_in_the_view() -> None:
    ids = ids_of(views.second(CHOSEN))

    assert len(views.choice_of(ids).mentees) == MOST_CHOSEN
    assert views.choice_of(ids).what is What.CHOSEN


def test_what_somebody_tampered_with_means_all_of_them() -> None:
    assert views.choice_of({"what": "everything"}) == Choice()


def test_private_reasons_are_one_word() -> None:
    lines = [words.impossible(one) for one in NOT_POSSIBLE]

    assert sum(one.endswith(": a confidential reason") for one in lines) == 2
    said = " ".join(words.OBSTACLES.values())
    assert not [one for one in ("conflict", "avoid", "cause") if one in said]
    assert set(words.OBSTACLES) == set(Obstacle)


def test_the_second_step_says_that_no_mentee_hears_before_a_yes() -> None:
    made = words_in(views.second(CHECKLIST))

    assert "No mentee hears anything before a yes." in made
    assert "800 mentors are asked now" in made


def test_locked_ones_are_offered_only_where_some_are() -> None:
    assert "Locked ones only" in words_in(views.first(CHECKLIST, "UTC"))
    assert "Locked ones only" not in words_in(views.first(CLEAR, "UTC"))


def test_a_report_counts_and_names_nobody() -> None:
    assert words.became(Tally(asked=38, yes=34, no=3, lapsed=1, next_asked=4, without=2)) == (
        "34 yes, 3 no, 1 lapsed. 4 next candidates were asked; 2 mentees wait."
    )
    assert words.became(Tally(asked=3, yes=3)) == "3 yes, 0 no, 0 lapsed."
    assert "66 answers are still to come." in words.became(TALLY)


def test_whoever_waits_reads_that_it_is_about_places_and_only_what_is_true() -> None:
    plain = replace(WITHOUT, taken=None, next_round=None)

    assert "It is about places, not about you" in messages.no_mentor(plain).text
    assert "are taken" not in messages.no_mentor(plain).text
    assert "Next round" not in messages.no_mentor(plain).text
    later = messages.no_mentor(replace(WITHOUT, next_round=date(2026, 12, 1))).text
    assert "Next round Tue 1 Dec; we are recruiting now." in later


def test_a_launch_shows_who_and_when() -> None:
    made = words_in(views.standing([LAUNCHED], [], "UTC", rest=0))

    assert "on Mon 23 Nov at 15:00" in made
    assert "1,234 yes" in made
    assert words.TITLE not in made


def test_one_pair_is_on_its_way_and_several_are() -> None:
    assert words.asked_now(1).startswith("1 pair is on its way: the mentor is asked now.")
    assert words.asked_now(7).startswith("7 pairs are on their way: their mentors are asked now.")

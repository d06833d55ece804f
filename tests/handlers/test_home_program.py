"""The program's tab: one card a cohort with its figures, and the ways in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handlers import cohort_line, ids
from handlers.feature import HomeButton, Way
from handlers.home.program import at_a_glance, ways_in
from program.cohort import Cohort
from tests.handlers.test_nomination_home import COHORT
from tests.handlers.test_nomination_views import TODAY
from tests.kit.entering import words_in
from tests.kit.limits import check_blocks

WAYS = [
    HomeButton("Pairs", ids.Pairings.LIST),
    HomeButton("People", ids.Rosters.PEOPLE),
    HomeButton("Import a roster", ids.Rosters.IMPORT, Way.ACT),
    *(HomeButton(f"Setting {number}", ids.Cohorts.SETTINGS, Way.SETTING) for number in range(6)),
]


def shown(
    *cohorts: Cohort, counts: Sequence[tuple[str, int]] = (), today: date = TODAY
) -> list[dict[str, Any]]:
    return at_a_glance(cohorts, {one.id: counts for one in cohorts}, today)


def test_a_card_holds_at_most_ten_figures() -> None:
    found = shown(COHORT, counts=[(f"Word {number}", 2000) for number in range(14)])
    check_blocks(found, "home")

    assert [one["text"] for one in found[-1]["fields"]][:1] == ["Word 0 *2,000*"]
    assert len(found[-1]["fields"]) == 10


def test_a_cohort_without_figures_has_its_charter() -> None:
    card = shown(COHORT)[-1]

    assert "fields" not in card
    assert card["accessory"]["text"]["text"] == cohort_line.CHARTER


@pytest.mark.parametrize(
    ("today", "follows"),
    [
        (date(2026, 12, 11), "Next: the last day for nominations to Spring 2027, Fri 11 Dec."),
        (date(2026, 12, 12), "Next: the first day of Spring 2027, Mon 18 Jan 2027."),
        (date(2027, 1, 18), "Next: the last day of Spring 2027, Thu 30 Sep."),
    ],
)
def test_it_says_what_comes_next(today: date, follows: str) -> None:
    assert follows in words_in({"blocks": shown(COHORT, today=today)})


def test_of_several_cohorts_the_nearest_day_comes_next() -> None:
    later = replace(COHORT, id="later", name="Autumn 2027", nominations_close=date(2027, 4, 30))
    home = words_in({"blocks": shown(later, COHORT)})

    assert "Next: the last day for nominations to Spring 2027" in home


def test_nobody_reads_of_cohorts_they_may_not_count() -> None:
    assert at_a_glance([COHORT], {}, TODAY) == []


def test_lists_stand_before_acts_and_settings_fit_into_their_menu() -> None:
    lists, acts = ways_in(WAYS)
    check_blocks([lists, acts], "home")

    assert [one["action_id"] for one in lists["elements"]] == [
        "pairings.list.open",
        "rosters.people.open",
    ]
    button, menu = acts["elements"]
    assert button["action_id"] == ids.Rosters.IMPORT
    assert len(menu["options"]) == 5

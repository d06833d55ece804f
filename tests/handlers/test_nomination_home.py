"""The program manager's part of Home: each who waits with a button, each cohort in numbers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handlers import cohort_line
from handlers.ids import Nominations
from handlers.nominations import home_views
from program.cohort import Cohort, Program
from program.nomination import NominationState, Standing
from program.person import Person
from services.nomination_inbox import Inbox, Tally, Waiting
from tests.handlers.test_nomination_views import NOW, TODAY
from tests.kit.entering import words_in

COHORT = Cohort(
    id="c1",
    program=Program("p1", "Next Leaders", "UTC"),
    name="Spring 2027",
    nominations_close=date(2026, 12, 11),
    starts=date(2027, 1, 18),
    ends=date(2027, 9, 30),
    competencies=(),
    criteria=(),
)
PEOPLE = [Person(f"i{n}", f"U{n}", f"Nominee {n}", "") for n in range(5)]


def waiting(person: Person) -> Waiting:
    standing = Standing(
        id=f"n-{person.id}",
        cohort=COHORT,
        nominee=person.id,
        state=NominationState.IN_REVIEW,
        since=NOW,
        received_at=NOW,
        version=1,
    )
    return Waiting(standing, person)


def shown(inbox: Inbox, today: date = TODAY) -> list[dict[str, Any]]:
    return home_views.home_inbox(inbox, "UTC", today)


def reviews(home: list[dict[str, Any]]) -> list[dict[str, Any]]:
    buttons = [block.get("accessory", {}) for block in home]
    return [one for one in buttons if one.get("action_id") == Nominations.REVIEW]


def test_each_who_waits_has_a_button_of_their_own() -> None:
    home = shown(Inbox((), 7, tuple(waiting(one) for one in PEOPLE)))

    buttons = reviews(home)
    assert len({one["value"] for one in buttons}) == 5
    assert buttons[0]["accessibility_label"] == "Review, Nominee 0"
    assert len({one["accessibility_label"] for one in buttons}) == 5
    assert [one.get("style") for one in buttons] == ["primary", None, None, None, None]
    assert "Inbox (7)" in words_in({"blocks": home})


def test_a_cohort_shows_only_states_somebody_is_in() -> None:
    counts = {NominationState.IN_REVIEW: 3, NominationState.ACCEPTED: 1}
    card = shown(Inbox((Tally(COHORT, counts),), 0, ()))[-1]

    assert [one["text"] for one in card["fields"]] == ["In review *3*", "Accepted *1*"]


def test_a_cohort_without_nominations_has_no_numbers() -> None:
    card = shown(Inbox((Tally(COHORT, {}),), 0, ()))[-1]

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
def test_an_empty_inbox_says_what_comes_next(today: date, follows: str) -> None:
    home = words_in({"blocks": shown(Inbox((Tally(COHORT, {}),), 0, ()), today)})

    assert f"Nothing waits for you. {follows}" in home


def test_of_several_cohorts_the_nearest_day_comes_next() -> None:
    later = replace(COHORT, name="Autumn 2027", nominations_close=date(2027, 4, 30))
    home = words_in({"blocks": shown(Inbox((Tally(later, {}), Tally(COHORT, {})), 0, ()))})

    assert "Next: the last day for nominations to Spring 2027" in home


def test_before_the_first_cohort_nothing_comes_next() -> None:
    assert "Nothing waits for you." in words_in({"blocks": shown(Inbox((), 0, ()))})


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (TODAY, "Decisions usually take 10 working days: by Mon 7 Dec."),
        (date(2026, 12, 7), "Decisions usually take 10 working days: by Mon 7 Dec."),
        (date(2026, 12, 8), "Decisions usually take 10 working days."),
    ],
)
def test_a_nominee_reads_by_when_to_expect_a_decision_and_no_day_that_has_passed(
    today: date, says: str
) -> None:
    standing = waiting(PEOPLE[0]).standing

    assert says in words_in({"blocks": home_views.home_mine([standing], "UTC", today)}).split("\n")

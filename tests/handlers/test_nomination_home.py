"""The program manager's part of Home: each who waits with a button, each cohort in numbers."""

from datetime import date

import pytest

from handlers.nominations import home_views, review_words
from program.cohort import Cohort, Program
from program.nomination import Standing
from program.nomination_steps import NominationState
from program.person import Person
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


def waiting(person: Person) -> Standing:
    return Standing(
        id=f"n-{person.id}",
        cohort=COHORT,
        nominee=person.id,
        state=NominationState.IN_REVIEW,
        since=NOW,
        received_at=NOW,
        version=1,
    )


def test_the_steps_of_a_nomination_stand_in_words() -> None:
    home = words_in({"blocks": home_views.home_mine([waiting(PEOPLE[0])], "UTC", TODAY)})

    assert "Your yes, done · In review, now · Decision, by Mon 7 Dec" in home


def test_one_line_of_the_inbox_says_how_many_wait_and_since_when() -> None:
    standing = waiting(PEOPLE[0])
    says = review_words.waiting_since(3, standing, "UTC", TODAY)

    assert says == "*Nominations* · 3 wait for a decision · the longest since Mon 23 Nov"


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
    standing = waiting(PEOPLE[0])

    assert says in words_in({"blocks": home_views.home_mine([standing], "UTC", today)}).split("\n")

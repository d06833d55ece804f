"""Every view and message of programs and cohorts at its fullest, and in the words of strangers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from handlers.cohorts import (
    charter_views,
    edit_views,
    home_views,
    hub_views,
    messages,
    new_views,
    words,
)
from handlers.cohorts.messages import CohortNews
from handlers.feature import View
from handlers.ids import Cohorts
from program.charter import CharterWords, ProgramCharter
from program.cohort import MOST_LISTED, Cohort, Program
from program.cohort_change import Changed
from program.delivery import Rendered
from program.matching.rules import Scarcity
from services.charters import ProgramShown
from services.cohorts import Charter, Named
from services.competencies import Listed
from tests.handlers.test_nomination_views import COHORT, PERSON, TODAY, full
from tests.kit.entering import element_of, words_in
from tests.kit.limits import check_blocks, check_message, check_view

WORDS = CharterWords(
    purpose=full(2000),
    scope=full(600),
    priorities=(full(150),) * 5,
    measures=(full(150),) * 5,
    ladders=(full(150),) * 5,
    opening_word=full(2000),
)
NAMED = Named((PERSON,) * 9, (PERSON,) * 9, (PERSON,) * 9, PERSON, PERSON, PERSON)
CHARTER = Charter(COHORT, WORDS, NAMED)
EMPTY = Charter(COHORT, CharterWords(), Named(()))
PROGRAM = ProgramShown(
    COHORT.program,
    ProgramCharter(COHORT.program.id, WORDS, PERSON.id, PERSON.id, PERSON.id, 12),
    NAMED,
)
PLANNED = replace(COHORT, nominations_open=date(2026, 12, 1))
LISTED = tuple(
    Listed(COHORT.competencies[n % 20], uses=0 if n % 2 else 12_000) for n in range(MOST_LISTED)
)
LATE = {"name": full(75), "purpose": full(2000), "ends": "2027-02-28", "cadence_days": "28"}
FIRST_STEP = {"name": full(75), "program": full(75), "starts": "2028-02-29", "in_program": "7"}


def many_programs() -> list[Charter]:
    return [
        replace(CHARTER, cohort=replace(COHORT, program=Program(str(n), full(75), "UTC")))
        for n in range(9)
    ]


VIEWS: dict[str, Callable[[], View]] = {
    "program form": new_views.program_form,
    "program form, begun": lambda: new_views.program_form(FIRST_STEP),
    "cohort form": lambda: new_views.cohort_form([COHORT.program]),
    "cohort form of several programs": lambda: new_views.cohort_form(
        [Program(str(n), full(75), "UTC") for n in range(120)], FIRST_STEP
    ),
    "second step": lambda: new_views.aims_form(words.NEW_PROGRAM_TITLE, FIRST_STEP, None),
    "second step of another": lambda: new_views.aims_form(
        words.NEW_COHORT_TITLE, FIRST_STEP, COHORT
    ),
    "charters": lambda: charter_views.charters(
        [CHARTER] * 30, TODAY, first=words.CREATED, made=COHORT
    ),
    "charters of many programs": lambda: charter_views.charters(many_programs(), TODAY),
    "empty charter": lambda: charter_views.charters([EMPTY], TODAY),
    "no charter": lambda: charter_views.charters([], TODAY),
    "cohort settings": lambda: hub_views.cohort_hub(PLANNED, TODAY),
    "cohorts to choose": lambda: hub_views.choose_cohort([COHORT] * 60, TODAY),
    "program settings": lambda: hub_views.program_hub(PROGRAM),
    "program without words": lambda: hub_views.program_hub(
        ProgramShown(COHORT.program, ProgramCharter(COHORT.program.id), Named(()))
    ),
    "programs to choose": lambda: hub_views.choose_program(
        [COHORT.program] * 60, Cohorts.COMPETENCIES
    ),
    "competencies": lambda: hub_views.competencies(COHORT.program, LISTED),
    "no competencies": lambda: hub_views.competencies(COHORT.program, ()),
    "competency": lambda: edit_views.competency_form("p1", LISTED[0]),
    "unused competency": lambda: edit_views.competency_form("p1", LISTED[1]),
    "new competency": lambda: edit_views.competency_form("p1", None),
    "days": lambda: edit_views.days_form(COHORT, LATE),
    "rhythm": lambda: edit_views.rhythm_form(COHORT, COHORT.competencies * 6, LATE),
    "criteria": lambda: edit_views.criteria_form(COHORT, {}),
    "few criteria": lambda: edit_views.criteria_form(
        replace(COHORT, criteria=COHORT.criteria[:1]), {"criteria:new1": full(150)}
    ),
    "purpose": lambda: edit_views.purpose_form(PROGRAM, LATE),
    "word": lambda: edit_views.word_form(PROGRAM, {}),
    "contacts": lambda: edit_views.contacts_form(PROGRAM, {}),
    "who reads pulses": lambda: edit_views.pulse_form(PROGRAM, {}),
}
NEWS = CohortNews(COHORT, tuple(Changed), TODAY)
MESSAGES: dict[str, Callable[[], Rendered]] = {
    "changed": lambda: messages.changed(NEWS),
    "open": lambda: messages.nominations_open(NEWS),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_at_its_fullest_is_one_that_slack_takes(name: str) -> None:
    check_view(VIEWS[name]())


@pytest.mark.parametrize("name", VIEWS)
def test_what_somebody_wrote_calls_nobody_and_formats_nothing(name: str) -> None:
    texts = [block.get("text", {}) for block in VIEWS[name]()["blocks"]]
    marked = [one["text"] for one in texts if one.get("type") == "mrkdwn"]
    assert not any("<!channel>" in one for one in marked)


@pytest.mark.parametrize("name", VIEWS)
def test_a_step_has_six_fields_at_most_and_says_who_reads_each_text(name: str) -> None:
    fields = [block for block in VIEWS[name]()["blocks"] if block["type"] == "input"]
    assert len(fields) <= 6
    for field in fields:
        if field["element"]["type"] == "plain_text_input":
            assert "sees this" in field["hint"]["text"], field["block_id"]


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_short_and_one_that_slack_takes(name: str) -> None:
    rendered = MESSAGES[name]()
    check_message({"text": rendered.text, "blocks": list(rendered.blocks)})
    short = replace(COHORT, name="Spring 2027")
    said = messages.changed(replace(NEWS, cohort=short, what=(Changed.RUNS, Changed.HOURS)))
    assert len(said.text) <= 280


def test_home_shows_what_there_is_and_the_way_to_the_rest() -> None:
    shown = [
        *home_views.home_cohorts([COHORT] * 9, {COHORT.program.id: full(2000)}, TODAY, full(255)),
        *home_views.home_next_round(date(2027, 2, 28), TODAY, wished=False),
        *home_views.home_start(0, None, TODAY),
        *home_views.home_start(12_000, PLANNED, TODAY),
    ]
    check_blocks(shown, "home")


def test_what_a_program_is_for_is_shown_to_whoever_is_new_to_it() -> None:
    def shown(purposes: dict[str, str]) -> str:
        return words_in(
            {"blocks": home_views.home_cohorts([COHORT] * 2, purposes, TODAY, "Baton & Co")}
        )

    assert shown({COHORT.program.id: "To grow leaders."}).count("To grow leaders.") == 1
    assert "To grow leaders." not in shown({})


def test_a_criterion_written_too_late_finds_another_free_field() -> None:
    draft = {"criteria:new3": "Speaks up", "criteria:gone": "lost with its criterion"}
    form = edit_views.criteria_form(replace(COHORT, criteria=COHORT.criteria[:4]), draft)
    assert element_of(form, "criteria:new0")["initial_value"] == "Speaks up"


@pytest.mark.parametrize(
    ("colleagues", "latest", "done", "buttons"),
    [
        (0, None, set(), {"Import a roster", "Make a program"}),
        (58, None, {"1."}, {"Make a program"}),
        (0, COHORT, {"2.", "3."}, {"Import a roster"}),
        (58, PLANNED, {"1.", "2."}, {"Open nominations"}),
    ],
)
def test_start_here_says_what_is_done_and_offers_what_is_next(
    colleagues: int, latest: Cohort | None, done: set[str], buttons: set[str]
) -> None:
    rows = home_views.home_start(colleagues, latest, TODAY)[1:]
    assert {row["text"]["text"][:2] for row in rows if "done" in row["text"]["text"]} == done
    pressed = {row["accessory"]["text"]["text"] for row in rows if "accessory" in row}
    assert pressed == buttons


def test_start_here_is_gone_once_all_three_are_done() -> None:
    assert home_views.home_start(58, COHORT, TODAY) == []


def test_a_change_is_said_in_one_line_as_it_is_now() -> None:
    cohort = replace(COHORT, name="Spring 2027", ends=date(2028, 2, 29), cadence_days=21)
    said = messages.changed(CohortNews(cohort, (Changed.RUNS, Changed.CADENCE), date(2026, 11, 23)))
    assert said.text == (
        "The charter of Spring 2027 changed: it runs from Mon 18 Jan 2027 to Tue 29 Feb 2028; "
        "pairs meet every 3 weeks. In force from today."
    )


def test_the_charter_says_who_has_a_mentor_where_places_are_scarce() -> None:
    first = charter_views.charters([CHARTER], TODAY)
    assert "whoever was accepted first has a mentor first" in words_in(first)
    rated = replace(CHARTER, scarcity=Scarcity.POTENTIAL)
    assert "leadership potential was rated highest" in words_in(
        charter_views.charters([rated], TODAY)
    )

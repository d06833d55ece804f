"""What the form of a pulse may say, its questions, and the rhythm of its rounds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from program.pulse.library import BY_ID, LIBRARY, STANDARD, THEMES, own_question
from program.pulse.plan import (
    Plan,
    PlanForm,
    PlanState,
    check_first,
    check_questions,
    round_after,
    usual_first_day,
)
from program.pulse.survey import MOST_COMMENTS, MOST_QUESTIONS, AnswerKind, AudienceKind

TODAY = date(2026, 11, 23)
FORM = PlanForm(
    program_id="spring",
    title="How is it going?",
    audience=AudienceKind.PROGRAM,
    cohort_id=None,
    opens=TODAY,
    closes=TODAY + timedelta(days=7),
    every="",
    chosen=("fit.right", "support.change"),
)


def wrong(**other: object) -> list[tuple[str, str | None]]:
    form = replace(FORM, **other)  # type: ignore[arg-type]
    return [(one.code, one.field) for one in (*check_first(form, TODAY), *check_questions(form))]


def test_a_whole_form_stands() -> None:
    assert wrong() == []
    assert wrong(every="60") == []
    assert wrong(audience=AudienceKind.MENTORS) == []


@pytest.mark.parametrize(
    ("other", "trouble"),
    [
        ({"title": ""}, ("pulse.no_title", "title")),
        ({"title": "x" * 76}, ("pulse.title_too_long", "title")),
        ({"audience": "U1,U2,U3"}, ("pulse.no_such_audience", "audience")),
        ({"opens": None}, ("pulse.no_day", "opens")),
        ({"closes": None}, ("pulse.no_day", "closes")),
        ({"opens": TODAY - timedelta(days=1)}, ("pulse.day_past", "opens")),
        (
            {"opens": TODAY + timedelta(days=400), "closes": TODAY + timedelta(days=407)},
            ("pulse.day_too_far", "opens"),
        ),
        ({"closes": TODAY}, ("pulse.too_short", "closes")),
        ({"closes": TODAY - timedelta(days=2)}, ("pulse.too_short", "closes")),
        ({"closes": TODAY + timedelta(days=43)}, ("pulse.too_long_open", "closes")),
        ({"every": "7"}, ("pulse.no_such_rhythm", "every")),
        ({"every": "never"}, ("pulse.no_such_rhythm", "every")),
        ({"every": "60", "audience": AudienceKind.COHORT}, ("pulse.rounds_of_all", "audience")),
        ({"every": "60", "audience": AudienceKind.MENTEES}, ("pulse.rounds_of_all", "audience")),
        (
            {"every": "30", "closes": TODAY + timedelta(days=28)},
            ("pulse.rounds_too_close", "every"),
        ),
        ({"chosen": ()}, ("pulse.no_questions", "questions")),
        ({"chosen": ("nobody.knows",)}, ("pulse.no_questions", "questions")),
        ({"chosen": ("support.change",)}, ("pulse.no_questions", "questions")),
        (
            {"chosen": tuple(one.id for one in LIBRARY[:7])},
            ("pulse.too_many_questions", "questions"),
        ),
        (
            {
                "chosen": ("fit.right", "support.change", "progress.best"),
                "own": "And else?",
                "own_kind": "comment",
            },
            ("pulse.too_many_comments", "questions"),
        ),
        ({"own": "x" * 151}, ("pulse.question_too_long", "own")),
        ({"own": "Well?", "own_kind": "choice"}, ("pulse.no_such_kind", "own_kind")),
        ({"own": "Well?", "own_kind": "<b>"}, ("pulse.no_such_kind", "own_kind")),
    ],
)
def test_what_is_wrong_is_said_under_its_field(
    other: dict[str, object], trouble: tuple[str, str]
) -> None:
    assert wrong(**other) == [trouble]


def test_the_library_asks_in_every_way_about_every_theme() -> None:
    assert {one.theme for one in LIBRARY} == set(THEMES)
    assert {one.kind for one in LIBRARY} == set(AnswerKind)
    assert len({one.id for one in LIBRARY}) == len(LIBRARY) == len({one.text for one in LIBRARY})
    assert all(len(one.text) <= 75 for one in LIBRARY), "each fits into an entry of a menu"
    assert all((one.kind is AnswerKind.CHOICE) == bool(one.options) for one in LIBRARY)


def test_the_standard_pulse_takes_a_minute_and_leaves_no_theme_out() -> None:
    assert len(STANDARD) == MOST_QUESTIONS
    assert {one.theme for one in STANDARD} == set(THEMES)
    assert sum(one.kind is AnswerKind.COMMENT for one in STANDARD) <= MOST_COMMENTS


def test_the_same_own_words_are_the_same_question_and_those_of_the_library_are_its() -> None:
    mine = own_question("Does it  help YOU?", AnswerKind.SCALE)

    assert mine.id == own_question("does it help you?", AnswerKind.SCALE).id
    assert mine.id != own_question("does it help you?", AnswerKind.COMMENT).id
    known = BY_ID["fit.talk"]
    assert own_question(known.text.upper(), known.kind) is known


def test_questions_stand_in_the_order_of_the_library_with_words_at_the_end() -> None:
    form = replace(FORM, chosen=("support.change", "time.enough", "fit.right"), own="Else?")

    assert [one.text for one in form.questions()][-2:] == ["Else?", BY_ID["support.change"].text]
    assert [one.id for one in form.questions()][:2] == ["fit.right", "time.enough"]


def test_the_usual_rhythm_is_day_30_of_the_first_cohort_then_every_60_days() -> None:
    starts = [date(2027, 6, 1), date(2027, 1, 18)]

    assert usual_first_day(starts, TODAY) == date(2027, 2, 17)
    assert usual_first_day(starts, date(2027, 2, 17)) == date(2027, 2, 17)
    assert usual_first_day(starts, date(2027, 2, 18)) == date(2027, 4, 18)
    assert usual_first_day(starts, date(2027, 6, 30)) == date(2027, 8, 16)
    assert usual_first_day([], TODAY) == TODAY + timedelta(days=30)


def test_a_round_is_counted_from_the_day_it_was_asked() -> None:
    plan = Plan(
        id="p",
        program_id="spring",
        title="How is it going?",
        audience=AudienceKind.PROGRAM,
        cohort_id=None,
        questions=STANDARD,
        opens_on=TODAY,
        days_open=7,
        every_days=60,
        state=PlanState.WAITS,
        by="petra",
        version=1,
    )

    assert round_after(plan, TODAY) == date(2027, 1, 22)
    assert round_after(replace(plan, every_days=None), TODAY) is None
    assert plan.closes_on == date(2026, 11, 30)

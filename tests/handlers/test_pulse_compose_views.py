"""Composing a pulse within Slack's limits: forms, preview, list, one pulse, messages, Home."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from handlers.feature import Block, View
from handlers.pulse import (
    answer_views,
    compose_forms,
    compose_messages,
    compose_views,
    compose_words,
    home,
    list_listeners,
    list_words,
    messages,
    one_views,
)
from handlers.pulse.compose_forms import Entries
from program.cohort import Program
from program.delivery import Rendered
from program.person import Person
from program.pulse.library import LIBRARY, STANDARD, own_question
from program.pulse.plan import Plan, PlanState
from program.pulse.survey import (
    AnswerKind,
    AudienceKind,
    Dimension,
    Policy,
    Question,
    Survey,
    SurveyState,
)
from program.refusal import Refusal
from services.pulse_answering import AnswerForm
from services.pulse_lists import OnePlan, OneSurvey, PulseLine, Shown, Standing
from services.pulse_messages import ToldInvited
from services.pulse_plan_messages import ToldNotOpened
from services.pulse_plans import Audiences, Saved
from tests.kit.entering import words_in
from tests.kit.fullest import COHORT, full
from tests.kit.limits import check_blocks, check_message, check_view

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
PROGRAM = Program("p" * 26, "Leadership mentoring", "Europe/Berlin")
FULL_PROGRAM = COHORT.program
EMOJI = "\U0001f600"
OWN = tuple(own_question(f"{n} " + full(148), AnswerKind.SCALE) for n in range(6))
PLAN = Plan(
    id="n" * 26,
    program_id=PROGRAM.id,
    title="How is it going?",
    audience=AudienceKind.PROGRAM,
    cohort_id=None,
    questions=STANDARD,
    opens_on=TODAY + timedelta(days=9),
    days_open=7,
    every_days=60,
    state=PlanState.WAITS,
    by="m" * 26,
    version=3,
)
FULL_PLAN = replace(
    PLAN,
    title=full(75),
    audience=AudienceKind.COHORT,
    cohort_id=COHORT.id,
    questions=OWN,
    moved=2,
    refused="pulse.folder_inside",
)
REASONS = ("pulse.few", "pulse.still_open", "pulse.too_alike", "pulse.no_secret", "pulse.no_folder",
    "pulse.folder_open", "pulse.folder_inside", "pulse.unheard_of")  # fmt: skip


def policy(questions: tuple[Question, ...], text: Callable[[int], str]) -> Policy:
    return Policy(
        title=text(75),
        program=text(75),
        audience=AudienceKind.COHORT,
        audience_name=text(75),
        invited=2000,
        questions=questions,
        groups={
            Dimension.ROLE: ("mentee", "mentor"),
            Dimension.LOCATION: tuple(f"{n} {text(70)}" for n in range(30)),
        },
        opens_on=TODAY,
        closes_at=NOW + timedelta(days=11),
        zone="America/Argentina/Buenos_Aires",
    )


def survey(state: SurveyState, rules: Policy) -> Survey:
    return Survey(
        "s" * 32, PROGRAM.id, state, rules, rules.digest(), rules.closes_at, None, 40, TODAY
    )


def short(length: int) -> str:
    return "Spring 2027"[:length]


def audiences(count: int, program: Program, people: int) -> list[Audiences]:
    cohorts = tuple(replace(COHORT, id=f"{n:026}", program=program) for n in range(12))
    one = Audiences(program, cohorts, TODAY, TODAY + timedelta(days=30), people)
    return [replace(one, program=replace(program, id=f"{n:026}")) for n in range(count)]


SMALL, LARGE = audiences(1, PROGRAM, 6), audiences(1, PROGRAM, 24)
RULES, FULL_RULES = policy(STANDARD, short), policy(OWN, full)
FULL_ENTRIES = Entries(
    title=EMOJI * 75,
    audience=compose_forms.audience_word(AudienceKind.COHORT, f"{1:026}", f"{2:026}"),
    opens=TODAY.isoformat(),
    closes=TODAY.isoformat(),
    every="120",
    chosen=tuple(one.id for one in OWN),
    own=EMOJI * 150,
    own_kind=AnswerKind.COMMENT,
    plan="n" * 26,
    version="999999999",
)
ENTRIES = compose_views.begun(LARGE, in_rounds=False)
SHOWN_PLAN = OnePlan(PLAN, PROGRAM, "", Person("m" * 26, "U0PETRA", "Petra Park"), 24, True, True)
FULL_SHOWN_PLAN = OnePlan(
    FULL_PLAN, FULL_PROGRAM, full(75), Person("m" * 26, "U0PETRA", full(80)), 3, True, True
)


def one_survey(state: SurveyState, rules: Policy = RULES) -> OneSurvey:
    is_open = state is SurveyState.OPEN
    return OneSurvey(survey(state, rules), PROGRAM, is_open, TODAY + timedelta(days=42))


VIEWS: dict[str, Callable[[], View]] = {
    "pulse.compose": partial(compose_views.first_step, LARGE, ENTRIES),
    "pulse.compose, in rounds": partial(
        compose_views.first_step, LARGE, compose_views.begun(LARGE, in_rounds=True)
    ),
    "pulse.compose, too small": partial(compose_views.first_step, SMALL, ENTRIES),
    "pulse.compose full": partial(
        compose_views.first_step, audiences(12, FULL_PROGRAM, 7), FULL_ENTRIES
    ),
    "pulse.compose_questions": partial(compose_views.second_step, ENTRIES, (), TODAY),
    "pulse.compose_questions, changed": partial(
        compose_views.second_step, replace(compose_forms.of_plan(PLAN), own="Why?"), (), TODAY
    ),
    "pulse.compose_questions full": partial(
        compose_views.second_step, FULL_ENTRIES, OWN, date(2025, 1, 1)
    ),
    "pulse.preview": partial(
        compose_views.preview, AnswerForm(survey(SurveyState.OPEN, RULES), False, ())
    ),
    "pulse.preview full": partial(
        compose_views.preview,
        AnswerForm(
            survey(SurveyState.OPEN, FULL_RULES),
            False,
            (Person("m" * 26, "U0PETRA", full(80)),) * 5,
        ),
    ),
    "pulse.survey, a plan": partial(one_views.plan, SHOWN_PLAN, TODAY),
    "pulse.survey, a plan full": partial(one_views.plan, FULL_SHOWN_PLAN, TODAY),
    "pulse.survey, a plan for the liaison": partial(
        one_views.plan, replace(SHOWN_PLAN, people=None, may_change=False, may_stop=False), TODAY
    ),
    **{
        f"pulse.survey, {state}": partial(one_views.survey, one_survey(state), TODAY)
        for state in SurveyState
    },
    "pulse.survey full": partial(one_views.survey, one_survey(SurveyState.OPEN, FULL_RULES), TODAY),
    "pulse.extend": partial(one_views.extend, one_survey(SurveyState.OPEN)),
    "pulse.extended": partial(one_views.extended, survey(SurveyState.OPEN, RULES)),
}
NOT_OPENED: dict[str, Callable[[], Rendered]] = {
    f"pulse.not_opened, {code}, {state}{name}": partial(
        compose_messages.not_opened,
        ToldNotOpened(replace(plan, refused=code, state=state), PROGRAM, TODAY),
    )
    for name, plan in (("", PLAN), (", full", FULL_PLAN))
    for code in REASONS
    for state in (PlanState.WAITS, PlanState.REFUSED)
}
_STANDING = Standing(PROGRAM, (), PLAN, True)
HOME: list[list[Block]] = [
    home.cards([_STANDING], TODAY),
    home.cards([replace(_STANDING, next=None)], TODAY),
    home.cards([replace(_STANDING, program=FULL_PROGRAM, next=FULL_PLAN)] * 4, TODAY),
    home.cards([replace(_STANDING, program=FULL_PROGRAM, next=None)], TODAY),
]
LINES = [
    *(PulseLine(PROGRAM, survey(state, RULES)) for state in SurveyState),
    *(PulseLine(PROGRAM, replace(PLAN, state=state)) for state in PlanState),
    PulseLine(FULL_PROGRAM, FULL_PLAN),
    PulseLine(FULL_PROGRAM, survey(SurveyState.OPEN, FULL_RULES)),
]
TOP = list_listeners.ways_in()
ROWS = [list_listeners.row(one, TODAY) for one in LINES]


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_one_that_slack_takes(name: str) -> None:
    check_view(VIEWS[name]())


@pytest.mark.parametrize("name", NOT_OPENED)
def test_a_plan_that_did_not_open_is_told_in_three_sentences_with_the_way_to_it(name: str) -> None:
    say = NOT_OPENED[name]()

    check_message({"text": say.text, "blocks": list(say.blocks)})
    plain = say.text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    assert len(plain) <= 280
    assert "since" in plain


def test_rows_and_home_are_taken_by_slack_and_no_name_can_notify() -> None:
    check_blocks(ROWS, "modal")
    check_blocks(TOP, "modal")
    for part in HOME:
        check_blocks(part, "home")
    said = [one["text"]["text"] for part in (ROWS, *HOME) for one in part]
    said += [one().text for one in NOT_OPENED.values()]
    assert not [one for one in said if "<!channel>" in one or "<@U0PETRA>" in one]


def test_the_sheet_has_rules_and_days_and_nothing_that_was_answered() -> None:
    sheet = list_listeners.sheet(LINES, TODAY)

    assert len(sheet.rows) == len(LINES)
    assert all(len(row) == len(sheet.heading) for row in sheet.rows)
    assert "40" not in {str(cell) for row in sheet.rows for cell in row}


def test_the_preview_shows_the_very_blocks_of_the_form_and_of_the_invitation() -> None:
    found = survey(SurveyState.OPEN, RULES)
    shown = compose_views.preview(AnswerForm(found, False, ()))

    form = answer_views.form(AnswerForm(found, False, ()))
    assert shown["blocks"][-len(form["blocks"]) :] == form["blocks"]
    invitation = messages.invitation(ToldInvited(found, True, NOW))
    assert invitation.blocks[0] in shown["blocks"]


def test_the_form_of_a_plan_says_what_the_plan_is() -> None:
    plan = replace(PLAN, questions=(*STANDARD[:2], own_question("Why?", AnswerKind.SCALE)))
    shown = compose_forms.of_plan(plan)

    form = compose_forms.plan_form(shown, plan.questions)

    assert form.questions() == plan.questions
    assert form.days() == (plan.opens_on, plan.closes_on)
    assert (form.every_days, form.audience, form.program_id) == (60, plan.audience, PROGRAM.id)


def test_a_small_program_reads_at_set_up_that_it_has_conversations_instead() -> None:
    said = words_in(VIEWS["pulse.compose, too small"]())

    assert "6 people take part in Leadership mentoring now; it takes 8 to protect them" in said
    assert "conversations instead" in said
    assert "conversations instead" not in words_in(VIEWS["pulse.compose"]())
    planned = compose_words.saved(Saved(PLAN, 6, False), TODAY)
    assert "conversations instead" in planned


def test_what_was_planned_is_said_in_days() -> None:
    assert compose_words.saved(Saved(PLAN, 24, False), TODAY) == (
        "Planned: it opens on Wed 2 Dec and closes on Wed 9 Dec. As of today 24 people would be "
        "invited. It is asked again every 60 days."
    )
    opened = replace(PLAN, opens_on=TODAY, every_days=None)
    assert compose_words.saved(Saved(opened, 24, True), TODAY) == (
        "24 people are invited now, each in their own working hours. It closes on Mon 30 Nov at "
        "17:00; nobody reads an answer before."
    )


@pytest.mark.parametrize("code", compose_words.REFUSALS)
def test_every_refusal_has_a_sentence_for_the_fullest_facts(code: str) -> None:
    facts: dict[str, Any] = {
        "people": 6,
        "needs": 8,
        "title": full(75),
        "closes": NOW,
        "closed": NOW,
        "opens": TODAY,
        "first_day": TODAY,
        "name": full(80),
        "days": 42,
        "over": 3,
        "count": 7,
        "most": 6,
        "last": TODAY,
    }
    if code in ("pulse.planned_already", "pulse.rounds_already"):
        facts["closes"] = TODAY

    sentence = compose_words.REFUSALS[code](facts)

    assert sentence
    assert "<!channel>" not in sentence
    assert Refusal(code).code == code


def test_every_part_of_the_list_says_what_is_empty() -> None:
    said = [list_words.empty(one, typed) for one in Shown for typed in ("", full(60))]

    assert all(said)
    assert "<!channel>" not in str(said)


def test_every_question_of_the_library_stands_in_the_menu_whole() -> None:
    shown = str(VIEWS["pulse.compose_questions"]())

    assert all(one.text in shown for one in LIBRARY)

"""One pulse for the program team: a plan, a survey, and the form of a later close."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, inputs
from handlers.feature import Block, View
from handlers.ids import Pulse, PulseResult
from handlers.notice import notice
from handlers.pulse import answer_words, compose_words
from handlers.pulse import list_words as words
from program.pulse.survey import Question, Survey, SurveyState
from services.pulse_lists import OnePlan, OneSurvey


def plan(shown: OnePlan, today: date) -> View:
    """What is planned; change and stop for whoever may."""
    ids = {"plan": shown.plan.id}
    buttons = []
    if shown.may_change:
        buttons.append(blocks.button(words.CHANGE, Pulse.COMPOSE, ids=ids))
    if shown.may_stop:
        buttons.append(
            blocks.button(
                words.STOP,
                Pulse.STOP,
                ids=ids,
                style="danger",
                confirm=blocks.confirm(
                    words.STOP_TITLE,
                    words.stop_text(shown.plan),
                    yes=words.STOP_YES,
                    no=words.STOP_NO,
                ),
            )
        )
    return blocks.modal(
        Pulse.ONE_VIEW,
        words.ONE_TITLE,
        [
            blocks.strong(shown.plan.title),
            blocks.section(words.plan_facts(shown, today)),
            *([blocks.actions(*buttons)] if buttons else []),
            *_questions(shown.plan.questions),
        ],
        ids=ids,
    )


def survey(shown: OneSurvey, today: date) -> View:
    """What is open or has closed: its rules and, while it is open, the rounded daily count."""
    found, ids = shown.survey, {"pulse": shown.survey.id}
    is_open = found.state is SurveyState.OPEN
    buttons = []
    if shown.may_extend:
        buttons.append(blocks.button(words.EXTEND, Pulse.EXTEND, ids=ids))
    if found.state is SurveyState.CLOSED:
        buttons.append(blocks.button(words.SEE_RESULT, PulseResult.OPEN, ids=ids))
    return blocks.modal(
        Pulse.ONE_VIEW,
        words.ONE_TITLE,
        [
            blocks.strong(found.policy.title),
            blocks.section(words.survey_facts(shown, today)),
            *([blocks.section(answer_words.progress(found))] if is_open else []),
            *([blocks.actions(*buttons)] if buttons else []),
            *_questions(found.policy.questions),
        ],
        ids=ids,
    )


def extend(shown: OneSurvey) -> View:
    """A later day for the close."""
    day = inputs.date_input(
        "closes",
        words.CLOSES_LABEL,
        initial=words.closes_on(shown.survey),
        hint=words.extend_hint(shown),
    )
    return blocks.modal(
        Pulse.EXTEND_VIEW,
        words.EXTEND_TITLE,
        [day],
        submit=words.SAVE,
        ids={"pulse": shown.survey.id},
    )


def extended(found: Survey) -> View:
    """It is done."""
    return notice(words.extended(found), title=words.EXTEND_TITLE)


def _questions(asked: Sequence[Question]) -> list[Block]:
    return [
        blocks.section(words.QUESTIONS),
        blocks.bulleted([compose_words.listed(one) for one in asked]),
    ]

"""The views of somebody who answers a pulse: records in, Block Kit out."""

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.ids import PulseAnswer
from handlers.notice import notice
from handlers.pulse import answer_words as words
from handlers.said import isolated, mention, said
from program.pulse.survey import COMMENT_LIMIT, SCALE, AnswerKind, Policy, Question, Survey
from program.text import shortened
from services.pulse_answering import AnswerForm, question_field

_MOST_OF_THE_TEAM = 3


def form(shown: AnswerForm) -> View:
    """All questions in one modal, below the whole promise; or that it was answered before."""
    if shown.answered:
        return already()
    survey, policy = shown.survey, shown.survey.policy
    team = [mention(one.slack_user) for one in shown.team[:_MOST_OF_THE_TEAM]]
    return blocks.modal(
        PulseAnswer.VIEW,
        words.TITLE,
        [
            blocks.section(words.promised(policy, survey.closes_at)),
            blocks.divider(),
            *([blocks.strong(policy.title)] if policy.title else []),
            *(_question(one, policy) for one in policy.questions),
            blocks.context(words.serious(team)),
        ],
        submit=words.SEND,
        ids={
            "pulse": survey.id,
            "digest": survey.digest,
            "closes": words.closes(survey.closes_at, policy.zone),
        },
    )


def already() -> View:
    """Nothing can be shown or changed."""
    return notice(words.ALREADY, title=words.TITLE)


def sealed(closes: str) -> View:
    """It is stored."""
    return notice(words.sealed(said(closes)), title=words.TITLE)


def how(survey: Survey) -> View:
    """The promise, how it is kept, and what nobody can exclude."""
    return blocks.modal(
        PulseAnswer.HOW_VIEW,
        words.HOW_TITLE,
        [
            blocks.section(words.promised(survey.policy, survey.closes_at)),
            blocks.divider(),
            blocks.section(words.HOW_IT_WORKS),
            blocks.section(words.CANNOT_EXCLUDE),
        ],
    )


def on_home(survey: Survey) -> list[Block]:
    """One line, the same whether or not its reader has answered."""
    answer = blocks.button(words.ANSWER, PulseAnswer.OPEN, ids={"pulse": survey.id})
    return [blocks.section(words.on_home(survey), answer)]


def _question(question: Question, policy: Policy) -> Block:
    field, label = question_field(question.id), isolated(question.text)
    if question.kind is AnswerKind.COMMENT:
        return inputs.text_input(
            field,
            label,
            longest=COMMENT_LIMIT,
            hint=words.comment_hint(policy),
            many_lines=True,
            optional=True,
        )
    choices = _scale() if question.kind is AnswerKind.SCALE else _options(question)
    return inputs.radio_input(field, label, choices, optional=True)


def _scale() -> list[Choice]:
    ends = {SCALE[0]: f"{SCALE[0]}, {words.LEAST}", SCALE[-1]: f"{SCALE[-1]}, {words.MOST}"}
    return [Choice(str(one), ends.get(one, str(one))) for one in SCALE]


def _options(question: Question) -> list[Choice]:
    """The value is the place of the option: a word of a program manager travels nowhere else."""
    shown = [shortened(isolated(one), blocks.OPTION) for one in question.options]
    return [Choice(str(place), text) for place, text in enumerate(shown)]

"""What came of a pulse as it is shown: the whole view, the chart with the same in words, Home."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, charts, pulse_line
from handlers.charts import Series
from handlers.feature import Block, View
from handlers.ids import Pulse, PulseResult
from handlers.pulse import answer_words, heard_words
from handlers.pulse import result_words as words
from handlers.said import said
from program.pulse.survey import Dimension, Question, Survey, SurveyState
from program.text import shortened
from services.pulse_digest import Pulses
from services.pulse_results import Result

COMMENTS_IN_VIEW = 5
MOST_ON_HOME = 3


def chart(result: Result) -> list[Block]:
    """The averages as a chart, beside those of the pulse before, and the same in words."""
    found = pulse_line.scales(result)
    if not found:
        return []
    names = [one.name for one in found]
    series = [Series(words.THIS_PULSE, [one.mean / 10 for one in found])]
    changes = result.earlier[0].changes if result.earlier else {}
    if all(one.question.id in changes for one in found):
        before = [changes[one.question.id].earlier / 10 for one in found]
        series.append(Series(words.BEFORE, before))
    drawn = charts.chart(pulse_line.CHART, "bar", names, series)
    return [drawn, blocks.context(pulse_line.averages(result))]


def whole(result: Result, zone: str, today: date) -> View:
    """Every question, group and comment; Slack's modals hold no charts, so in words."""
    survey = result.survey
    title = blocks.header(words.titled(survey))
    if result.document is None:
        return blocks.modal(PulseResult.VIEW, words.TITLE, [title, blocks.section(words.NONE)])
    ids = {"pulse": survey.id}
    more = [blocks.button(words.AS_LIST, PulseResult.LINES, ids={"shown": survey.id})]
    if result.may_say:
        more.append(blocks.button(words.WHAT_WE_HEARD, PulseResult.HEARD, ids=ids))
    return blocks.modal(
        PulseResult.VIEW,
        words.TITLE,
        [
            title,
            blocks.section(words.header(result, today)),
            *_heard(result, zone, today),
            *(block for one in survey.policy.scores for block in _question(result, one)),
            *(block for one in survey.policy.comments for block in _comments(result, one)),
            blocks.actions(*more),
            blocks.context(words.read_by(result)),
        ],
    )


def team_home(pulses: Pulses, zone: str, today: date) -> list[Block]:
    """Surveys that are open, and what came of the latest, for the program team."""
    shown = [_open(one, zone, today) for one in pulses.under_way[:MOST_ON_HOME]]
    shown += [block for one in pulses.results[:1] for block in latest(one, today)]
    return [blocks.header(words.PULSE), *shown] if shown else []


def others_home(pulses: Pulses, today: date) -> list[Block]:
    """What came of the latest pulse, for whoever else may read it."""
    shown = [block for one in pulses.results[:1] for block in latest(one, today)]
    return [blocks.header(words.PULSE), *shown] if shown else []


def latest(result: Result, today: date) -> list[Block]:
    """A result on Home: what stands out, the chart, the way to all of it."""
    ids = {"pulse": result.survey.id}
    press = [blocks.button(words.SEE, PulseResult.OPEN, ids=ids)]
    if result.may_say and result.heard is None:
        press.append(blocks.button(words.WHAT_WE_HEARD, PulseResult.HEARD, ids=ids))
    return [
        blocks.section(pulse_line.message(result, today)),
        *chart(result),
        blocks.actions(*press),
    ]


def _open(survey: Survey, zone: str, today: date) -> Block:
    text = words.under_way(survey, zone, today)
    is_open = survey.state is SurveyState.OPEN
    standing = answer_words.progress(survey) if is_open else words.BEING_COUNTED
    spoken = shortened(f"{words.OPEN}: {survey.policy.title}", 75)
    press = blocks.button(words.OPEN, Pulse.ONE, ids={"pulse": survey.id}, spoken=spoken)
    return blocks.section(f"{text}\n{standing}", press)


def _question(result: Result, asked: Question) -> list[Block]:
    cell = result.document.of(asked.id) if result.document else None
    groups = [words.groups(asked, cell, one) for one in Dimension] if cell else []
    before = words.before(result.earlier, asked.id)
    return [
        blocks.section(words.question(asked, cell)),
        *(blocks.bulleted(one) for one in groups if one),
        *([blocks.context(before)] if before else []),
    ]


def _comments(result: Result, asked: Question) -> list[Block]:
    texts: Sequence[str] | None = (
        result.document.comments.get(asked.id) if result.document else None
    )
    asked_for = blocks.section(f"*{said(asked.text)}*")
    if texts is None:
        return [asked_for, blocks.context(words.withheld(result.survey))]
    shown = texts[:COMMENTS_IN_VIEW]
    rest = words.comments_shown(len(shown), len(texts))
    return [asked_for, blocks.bulleted(shown), *([blocks.context(rest)] if rest else [])]


def _heard(result: Result, zone: str, today: date) -> list[Block]:
    if result.heard is None:
        return []
    by = words.said_by(result.said_by, result.heard.at, zone, today)
    return [blocks.section(heard_words.message(result.heard.heard)), blocks.context(by)]

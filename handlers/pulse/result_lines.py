"""A release line by line: the rows of the list and of the downloaded sheet, the same for all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.sheet import Sheet
from handlers import blocks
from handlers.feature import Block
from handlers.pulse import result_words as words
from handlers.said import said
from program.pulse.survey import Dimension, Question
from program.text import shortened
from services.pulse_results import Result


@dataclass(frozen=True)
class Line:
    """One thing the release tells."""

    question: str
    who: str
    answers: str
    """How many answers are behind it, as far as it is told; empty where it is not."""
    told: str
    pulse: str = ""
    """Which pulse, for whoever reads the file later."""
    closed_on: date | None = None

    def says(self, typed: str) -> bool:
        """Whether the searched words stand in it."""
        looked = typed.casefold()
        return any(looked in one.casefold() for one in (self.question, self.who, self.told))


def lines(result: Result) -> tuple[Line, ...]:
    """Everything the release tells, in the order of its questions; comments by themselves."""
    if result.document is None:
        return ()
    policy = result.survey.policy
    figures = [line for one in policy.scores for line in _figures(result, one)]
    comments = [line for one in policy.comments for line in _comments(result, one)]
    pulse, closed_on = words.titled(result.survey), result.closed_on
    return tuple(replace(one, pulse=pulse, closed_on=closed_on) for one in (*figures, *comments))


def _figures(result: Result, asked: Question) -> list[Line]:
    cell = result.document.of(asked.id) if result.document else None
    if cell is None or cell.everyone is None:
        return [Line(asked.text, words.EVERYONE, "", words.TOO_FEW)]
    everyone = cell.everyone
    found = [
        Line(
            asked.text,
            words.EVERYONE,
            words.answers(everyone.band),
            words.figure(asked, everyone),
        )
    ]
    for dimension in Dimension:
        found += [
            Line(
                asked.text,
                words.group(dimension, one.group),
                words.answers(one.figure.band),
                words.figure(asked, one.figure),
            )
            for one in cell.of(dimension)
        ]
        if dimension in cell.left_out:
            found.append(Line(asked.text, words.left_out(dimension, cell), "", words.NOT_SHOWN))
    return found


def _comments(result: Result, asked: Question) -> list[Line]:
    texts = result.document.comments.get(asked.id) if result.document else None
    if texts is None:
        return [Line(asked.text, words.EVERYONE, "", words.withheld(result.survey))]
    return [Line(asked.text, words.COMMENT, "", text) for text in texts]


def row(line: Line) -> list[Block]:
    """One line on a page of the list."""
    answers = f" · {line.answers} answers" if line.answers else ""
    asked, who = said(shortened(line.question, 150)), said(shortened(line.who, 75))
    return [blocks.written(line.told), blocks.context(f"{who}{answers} · {asked}")]


def sheet(found: Sequence[Line]) -> Sheet:
    """The same lines as a file."""
    rows = [
        (one.question, one.who, one.answers, one.told, one.pulse, one.closed_on) for one in found
    ]
    return Sheet(words.LIST_TITLE, words.HEADING, rows, note=words.LEFT_OUT)

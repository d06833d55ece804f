"""The one release of a survey: what is published, in its one spelling, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from program.pulse.rounding import Band
from program.pulse.survey import Dimension


@dataclass(frozen=True)
class Share:
    """The share of one option of a choice."""

    option: int | None
    """Its place among the options, from 0; None: all options that fewer than three chose."""
    percent: int
    """In tens: 10 means ten or less, 90 ninety or more."""


@dataclass(frozen=True)
class Figure:
    """What is told of one group's answers to one question: rounded, clipped, never a count."""

    band: Band
    mean: int | None = None
    """Of a scale, in tenths: 35 is "about 3.5". Told from five answers on."""
    favourable: int | None = None
    """Share of 4 and 5, in tens of per cent as in `Share`. From ten answers on."""
    middle: int | None = None
    """Share of 3; from twenty answers on."""
    unfavourable: int | None = None
    """Share of 1 and 2; from twenty answers on."""
    shares: tuple[Share, ...] = ()
    """Of a choice, in the order of its options; from ten answers on."""


@dataclass(frozen=True)
class GroupFigure:
    """The figure of one group."""

    dimension: Dimension
    group: str
    figure: Figure


@dataclass(frozen=True)
class QuestionFigures:
    """What is published of one question."""

    question_id: str
    everyone: Figure | None
    """None: too few answered it for anything to be told."""
    groups: tuple[GroupFigure, ...] = ()
    """The groups that may be shown, by dimension and name."""
    left_out: tuple[Dimension, ...] = ()
    """Dimensions in which other groups answered too: not shown separately, and not counted."""

    def of(self, dimension: Dimension) -> tuple[GroupFigure, ...]:
        """The groups of one dimension."""
        return tuple(one for one in self.groups if one.dimension is dimension)


@dataclass(frozen=True)
class Document:
    """The release: the same for every reader, computed once, never changed."""

    invited: int
    answers: int
    """How many answered the survey. The one exact count there is."""
    questions: tuple[QuestionFigures, ...]
    """All questions that are not comments, in their order."""
    comments: Mapping[str, tuple[str, ...] | None] = field(repr=False)
    """By question id, cleaned, in an order drawn at the close; None: not shown, since too few
    answered or too few wrote one. It is not told which."""

    def of(self, question_id: str) -> QuestionFigures | None:
        """The figures of one question, where it has any."""
        return next((one for one in self.questions if one.question_id == question_id), None)

    def written(self) -> str:
        """The release in its one spelling: what is kept."""
        plain = {
            "invited": self.invited,
            "answers": self.answers,
            "questions": [
                {
                    "id": one.question_id,
                    "everyone": one.everyone and _plain(one.everyone),
                    "groups": [
                        {"in": each.dimension.value, "group": each.group, **_plain(each.figure)}
                        for each in one.groups
                    ],
                    "left_out": [each.value for each in one.left_out],
                }
                for one in self.questions
            ],
            "comments": {one: texts and list(texts) for one, texts in self.comments.items()},
        }
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read(written: str) -> Document:
    """The release again. Raises ValueError for what `written` did not make."""
    try:
        plain = json.loads(written)
        return Document(
            invited=plain["invited"],
            answers=plain["answers"],
            questions=tuple(
                QuestionFigures(
                    question_id=one["id"],
                    everyone=one["everyone"] and _figure(one["everyone"]),
                    groups=tuple(
                        GroupFigure(Dimension(each["in"]), each["group"], _figure(each))
                        for each in one["groups"]
                    ),
                    left_out=tuple(Dimension(each) for each in one["left_out"]),
                )
                for one in plain["questions"]
            ),
            comments={one: texts and tuple(texts) for one, texts in plain["comments"].items()},
        )
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError("not a release") from wrong


def _plain(figure: Figure) -> dict[str, Any]:
    told = {
        "mean": figure.mean,
        "favourable": figure.favourable,
        "middle": figure.middle,
        "unfavourable": figure.unfavourable,
        "shares": [[one.option, one.percent] for one in figure.shares] or None,
    }
    return {"band": figure.band.value} | {
        name: value for name, value in told.items() if value is not None
    }


def _figure(plain: Mapping[str, Any]) -> Figure:
    return Figure(
        band=Band(plain["band"]),
        mean=plain.get("mean"),
        favourable=plain.get("favourable"),
        middle=plain.get("middle"),
        unfavourable=plain.get("unfavourable"),
        shares=tuple(Share(option, percent) for option, percent in plain.get("shares", ())),
    )

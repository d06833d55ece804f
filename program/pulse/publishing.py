"""From a pile of opened slips to the one release: the only way anything of a pulse is told."""

from collections import Counter
from collections.abc import Callable, Sequence

from program.pulse.cleaning import clean
from program.pulse.document import Document, Figure, GroupFigure, QuestionFigures, Share
from program.pulse.groups import to_publish
from program.pulse.rounding import FINE_FROM, SHARES_FROM, band, mean, share
from program.pulse.survey import (
    COMMENTS_FROM,
    FEWEST_COMMENTS,
    SCALE,
    SMALLEST_GROUP,
    AnswerKind,
    Dimension,
    Pile,
    Policy,
    Question,
    Slip,
)

FEWEST_CHOSEN = 3
"""An option that fewer people chose is told with all others of its sort, as one."""


class NotOfThisSurvey(ValueError):
    """A pile that its policy cannot have made. Says nothing of what is in it."""


def publish(policy: Policy, pile: Pile, *, shuffle: Callable[[list[str]], None]) -> Document:
    """The release of a survey. `shuffle` puts a list in an order drawn by a good source of chance.

    Raises NotOfThisSurvey where fewer than k answered, or a slip holds a group, a question, a
    score or a number of comments that the policy does not know: then nothing may be published.
    """
    _check(policy, pile)
    return Document(
        invited=policy.invited,
        answers=len(pile.slips),
        questions=tuple(_of(question, policy, pile.slips) for question in policy.scores),
        comments={
            question.id: _comments(policy, pile, question, shuffle) for question in policy.comments
        },
    )


def _check(policy: Policy, pile: Pile) -> None:
    if len(pile.slips) < max(policy.k, SMALLEST_GROUP) or len(pile.slips) > policy.invited:
        raise NotOfThisSurvey("not a number of answers this survey may have")
    possible = {one.id: _possible(one) for one in policy.scores}
    for slip in pile.slips:
        if any(group not in policy.groups.get(each, ()) for each, group in slip.groups.items()):
            raise NotOfThisSurvey("a group that is not stamped")
        if any(score not in possible.get(each, ()) for each, score in slip.scores.items()):
            raise NotOfThisSurvey("a score that is not asked for")
    if set(pile.comments) != {one.id for one in policy.comments} or any(
        len(texts) != len(pile.slips) for texts in pile.comments.values()
    ):
        raise NotOfThisSurvey("not one comment slip for each answer")


def _possible(question: Question) -> Sequence[int]:
    return SCALE if question.kind is AnswerKind.SCALE else range(len(question.options))


def _of(question: Question, policy: Policy, slips: Sequence[Slip]) -> QuestionFigures:
    """What is told of one question, of those who answered it."""
    answered = [slip for slip in slips if question.id in slip.scores]
    k = max(policy.k, SMALLEST_GROUP)
    if len(answered) < k:
        return QuestionFigures(question.id, everyone=None)
    least = SHARES_FROM if question.kind is AnswerKind.CHOICE else k
    shown = to_publish([slip.groups for slip in answered], policy.groups, k, least)
    cells = [
        GroupFigure(dimension, group, figure)
        for dimension, groups in shown.items()
        for group in groups
        if (figure := _figure(question, _scores(answered, question, dimension, group)))
    ]
    return QuestionFigures(
        question.id,
        everyone=_figure(question, [slip.scores[question.id] for slip in answered]),
        groups=tuple(cells),
        left_out=tuple(
            dimension for dimension in Dimension if _leaves_out(answered, policy, dimension, cells)
        ),
    )


def _scores(
    answered: Sequence[Slip], question: Question, dimension: Dimension, group: str
) -> list[int]:
    return [slip.scores[question.id] for slip in answered if slip.groups.get(dimension) == group]


def _leaves_out(
    answered: Sequence[Slip], policy: Policy, dimension: Dimension, cells: Sequence[GroupFigure]
) -> bool:
    """Whether a dimension has people of no shown group. Of one never stamped nothing is said."""
    shown = {cell.group for cell in cells if cell.dimension is dimension}
    return bool(policy.groups.get(dimension)) and any(
        slip.groups.get(dimension) not in shown for slip in answered
    )


def _figure(question: Question, scores: Sequence[int]) -> Figure | None:
    """The figure as precise as its number of answers allows; None: these are too few."""
    answers = len(scores)
    if question.kind is AnswerKind.CHOICE:
        if answers < SHARES_FROM:
            return None
        return Figure(band(answers), shares=_shares(question, scores))
    favourable = sum(score >= 4 for score in scores)
    unfavourable = sum(score <= 2 for score in scores)
    fine = answers >= FINE_FROM
    return Figure(
        band(answers),
        mean=mean(sum(scores), answers),
        favourable=share(favourable, answers) if answers >= SHARES_FROM else None,
        middle=share(answers - favourable - unfavourable, answers) if fine else None,
        unfavourable=share(unfavourable, answers) if fine else None,
    )


def _shares(question: Question, chosen: Sequence[int]) -> tuple[Share, ...]:
    """The share of each option that enough people chose, and of all others together.

    The others have their line whether anybody chose them or not.
    """
    votes = Counter(chosen)
    told = [option for option, _ in enumerate(question.options) if votes[option] >= FEWEST_CHOSEN]
    shares = [Share(option, share(votes[option], len(chosen))) for option in told]
    if len(told) < len(question.options):
        others = len(chosen) - sum(votes[option] for option in told)
        shares.append(Share(None, share(others, len(chosen))))
    return tuple(shares)


def _comments(
    policy: Policy, pile: Pile, question: Question, shuffle: Callable[[list[str]], None]
) -> tuple[str, ...] | None:
    """The comments on one question, where enough people answered and enough wrote one."""
    if len(pile.slips) < max(policy.comments_from, COMMENTS_FROM):
        return None
    texts = [text for one in pile.comments[question.id] if (text := clean(one))]
    if len(texts) < max(policy.fewest_comments, FEWEST_COMMENTS):
        return None
    shuffle(texts)
    return tuple(texts)

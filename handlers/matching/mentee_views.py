"""One mentee of a draft: why this mentor, what speaks against it, and what others would cost."""

from handlers import blocks
from handlers.feature import Block, View
from handlers.ids import Matching
from handlers.matching import act_words, pair_words, words
from handlers.matching.place import Place
from handlers.said import mention, named
from program.matching.records import Explanation, Points, WithoutMentor
from program.matching.rules import Component
from program.text import shortened
from services.matching_why import One, Option


def one(shown: One, place: Place, *, is_open: bool, note: str = "") -> View:
    """The whole of it."""
    return blocks.modal(
        Matching.MENTEE_VIEW,
        words.MENTEE_TITLE,
        [
            *([blocks.section(note)] if note else []),
            blocks.section(_headline(shown)),
            *(_explained(shown) if shown.explanation else _without(shown)),
            *_buttons(shown, is_open=is_open),
            *_options(shown, is_open=is_open),
            blocks.context(words.FIT_NOTE),
        ],
        ids=place.ids(),
    )


def option(found: Option) -> str:
    """Another mentor with fit and price."""
    mentor = mention(found.mentor.slack_user)
    return f"{mentor} · {pair_words.fit(found.score)} · {act_words.price(found)}."


def take(found: Option, *, primary: bool = False) -> Block:
    """Make this the pair, and keep it."""
    return blocks.button(
        words.TAKE,
        Matching.TAKE,
        ids={"mentor": found.mentor.id},
        style="primary" if primary else None,
        spoken=shortened(f"{words.TAKE}: {named(found.mentor)}", blocks.OPTION),
    )


def _headline(shown: One) -> str:
    mentee = f"*{mention(shown.mentee.slack_user)}*"
    if shown.mentor is None:
        return f"{mentee} · no mentor"
    parts = [f"{mentee} with *{mention(shown.mentor.slack_user)}*"]
    if shown.explanation is not None:
        parts.append(f"fit *{pair_words.fit(shown.explanation.score)}*")
    return " · ".join([*parts, *(["locked"] if shown.locked else [])])


def _explained(shown: One) -> list[Block]:
    found = shown.explanation
    assert found is not None  # noqa: S101  asked by whoever calls
    parts = [pair_words.points(part) for part in found.points if part.of or not _is_wish(part)]
    reasons = [pair_words.reason(why, shown.competencies) for why in found.reasons]
    risk = [blocks.section(f":warning: {pair_words.RISKS[found.risk]}")] if found.risk else []
    return [
        *([blocks.fields(parts)] if parts else []),
        *([blocks.bulleted(reasons)] if reasons else []),
        *risk,
        blocks.context(" ".join(_measured(found))),
    ]


def _measured(found: Explanation) -> list[str]:
    """How far the next best is, which of the possible it is, and what nobody knows."""
    lines = []
    if found.margin is not None:
        lines.append(words.margin(found.margin))
    lines.append(words.rank(found.rank, found.possible))
    missing = [one for one in found.missing if one is not Component.WISHES]
    if missing:
        lines.append(pair_words.missing(missing))
    return lines


def _is_wish(part: Points) -> bool:
    """That nobody named the other is the rule, and says nothing of the profiles."""
    return part.component is Component.WISHES


def _without(shown: One) -> list[Block]:
    if shown.without is WithoutMentor.NOBODY_POSSIBLE:
        return [blocks.section(pair_words.nobody(shown.bars, shown.private))]
    return [blocks.section(pair_words.WITHOUT[WithoutMentor.SEATS_SCARCE])]


def _buttons(shown: One, *, is_open: bool) -> list[Block]:
    why_not = blocks.button(words.WHY_NOT, Matching.WHY_NOT)
    if shown.mentor is None or not is_open:
        return [blocks.actions(why_not)]
    ids = {"mentor": shown.mentor.id}
    lock = (
        blocks.button(words.UNLOCK, Matching.UNLOCK, ids=ids)
        if shown.locked
        else blocks.button(words.LOCK, Matching.LOCK, ids=ids, style="primary")
    )
    return [blocks.actions(lock, blocks.button(words.VETO, Matching.VETO, ids=ids), why_not)]


def _options(shown: One, *, is_open: bool) -> list[Block]:
    if not shown.options:
        return []
    rows = [
        blocks.section(option(found), take(found) if is_open else None) for found in shown.options
    ]
    return [blocks.divider(), blocks.section(words.ALTERNATIVES_HEAD), *rows]

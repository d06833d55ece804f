"""Deciding on several: the form, the preview of who will read what, and what became of it."""

from collections.abc import Sequence

from handlers import blocks, inputs
from handlers.feature import Block, Ids, View
from handlers.ids import Nominations
from handlers.nominations import bulk_words as words
from handlers.nominations.review_words import DECISIONS, reason_visible, remark_visible
from handlers.nominations.words import STATES
from handlers.said import named
from program.nomination_forms import REASON_LIMIT, REMARK_LIMIT
from program.text import shortened
from services.nomination_bulk import POSSIBLE, Preview, Result, Several
from services.nomination_queue import QueueLine


def form(lines: Sequence[QueueLine], place: Ids, *, filled: Several | None = None) -> View:
    """Whom it is about, one decision, one reason."""
    if not lines:
        return blocks.modal(Nominations.BULK_VIEW, words.TITLE, [blocks.section(words.NOTHING)])
    choices = [blocks.Choice(one.standing.id, _label(one)) for one in lines]
    everything = [blocks.Choice("yes", words.all_of_them(len(lines)))]
    steps = [blocks.Choice(step, *DECISIONS[step]) for step in POSSIBLE]
    return blocks.modal(
        Nominations.BULK_VIEW,
        words.TITLE,
        [
            inputs.several_input(
                "chosen",
                words.CHOSEN_LABEL,
                choices,
                most=len(choices),
                chosen=filled.chosen if filled else (),
                optional=True,
            ),
            inputs.boxes_input("all", words.ALL_LABEL, everything),
            inputs.radio_input(
                "decision", words.DECISION_LABEL, steps, filled.step if filled else None
            ),
            inputs.text_input(
                "reason",
                words.REASON_LABEL,
                longest=REASON_LIMIT,
                hint=reason_visible("Each nominee"),
                initial=filled.reason if filled else "",
                many_lines=True,
            ),
            inputs.text_input(
                "remark",
                words.REMARK_LABEL,
                longest=REMARK_LIMIT,
                hint=remark_visible(),
                initial=filled.remark if filled else "",
                many_lines=True,
                optional=True,
            ),
            blocks.context(words.ONE_EACH),
        ],
        submit=words.PREVIEW,
        ids=place,
    )


def preview(seen: Preview, place: Ids) -> View:
    """Who will read what; nothing is decided before this is sent."""
    nominees = [one.nominee for one in seen.lines]
    shown: list[Block] = [
        blocks.section(words.what(seen.step, len(nominees))),
        blocks.section(words.who(nominees)),
        blocks.section(words.THE_REASON),
        blocks.written(seen.reason),
    ]
    shown += [blocks.context(words.authors(seen.authors))] if seen.authors else []
    shown += [blocks.context(words.managers(seen.managers))] if seen.managers else []
    shown += [blocks.context(words.REMARK_KEPT)] if seen.has_remark else []
    return blocks.modal(
        Nominations.BULK_PREVIEW_VIEW,
        words.TITLE,
        [*shown, blocks.actions(blocks.button(words.BACK, Nominations.BULK_BACK))],
        submit=words.decide(len(nominees)),
        ids=place,
    )


def result(done: Result) -> View:
    """What became of each."""
    shown: list[Block] = [blocks.section(words.decided(len(done.decided)))]
    if done.skipped:
        shown += [blocks.section(words.SKIPPED), blocks.section(words.who(done.skipped))]
    return blocks.modal(Nominations.BULK_PREVIEW_VIEW, words.TITLE, shown)


def _label(line: QueueLine) -> str:
    return shortened(f"{named(line.nominee)} · {STATES[line.standing.state]}", blocks.OPTION)

"""Another kind: the form of it, what stands in *Our pairing*, and the two answers."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.ids import Pairings
from handlers.pairings import kind_words, words
from handlers.said import mention
from program.pairing_kinds import KindAsk
from services.pairing_kinds import KindForm
from services.pairing_overview import Overview

_CHOICES = tuple(Choice(one, label, detail) for one, (label, detail) in words.KINDS.items())


def choose(form: KindForm, today: date) -> View:
    """Three kinds with what each means; the present one is chosen."""
    note = (
        kind_words.suggested(form.other.name, form.ask, today)
        if form.ask is not None and form.is_mine
        else kind_words.who_answers(form.other.name)
    )
    return blocks.modal(
        Pairings.KIND_VIEW,
        kind_words.KIND_TITLE,
        [
            inputs.radio_input("kind", kind_words.WHAT_YOU_DO, _CHOICES, form.pairing.kind),
            blocks.context(note),
        ],
        submit=kind_words.SUGGEST,
        ids={"pairing": form.pairing.id},
    )


def suggested(form: KindForm, today: date) -> View:
    """After it: until when the other can answer, or that both want the same."""
    if form.ask is None:
        title, text = (
            kind_words.CHANGED_TITLE,
            kind_words.changed(form.other.name, form.pairing.kind),
        )
    else:
        title = kind_words.SUGGESTED_TITLE
        text = kind_words.suggested(form.other.name, form.ask, today)
    return blocks.modal(
        Pairings.OVERVIEW_VIEW, title, [blocks.section(text)], ids={"pairing": form.pairing.id}
    )


def kind_blocks(shown: Overview) -> list[Block]:
    """The kind in *Our pairing*, with the way to another one, and the suggestion that waits."""
    pairing = shown.side.pairing
    line = words.kind_and_rhythm(pairing, shown.today)
    if not pairing.is_running:
        return [blocks.context(line)]
    ask = shown.kind_ask
    if ask is None:
        return [blocks.section(line, _change_button(pairing.id))]
    other = shown.side.other
    if ask.asked_by != other.id:
        mine = blocks.context(kind_words.suggested(other.name, ask, shown.today))
        return [blocks.context(line), mine]
    return [
        blocks.context(line),
        blocks.section(kind_words.suggests(mention(other.slack_user), ask)),
        blocks.actions(*answer_buttons(ask)),
        blocks.context(kind_words.answer_by(ask, shown.today)),
    ]


def answer_buttons(ask: KindAsk) -> Sequence[Block]:
    """Both answers, as they stand in the message and in *Our pairing*."""
    ids = {"kind_ask": ask.id}
    return (
        blocks.button(kind_words.AGREE, Pairings.KIND_AGREE, ids=ids),
        blocks.button(kind_words.KEEP_KIND, Pairings.KIND_KEEP, ids=ids),
    )


def _change_button(pairing_id: str) -> Block:
    return blocks.button(kind_words.CHANGE_KIND, Pairings.KIND, ids={"pairing": pairing_id})

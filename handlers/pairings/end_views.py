"""The form of an end, and its second step: who is told what."""

from datetime import date

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import View
from handlers.ids import Pairings
from handlers.pairings import form_words, words
from handlers.said import mention
from program.pairing import WORDS_LIMIT, Ending
from program.pairing_forms import EndForm
from services.pairing_ends import BeforeEnd

_BY_TWO = (Ending.COMPLETED,)


def choose() -> View:
    """Which pairing, where no button said it."""
    return blocks.modal(
        Pairings.END_CHOOSE_VIEW,
        form_words.END_TITLE,
        [
            inputs.search_input(
                "pairing", form_words.PAIRING_LABEL, Pairings.RUNNING, hint=form_words.PAIRING_HINT
            )
        ],
        submit=form_words.NEXT,
    )


def end(before: BeforeEnd, filled: EndForm | None = None) -> View:
    """How it ends, words of thanks and the last day."""
    endings = words.ENDINGS if before.may_choose else {one: words.ENDINGS[one] for one in _BY_TWO}
    choices = [Choice(one, label, detail) for one, (label, detail) in endings.items()]
    chosen = filled.ending if filled else None
    return blocks.modal(
        Pairings.END_VIEW,
        form_words.END_TITLE if before.may_choose else form_words.CLOSE_TITLE,
        [
            blocks.section(_pair(before)),
            inputs.radio_input(
                "ending",
                form_words.ENDING_LABEL,
                choices,
                chosen or (None if before.may_choose else Ending.COMPLETED),
            ),
            inputs.date_input(
                "last_day",
                form_words.LAST_DAY_LABEL,
                initial=(filled.last_day if filled else None) or before.today,
            ),
            inputs.text_input(
                "thanks",
                form_words.THANKS_LABEL,
                longest=WORDS_LIMIT,
                hint=form_words.thanks_visible(),
                initial=filled.thanks if filled else "",
                many_lines=True,
                optional=True,
            ),
        ],
        submit=form_words.NEXT,
        ids={"pairing": before.pairing.id},
    )


def told(before: BeforeEnd, form: EndForm) -> View:
    """The second step. What was written waits sealed; the view carries ids only."""
    last_day = form.last_day or before.today
    how, both = form_words.end_told(
        words.ENDINGS[Ending(form.ending or "")][0], last_day, before.today
    )
    thanks = [blocks.section(words.THANKS_HEAD), blocks.written(form.thanks)] if form.thanks else []
    return blocks.modal(
        Pairings.END_TOLD_VIEW,
        form_words.END_TITLE if before.may_choose else form_words.CLOSE_TITLE,
        [
            blocks.section(_pair(before)),
            blocks.section(both),
            *thanks,
            blocks.context(how),
            blocks.context(form_words.closing_told()),
            blocks.context(form_words.freed()),
        ],
        submit=form_words.SET_LAST_DAY,
        ids={"pairing": before.pairing.id},
    )


def closing(before: BeforeEnd, last_day: date) -> View:
    """After it: the last day, and until when it can be taken back."""
    return blocks.modal(
        Pairings.OVERVIEW_VIEW,
        form_words.CLOSING_TITLE,
        [
            blocks.section(_pair(before)),
            blocks.section(words.last_day(last_day, before.today)),
            blocks.context(form_words.closing_told()),
        ],
        ids={"pairing": before.pairing.id},
    )


def _pair(before: BeforeEnd) -> str:
    return f"{mention(before.mentee.slack_user)} · {mention(before.mentor.slack_user)}"

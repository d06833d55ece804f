"""The form of what was heard, and its preview: the message as it will stand."""

from handlers import blocks, inputs
from handlers.feature import View
from handlers.ids import PulseResult
from handlers.pulse import heard_words as words
from handlers.pulse import result_words
from program.pulse.heard import FIELDS, SENTENCE
from services.pulse_heard import Composing


def form(composing: Composing) -> View:
    """Two sentences."""
    first = blocks.context(words.SAID_ALREADY if composing.said else words.ONCE)
    fields = [
        inputs.text_input(
            field,
            words.LABELS[field],
            longest=SENTENCE,
            hint=words.hint(field),
            initial=getattr(composing.entered, field),
            many_lines=True,
        )
        for field in FIELDS
    ]
    return blocks.modal(
        PulseResult.HEARD_VIEW,
        words.TITLE,
        [blocks.header(result_words.titled(composing.survey)), first, *fields],
        submit=words.PREVIEW,
        ids={"pulse": composing.survey.id},
    )


def preview(composing: Composing) -> View:
    """The message, how many get it, and how it is corrected."""
    said = composing.said
    again = said is not None
    ids = {"pulse": composing.survey.id, "seen": said.at.isoformat() if said else ""}
    return blocks.modal(
        PulseResult.HEARD_SURE_VIEW,
        words.TITLE,
        [
            blocks.section(words.goes_to(composing.invited, again=again)),
            blocks.divider(),
            blocks.section(words.message(composing.entered)),
            blocks.divider(),
            blocks.context(words.SAID_ALREADY if again else words.ONCE),
            blocks.actions(blocks.button(words.BACK, PulseResult.HEARD_BACK)),
        ],
        submit=words.CORRECT if again else words.SEND,
        ids=ids,
    )

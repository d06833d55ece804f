"""How the invitation to a pulse and its reminder look."""

from handlers import blocks
from handlers.ids import PulseAnswer
from handlers.pulse import answer_words as words
from handlers.pulse import result_words
from program.delivery import Rendered
from services import pulse_messages as told
from services.deliveries import Message
from services.pulse_invited import INVITATION, REMINDER
from services.pulse_messages import ToldInvited, ToldReminded


def invitation(say: ToldInvited) -> Rendered:
    """Its buttons stay until the close, answered or not; then one line for everybody."""
    if not say.is_open:
        text = result_words.closed_on(say.survey)
        return Rendered(text=text, blocks=(blocks.section(text),))
    ids = {"pulse": say.survey.id}
    text = words.invitation(say.survey)
    buttons = blocks.actions(
        blocks.button(words.ANSWER, PulseAnswer.OPEN, ids=ids, style="primary"),
        blocks.button(words.HOW, PulseAnswer.HOW, ids=ids),
    )
    return Rendered(text=text, blocks=(blocks.section(text), buttons))


def reminder(say: ToldReminded) -> Rendered:
    """It names no survey: the button opens the one that is open."""
    text = words.reminder(say.survey)
    button = blocks.actions(blocks.button(words.ANSWER, PulseAnswer.OPEN))
    return Rendered(text=text, blocks=(blocks.section(text), button))


MESSAGES = (
    Message(INVITATION, told.is_open_for, told.told_invited, invitation),
    Message(REMINDER, told.is_unanswered, told.told_reminded, reminder),
)

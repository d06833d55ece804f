"""How a message looks about a planned pulse that did not open."""

from handlers import blocks
from handlers.ids import Pulse
from handlers.pulse import compose_words, list_words
from handlers.said import day, said
from program.delivery import Rendered
from program.pulse.plan import TITLE_LIMIT
from program.text import shortened
from services import pulse_opening, pulse_plan_messages
from services.deliveries import Message
from services.pulse_plan_messages import ToldNotOpened


def text(say: ToldNotOpened) -> str:
    """Why nobody was asked, and what comes next."""
    plan = say.plan
    title = said(shortened(plan.title, TITLE_LIMIT // 2))
    told = f"\u201c{title}\u201d was not opened, since {list_words.because(plan.refused)}."
    if plan.refused == "pulse.few":
        told = f"{told} {compose_words.INSTEAD}"
    return f"{told} {_next(say)}"


def not_opened(say: ToldNotOpened) -> Rendered:
    """With the way to the plan."""
    told = text(say)
    ids = {"plan": say.plan.id}
    press = blocks.button(list_words.OPEN, Pulse.ONE, ids=ids)
    return Rendered(told, (blocks.section(told), blocks.actions(press)))


def _next(say: ToldNotOpened) -> str:
    if say.waits:
        return f"It waits for the next round, {day(say.plan.opens_on, say.today)}."
    return "Nobody was asked; give it another day if you like."


MESSAGES = (
    Message(
        pulse_opening.NOT_OPENED,
        pulse_plan_messages.is_still_so,
        pulse_plan_messages.told,
        not_opened,
    ),
)

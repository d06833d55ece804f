"""How the question to accept the code of conduct looks."""

from handlers import blocks
from handlers.conduct import words
from handlers.ids import Conduct
from program.delivery import Rendered
from services import conduct_messages
from services.conduct import ASK
from services.conduct_messages import ToldConduct
from services.deliveries import Message


def ask(say: ToldConduct) -> Rendered:
    """The question with its answer; once accepted, the day and the version."""
    text = words.ask(say)
    open_still = say.in_force and say.accepted_at is None
    button = blocks.button(words.READ_AND_ACCEPT, Conduct.READ, style="primary")
    row = (blocks.actions(button),) if open_still else ()
    return Rendered(text=text, blocks=(blocks.section(text), *row))


MESSAGES = (Message(ASK, conduct_messages.is_open, conduct_messages.told, ask),)

"""The last word to somebody whose data is erased."""

from handlers.blocks import section
from handlers.my_data import erase_words as words
from program.delivery import Delivery, Rendered
from services import erasure_steps
from services.deliveries import Message
from services.desk import Look


def _content(_look: Look, _delivery: Delivery) -> None:
    """The same for everyone: nothing is known of them any more."""


def _render(_content: None) -> Rendered:
    return Rendered(words.DONE, (section(words.DONE),))


MESSAGES = (Message(erasure_steps.KIND, lambda *_: True, _content, _render),)

"""My data: what is kept of somebody, shown and handed over to that person alone."""

from handlers.feature import Command, Feature, Form, Row, needs
from handlers.ids import MyData
from handlers.my_data import erase_listeners, erase_messages, erase_words
from handlers.my_data.listeners import MESSAGES, open_my_data, register
from program.permissions import Act

FEATURE = Feature(
    name="my_data",
    register=register,
    forms=(
        Form(MyData.OPEN, open_my_data),
        Form(MyData.ERASE, erase_listeners.open_erasure),
    ),
    commands=(
        Command(
            word="my-data",
            form=MyData.OPEN,
            label="My data",
            what="what is kept of you, who sees it, and all of it as a file",
            may=needs(Act.HOME_OPEN),
            row=Row.PROGRAM,
        ),
    ),
    messages=(*MESSAGES, *erase_messages.MESSAGES),
    refusals=erase_words.REFUSALS,
)

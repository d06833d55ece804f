"""People: kept in step with Slack, answered when they type, told who sees what."""

from handlers.feature import Command, Feature, Form, Row, needs
from handlers.ids import People
from handlers.people import views, words
from handlers.people.listeners import register
from handlers.people.messages import MESSAGES
from program.permissions import Act

FEATURE = Feature(
    name="people",
    register=register,
    forms=(Form(People.READERS, lambda _, opening: opening.show(views.readers())),),
    commands=(
        Command(
            word="privacy",
            also=("who-sees-what",),
            form=People.READERS,
            label="Who sees what",
            what="who reads what you write",
            may=needs(Act.HOME_OPEN),
            row=Row.PROGRAM,
        ),
    ),
    messages=MESSAGES,
    refusals=words.REFUSALS,
)

"""Requests: let a pairing rest, and ask for another one in confidence."""

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab
from handlers.ids import Requests
from handlers.requests import home, pause_listeners, pause_messages
from handlers.requests.refusals import REFUSALS
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything that is pressed or sent."""
    pause_listeners.register(app, desk)


FEATURE = Feature(
    name="requests",
    register=register,
    forms=(
        Form(Requests.PAUSE, pause_listeners.open_pause),
        Form(Requests.RESUME, pause_listeners.open_resume),
    ),
    commands=(
        Command(
            word="pause",
            form=Requests.PAUSE,
            label="Pause",
            what="let your pairing rest until a date; it resumes by itself",
            may=home.may_pause,
            row=Row.IN_THE_WAY,
        ),
        Command(
            word="resume",
            form=Requests.RESUME,
            label="Resume",
            what="end your pause now",
            may=home.may_pause,
            row=Row.IN_THE_WAY,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 5, home.rests_as_mentee),
        HomeSection(Tab.MENTOR, 5, home.rests_as_mentor),
    ),
    messages=pause_messages.MESSAGES,
    refusals=REFUSALS,
)

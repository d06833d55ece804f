"""Requests: let a pairing rest, and ask for another one in confidence."""

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab
from handlers.ids import Requests
from handlers.requests import (
    case_listeners,
    home,
    listeners,
    messages,
    pause_listeners,
    pause_messages,
    team,
)
from handlers.requests.refusals import REFUSALS
from program.actor import Role
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything that is pressed or sent."""
    pause_listeners.register(app, desk)
    listeners.register(app, desk)
    case_listeners.register(app, desk)


FEATURE = Feature(
    name="requests",
    register=register,
    forms=(
        Form(Requests.PAUSE, pause_listeners.open_pause),
        Form(Requests.RESUME, pause_listeners.open_resume),
        Form(Requests.REPAIR, listeners.open_repair),
        Form(Requests.MINE, listeners.open_mine),
        Form(Requests.CASE, case_listeners.open_case),
        Form(Requests.CLOSE, case_listeners.open_close),
        Form(Requests.HAND_OVER, case_listeners.open_hand_over),
        Form(Requests.RESTS, case_listeners.open_rests),
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
        Command(
            word="repair",
            also=("re-pair", "change", "new-pairing"),
            form=Requests.REPAIR,
            label="Ask for a new pairing",
            what="ask for another partner, in confidence to the program team",
            may=home.may_pause,
            row=Row.IN_THE_WAY,
        ),
        Command(
            word="requests",
            form=Requests.LIST,
            label="Requests",
            what="pairs that asked for a change; mine, due or resting narrows it",
            may=team.is_on_the_team,
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 5, home.rests_as_mentee),
        HomeSection(Tab.MENTOR, 5, home.rests_as_mentor),
        HomeSection(Tab.YOU, 24, home.asked_as_mentee),
        HomeSection(Tab.MENTOR, 24, home.asked_as_mentor),
    ),
    home_buttons=home.list_button,
    inbox=team.inbox,
    lists=(team.LIST,),
    messages=(*pause_messages.MESSAGES, *messages.MESSAGES),
    refusals=REFUSALS,
)

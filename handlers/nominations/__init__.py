"""Nominations: put oneself forward, follow it, decide. The pattern every other feature follows."""

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab, needs
from handlers.ids import Nominations
from handlers.nominations import (
    bulk_listeners,
    consent_listeners,
    home,
    listeners,
    review_listeners,
    self_listeners,
    voice_listeners,
)
from handlers.nominations.lists import CANDIDATES, NOMINATIONS
from handlers.nominations.messages import MESSAGES
from handlers.nominations.refusals import REFUSALS
from program.actor import Role
from program.permissions import Act
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything nominees and program managers press or send."""
    self_listeners.register(app, desk)
    voice_listeners.register(app, desk)
    consent_listeners.register(app, desk)
    bulk_listeners.register(app, desk)
    listeners.register(app, desk)
    review_listeners.register(app, desk)


FEATURE = Feature(
    name="nominations",
    register=register,
    forms=(
        Form(Nominations.SELF, self_listeners.open_self),
        Form(Nominations.OTHER, voice_listeners.open_other),
        Form(Nominations.THEIRS, voice_listeners.open_theirs),
        Form(Nominations.CONSENT, consent_listeners.open_consent),
        Form(Nominations.VIEW, consent_listeners.open_view),
        Form(Nominations.VOICE, listeners.open_voice),
        Form(Nominations.STATUS, listeners.open_status),
        Form(Nominations.MINE, listeners.open_mine),
        Form(Nominations.ADD, listeners.open_add),
        Form(Nominations.REVIEW, review_listeners.open_review),
        Form(Nominations.BULK, bulk_listeners.open_bulk),
        Form(Nominations.DECIDE, review_listeners.open_decide),
    ),
    commands=(
        Command(
            word="nominate",
            form=Nominations.OTHER,
            label="Nominate a colleague",
            what="put a colleague forward; they are asked first",
            may=needs(Act.NOMINATIONS_PUT_FORWARD),
            row=Row.PROGRAM,
        ),
        Command(
            word="apply",
            also=("nominate me",),
            form=Nominations.SELF,
            label="Nominate myself",
            what="put yourself forward while nominations are open",
            may=needs(Act.NOMINATIONS_APPLY),
            row=Row.PROGRAM,
        ),
        Command(
            word="status",
            also=("where", "requests"),
            form=Nominations.STATUS,
            label="Where things stand",
            what="your nominations, those you made and your requests, each with its state",
            may=needs(Act.NOMINATIONS_APPLY),
            row=Row.YOU,
        ),
        Command(
            word="nominations",
            form=Nominations.QUEUE,
            label="Nominations",
            what="what waits for a decision; a state or a name narrows it",
            may=needs(Act.NOMINATIONS_QUEUE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="candidates",
            also=("who might be ready",),
            form=Nominations.CANDIDATES,
            label="Who might be ready",
            what="who on the roster was nominated by nobody, by location and function",
            may=needs(Act.NOMINATIONS_FIND),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 20, home.mine),
        HomeSection(Tab.YOU, 30, home.open_to_me),
    ),
    next_step=home.next_step,
    home_buttons=home.home_buttons,
    glance=home.glance,
    inbox=home.inbox,
    lists=(NOMINATIONS, CANDIDATES),
    messages=MESSAGES,
    refusals=REFUSALS,
)

"""Pairings: two people are brought together by hand, begin, and end well."""

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab, needs
from handlers.ids import Pairings
from handlers.pairings import (
    case_listeners,
    end_listeners,
    home,
    kind_listeners,
    mentor_listeners,
    pair_listeners,
    propose_listeners,
)
from handlers.pairings.kind_messages import KIND_MESSAGES
from handlers.pairings.kind_words import KIND_REFUSALS
from handlers.pairings.listing import PAIRS
from handlers.pairings.messages import MESSAGES
from handlers.pairings.refusals import REFUSALS
from program.actor import Role
from program.permissions import Act
from services import pairing_overview
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything mentors, mentees and program managers press or send."""
    propose_listeners.register(app, desk)
    mentor_listeners.register(app, desk)
    end_listeners.register(app, desk)
    kind_listeners.register(app, desk)
    case_listeners.register(app, desk)


FEATURE = Feature(
    name="pairings",
    register=register,
    forms=(
        Form(Pairings.PROPOSE, propose_listeners.open_propose),
        Form(Pairings.PICTURE, mentor_listeners.open_picture),
        Form(Pairings.DECLINE, mentor_listeners.open_decline),
        Form(Pairings.OVERVIEW, pair_listeners.open_overview),
        Form(Pairings.END, end_listeners.open_end),
        Form(Pairings.CASE, case_listeners.open_case),
        Form(Pairings.KIND, kind_listeners.open_kind),
    ),
    commands=(
        Command(
            word="pair",
            also=("pairing", "why us"),
            form=Pairings.OVERVIEW,
            label="Our pairing",
            what="why you two, how often you meet, and what you can do",
            may=pairing_overview.has_any,
            row=Row.PAIRING,
        ),
        Command(
            word="pair",
            form=Pairings.PROPOSE,
            label="Pair by hand",
            what="propose a mentor for a mentee; both can be named with @",
            may=needs(Act.PAIRINGS_PROPOSE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="pairs",
            also=("pairings",),
            form=Pairings.LIST,
            label="Pairs",
            what="every pairing with its state; a state or a name narrows it",
            may=needs(Act.PAIRINGS_OVERSEE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="end",
            form=Pairings.END,
            label="End a pairing",
            what="set the last day of a pairing, in words that suit both",
            may=needs(Act.PAIRINGS_END),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 8, home.my_mentor),
        HomeSection(Tab.MENTOR, 8, home.my_mentees),
    ),
    next_step=home.next_step,
    home_buttons=home.home_buttons,
    glance=home.glance,
    inbox=home.inbox,
    lists=(PAIRS,),
    messages=(*MESSAGES, *KIND_MESSAGES),
    refusals={**REFUSALS, **KIND_REFUSALS},
)

"""Mentors: offer, be invited, set one's places; the roster as the program team reads it."""

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeSection, ListOf, Row, Tab, needs
from handlers.ids import Mentors
from handlers.mentors import (
    home,
    listeners,
    place_listeners,
    roster_listeners,
    roster_views,
    roster_words,
    words,
)
from handlers.mentors.messages import MESSAGES
from handlers.mentors.refusals import REFUSALS
from program.actor import Role
from program.hours import local_day
from program.permissions import Act
from services import mentor_roster
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything mentors and program managers press or send."""
    listeners.register(app, desk)
    place_listeners.register(app, desk)
    roster_listeners.register(app, desk)


ROSTER = ListOf(
    name="mentors.roster",
    title=roster_words.ROSTER,
    form=Mentors.LIST,
    may=needs(Act.MENTORS_SEE),
    filters=lambda _: roster_words.FILTERS,
    rows=mentor_roster.listed,
    show=lambda one, look: roster_views.row(one, local_day(look.now, look.actor.zone)),
    sheet=lambda rows, _: roster_views.sheet(rows),
    empty=lambda *_: roster_views.nobody(),
    top=home.roster_top,
)

FEATURE = Feature(
    name="mentors",
    register=register,
    forms=(
        Form(Mentors.OFFER, listeners.open_offer),
        Form(Mentors.PLACES, place_listeners.open_places),
        Form(Mentors.INVITE, roster_listeners.open_invite),
        Form(Mentors.READ, roster_listeners.open_read),
    ),
    commands=(
        Command(
            word="volunteer",
            also=("offer", "mentor"),
            form=Mentors.OFFER,
            label=words.OFFER,
            what="say what you can offer as a mentor, and how much of it",
            may=needs(Act.MENTORS_OFFER),
            row=Row.PROGRAM,
        ),
        Command(
            word="invite",
            form=Mentors.INVITE,
            label=roster_words.INVITE,
            what="ask up to 20 colleagues to mentor",
            may=needs(Act.MENTORS_INVITE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="mentors",
            form=Mentors.LIST,
            label=roster_words.ROSTER,
            what="who mentors, who has a place free, who has not answered; a name narrows it",
            may=needs(Act.MENTORS_SEE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 32, home.for_you),
        HomeSection(Tab.MENTOR, 40, home.my_time),
    ),
    home_buttons=home.home_buttons,
    next_step=home.next_step,
    inbox=home.inbox,
    lists=(ROSTER,),
    messages=MESSAGES,
    refusals=REFUSALS,
)

"""Profiles: what mentees want to learn and mentors can open, wishes and avoid list, about me."""

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeSection, ListOf, Row, Tab, needs
from handlers.ids import Profiles
from handlers.profiles import (
    home,
    listeners,
    mentor_listeners,
    team_listeners,
    team_views,
    team_words,
    wish_listeners,
    words,
)
from handlers.profiles.refusals import REFUSALS
from program.actor import Role
from program.permissions import Act
from services import profile_team
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything that is sent or pressed on the way through a profile."""
    listeners.register(app, desk)
    mentor_listeners.register(app, desk)
    wish_listeners.register(app, desk)


LIST = ListOf(
    name="profiles.list",
    title=team_words.PROFILES,
    form=Profiles.LIST,
    may=needs(Act.PROFILES_COVER),
    filters=lambda _: team_words.FILTERS,
    rows=profile_team.listed,
    show=lambda one, _: team_views.row(one),
    sheet=lambda rows, _: team_views.sheet(rows),
    empty=lambda *_: team_views.nobody(),
)

FEATURE = Feature(
    name="profiles",
    register=register,
    forms=(
        Form(Profiles.OPEN, listeners.open_profile),
        Form(Profiles.WISHES, wish_listeners.open_wishes),
        Form(Profiles.ABOUT, wish_listeners.open_about),
        Form(Profiles.READ, team_listeners.open_read),
    ),
    commands=(
        Command(
            word="profile",
            also=("me",),
            form=Profiles.OPEN,
            label=words.MY_PROFILE,
            what="what you want to learn, or what you can open; change it any time",
            may=home.takes_part,
            row=Row.YOU,
        ),
        Command(
            word="wishes",
            also=("avoid",),
            form=Profiles.WISHES,
            label=words.WISHES,
            what="with whom you would like to be paired, and with whom not",
            may=home.takes_part,
            row=Row.YOU,
        ),
        Command(
            word="profiles",
            form=Profiles.LIST,
            label=team_words.PROFILES,
            what="who wrote a profile, and whose says too little; a name narrows it",
            may=needs(Act.PROFILES_COVER),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 26, home.as_mentee),
        HomeSection(Tab.MENTOR, 42, home.as_mentor),
    ),
    home_buttons=team_listeners.home_buttons,
    next_step=home.next_step,
    lists=(LIST,),
    refusals=REFUSALS,
)

"""Profiles: what mentees want to learn and mentors can open, wishes and avoid list, about me."""

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab
from handlers.ids import Profiles
from handlers.profiles import home, listeners, mentor_listeners, wish_listeners, words
from handlers.profiles.refusals import REFUSALS
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything that is sent or pressed on the way through a profile."""
    listeners.register(app, desk)
    mentor_listeners.register(app, desk)
    wish_listeners.register(app, desk)


FEATURE = Feature(
    name="profiles",
    register=register,
    forms=(
        Form(Profiles.OPEN, listeners.open_profile),
        Form(Profiles.WISHES, wish_listeners.open_wishes),
        Form(Profiles.ABOUT, wish_listeners.open_about),
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
    ),
    home=(
        HomeSection(Tab.YOU, 26, home.as_mentee),
        HomeSection(Tab.MENTOR, 42, home.as_mentor),
    ),
    next_step=home.next_step,
    refusals=REFUSALS,
)

"""Conduct: the code everybody accepts before a pairing begins, and conflicts of interest."""

from slack_bolt import App

from handlers.conduct import conflict_listeners, home, listeners, views, words
from handlers.conduct.messages import MESSAGES
from handlers.feature import Command, Feature, Form, HomeSection, ListOf, Row, Tab, needs
from handlers.ids import Conduct
from program.actor import Role
from program.hours import local_day
from program.permissions import Act
from services import conflicts
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything that is accepted, declared or taken back."""
    listeners.register(app, desk)
    conflict_listeners.register(app, desk)


CONFLICTS = ListOf(
    name="conduct.conflicts",
    title=words.CONFLICTS,
    form=Conduct.CONFLICTS,
    may=needs(Act.CONDUCT_READ_CONFLICT),
    filters=lambda _: {},
    rows=lambda look, _, typed: conflicts.of_programs(look, typed),
    show=lambda one, look: views.row(one, local_day(look.now, look.actor.zone)),
    sheet=lambda rows, _: views.sheet(rows),
    empty=lambda *_: views.none_declared(),
)

FEATURE = Feature(
    name="conduct",
    register=register,
    forms=(
        Form(Conduct.READ, listeners.open_read),
        Form(Conduct.DISCLOSE, conflict_listeners.open_disclose),
        Form(Conduct.CONFLICT, conflict_listeners.open_conflict),
    ),
    commands=(
        Command(
            word="disclose",
            also=("conflict", "coi"),
            form=Conduct.DISCLOSE,
            label=words.DISCLOSE,
            what="declare a conflict of interest, or take one back",
            may=needs(Act.CONDUCT_DISCLOSE),
            row=Row.IN_THE_WAY,
        ),
        Command(
            word="code-of-conduct",
            also=("code",),
            form=Conduct.READ,
            label=words.CODE_TITLE,
            what="read it, and accept it before a pairing begins",
            may=needs(Act.CONDUCT_READ),
            row=Row.YOU,
        ),
        Command(
            word="conflicts",
            form=Conduct.CONFLICTS,
            label=words.CONFLICTS,
            what="conflicts of interest that people of your programs declared",
            may=needs(Act.CONDUCT_READ_CONFLICT),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 38, home.for_mentee),
        HomeSection(Tab.MENTOR, 45, home.for_mentor),
    ),
    home_buttons=home.home_buttons,
    next_step=home.next_step,
    lists=(CONFLICTS,),
    messages=MESSAGES,
    refusals=words.REFUSALS,
)

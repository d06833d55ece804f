"""Rosters: a file becomes the people of the program; whose account is whose."""

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeButton, ListOf, Row, Way, needs
from handlers.ids import Rosters
from handlers.rosters import listeners, people_list, people_words, refusals, tie_listeners, words
from handlers.rosters.messages import MESSAGES
from program.actor import Role
from program.permissions import Act, may_somewhere
from services import roster_import, roster_people
from services.desk import Desk, Look


def register(app: App, desk: Desk) -> None:
    """Everything program managers press, send or drop."""
    listeners.register(app, desk)
    tie_listeners.register(app, desk)


def home_buttons(look: Look) -> list[HomeButton]:
    """The people; the way to an import for whoever may."""
    if not may_somewhere(look.actor, Act.ROSTERS_READ):
        return []
    people = HomeButton(people_words.PEOPLE, Rosters.PEOPLE)
    if not roster_import.may_import(look):
        return [people]
    return [people, HomeButton(words.IMPORT, Rosters.IMPORT, Way.ACT)]


PEOPLE = ListOf(
    name="rosters.people",
    title=people_words.PEOPLE,
    form=Rosters.PEOPLE,
    may=needs(Act.ROSTERS_READ),
    filters=people_list.filters,
    rows=roster_people.listed,
    show=people_list.shown,
    sheet=people_list.sheet,
    empty=people_list.empty,
    top=people_list.top,
)

FEATURE = Feature(
    name="rosters",
    register=register,
    forms=(
        Form(Rosters.IMPORT, listeners.open_form),
        Form(Rosters.CHECKED, listeners.open_checked),
        Form(Rosters.TIE, tie_listeners.open_tie),
        Form(Rosters.QUESTION, tie_listeners.open_question),
    ),
    commands=(
        Command(
            word="import",
            also=("roster",),
            form=Rosters.IMPORT,
            label=words.IMPORT,
            what=words.IMPORT_WHAT,
            may=roster_import.may_import,
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="people",
            form=Rosters.PEOPLE,
            label=people_words.PEOPLE,
            what=people_words.PEOPLE_WHAT,
            may=needs(Act.ROSTERS_READ),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home_buttons=home_buttons,
    inbox=tie_listeners.inbox,
    lists=(PEOPLE,),
    messages=MESSAGES,
    refusals=refusals.REFUSALS,
)

"""Programs and cohorts: set up and changed in small forms, read by everyone."""

from slack_bolt import App

from handlers.cohorts import edit_listeners, new_listeners
from handlers.cohorts.listeners import (
    home,
    home_buttons,
    home_start,
    open_charter,
    open_cohort,
    open_program,
)
from handlers.cohorts.messages import MESSAGES
from handlers.cohorts.refusals import REFUSALS
from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab, needs
from handlers.ids import Cohorts
from program.actor import Role
from program.permissions import Act
from services.desk import Desk


def _register(app: App, desk: Desk) -> None:
    new_listeners.register(app, desk)
    edit_listeners.register(app, desk)


FEATURE = Feature(
    name="cohorts",
    register=_register,
    forms=(
        Form(Cohorts.CHARTER, open_charter),
        Form(Cohorts.NEW_COHORT, new_listeners.open_new_cohort),
        Form(Cohorts.NEW_PROGRAM, new_listeners.open_new_program),
        Form(Cohorts.SETTINGS, open_cohort),
        Form(Cohorts.PROGRAM, open_program),
        Form(Cohorts.COMPETENCIES, edit_listeners.open_competencies),
        Form(Cohorts.COMPETENCY, edit_listeners.open_competency),
        *edit_listeners.forms_of_edits(),
    ),
    commands=(
        Command(
            word="charter",
            also=("about", "criteria", "program"),
            form=Cohorts.CHARTER,
            label="Charter and criteria",
            what="what the program is for, its dates and what makes somebody ready",
            may=needs(Act.COHORTS_READ),
            row=Row.PROGRAM,
        ),
        Command(
            word="cohort",
            form=Cohorts.SETTINGS,
            label="Cohort",
            what="days, rhythm and criteria of a cohort; with new or next, another one",
            may=needs(Act.COHORTS_CHANGE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="program",
            also=("charter",),
            form=Cohorts.PROGRAM,
            label="Program",
            what="what the program is for and who is named; with new, another one",
            may=needs(Act.COHORTS_CHANGE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="competencies",
            form=Cohorts.COMPETENCIES,
            label="Competencies",
            what="the list that goals, nominations and pairings refer to",
            may=needs(Act.COHORTS_CHANGE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 28, home),
        HomeSection(Tab.PROGRAM, 5, home_start),
    ),
    home_buttons=home_buttons,
    messages=MESSAGES,
    refusals=REFUSALS,
)

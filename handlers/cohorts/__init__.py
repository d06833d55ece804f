"""Programs and cohorts: set up in one small form, read by everyone."""

from handlers.cohorts.listeners import (
    home,
    home_buttons,
    home_start,
    open_charter,
    open_cohort_form,
    open_program_form,
    register,
)
from handlers.cohorts.words import REFUSALS
from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab, needs
from handlers.ids import Cohorts
from program.actor import Role
from program.permissions import Act

FEATURE = Feature(
    name="cohorts",
    register=register,
    forms=(
        Form(Cohorts.CHARTER, open_charter),
        Form(Cohorts.NEW_COHORT, open_cohort_form),
        Form(Cohorts.NEW_PROGRAM, open_program_form),
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
            form=Cohorts.NEW_COHORT,
            label="New cohort",
            what="the next dated run of a program",
            may=needs(Act.COHORTS_CREATE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="program",
            form=Cohorts.NEW_PROGRAM,
            label="New program",
            what="a program with its first cohort",
            may=needs(Act.COHORTS_CREATE),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 15, home),
        HomeSection(Tab.PROGRAM, 5, home_start),
    ),
    home_buttons=home_buttons,
    refusals=REFUSALS,
)

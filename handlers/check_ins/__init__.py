"""Check-ins: note a meeting, confirm it, and keep the two in their rhythm."""

from slack_bolt import App

from handlers.check_ins import answer_listeners, entries, home, log_listeners, worth_views
from handlers.check_ins.messages import MESSAGES
from handlers.check_ins.refusals import REFUSALS
from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab, needs
from handlers.ids import CheckIns
from program.actor import Role
from program.permissions import Act
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything that is pressed or sent."""
    log_listeners.register(app, desk)
    answer_listeners.register(app, desk)


FEATURE = Feature(
    name="check_ins",
    register=register,
    forms=(
        Form(CheckIns.LOG, entries.open_log),
        Form(CheckIns.CORRECT, entries.open_correct),
        Form(CheckIns.ANSWER, entries.open_answer),
        Form(CheckIns.ADD, entries.open_add),
        Form(CheckIns.DATE, entries.open_date),
        Form(CheckIns.MEETINGS, entries.open_meetings),
        Form(CheckIns.MEETING, entries.open_meeting),
        Form(CheckIns.ENTER, entries.open_enter),
        Form(CheckIns.WORTH, worth_views.open_worth),
    ),
    commands=(
        Command(
            word="checkin",
            also=("log", "met"),
            form=CheckIns.LOG,
            label="Log a check-in",
            what="note when you met; a date behind it is filled in",
            may=home.may_log,
            row=Row.PAIRING,
        ),
        Command(
            word="checkin",
            also=("enter",),
            form=CheckIns.ENTER,
            label="Enter a check-in",
            what="note what one of two told you, on their behalf",
            may=home.may_enter,
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="worth",
            form=CheckIns.WORTH,
            label="Worth the time?",
            what="whether meetings were worth the time, counted for whole cohorts",
            may=needs(Act.CHECK_INS_COUNT_ANSWERS),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 14, home.as_mentee),
        HomeSection(Tab.MENTOR, 14, home.as_mentor),
    ),
    next_step=home.next_step,
    inbox=home.inbox,
    glance=home.glance,
    messages=MESSAGES,
    refusals=REFUSALS,
)

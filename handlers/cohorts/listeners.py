"""What Slack calls when somebody sets up a program or reads what it promises."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.cohorts import forms, views, words
from handlers.feature import Block, Opening
from handlers.ids import Cohorts
from handlers.replacing import replace
from program.hours import local_day
from program.permissions import NOTHING, Act, may, may_somewhere, require
from services import cohorts
from services.desk import Desk, Look


def register(app: App, desk: Desk) -> None:
    """Listen to the form."""

    def submit(
        ack: Callable[..., Any], view: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        plan, program_id = forms.plan(view), forms.program_id(view)
        with desk.open_work(context["caller"]) as work:
            if program_id is None:
                made = cohorts.create_program(work, plan)
            else:
                made = cohorts.create_cohort(work, program_id, plan)
            today = local_day(work.now, work.actor.zone)
            charter = cohorts.charter_of(work, made.id)
        replace(ack, client, view, views.charters([charter], today, first=words.CREATED))

    app.view(Cohorts.FORM_VIEW)(submit)


def open_program_form(desk: Desk, opening: Opening) -> None:
    """A new program, for whoever may make one."""
    with desk.open_look(opening.caller) as look:
        require(look.actor, Act.COHORTS_CREATE)
    opening.show(views.program_form())


def open_cohort_form(desk: Desk, opening: Opening) -> None:
    """Another cohort of a program one manages; without any program, the form of the first."""
    with desk.open_look(opening.caller) as look:
        programs = cohorts.programs_to_extend(look)
        if not programs:
            require(look.actor, Act.COHORTS_CREATE)
        latest = cohorts.latest_of(look, programs[0].id) if programs else None
    opening.show(views.cohort_form(programs, latest) if programs else views.program_form())


def open_charter(desk: Desk, opening: Opening) -> None:
    """What one cohort publishes, or all that have not ended."""
    with desk.open_look(opening.caller) as look:
        shown = cohorts.charters(look)
        today = local_day(look.now, look.actor.zone)
    wanted = [one for one in shown if one.cohort.id == opening.ids.get("cohort")]
    opening.show(views.charters(wanted or shown, today))


def home(look: Look) -> list[Block]:
    """The cohorts there are, for everyone."""
    today = local_day(look.now, look.actor.zone)
    return views.home_cohorts(cohorts.current(look), today, look.workspace.name)


def home_start(look: Look) -> list[Block]:
    """Where the first program manager begins."""
    everywhere = may(look.actor, Act.COHORTS_CREATE, NOTHING)
    return views.home_start() if everywhere and not cohorts.programs(look) else []


def home_buttons(look: Look) -> list[Block]:
    """Where program managers add, once there is something to add to."""
    if not may_somewhere(look.actor, Act.COHORTS_CREATE) or not cohorts.programs(look):
        return []
    everywhere = may(look.actor, Act.COHORTS_CREATE, NOTHING)
    return views.home_buttons(may_add_program=everywhere)

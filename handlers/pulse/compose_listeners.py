"""What Slack calls while somebody composes a pulse, changes a plan, stops it or moves a close."""

from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import state
from handlers.feature import Command, Form, Opening, Row, needs, unpack
from handlers.ids import Pulse
from handlers.notice import notice
from handlers.pulse import compose_forms, compose_views, one_views
from handlers.pulse import compose_words as words
from handlers.pulse.compose_forms import Entries
from handlers.replacing import replace, show_anew
from program.actor import Role
from program.hours import local_day
from program.permissions import Act
from program.pulse.library import OWN
from program.pulse.survey import Question
from services import pulse_extending, pulse_lists, pulse_plans
from services.desk import Desk, Look, Work
from services.pulse_plans import Saved

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both steps, the preview and the ways back; to stopping, and to a later close."""

    def first_step(ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        entries = compose_forms.first_step(view)
        with desk.open_look(context["caller"]) as look:
            kept = _own(look, entries)
            form = compose_forms.plan_form(entries, kept)
            pulse_plans.check_step(look, form, entries.plan or None)
            today = pulse_plans.today_in(look, form.program_id)
            shown = compose_views.second_step(entries, kept, today)
        replace(ack, client, view, shown)

    def second_step(ack: Ack, view: Body, context: BoltContext) -> None:
        entries = compose_forms.second_step(view)
        with desk.open_work(context["caller"]) as work:
            told = words.saved(_save(work, entries), _today(work))
        title = words.CHANGE_TITLE if entries.plan else words.TITLE
        ack(response_action="update", view=notice(told, title=title))

    def preview(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        entries = compose_forms.second_step(body["view"])
        with desk.open_look(context["caller"]) as look:
            form = compose_forms.plan_form(entries, _own(look, entries))
            found = pulse_plans.preview(look, form, entries.plan or None)
        client.views_push(trigger_id=body["trigger_id"], view=compose_views.preview(found))
        ack()

    def back(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        entries = compose_forms.second_step(body["view"])
        with desk.open_look(context["caller"]) as look:
            shown = compose_views.first_step(pulse_plans.audiences(look), entries)
        show_anew(client, body["view"]["id"], shown)
        ack()

    def stop(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        plan_id = unpack(body["actions"][0].get("value")).get("plan", "")
        with desk.open_work(context["caller"]) as work:
            pulse_plans.stop(work, plan_id)
            shown = one_views.plan(pulse_lists.plan(work, plan_id), _today(work))
        show_anew(client, body["view"]["id"], shown)
        ack()

    def extend(ack: Ack, view: Body, context: BoltContext) -> None:
        survey_id, day = state.ids_of(view).get("pulse", ""), state.day(view, "closes")
        with desk.open_work(context["caller"]) as work:
            survey = pulse_extending.extend(work, survey_id, day)
        ack(response_action="update", view=one_views.extended(survey))

    app.view(Pulse.COMPOSE_VIEW)(first_step)
    app.view(Pulse.QUESTIONS_VIEW)(second_step)
    app.view(Pulse.PREVIEW_VIEW)(_close_it)
    app.view(Pulse.EXTEND_VIEW)(extend)
    app.action(Pulse.PREVIEW)(preview)
    app.action(Pulse.BACK)(back)
    app.action(Pulse.STOP)(stop)


def open_compose(desk: Desk, opening: Opening) -> None:
    """A new pulse, or a plan to change (`plan`)."""
    with desk.open_look(opening.caller) as look:
        found = pulse_plans.audiences(look)
        if "plan" in opening.ids:
            entries = compose_forms.of_plan(pulse_plans.to_change(look, opening.ids["plan"]))
        else:
            entries = compose_views.begun(found, in_rounds=False)
        shown = compose_views.first_step(found, entries)
    opening.show(shown)


def open_rounds(desk: Desk, opening: Opening) -> None:
    """A pulse that is asked again and again, of the program the button names or the only one."""
    with desk.open_look(opening.caller) as look:
        found = pulse_plans.audiences(look)
        program_id = opening.ids.get("program", "")
        entries = compose_views.begun(found, in_rounds=True, program_id=program_id)
        shown = compose_views.first_step(found, entries)
    opening.show(shown)


def open_extend(desk: Desk, opening: Opening) -> None:
    """The form of a later close."""
    with desk.open_look(opening.caller) as look:
        shown = one_views.extend(pulse_lists.survey(look, opening.ids.get("pulse", "")))
    opening.show(shown)


def _close_it(ack: Ack) -> None:
    """A preview is sent nowhere: nothing of it is read."""
    ack()


def _save(work: Work, entries: Entries) -> Saved:
    form = compose_forms.plan_form(entries, _own(work, entries))
    if entries.plan:
        return pulse_plans.change(work, entries.plan, entries.seen_version, form)
    return pulse_plans.compose(work, form)


def _own(look: Look, entries: Entries) -> tuple[Question, ...]:
    """The questions of a plan that no library has: they stay there to be chosen."""
    if not entries.plan:
        return ()
    plan = pulse_plans.composed(look, entries.plan)
    return tuple(one for one in plan.questions if one.id.startswith(OWN))


def _today(look: Look) -> date:
    return local_day(look.now, look.actor.zone)


FORMS = (
    Form(Pulse.COMPOSE, open_compose),
    Form(Pulse.ROUNDS, open_rounds),
    Form(Pulse.EXTEND, open_extend),
)
COMMANDS = (
    Command(
        word="pulse",
        also=("surveys", "survey"),
        form=Pulse.LIST,
        label="Surveys",
        what="anonymous pulses: open, planned and closed; a word narrows the list",
        may=needs(Act.PULSE_OVERSEE),
        admin=True,
        row=Row.PROGRAM,
        whose=Role.PROGRAM_MANAGER,
    ),
    Command(
        word="pulse new",
        also=("new pulse", "survey new", "surveys new", "new survey"),
        form=Pulse.COMPOSE,
        label="New pulse",
        what="ask everyone of a group, anonymously, today, on a day or in rounds",
        may=needs(Act.PULSE_COMPOSE),
        admin=True,
        row=Row.PROGRAM,
        whose=Role.PROGRAM_MANAGER,
    ),
)

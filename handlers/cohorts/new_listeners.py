"""What Slack calls when somebody sets up a program or a cohort, in two steps."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.cohorts import charter_views, forms, new_views, words
from handlers.cohorts.entries import entered
from handlers.feature import Opening, View, unpack
from handlers.ids import Cohorts
from handlers.replacing import replace, show_anew
from handlers.state import ids_of
from program.cohort import Cohort
from program.hours import local_day
from program.permissions import Act, require
from services import cohorts, drafts
from services.desk import Desk, Look, Work

Ack = Callable[..., Any]
Body = dict[str, Any]
DRAFT = "cohorts.form"
_IN = "in_program"
"""In a draft: the program that the cohort joins, empty for a new one."""


def open_new_program(desk: Desk, opening: Opening) -> None:
    """A new program, for whoever may make one."""
    with desk.open_look(opening.caller) as look:
        require(look.actor, Act.COHORTS_CREATE)
        draft = _draft(look)
    opening.show(new_views.program_form({} if draft.get(_IN) else draft))


def open_new_cohort(desk: Desk, opening: Opening) -> None:
    """Another cohort of a program one manages; without any program, the form of the first."""
    with desk.open_look(opening.caller) as look:
        view = _new_cohort(look, opening.ids.get("program"), _draft(look))
    opening.show(view)


def register(app: App, desk: Desk) -> None:
    """Listen to both steps, to the way back, and to a fresh beginning."""

    def first_step(ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        entries, program_id = entered(view), forms.program_id(view)
        with desk.open_work(context["caller"]) as work:
            cohorts.check_first_step(work, forms.plan(entries), program_id)
            whole = {**_draft(work), **entries, _IN: program_id or ""}
            drafts.keep(work, DRAFT, whole)
            latest = cohorts.latest_of(work, program_id) if program_id else None
        replace(ack, client, view, new_views.aims_form(_title(view), whole, latest))

    def second_step(ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        with desk.open_work(context["caller"]) as work:
            made = _create(work, {**ids_of(view), **entered(view)})
            drafts.drop(work, DRAFT)
            today = local_day(work.now, work.actor.zone)
            charter = cohorts.charter_of(work, made.id)
        shown = charter_views.charters([charter], today, first=words.CREATED, made=made)
        replace(ack, client, view, shown)

    def back(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        with desk.open_work(context["caller"]) as work:
            whole = {**_draft(work), **ids_of(body["view"]), **entered(body["view"])}
            drafts.keep(work, DRAFT, whole)
            shown = _first_step_again(work, whole)
        show_anew(client, body["view"]["id"], shown)
        ack()

    def afresh(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        program_id = unpack(body["actions"][0].get("value")).get("program")
        with desk.open_work(context["caller"]) as work:
            drafts.drop(work, DRAFT)
            shown = _first_step_again(work, {_IN: program_id or ""})
        show_anew(client, body["view"]["id"], shown)
        ack()

    app.view(Cohorts.FORM_VIEW)(first_step)
    app.view(Cohorts.AIMS_VIEW)(second_step)
    app.action(Cohorts.FORM_BACK)(back)
    app.action(Cohorts.FORM_AFRESH)(afresh)


def _create(work: Work, whole: Mapping[str, str]) -> Cohort:
    program_id = whole.get(_IN)
    if program_id:
        return cohorts.create_cohort(work, program_id, forms.plan(whole))
    return cohorts.create_program(work, forms.plan(whole))


def _draft(look: Look) -> Mapping[str, str]:
    return drafts.find(look, DRAFT) or {}


def _first_step_again(look: Look, whole: Mapping[str, str]) -> View:
    if whole.get(_IN):
        return _new_cohort(look, whole[_IN], whole)
    require(look.actor, Act.COHORTS_CREATE)
    return new_views.program_form(whole)


def _new_cohort(look: Look, program_id: str | None, draft: Mapping[str, str]) -> View:
    programs = cohorts.programs_to_extend(look)
    if not programs:
        require(look.actor, Act.COHORTS_CREATE)
        return new_views.program_form({} if draft.get(_IN) else draft)
    goes_on = bool(draft.get(_IN)) and program_id in (None, draft[_IN])
    shown = dict(draft) if goes_on else {_IN: program_id or ""}
    return new_views.cohort_form(programs, shown)


def _title(view: Body) -> str:
    return str(view["title"]["text"])

"""What Slack calls when a program manager changes a program, a cohort or the list."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import state
from handlers.cohorts import edit_views, edits, hub_views
from handlers.cohorts.edits import EDITS, Edit
from handlers.cohorts.entries import entered, touched
from handlers.feature import Form, Opening, View, unpack
from handlers.ids import Cohorts
from handlers.replacing import show_anew
from program.hours import local_day
from program.permissions import Act, require
from program.refusal import Refusal
from services import charters, cohort_changes, cohort_news, competencies, drafts, people
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]
HUBS = (Cohorts.SETTINGS_VIEW, Cohorts.PROGRAM_VIEW, Cohorts.COMPETENCIES_VIEW)
"""What stands in a cohort, a program, the list of competencies; and the choice among several."""


def open_cohort_settings(desk: Desk, opening: Opening) -> None:
    """What stands in a cohort; the choice where there are several."""
    with desk.open_look(opening.caller) as look:
        view = _cohort_settings(look, opening.ids.get("cohort"))
    _show_hub(opening, view)


def open_program_settings(desk: Desk, opening: Opening) -> None:
    """What stands in a program; the choice where there are several."""
    with desk.open_look(opening.caller) as look:
        chosen = _program(look, opening, Cohorts.PROGRAM)
        view = chosen if isinstance(chosen, dict) else edits.program_hub(look, {"program": chosen})
    _show_hub(opening, view)


def open_competencies(desk: Desk, opening: Opening) -> None:
    """The list of a program; the choice where there are several."""
    with desk.open_look(opening.caller) as look:
        chosen = _program(look, opening, Cohorts.COMPETENCIES)
        view = chosen if isinstance(chosen, dict) else _list(look, chosen)
    _show_hub(opening, view)


def open_competency(desk: Desk, opening: Opening) -> None:
    """The form of a competency: another name, or one more."""
    program_id, competency_id = opening.ids.get("program", ""), opening.ids.get("competency")
    with desk.open_look(opening.caller) as look:
        charters.to_change(look, program_id)
        found = competencies.find(look, program_id, competency_id) if competency_id else None
    opening.show(edit_views.competency_form(program_id, found))


def forms_of_edits() -> tuple[Form, ...]:
    """Every small form, opened by its id."""
    return tuple(Form(one.opens, _opener(one)) for one in EDITS)


def _opener(edit: Edit) -> Callable[[Desk, Opening], None]:
    def opens(desk: Desk, opening: Opening) -> None:
        with desk.open_look(opening.caller) as look:
            view = edit.view(look, opening.ids)
        opening.show(view)

    return opens


def register(app: App, desk: Desk) -> None:
    """Listen to the small forms, the list of competencies, and the opening of nominations."""
    for edit in EDITS:
        app.view(edit.sends)(_saving(desk, edit))

    def name_it(ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        ids, name = state.ids_of(view), state.line(view, "name")
        program_id, competency_id = ids.get("program", ""), ids.get("competency")
        with desk.open_work(context["caller"]) as work:
            if competency_id is None:
                competencies.add(work, program_id, name)
            else:
                competencies.rename(work, program_id, competency_id, ids.get("seen", ""), name)
            shown = _list(work, program_id)
        ack()
        _show_behind(client, view, shown)

    def remove(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        ids = unpack(body["actions"][0].get("value"))
        program_id = ids.get("program", "")
        with desk.open_work(context["caller"]) as work:
            competencies.remove(work, program_id, ids.get("competency", ""))
            shown = _list(work, program_id)
        show_anew(client, body["view"]["id"], shown)
        _show_behind(client, body["view"], shown)
        ack()

    def open_now(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        ids = unpack(body["actions"][0].get("value"))
        with desk.open_work(context["caller"]) as work:
            cohort_changes.open_nominations(work, ids.get("cohort", ""))
            shown = edits.cohort_hub(work, ids)
        if body.get("view", {}).get("type") == "modal":
            show_anew(client, body["view"]["id"], shown)
        ack()

    def wish(ack: Ack, context: BoltContext) -> None:
        with desk.open_work(context["caller"]) as work:
            cohort_news.wish(work)
        ack()

    app.view(Cohorts.COMPETENCY_VIEW)(name_it)
    app.action(Cohorts.COMPETENCY_REMOVE)(remove)
    app.action(Cohorts.OPEN_NOW)(open_now)
    app.action(Cohorts.TELL_ME)(wish)


def _saving(desk: Desk, edit: Edit) -> Callable[..., None]:
    def save(ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        ids, entries = state.ids_of(view), entered(view)
        for account in _accounts(view):
            desk.meet(context["caller"], account)
        with desk.open_work(context["caller"]) as work:
            late = edit.change(work, ids, entries)
            if late is None:
                drafts.drop(work, edit.draft_key(ids))
                hub = edit.hub(work, ids)
            else:
                drafts.keep(work, edit.draft_key(ids), touched(view))
                known = people.named(work, [late.by] if late.by else [])
        if late is not None:
            # Only now: what was changed is kept, which a refusal inside would have undone.
            names = [one.name for one in known.values()]
            raise Refusal("cohorts.changed_meanwhile", name=next(iter(names), "Somebody else"))
        ack()
        _show_behind(client, view, hub)

    return save


def _show_hub(opening: Opening, view: View) -> None:
    """Settings lead to each other in place, so that a form always finds room on top."""
    above = opening.pressed_in
    if above is not None and above["callback_id"] in HUBS:
        opening.show_beside(view)
    else:
        opening.show(view)


def _accounts(view: Body) -> list[str]:
    """The accounts picked in a form: somebody never seen before is asked of Slack first."""
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    return [one for field in fields if (one := state.account(view, field))]


def _show_behind(client: WebClient, view: Body, shown: View) -> None:
    """Show anew the view that a closed form stood on, if it stood on one."""
    if view.get("previous_view_id"):
        show_anew(client, view["previous_view_id"], shown)


def _cohort_settings(look: Look, cohort_id: str | None) -> View:
    mine = cohort_changes.changeable(look)
    if cohort_id is not None or len(mine) == 1:
        return edits.cohort_hub(look, {"cohort": cohort_id or mine[0].id})
    require(look.actor, Act.HOME_OPEN)
    return hub_views.choose_cohort(mine, local_day(look.now, look.actor.zone))


def _program(look: Look, opening: Opening, form: str) -> str | View:
    """The id of the one program that is meant, or the choice among several."""
    mine = charters.changeable(look)
    named = opening.ids.get("program")
    if named is not None or len(mine) == 1:
        return named or mine[0].id
    if not mine:
        require(look.actor, Act.COHORTS_CHANGE)
        raise Refusal("cohorts.no_program")
    return hub_views.choose_program(mine, form)


def _list(look: Look, program_id: str) -> View:
    program = charters.to_change(look, program_id).program
    return hub_views.competencies(program, competencies.of_program(look, program_id))

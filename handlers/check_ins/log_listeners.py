"""What Slack calls when somebody notes a meeting, corrects it, adds to it or names a date."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import state
from handlers.check_ins import answer_views, entries, forms, views
from handlers.check_ins.views import Draft
from handlers.feature import Opening, View
from handlers.ids import CheckIns, Shortcut
from handlers.replacing import replace as put_in_place
from handlers.replacing import show_anew
from handlers.state import ids_of
from program.refusal import Refusal
from services import check_in_log, check_in_team, check_ins, rhythm
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the forms, to [Add more] and to the shortcut."""
    listen = LogListeners(desk)
    app.view(CheckIns.LOG_VIEW)(listen.log)
    app.view(CheckIns.CORRECT_VIEW)(listen.correct)
    app.view(CheckIns.ADD_VIEW)(listen.add)
    app.view(CheckIns.DATE_VIEW)(listen.note_date)
    app.view(CheckIns.ENTER_WHO_VIEW)(listen.who_told)
    app.view(CheckIns.ENTER_VIEW)(listen.enter)
    app.action(CheckIns.LOG_MORE)(listen.add_more)
    app.shortcut(Shortcut.LOG_CHECK_IN)(listen.shortcut)


class LogListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def log(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Note the meeting."""
        with self._desk.open_work(context["caller"]) as work:
            check_in_log.log(work, _pairing(view), forms.log(view))
            above = entries.view_behind(work, ids_of(view))
        ack()
        show_behind(client, view, above)

    def correct(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Say anew what there was."""
        check_in_id = ids_of(view).get("check_in", "")
        with self._desk.open_work(context["caller"]) as work:
            form = forms.log(view)
            if "medium" not in view["state"]["values"]:
                seen = check_in_log.before_correcting(work, check_in_id)
                form = replace(form, medium=seen.medium)
            check_in_log.correct(work, check_in_id, forms.version_of(view), form)
            above = entries.view_behind(work, ids_of(view))
        ack()
        show_behind(client, view, above)

    def add(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep what is one's own alone."""
        with self._desk.open_work(context["caller"]) as work:
            check_in_log.add(work, ids_of(view).get("check_in", ""), forms.own(view))
            above = entries.view_behind(work, ids_of(view))
        ack()
        show_behind(client, view, above)

    def note_date(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Note when the two meet next."""
        with self._desk.open_work(context["caller"]) as work:
            rhythm.note_date(work, _pairing(view), forms.next_date(view))
            above = entries.view_behind(work, ids_of(view))
        ack()
        show_behind(client, view, above)

    def who_told(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """The form for whoever told of a meeting."""
        slack_user = state.account(view, "who") or ""
        self._desk.meet(context["caller"], slack_user)
        with self._desk.open_look(context["caller"]) as look:
            person, choices = check_in_team.to_enter(look, slack_user)
        put_in_place(ack, client, view, answer_views.enter(person, choices))

    def enter(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Note it on their behalf."""
        person_id = ids_of(view).get("person", "")
        with self._desk.open_work(context["caller"]) as work:
            check_in_log.enter(work, _pairing(view), person_id, forms.log(view))
        ack()

    def add_more(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The same form with more to fill in; what was entered stays."""
        view = body["view"]
        with self._desk.open_look(context["caller"]) as look:
            shown = entries.with_ids(views.log(_draft(look, view)), entries.noted(ids_of(view)))
        show_anew(client, view["id"], shown)
        ack()

    def shortcut(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The form, from anywhere in Slack."""
        entries.open_log(self._desk, Opening(context["caller"], client, body["trigger_id"]))
        ack()


def show_behind(client: WebClient, view: Body, above: View | None) -> None:
    """The view under a form that closed says what is now."""
    if above is not None and view.get("previous_view_id"):
        show_anew(client, view["previous_view_id"], above)


def _pairing(view: View) -> str:
    pairing_id = forms.pairing_of(view)
    if not pairing_id:
        raise Refusal("check_ins.choose_pairing", field="pairing")
    return pairing_id


def _draft(look: Look, view: View) -> Draft:
    """The form with what was entered so far, and the rest of its fields."""
    ids = ids_of(view)
    filled = forms.log(view)
    if view["callback_id"] == CheckIns.CORRECT_VIEW:
        begun = entries.correcting(look, check_ins.read(look, ids.get("check_in", "")))
        filled = replace(filled, own=begun.filled.own)
    else:
        choices = entries.offered(look, ids.get("pairing"))
        begun = Draft(choices, entries.today_of(look), chosen=state.chosen(view, "pairing"))
    return replace(begun, filled=filled, whole=True)

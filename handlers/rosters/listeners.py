"""A roster file chosen or dropped, what it would change, yes and no to it."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import state
from handlers.feature import Opening, View, unpack
from handlers.ids import Rosters
from handlers.replacing import show_anew
from handlers.rosters import views, words
from program.refusal import Refusal
from program.roster_import import ImportState
from services import roster_applying, roster_import, roster_offers
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def open_form(desk: Desk, opening: Opening) -> None:
    """The form for a file, for whoever may import."""
    with desk.open_look(opening.caller) as look:
        roster_import.require_import(look)
    opening.show(views.form())


def open_checked(desk: Desk, opening: Opening) -> None:
    """What a file would change, again."""
    with desk.open_look(opening.caller) as look:
        view = view_of(look, opening.ids.get("import", ""))
    opening.show(view)


def view_of(look: Look, import_id: str, *, note: str = "") -> View:
    """The view of an import where it stands."""
    found = roster_import.of_id(look, import_id)
    if found.state is ImportState.REFUSED:
        return views.refused(found)
    return views.checked(found, roster_import.left_out(look, import_id), note=note)


def register(app: App, desk: Desk) -> None:
    """Listen to the forms, the buttons of the messages, and dropped files."""

    def send(ack: Ack, view: Body, context: BoltContext) -> None:
        files = state.files(view, views.FILE)
        if not files:
            raise Refusal("rosters.file_missing", field=views.FILE)
        with desk.open_work(context["caller"]) as work:
            roster_import.ask(work, slack_file=files[0], view=view["id"])
        ack(response_action="update", view=views.reading())

    def read(ack: Ack, body: Body, context: BoltContext) -> None:
        with desk.open_work(context["caller"]) as work:
            roster_import.ask(work, slack_file=_pressed(body).get("file", ""))
        ack()

    def say_yes(ack: Ack, view: Body, context: BoltContext) -> None:
        with desk.open_work(context["caller"]) as work:
            roster_applying.ask_to_apply(work, state.ids_of(view).get("import", ""))
        ack()

    def press_yes(ack: Ack, body: Body, context: BoltContext) -> None:
        with desk.open_work(context["caller"]) as work:
            roster_applying.ask_to_apply(work, _pressed(body).get("import", ""))
        ack()

    def stop(ack: Ack, body: Body, context: BoltContext) -> None:
        with desk.open_work(context["caller"]) as work:
            roster_import.stop(work, _pressed(body).get("import", ""))
        ack()

    def sheet(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        import_id = _pressed(body).get("import", "")
        with desk.open_work(context["caller"]) as work:
            roster_import.send_left_out(work, import_id)
            view = view_of(work, import_id, note=words.SHEET_COMES)
        if body.get("view"):
            show_anew(client, body["view"]["id"], view)
        ack()

    def dropped(event: Body, context: BoltContext) -> None:
        if event.get("bot_id") or event.get("channel_type") != "im":
            return
        for file in event.get("files", ())[:_MOST_DROPPED]:
            with desk.open_work(context["caller"]) as work:
                roster_offers.offer(work, slack_file=file["id"], message=event["ts"])

    app.view(Rosters.IMPORT_VIEW)(send)
    app.view(Rosters.CHECKED_VIEW)(say_yes)
    app.action(Rosters.READ)(read)
    app.action(Rosters.APPLY)(press_yes)
    app.action(Rosters.STOP)(stop)
    app.action(Rosters.SHEET)(sheet)
    app.event({"type": "message", "subtype": "file_share"})(dropped)


_MOST_DROPPED = 3
"""Files of one message that are answered."""


def _pressed(body: Body) -> dict[str, str]:
    return unpack(body["actions"][0].get("value"))

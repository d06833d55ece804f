"""What Slack calls when somebody confirms, says what is right, takes back, or asks for quiet."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.check_ins import entries, forms
from handlers.check_ins.log_listeners import show_behind
from handlers.feature import unpack
from handlers.ids import CheckIns
from handlers.replacing import show_anew
from handlers.state import ids_of
from program.check_in import CheckIn
from services import check_in_answers, check_in_log, rhythm
from services.desk import Desk, Work

Ack = Callable[..., Any]
Body = dict[str, Any]
Says = Callable[[Work, str], CheckIn]


def register(app: App, desk: Desk) -> None:
    """Listen to the answers, wherever their buttons stand."""
    listen = AnswerListeners(desk)
    app.view(CheckIns.ANSWER_VIEW)(listen.answer)
    for action, says in (
        (CheckIns.CONFIRM, check_in_answers.confirm),
        (CheckIns.STAND_BY, check_in_answers.stand_by),
        (CheckIns.DENY, check_in_answers.deny),
        (CheckIns.WITHDRAW, check_in_log.withdraw),
    ):
        app.action(action)(listen.saying(says))
    app.action(CheckIns.SNOOZE)(listen.snooze)
    app.action(CheckIns.SNOOZE_UNDO)(listen.end_snooze)


class AnswerListeners:
    """Each reads the press, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def saying(self, says: Says) -> Callable[..., None]:
        """The listener of a button that says one thing about a check-in with one press."""

        def press(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
            check_in_id = _value(body).get("check_in", "")
            pressed_in = body.get("view", {})
            in_modal = pressed_in.get("type") == "modal"
            with self._desk.open_work(context["caller"]) as work:
                says(work, check_in_id)
                shown = entries.meeting_view(work, check_in_id) if in_modal else None
                above = entries.view_behind(work, ids_of(pressed_in)) if in_modal else None
            ack()
            if shown is not None:
                ids = entries.noted(ids_of(pressed_in))
                show_anew(client, pressed_in["id"], entries.with_ids(shown, ids))
                show_behind(client, pressed_in, above)

        return press

    def answer(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """What it was instead."""
        with self._desk.open_work(context["caller"]) as work:
            check_in_answers.answer(work, ids_of(view).get("check_in", ""), forms.answer(view))
            above = entries.view_behind(work, ids_of(view))
        ack()
        show_behind(client, view, above)

    def snooze(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """A week of quiet; the message says until when."""
        with self._desk.open_work(context["caller"]) as work:
            rhythm.snooze(work, _value(body).get("pairing", ""))
        ack()

    def end_snooze(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """No quiet after all; the message asks again."""
        with self._desk.open_work(context["caller"]) as work:
            rhythm.end_snooze(work, _value(body).get("pairing", ""))
        ack()


def _value(body: Body) -> dict[str, str]:
    return unpack(body["actions"][0].get("value"))

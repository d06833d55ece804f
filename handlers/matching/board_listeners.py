"""What Slack calls from the list of a draft: pages, filters, undo, running again."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.blocks import options
from handlers.feature import Opening, View, unpack
from handlers.ids import Matching
from handlers.matching import act_words, pair_listeners, showing, words
from handlers.matching.acting import Press
from handlers.matching.board_views import mentee_option
from handlers.matching.place import Place
from handlers.replacing import WAITING_VIEW, show_anew
from handlers.state import ids_of
from program.matching.rows import Shown
from program.matching_draft import UNDER_WAY
from services import matching_choices, matching_drafts, matching_edits, people
from services.desk import Caller, Desk

Ack = Callable[..., Any]
Body = dict[str, Any]
LOOKS = 40
BETWEEN_LOOKS = 0.5
"""Seconds between two looks at a run somebody waits for; after all of them they may look again."""


def register(app: App, desk: Desk) -> None:
    """Listen to the filter, search, pages, the menu of a row, and what changes the draft."""
    listen = BoardListeners(desk)
    app.action(Matching.SHOWN)(listen.narrow)
    app.action(Matching.PREVIOUS)(listen.previous)
    app.action(Matching.NEXT)(listen.following)
    app.action(Matching.GO)(listen.go)
    app.options(Matching.GO)(listen.mentees)
    app.action(Matching.ROW)(listen.row)
    app.action(Matching.UNDO)(listen.undo)
    app.action(Matching.RERUN)(listen.rerun)
    app.action(Matching.KEEP)(listen.keep)
    app.action(Matching.BACK)(listen.back)


class BoardListeners:
    """Each answers Slack first: to read a large draft takes longer than Slack waits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def narrow(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Another part of the list."""
        ack()
        chosen = body["actions"][0]["selected_option"]["value"]
        press = self._press(body, context, client)
        press.show(replace(press.place, shown=Shown(chosen), page=0))

    def previous(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        ack()
        press = self._press(body, context, client)
        press.show(replace(press.place, page=max(0, press.place.page - 1)))

    def following(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        ack()
        press = self._press(body, context, client)
        press.show(replace(press.place, page=press.place.page + 1))

    def mentees(self, ack: Ack, payload: Body, body: Body, context: BoltContext) -> None:
        """Mentees of the draft, by what was typed."""
        place = Place.read(ids_of(body["view"]))
        with self._desk.open_look(context["caller"]) as look:
            found = matching_choices.mentees_found(look, place.draft, payload["value"])
        shown = options([mentee_option(one) for one in found])
        ack(options=[one.to_dict() for one in shown.values()])

    def go(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The mentee who was searched for."""
        chosen = body["actions"][0]["selected_option"]["value"]
        opening = _opening(ack, body, context, client, {"mentee": chosen})
        pair_listeners.open_mentee(self._desk, opening)

    def row(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """An entry of the menu beside a mentee."""
        ids = unpack(body["actions"][0]["selected_option"]["value"])
        act = ids.pop("do", "")
        opens = pair_listeners.OPENS.get(act)
        if opens is not None:
            opens(self._desk, _opening(ack, body, context, client, ids))
            ack()
            return
        ack()
        press = self._press(body, context, client)
        pair_listeners.edit(press, act, ids)

    def undo(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Take the last edit back."""
        ack()
        press = self._press(body, context, client)
        place = press.place

        def do() -> str:
            done = matching_edits.undo(self._desk, press.caller, place.draft, place.edits)
            with self._desk.open_look(press.caller) as look:
                known = people.named(look, [one for one in done.moved if one != look.me])
            paired = {one.mentee for one in done.solution.pairs}
            return act_words.undone(list(known.values()), paired)

        press.change(place, do)

    def rerun(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The same cohort from today's profiles; the draft there is comes along."""
        ack()
        press = self._press(body, context, client)
        made = matching_edits.rerun(self._desk, press.caller, press.place.draft)
        place = Place(made.id, shown=Shown.CHANGED, fresh=True)
        follow(self._desk, press.caller, client, body["view"]["id"], place)

    def keep(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """What was run again is what one goes on with."""
        ack()
        press = self._press(body, context, client)
        press.show(replace(press.place, fresh=False, shown=None, page=0), words.KEPT_NOTE)

    def back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The draft before it."""
        ack()
        press = self._press(body, context, client)
        with self._desk.open_work(press.caller) as work:
            restored = matching_edits.back(work, press.place.draft)
        press.show(Place(restored.id), words.BACK_NOTE)

    def _press(self, body: Body, context: BoltContext, client: WebClient) -> Press:
        return Press(self._desk, context, client, body["view"])


def follow(desk: Desk, caller: Caller, client: WebClient, view_id: str, place: Place) -> None:
    """Show in an open view how far a run is, and its list as soon as it is ready."""
    shown: View = {}
    for _ in range(LOOKS):
        with desk.open_look(caller) as look:
            draft = matching_drafts.draft(look, place.draft)
            moved = draft.figures.moved
            at = place if moved else replace(place, shown=None)
            view = showing.board(look, at, act_words.rerun(moved) if place.fresh else "")
        if view != shown:
            show_anew(client, view_id, view)
        if draft.state not in UNDER_WAY:
            return
        shown = view
        time.sleep(BETWEEN_LOOKS)


def _opening(
    ack: Ack, body: Body, context: BoltContext, client: WebClient, ids: dict[str, str]
) -> Opening:
    """The wish to see a view on top of the list; Slack has its answer as soon as one is up."""

    def answered(view_id: str) -> None:
        context[WAITING_VIEW] = view_id
        ack()

    return Opening(
        caller=context["caller"],
        client=client,
        trigger_id=body["trigger_id"],
        ids=ids,
        pressed_in=body["view"],
        answered=answered,
    )

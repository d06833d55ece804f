"""One press that changes a draft: done once, shown in the view it came from and in those below."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient

from handlers.feature import View
from handlers.ids import Matching
from handlers.matching import showing
from handlers.matching.place import Place
from handlers.notice import notice
from handlers.replacing import ONE_MOMENT, WAITING_VIEW, show_anew
from handlers.state import ids_of
from services.desk import Caller, Desk, Look

Showing = Callable[[Look, Place, str], View]
_KINDS: Mapping[str, Showing] = {
    Matching.BOARD_VIEW: showing.board,
    Matching.MENTEE_VIEW: showing.mentee,
    Matching.WHY_NOT_VIEW: showing.why_not,
}
_BENEATH: Mapping[str, Showing] = {"b": showing.board, "m": showing.mentee}
LETTERS: Mapping[str, str] = {Matching.BOARD_VIEW: "b", Matching.MENTEE_VIEW: "m"}


@dataclass(frozen=True)
class Press:
    """Where something was pressed or sent."""

    desk: Desk
    context: BoltContext
    client: WebClient
    view: Mapping[str, Any]

    @property
    def caller(self) -> Caller:
        caller: Caller = self.context["caller"]
        return caller

    @property
    def place(self) -> Place:
        return Place.read(ids_of(self.view))

    def change(self, place: Place, do: Callable[[], str]) -> None:
        """Do it unless somebody else was first, and show in place what is so now.

        `do` answers what to say of it. The press is answered before.
        """
        if place.many:
            self.context[WAITING_VIEW] = self.view["id"]
            show_anew(self.client, self.view["id"], notice(ONE_MOMENT))
        note = self.overtaken(place) or do()
        self.show(place, note)

    def overtaken(self, place: Place) -> str:
        """Who was first; empty where nobody was."""
        with self.desk.open_look(self.caller) as look:
            return showing.overtaken(look, place)

    def show(self, place: Place, note: str = "") -> None:
        """This view anew, and the ones below."""
        self.put(self.view["id"], _KINDS[self.view["callback_id"]], place, note)
        self.show_beneath(place)

    def show_beneath(self, place: Place) -> None:
        """The list and the mentee that stand below this view, if they do."""
        below = [self.view.get("root_view_id"), self.view.get("previous_view_id")]
        known = below[-len(place.beneath) :] if place.beneath else []
        for depth, view_id in enumerate(known):
            if view_id is not None:
                shown = replace(place, beneath=place.beneath[:depth], fresh=False)
                self.put(view_id, _BENEATH[place.beneath[depth]], shown)

    def put(self, view_id: str, kind: Showing, place: Place, note: str = "") -> None:
        """One of our views in place of one that is open."""
        with self.desk.open_look(self.caller) as look:
            view = kind(look, place, note)
        show_anew(self.client, view_id, view)

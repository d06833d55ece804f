"""What Slack calls about one mentee of a draft: reading, locking, a veto, and *why not?*."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.blocks import options
from handlers.feature import Ids, Opening, View, unpack
from handlers.ids import Matching
from handlers.matching import act_words, forms, showing, why_not_views, words
from handlers.matching.acting import LETTERS, Press
from handlers.matching.board_views import mentee_option
from handlers.matching.place import Place
from handlers.replacing import meanwhile, opened_meanwhile
from handlers.state import ids_of
from program.matching.records import Edit, EditKind
from services import matching_choices, matching_edits, people
from services.desk import Desk

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to what changes a pair, to the veto, and to the answer to *why not?*."""
    listen = PairListeners(desk)
    for pressed in KINDS:
        app.action(pressed)(listen.edit)
    app.view(Matching.VETO_VIEW)(listen.veto)
    app.action(Matching.MENTOR)(listen.ask)
    app.options(Matching.MENTOR)(listen.mentors)


KINDS: Mapping[str, EditKind] = {
    Matching.LOCK: EditKind.LOCK,
    Matching.TAKE: EditKind.LOCK,
    Matching.UNLOCK: EditKind.UNLOCK,
    Matching.ALLOW: EditKind.UNVETO,
}


class PairListeners:
    """Each answers Slack first; what is refused is said on top of what was pressed in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def edit(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Lock, unlock, take and lock, or take a veto back."""
        ack()
        press = Press(self._desk, context, client, body["view"])
        ids = unpack(body["actions"][0].get("value"))
        edit(press, body["actions"][0]["action_id"], {"mentee": press.place.mentee, **ids})

    def veto(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Take a pair out of the draft, and say what that changed."""
        press = Press(self._desk, context, client, view)
        place, reason = press.place, forms.veto_reason(view)

        def vetoed() -> View:
            said = press.overtaken(place)
            if not said:
                ids = {"mentee": place.mentee, "mentor": place.mentor}
                said = _apply(press, place, EditKind.VETO, ids, reason)
            press.show_beneath(place)
            return why_not_views.vetoed(said)

        meanwhile(ack, context, client, view, vetoed)

    def mentors(self, ack: Ack, payload: Body, body: Body, context: BoltContext) -> None:
        """Mentors of the draft, by what was typed."""
        place = Place.read(ids_of(body["view"]))
        with self._desk.open_look(context["caller"]) as look:
            found = matching_choices.mentors_found(look, place.draft, payload["value"])
        shown = options([mentee_option(one) for one in found])
        ack(options=[one.to_dict() for one in shown.values()])

    def ask(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The answer, below the mentor who was chosen."""
        ack()
        press = Press(self._desk, context, client, body["view"])
        chosen = body["actions"][0]["selected_option"]["value"]
        place = replace(press.place, mentor=chosen)
        press.put(body["view"]["id"], showing.why_not, place)


def edit(press: Press, act: str, ids: Ids) -> None:
    """Apply an edit by the id of its button, or by its name in a menu, and show what is so now."""
    kind = KINDS.get(act) or _NAMED.get(act)
    if kind is not None:
        place = press.place
        press.change(place, lambda: _apply(press, place, kind, ids))


def open_mentee(desk: Desk, opening: Opening) -> None:
    """One mentee on top of the list."""
    place = _place(opening)

    def made() -> View:
        with desk.open_look(opening.caller) as look:
            return showing.mentee(look, place)

    opened_meanwhile(opening, words.MENTEE_TITLE, made)


def open_veto(desk: Desk, opening: Opening) -> None:
    """The reason of a veto."""
    place = _place(opening)
    with desk.open_look(opening.caller) as look:
        ids = place.mentee, place.mentor
        mentee, mentor = matching_choices.people_of(look, place.draft, *ids)
        view = why_not_views.veto(mentee, mentor, place)
    opening.show(view)


def open_why_not(desk: Desk, opening: Opening) -> None:
    """The question why somebody is not the mentor of a mentee."""
    place = replace(_place(opening), mentor="")

    def made() -> View:
        with desk.open_look(opening.caller) as look:
            return showing.why_not(look, place)

    opened_meanwhile(opening, words.WHY_NOT_TITLE, made)


OPENS: Mapping[str, Callable[[Desk, Opening], None]] = {
    "open": open_mentee,
    "veto": open_veto,
    "why": open_why_not,
}
"""What an entry of a row's menu opens; the others act at once."""
_NAMED: Mapping[str, EditKind] = {"lock": EditKind.LOCK, "unlock": EditKind.UNLOCK}


def _apply(press: Press, place: Place, kind: EditKind, ids: Ids, reason: str = "") -> str:
    """Have it applied, and say what it did."""
    wish = Edit(kind, ids.get("mentee", ""), ids.get("mentor", ""))
    done = matching_edits.apply(
        press.desk, press.caller, place.draft, place.edits, wish, reason=reason
    )
    mentor = next((one.mentor for one in done.solution.pairs if one.mentee == wish.mentee), None)
    with press.desk.open_look(press.caller) as look:
        known = people.named(look, [wish.mentee, *([mentor] if mentor else []), *done.moved])
        me = look.me
    moved = [known[one] for one in done.moved if one in known and one != me]
    paired = {one.mentee for one in done.solution.pairs}
    return act_words.done(kind, known[wish.mentee], known.get(mentor or ""), moved, paired)


def _place(opening: Opening) -> Place:
    """Where the button stood, about whom, and what lies below the view that is opened now."""
    above = opening.pressed_in or {}
    standing = Place.read(ids_of(above)) if above else Place("")
    letter = LETTERS.get(above.get("callback_id", ""), "")
    return replace(
        standing,
        draft=opening.ids.get("draft") or standing.draft,
        mentee=opening.ids.get("mentee") or standing.mentee,
        mentor=opening.ids.get("mentor") or standing.mentor,
        beneath=f"{standing.beneath}{letter}"[:2],
    )

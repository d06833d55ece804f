"""Everything people can press, send, type and search, filled with the ids of a workspace."""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.manifest import SHORTCUTS
from bot.parts import FEATURES
from handlers.feature import pack, unpack
from handlers.ids import Command
from tests.handlers import gallery
from tests.kit.cast import COLLEAGUE, MENTEE

Body = dict[str, Any]
Ids = Mapping[str, Sequence[str]]
"""The ids of a workspace's rows, by table."""

TABLES: Mapping[str, tuple[str, ...]] = {
    "check_in": ("check_in",),
    "chosen": ("nomination",),
    "cohort": ("cohort",),
    "colleague": ("colleague",),
    "competencies": ("competency",),
    "competency": ("competency",),
    "conflict": ("conflict",),
    "criteria_met": ("criterion",),
    "delivery": ("delivery",),
    "digest": ("report_digest", "delivery"),
    "draft": ("matching_draft",),
    "import": ("roster_import",),
    "kind_ask": ("pairing_kind_ask",),
    "mentee": ("nomination", "person"),
    "mentor": ("mentor", "person"),
    "nomination": ("nomination",),
    "pairing": ("pairing",),
    "pause": ("pairing_pause",),
    "person": ("person",),
    "plan": ("pulse_plan",),
    "program": ("program",),
    "pulse": ("pulse_survey",),
    "question": ("tie_question", "colleague"),
    "request": ("request",),
    "role": ("role",),
    "survey": ("pulse_survey",),
    "task": ("task", "roster_import"),
    "to": ("person",),
    "what": ("pairing",),
}
"""What a value of this name, or a choice in the field of this name, is an id of."""


class Filling:
    """Puts ids of one workspace wherever an id stands; `turn` chooses among several rows."""

    def __init__(self, ids: Ids, turn: int) -> None:
        self._ids = ids
        self._turn = turn

    def of(self, name: str) -> str | None:
        known = [one for table in TABLES.get(name, ()) for one in self._ids.get(table, ())]
        return known[self._turn % len(known)] if known else None

    def packed(self, value: str) -> str:
        """A button's value, or a view's metadata."""
        found = unpack(value)
        return pack(**{name: self.of(name) or text for name, text in found.items()})

    def field(self, block_id: str) -> str:
        """A field may be named by an id: `evidence:r0`."""
        name, colon, _ = block_id.partition(":")
        criteria = self._ids.get("criterion", ())
        if colon and name in {"criteria", "evidence"} and criteria and "new" not in block_id:
            return f"{name}:{criteria[self._turn % len(criteria)]}"
        return block_id

    def filled(self, shown: Any) -> Any:
        """The same view with every metadata, value and field filled in."""
        if isinstance(shown, list | tuple):
            return [self.filled(one) for one in shown]
        if not isinstance(shown, dict):
            return shown
        done = {key: self.filled(value) for key, value in shown.items()}
        for name in ("private_metadata", "value"):
            if isinstance(done.get(name), str) and done[name].startswith("{"):
                done[name] = self.packed(done[name])
        if isinstance(done.get("block_id"), str):
            done["block_id"] = self.field(done["block_id"])
        return done

    def entered(self, view: Body) -> Body:
        """What somebody might have entered in a view that is filled already."""
        return {
            block["block_id"]: {
                block["element"]["action_id"]: self._entered(block["block_id"], block["element"])
            }
            for block in view["blocks"]
            if block["type"] == "input"
        }

    def _entered(self, field: str, element: Body) -> Body:
        kind = element["type"]
        own = None if field == "role" else self.of(field)
        options = [
            *element.get("options", ()),
            *(one for group in element.get("option_groups", ()) for one in group["options"]),
        ]
        first = options[0] if options else {"text": {"type": "plain_text", "text": "x"}}
        choice = {**first, "value": own or str(first.get("value", "x"))}
        values: dict[str, Any] = {
            "plain_text_input": {"value": "A sentence of some length, as one is asked for."},
            "number_input": {"value": "3"},
            "datepicker": {"selected_date": "2027-02-01"},
            "users_select": {"selected_user": COLLEAGUE.slack_user},
            "multi_users_select": {"selected_users": [COLLEAGUE.slack_user, MENTEE.slack_user]},
            "static_select": {"selected_option": choice},
            "external_select": {"selected_option": choice},
            "multi_external_select": {"selected_options": [choice]},
            "radio_buttons": {"selected_option": choice},
            "checkboxes": {"selected_options": [choice]},
            "multi_static_select": {"selected_options": [choice]},
            "file_input": {"files": [{"id": "F0FILE", "name": "people.csv"}]},
        }
        return {"type": kind, **values[kind]}


def every_request(team: str, user: str, ids: Ids, turn: int, url: str) -> Iterator[Body]:
    """Every press, form, search, word and shortcut of the gallery, by this person, once."""
    filling = Filling(ids, turn)
    made: set[str] = set()
    for body in itertools.chain(
        _presses(filling), _forms(filling), _searches(filling), _commands(), _shortcuts()
    ):
        if _what(body) in made:
            continue
        made.add(_what(body))
        who: Body = {"user": {"id": user, "team_id": team}, "team": {"id": team, "domain": "x"}}
        if "command" in body:
            who = {"user_id": user, "team_id": team}
        at = {"trigger_id": "1.2.3", "response_url": f"{url}respond", "api_app_id": "A0"}
        yield {**body, **who, **at}


def _what(body: Body) -> str:
    """What tells requests apart: the words around a button do not."""
    view = body.get("view", {})
    seen = {name: view.get(name) for name in ("callback_id", "private_metadata")}
    if body.get("type") != "block_actions":
        return json.dumps({**body, "view": seen}, sort_keys=True)
    pressed = [{**one, "selected_option": _value(one)} for one in body["actions"]]
    return json.dumps([pressed, view.get("type")], sort_keys=True)


def _value(pressed: Body) -> str | None:
    choice: Body = pressed.get("selected_option") or {}
    return choice.get("value")


def _elements(shown: Any, view: Body | None = None) -> Iterator[tuple[Body, Body | None]]:
    if isinstance(shown, dict):
        view = shown if "callback_id" in shown else view
        if "action_id" in shown and shown.get("type") != "plain_text_input":
            yield shown, view
        for value in shown.values():
            yield from _elements(value, view)
    elif isinstance(shown, list | tuple):
        for one in shown:
            yield from _elements(one, view)


def _presses(filling: Filling) -> Iterator[Body]:
    for element, view in _elements(filling.filled(gallery.shown())):
        for choice in element.get("options") or [None]:
            parts = ("type", "action_id", "value")
            pressed: Body = {key: element[key] for key in parts if key in element}
            if choice is not None:
                pressed["selected_option"] = choice
            pressed |= {"block_id": "b", "action_ts": "1.1"}
            where = _seen(view, filling) if view else {"container": {"type": "message"}}
            yield {"type": "block_actions", "actions": [pressed], **where}


def _seen(view: Body, filling: Filling) -> Body:
    stands = {"id": "V1", "hash": "h", "type": "modal", "state": {"values": {}}, **view}
    if stands["type"] == "modal":
        stands["state"] = {"values": filling.entered(view)}
    return {"view": stands, "container": {"type": "view", "view_id": "V1"}}


def _forms(filling: Filling) -> Iterator[Body]:
    for build in gallery.views().values():
        view = filling.filled(build())
        for kind in ("view_submission", "view_closed"):
            yield {"type": kind, **_seen(view, filling)}


def _searches(filling: Filling) -> Iterator[Body]:
    for build in gallery.views().values():
        view = filling.filled(build())
        for element, _ in _elements(view):
            if element["type"] == "external_select":
                asked = {"action_id": element["action_id"], "block_id": "b", "value": ""}
                yield {"type": "block_suggestion", **asked, **_seen(view, filling)}


def _commands() -> Iterator[Body]:
    typed = (one for feature in FEATURES for one in feature.commands)
    for word in ["", *(word for one in typed for word in (one.word, *one.also))]:
        for command in Command:
            yield {"command": command.value, "text": word}


def _shortcuts() -> Iterator[Body]:
    for shortcut, (_, kind, _) in SHORTCUTS.items():
        body: Body = {"type": "shortcut" if kind == "global" else "message_action"}
        if kind == "message":
            body |= {
                "message": {"user": COLLEAGUE.slack_user, "ts": "1.1"},
                "channel": {"id": "C0"},
            }
        yield {**body, "callback_id": shortcut.value}

"""Somebody who opens everything they can press: views, lists with each filter, Home, downloads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.parts import FEATURES
from documents.sheet import workbook
from handlers.feature import Form, ListOf, Opening, View, unpack
from handlers.lists.listeners import AllLists
from program.person import SlackPerson
from program.refusal import Refusal
from services import deliveries, my_data
from services.deliveries import Message
from services.desk import Look
from services.my_data_parts import PARTS
from tests.kit.cast import Stage
from tests.kit.limits import check_blocks, check_message, check_view
from tests.kit.trail import every_delivery

_LISTS: tuple[ListOf, ...] = tuple(one for feature in FEATURES for one in feature.lists)
_FORMS: dict[str, Form] = {
    one.id: one
    for one in (
        *(form for feature in FEATURES for form in feature.forms),
        *AllLists(_LISTS).forms(),
    )
}


@dataclass
class Screen:
    """Stands where Slack's client stands, and keeps what was opened."""

    views: list[View] = field(default_factory=list)

    def views_open(self, *, view: View, **_: Any) -> dict[str, Any]:
        self.views.append(view)
        return {"view": {**view, "id": "V1", "root_view_id": "V1", "previous_view_id": None}}

    views_push = views_open
    views_update = views_open


@dataclass
class Walker:
    """One reader, and everything that was shown to them."""

    stage: Stage
    account: SlackPerson
    seen: list[Any] = field(default_factory=list)

    def walk(self) -> str:
        """Everything there is for this reader, as one text. Raises whatever a view raises."""
        with self.stage.desk.open_look(self.stage.caller(self.account)) as look:
            pages = list(self._pages(look))
            self.seen += pages
            self.seen += [str(part.rows(look)) for part in PARTS]
            my_data.export(look, PARTS)
        self._press_all(pages)
        return str(self.seen)

    def _pages(self, look: Look) -> Iterator[Any]:
        for feature in FEATURES:
            for part in feature.home:
                found = part.blocks(look)
                check_blocks(found, "home")
                yield found
            yield [vars(one) for one in feature.inbox(look)]
            yield feature.glance(look)
            step = feature.next_step(look)
            yield vars(step) if step else []
            yield [vars(one) for one in feature.home_buttons(look)]
        for shown in _LISTS:
            if shown.may(look):
                yield from self._list(shown, look)

    def _list(self, shown: ListOf, look: Look) -> Iterator[Any]:
        for one in shown.filters(look):
            rows = shown.rows(look, one, "")
            sheet = shown.sheet(rows, look)
            yield [shown.show(row, look) for row in rows]
            yield [str(line) for line in sheet.rows]
            shown.rows(look, one, "someone")
            if rows:
                workbook([sheet], zone="UTC")

    def _press_all(self, pages: list[Any]) -> None:
        pressed: set[tuple[str, str]] = set()
        commands = [(one.form, "{}") for feature in FEATURES for one in feature.commands]
        ahead = [*commands, *_buttons(pages)]
        while ahead:
            form, value = ahead.pop()
            if (form, value) in pressed or form not in _FORMS or len(pressed) > 150:
                continue
            pressed.add((form, value))
            ahead += _buttons(self._open(form, value))

    def _open(self, form: str, value: str) -> list[View]:
        screen = Screen()
        ids = {name: one for name, one in unpack(value).items() if name != "form"}
        opening = Opening(self.stage.caller(self.account), screen, "trigger", ids)  # type: ignore[arg-type]
        try:
            _FORMS[form].opens(self.stage.desk, opening)
        except Refusal:
            return []
        self.seen += screen.views
        for view in screen.views:
            check_view(view)
        return screen.views


def show_every_message(stage: Stage) -> list[str]:
    """Every message that was queued to anybody, as it would be shown anew; as texts."""
    kinds: dict[str, Message] = {one.name: one for feature in FEATURES for one in feature.messages}
    shown = []
    for delivery in every_delivery(stage):
        kind = kinds.get(delivery.kind)
        if kind is None:
            continue
        with stage.desk.open_look_in(stage.workspace_id) as look:
            deliveries.judge(look, delivery, kind)
            ready = deliveries.judge(look, replace(delivery, ts="1.2", channel="D1"), kind)
        if isinstance(ready, deliveries.Ready):
            made = kind.render(ready.content)
            check_message({"channel": "D1", "text": made.text, "blocks": list(made.blocks)})
            shown.append(str(made))
    return shown


def _buttons(shown: Any) -> Iterator[tuple[str, str]]:
    """Every way into a form: buttons, entries of menus, steps and lines of the inbox."""
    if isinstance(shown, dict):
        if "form" in shown and "ids" in shown:
            yield str(shown["form"]), _packed(shown["ids"])
        value = shown.get("value")
        if isinstance(value, str):
            yield str(shown.get("action_id") or unpack(value).get("form")), value
        for one in shown.values():
            yield from _buttons(one)
    elif isinstance(shown, list | tuple):
        for one in shown:
            yield from _buttons(one)


def _packed(ids: Any) -> str:
    return json.dumps(dict(ids or {}))

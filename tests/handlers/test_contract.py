"""Ids, listeners, views and the manifest say the same: nothing dangles and nothing is deaf."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from slack_bolt import App

from bot import manifest
from bot.parts import FEATURES
from handlers import ids
from handlers.door import known_ids, open_door
from handlers.feature import unpack
from handlers.home.page import TAB_IDS
from services.desk import Desk
from store.store import Store
from tests.handlers import gallery
from tests.kit.clock import FrozenClock


@dataclass
class Listening:
    """Stands where Bolt's app stands, and notes what is listened to, in order."""

    heard: dict[str, list[Any]] = field(default_factory=dict)
    order: list[Any] = field(default_factory=list)

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        def listen(what: Any, *_: Any) -> Callable[[Any], Any]:
            self.heard.setdefault(kind, []).append(what)
            self.order.append(what)
            return lambda function: function

        return listen

    def exact(self, kind: str) -> set[str]:
        """The ids listened to one by one, without the catch-all."""
        return {str(one) for one in self.heard[kind] if isinstance(one, str)}


@pytest.fixture
def listening(sqlite_store: Store, clock: FrozenClock) -> Listening:
    """Everything the door listens to."""
    app = Listening()
    open_door(cast(App, app), Desk(sqlite_store, clock), FEATURES)
    return app


def every(kind: str, shown: Any) -> Iterator[str]:
    """Every `kind` (action_id, callback_id) in something built; inputs are read at submission."""
    if isinstance(shown, dict):
        if shown.get("type") == "input" and not shown.get("dispatch_action"):
            return
        if shown.get(kind):
            yield str(shown[kind])
        for value in shown.values():
            yield from every(kind, value)
    elif isinstance(shown, list | tuple):
        for one in shown:
            yield from every(kind, one)


def pressable() -> set[str]:
    """Everything that can be pressed in a view, a message or Home; entries of menus too."""
    shown = gallery.shown()
    named = {form for value in every("value", shown) if (form := unpack(value).get("form"))}
    return named | {one for one in every("action_id", shown) if not one.startswith("a.form")}


def test_every_button_is_listened_to_and_every_listener_has_a_button(
    listening: Listening,
) -> None:
    typed_only = {ids.Governance.CLAIM}

    assert pressable() | typed_only == listening.exact("action")


def test_every_view_that_is_sent_is_listened_to(listening: Listening) -> None:
    views = [build() for build in gallery.views().values()]
    sent = {str(view["callback_id"]) for view in views if view.get("submit")}

    assert sent == listening.exact("view")


def test_every_id_is_built_or_typed_and_none_is_spelled_out(listening: Listening) -> None:
    built = {str(build()["callback_id"]) for build in gallery.views().values()}
    used = (
        built
        | listening.exact("action")
        | listening.exact("command")
        | listening.exact("shortcut")
        | listening.exact("options")
        | {str(ids.Field.VALUE)}
    )

    assert used == known_ids()


def test_no_id_holds_the_id_of_a_thing() -> None:
    for one in known_ids():
        assert re.fullmatch(r"/[a-z-]+|[a-z_]+(\.[a-z_]+){1,2}", one), one


def test_the_manifest_names_what_is_listened_to(listening: Listening) -> None:
    features = manifest.build()["features"]
    settings = manifest.build(public_url="https://baton.example.com")["settings"]

    assert {one["command"] for one in features["slash_commands"]} == listening.exact("command")
    assert {one["callback_id"] for one in features["shortcuts"]} == listening.exact("shortcut")
    heard = {one if isinstance(one, str) else "message.im" for one in _events(listening)}
    assert heard == set(settings["event_subscriptions"]["bot_events"])


def test_the_catch_all_comes_last(listening: Listening) -> None:
    first_pattern = next(
        place for place, one in enumerate(listening.order) if isinstance(one, re.Pattern)
    )
    later = listening.order[first_pattern:]

    assert not [one for one in later if isinstance(one, str)]


def test_every_word_opens_a_form_that_exists() -> None:
    forms = {str(form.id) for feature in FEATURES for form in feature.forms}
    forms |= {str(one.form) for feature in FEATURES for one in feature.lists}
    words = [command for feature in FEATURES for command in feature.commands]

    assert {str(command.form) for command in words} <= forms


def test_no_word_means_two_things() -> None:
    for admin in (False, True):
        spoken = [
            word
            for feature in FEATURES
            for command in feature.commands
            if command.admin is admin
            for word in (command.word, *command.also)
        ]
        assert len(spoken) == len(set(spoken))


def test_no_form_message_or_sentence_is_handed_over_twice() -> None:
    for hands in ("forms", "messages", "refusals"):
        names = [
            getattr(one, "id", None) or getattr(one, "name", None) or one
            for feature in FEATURES
            for one in getattr(feature, hands)
        ]
        assert len(names) == len(set(names)), hands


def test_every_tab_of_home_has_its_button() -> None:
    assert len(set(TAB_IDS.values())) == len(TAB_IDS)


def _events(listening: Listening) -> list[Any]:
    return [one for one in listening.heard["event"] if not isinstance(one, re.Pattern)]

"""A feature that only gets in the way: its buttons and form raise what they are told to."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from handlers.blocks import actions, button, modal, section
from handlers.feature import Block, Feature, Form, HomeSection, Opening, Tab, View
from handlers.inputs import text_input
from program.refusal import Refusal, Trouble
from services.desk import Desk, Look

REFUSE, BREAK, FORM, BARE = "probe.refuse", "probe.break", "probe.form.open", "probe.bare.open"
LOSE = "probe.lose"
FORM_VIEW, BARE_VIEW = "probe.form", "probe.bare"
PRIVATE = "MARKER-what-somebody-wrote"


def home(_: Look) -> list[Block]:
    labels = {REFUSE: "Refuse", BREAK: "Break", LOSE: "Lose", FORM: "Form", BARE: "Bare"}
    return [actions(*(button(label, action_id) for action_id, label in labels.items()))]


def form() -> View:
    fields = [text_input("one", "One", longest=50), text_input("two", "Two", longest=50)]
    return modal(FORM_VIEW, "Form", fields, submit="Send")


def bare() -> View:
    return modal(BARE_VIEW, "Bare", [section("Nothing to fill in")], submit="Send")


def _show(view: View) -> Callable[[Desk, Opening], object]:
    return lambda _, opening: opening.show(view)


def register(app: App, _: Desk) -> None:
    def refuse() -> None:
        raise Refusal("probe.no", name="Ann")

    def break_down() -> None:
        raise RuntimeError(PRIVATE)

    def lose(client: WebClient) -> None:
        client.views_update(view_id="V0GONE", view=bare())

    def submit(view: dict[str, Any]) -> None:
        wish = view["state"]["values"].get("one", {}).get("field.value", {}).get("value")
        if wish == "break":
            raise RuntimeError(PRIVATE)
        if wish == "whole":
            raise Refusal("probe.no", name="Ann")
        raise Refusal.of(
            [
                Trouble("probe.no", "two", {"name": "Bo"}),
                Trouble("probe.no", "gone", {"name": "Cy"}),
            ]
        )

    app.action(REFUSE)(refuse)
    app.action(BREAK)(break_down)
    app.action(LOSE)(lose)
    app.view(FORM_VIEW)(submit)
    app.view(BARE_VIEW)(submit)


PROBE = Feature(
    name="probe",
    register=register,
    forms=(Form(FORM, _show(form())), Form(BARE, _show(bare()))),
    home=(HomeSection(Tab.YOU, 1, home),),
    refusals={"probe.no": lambda facts: f"Not for {facts['name']}."},
)

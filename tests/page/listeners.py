"""What the small app behind the page does when it is spoken to."""

import re
from collections import Counter
from collections.abc import Callable

from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.page.gallery import EVERY_FIELD, MESSAGE_BLOCKS, MORE_BLOCKS, Json, option, section
from tests.page.received import Received
from tests.page.views import home, live, stacked, with_rules

TREES = ("Alder", "Aspen", "Beech", "Birch", "Cedar")
VIEWS = {
    "form": EVERY_FIELD,
    "rules": with_rules(),
    "stack": stacked(1),
    "live": live("Nothing yet"),
}
MESSAGES = {"show": MESSAGE_BLOCKS, "more": MORE_BLOCKS}


def listen(app: App, received: Received) -> None:
    """Every listener of the app; what comes in without one of its own is acked and kept."""
    listen_to_words(app, received)
    listen_to_home(app, received)
    listen_to_messages(app, received)
    listen_to_forms(app, received)
    app.action(re.compile(".*"))(keeper(received))
    app.view(re.compile(".*"))(keeper(received))


def keeper(received: Received) -> Callable[[Ack, Json], None]:
    def keep(ack: Ack, body: Json) -> None:
        received.keep(body)
        ack()

    return keep


def listen_to_words(app: App, received: Received) -> None:
    @app.command("/helper")
    def command(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        received.keep(body)
        word, channel, user = body["text"], body["channel_id"], body["user_id"]
        if word in VIEWS:
            client.views_open(trigger_id=body["trigger_id"], view=VIEWS[word])
        elif word in MESSAGES:
            client.chat_postMessage(channel=channel, text=word, blocks=MESSAGES[word])
        elif word == "whisper":
            client.chat_postEphemeral(channel=channel, user=user, text="A word in your ear")

    @app.shortcut("start")
    def start(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        received.keep(body)
        client.views_open(trigger_id=body["trigger_id"], view=with_rules())

    app.shortcut("keep")(keeper(received))


def listen_to_home(app: App, received: Received) -> None:
    presses: Counter[str] = Counter()

    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=home(presses[event["user"]]))

    @app.action("open_brief")
    def open_brief(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        received.keep(body)
        user = body["user"]["id"]
        presses[user] += 1
        client.views_publish(user_id=user, view=home(presses[user]))


def listen_to_messages(app: App, received: Received) -> None:
    @app.event("message")
    def message(event: Json) -> None:
        received.keep(event)

    @app.event(re.compile("member_joined_channel|reaction_added"))
    def noticed() -> None:
        """Nothing follows from it."""

    @app.action("met")
    def met(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        received.keep(body)
        client.chat_update(
            channel=body["channel"]["id"],
            ts=body["message"]["ts"],
            text="You met",
            blocks=[section("You met. Noted.")],
        )


def listen_to_forms(app: App, received: Received) -> None:
    @app.options("it")
    def options(ack: Ack, body: Json) -> None:
        typed = body["value"].lower()
        ack(options=[option(name.lower(), name) for name in TREES if typed in name.lower()])

    @app.action(re.compile("kind|typed"))
    def said_back(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        action = body["actions"][0]
        words = action.get("value") or action["selected_option"]["value"]
        client.views_update(view_id=body["view"]["id"], view=live(f"You said {words}"))

    @app.action("deeper")
    def deeper(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        depth = int(body["actions"][0]["value"]) + 1
        client.views_push(trigger_id=body["trigger_id"], view=stacked(depth))

    @app.view("rules")
    def rules(ack: Ack, body: Json) -> None:
        if body["view"]["state"]["values"]["name"]["it"]["value"] != "right":
            ack(response_action="errors", errors={"reason": "Say a little more, please."})
            return
        ack()
        received.keep(body)

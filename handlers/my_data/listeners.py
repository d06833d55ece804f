"""My data opens, and goes out as a file to whoever it is about."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening
from handlers.ids import MyData
from handlers.my_data import erase_listeners, views, words
from handlers.replacing import show_anew
from program.delivery import Delivery, File, Rendered
from program.hours import local_day
from services import my_data
from services.deliveries import Message
from services.desk import Desk, Look
from services.my_data_parts import PARTS


def register(app: App, desk: Desk) -> None:
    """Listen to the wish for the file."""

    def export(
        ack: Callable[..., Any], body: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        with desk.open_work(context["caller"]) as work:
            my_data.ask_for_export(work)
            view = views.my_data(my_data.overview(work, PARTS), note=words.ON_ITS_WAY)
        show_anew(client, body["view"]["id"], view)
        ack()

    app.action(MyData.EXPORT)(export)
    erase_listeners.register(app, desk)


def open_my_data(desk: Desk, opening: Opening) -> None:
    """What is kept of whoever asks."""
    with desk.open_look(opening.caller) as look:
        view = views.my_data(my_data.overview(look, PARTS))
    opening.show(view)


@dataclass(frozen=True)
class Export:
    """Everything kept of one person, at the moment it goes out."""

    content: bytes = field(repr=False)
    now: datetime
    zone: str


def _content(look: Look, delivery: Delivery) -> Export:
    reader = look.seen_by(delivery.recipient or "")
    return Export(my_data.export(reader, PARTS), look.now, reader.actor.zone)


def _render(made: Export) -> Rendered:
    today = local_day(made.now, made.zone)
    name = f"{today.isoformat()} {words.FILE}.xlsx"
    file = File(name, words.TITLE, made.content)
    return Rendered(words.export_text(made.now, made.zone), file=file)


MESSAGES = (Message(my_data.KIND, lambda *_: True, _content, _render),)

"""What Slack calls when somebody has their data erased."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext

from handlers.feature import Opening
from handlers.ids import MyData
from handlers.my_data import erase_views
from handlers.my_data.erase_words import SURE
from handlers.state import several
from services import erasure
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Listen to the form."""

    def erase(ack: Callable[..., Any], view: dict[str, Any], context: BoltContext) -> None:
        with desk.open_work(context["caller"]) as work:
            erasure.ask(work, sure=SURE in several(view, "sure"))
        ack(response_action="clear")

    app.view(MyData.ERASE_VIEW)(erase)


def open_erasure(desk: Desk, opening: Opening) -> None:
    """What goes and what stays, or what has to end before."""
    with desk.open_look(opening.caller) as look:
        view = erase_views.erase(erasure.before_erasing(look))
    opening.show(view)

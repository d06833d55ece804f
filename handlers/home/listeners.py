"""Home opens and turns: composed from the features' parts and published at once."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Tab
from handlers.home.page import TAB_IDS, Homes
from services import people
from services.desk import Desk


def register(app: App, desk: Desk, homes: Homes) -> None:
    """Listen to the opening of Home and to its tabs."""

    def opened(event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        if event.get("tab") != "home":
            return
        caller = context["caller"]
        with desk.open_look(caller) as look:
            noted = not homes.is_for(look) or people.home_opening_is_noted(look)
        if not noted:  # before the page is read: whatever changes from here on is shown to them
            with desk.open_work(caller) as work:
                people.note_home_opened(work)
        with desk.open_look(caller) as look:
            view = homes.of(look)
        client.views_publish(user_id=caller.slack_user, view=view)

    def turned(tab: Tab) -> Callable[..., None]:
        def listen(ack: Callable[..., Any], context: BoltContext, client: WebClient) -> None:
            caller = context["caller"]
            with desk.open_work(caller) as work:
                people.note_home_opened(work, tab)
                view = homes.of(work)
            client.views_publish(user_id=caller.slack_user, view=view)
            ack()

        return listen

    app.event("app_home_opened")(opened)
    for tab, action_id in TAB_IDS.items():
        app.action(action_id)(turned(tab))

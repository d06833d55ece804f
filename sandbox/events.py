"""Events API: who hears of what, and the retries with the same event id."""

import asyncio
import time
from collections.abc import Callable

from sandbox.delivery import Delivery, Undelivered
from sandbox.ids import new_id
from sandbox.records import App, Json


class Events:
    """Deliveries run beside everything else; an app that is silent is asked three times more."""

    def __init__(self, delivery: Delivery, retry_delays: tuple[float, ...]) -> None:
        self._delivery = delivery
        self._delays = retry_delays
        self._tasks: set[asyncio.Task[None]] = set()
        self.before_sending: Callable[[], None] = lambda: None

    @property
    def under_way(self) -> int:
        return len(self._tasks)

    def emit(self, app: App, team_id: str, subscription: str, event: Json) -> None:
        """Hand one event to one app, if its manifest subscribes to it."""
        if subscription not in subscriptions(app):
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # seeding before the start: nobody can be listening
        task = loop.create_task(self._deliver(app, _outer(app, team_id, event)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, app: App, payload: Json) -> None:
        self.before_sending()
        retry: tuple[int, str] | None = None
        for number, delay in enumerate((*self._delays, None), start=1):
            try:
                await self._delivery.send(app, "events_api", payload, retry=retry)
                return
            except Undelivered as trouble:
                if delay is None or trouble.no_retry:
                    return
                retry = (number, trouble.reason)
            await asyncio.sleep(delay)


def subscriptions(app: App) -> list[str]:
    settings = app.manifest.get("settings", {})
    names: list[str] = settings.get("event_subscriptions", {}).get("bot_events", [])
    return names


def _outer(app: App, team_id: str, event: Json) -> Json:
    event_id = new_id("Ev")
    return {
        "token": app.verification_token,
        "team_id": team_id,
        "context_team_id": team_id,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": app.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }

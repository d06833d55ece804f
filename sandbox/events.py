"""Events API: who hears of what, and the retries with the same event id."""

import asyncio
import time
from collections.abc import Callable

from sandbox.delivery import Delivery, Undelivered
from sandbox.ids import new_id
from sandbox.misbehave import Misbehaviour
from sandbox.records import App, Json, Team


class Events:
    """Deliveries run beside everything else; an app that is silent is asked three times more."""

    def __init__(
        self, delivery: Delivery, retry_delays: tuple[float, ...], misbehaviour: Misbehaviour
    ) -> None:
        self._delivery = delivery
        self._delays = retry_delays
        self._misbehaviour = misbehaviour
        self._tasks: set[asyncio.Task[None]] = set()
        self.before_sending: Callable[[], None] = lambda: None

    @property
    def under_way(self) -> int:
        return len(self._tasks)

    def emit(
        self,
        app: App,
        team: Team | None,
        subscription: str,
        event: Json,
        *,
        of_org: str | None = None,
        bot: str | None = None,
        after: "asyncio.Task[None] | None" = None,
    ) -> "asyncio.Task[None] | None":
        """Hand one event to one app, if its manifest subscribes to it.

        An event of the organization itself has no team and names it in `of_org`; with `after` it
        waits until that other delivery is over.
        """
        if subscription not in subscriptions(app):
            return after
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return None  # seeding before the start: nobody can be listening
        payload = _outer(app, team, event, of_org, bot or app.bot_user)
        task = loop.create_task(self._deliver(app, payload, after))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _deliver(self, app: App, payload: Json, after: "asyncio.Task[None] | None") -> None:
        if after is not None:
            await asyncio.wait([after])
        self.before_sending()
        retry: tuple[int, str] | None = None
        names = ("events_api", str(payload["event"]["type"]))
        for number, delay in enumerate((*self._delays, None), start=1):
            try:
                await self._delivery.send(app, "events_api", payload, retry=retry)
                if delay is None or not self._misbehaviour.take("redeliver", *names):
                    return
                retry = (number, "timeout" if app.delivery == "socket" else "http_timeout")
                continue
            except Undelivered as trouble:
                if delay is None or trouble.no_retry:
                    return
                retry = (number, trouble.reason)
            await asyncio.sleep(delay)


def subscriptions(app: App) -> list[str]:
    settings = app.manifest.get("settings", {})
    names: list[str] = settings.get("event_subscriptions", {}).get("bot_events", [])
    return names


def _outer(app: App, team: Team | None, event: Json, of_org: str | None, bot: str) -> Json:
    """An organization's installation is named in the authorization without a workspace."""
    event_id = new_id("Ev")
    team_id = team.id if team else None
    enterprise_id = of_org or (team.enterprise_id if team else None)
    org_wide = of_org is not None or app.org_wide
    return {
        "token": app.verification_token,
        "team_id": team_id,
        **({"enterprise_id": enterprise_id} if enterprise_id else {}),
        "context_team_id": team_id,
        "context_enterprise_id": enterprise_id,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": enterprise_id,
                "team_id": None if org_wide else team_id,
                "user_id": bot,
                "is_bot": True,
                "is_enterprise_install": org_wide,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }

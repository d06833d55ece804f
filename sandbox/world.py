"""One practice workspace: its records, its clock, its doors; the rest is functions over it."""

import time

from sandbox.clock import PracticeClock
from sandbox.delivery import Delivery
from sandbox.documents import Documents
from sandbox.events import Events
from sandbox.ids import new_id
from sandbox.misbehave import Misbehaviour
from sandbox.rates import Rates
from sandbox.records import App, Json, Person, Setting
from sandbox.response_urls import ResponseUrls
from sandbox.settings import Settings
from sandbox.state import State
from sandbox.streams import Streams
from sandbox.traffic import Traffic
from sandbox.triggers import Triggers
from sandbox.wishes import Wishes


class World:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.base_url = ""
        self.started = time.monotonic()
        self.state = State(Documents(settings.file))
        self.clock = PracticeClock(self.state)
        self.streams = Streams()
        self.traffic = Traffic(settings.traffic_entries, self._tell_traffic)
        self.misbehaviour = Misbehaviour()
        self.rates = Rates(on=settings.rates, factor=settings.rate_factor)
        self.triggers = Triggers(settings.trigger_seconds)
        self.response_urls = ResponseUrls(settings.response_url_seconds, settings.response_url_uses)
        self.delivery = Delivery(settings, self.misbehaviour, self.traffic)
        self.events = Events(self.delivery, settings.retry_delays)
        self.wishes = Wishes()
        self.traffic.withheld = tuple(self.host.get("withheld_callbacks", ()))

    @property
    def name(self) -> str:
        """Tells this workspace from one begun anew, for pages that remember where they were."""
        kept = self.state.settings.get("workspace")
        if kept is None:
            kept = Setting(id="workspace", value={"name": new_id("W")})
            self.state.put(kept)
            self.commit()
        return str(kept.value["name"])

    @property
    def host(self) -> Json:
        """What the host handed in: title, buttons, tour, roles."""
        kept = self.state.settings.get("host")
        return kept.value if kept else {}

    def set_host(self, value: Json) -> None:
        kept = self.state.settings.get("host") or Setting(id="host")
        kept.value = value
        self.state.put(kept)
        self.traffic.withheld = tuple(value.get("withheld_callbacks", ()))

    def installed_apps(self) -> list[App]:
        """Newest installation first: it wins a clash of slash commands."""
        apps = [app for app in self.state.apps.values() if app.installed]
        return sorted(apps, key=lambda app: -app.installed_at)

    def app_of_bot(self, person: Person | None) -> App | None:
        return self.state.apps.get(person.app_id) if person and person.app_id else None

    def commit(self) -> None:
        self.state.commit()

    def let_go(self) -> None:
        """Answer all who wait for news, so that nobody holds up the end."""
        self.streams.close()
        self.wishes.close()

    def close(self) -> None:
        self.clock.save()
        self.delivery.close()
        self.state.documents.close()

    def _tell_traffic(self, line: Json) -> None:
        if self.streams.watched:
            self.streams.publish({"type": "traffic", "entry": line})

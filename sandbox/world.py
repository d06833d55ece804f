"""One practice workspace: its records and who looks at it; the rest is functions over it."""

from typing import TYPE_CHECKING

from sandbox.ids import new_id
from sandbox.records import App, Json, Person, Setting
from sandbox.response_urls import ResponseUrls
from sandbox.state import State
from sandbox.streams import Streams
from sandbox.triggers import Triggers

if TYPE_CHECKING:
    from sandbox.realm import Realm

_SHARED = frozenset({"title", "clock_buttons", "buttons", "withheld_callbacks"})
"""What the host says of the first workspace and means for all; its tour is about people there."""


class World:
    """Its own people, conversations and views; clock, sockets and traffic are the realm's."""

    def __init__(self, realm: "Realm", state: State, team_id: str | None = None) -> None:
        settings = realm.settings
        self.realm = realm
        self.settings = settings
        self.state = state
        self.clock = realm.clock
        self.traffic = realm.traffic
        self.misbehaviour = realm.misbehaviour
        self.rates = realm.rates
        self.delivery = realm.delivery
        self.events = realm.events
        self.wishes = realm.wishes
        self.grants = realm.grants
        self.streams = Streams()
        self.triggers = Triggers(settings.trigger_seconds)
        self.response_urls = ResponseUrls(settings.response_url_seconds, settings.response_url_uses)
        self._team_id = team_id

    @property
    def base_url(self) -> str:
        return self.realm.base_url

    @property
    def is_main(self) -> bool:
        return self is self.realm.main

    def has_id(self, team_id: object) -> bool:
        known = self.state.team.id if self.state.has_team else self._team_id
        return known is not None and known == team_id

    @property
    def enterprise(self) -> Json | None:
        """Id and name of the organization this workspace belongs to."""
        found = self.realm.organization if self.state.team.enterprise_id else None
        return {"id": found["id"], "name": found["name"]} if found else None

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
        own = kept.value if kept else {}
        if self.is_main:
            return own
        shared = {name: value for name, value in self.realm.main.host.items() if name in _SHARED}
        return {**shared, **own}

    def set_host(self, value: Json) -> None:
        kept = self.state.settings.get("host") or Setting(id="host")
        kept.value = value
        self.state.put(kept)
        if self.is_main:
            self.traffic.withheld = tuple(value.get("withheld_callbacks", ()))

    def installed_apps(self) -> list[App]:
        """Newest installation first: it wins a clash of slash commands."""
        apps = [app for app in self.state.apps.values() if app.installed]
        return sorted(apps, key=lambda app: -app.installed_at)

    def app_of_bot(self, person: Person | None) -> App | None:
        return self.state.apps.get(person.app_id) if person and person.app_id else None

    def commit(self) -> None:
        self.state.commit()

"""All one sandbox holds: its workspaces, the organization above them, and what they share."""

import time

from sandbox.clock import PracticeClock
from sandbox.delivery import Delivery
from sandbox.documents import Documents
from sandbox.events import Events
from sandbox.grants import Grants
from sandbox.misbehave import Misbehaviour
from sandbox.oauth.codes import Codes
from sandbox.rates import Rates
from sandbox.records import Json, Setting
from sandbox.settings import Settings
from sandbox.state import State
from sandbox.traffic import Traffic
from sandbox.wishes import Wishes
from sandbox.world import World


class Realm:
    """One server, one file, one clock; a World for each workspace, the first of which is `main`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.base_url = ""
        self.started = time.monotonic()
        self.documents = Documents(settings.file)
        state = State(self.documents)
        self.clock = PracticeClock(state)
        self.traffic = Traffic(settings.traffic_entries, self._tell_traffic)
        self.misbehaviour = Misbehaviour()
        self.rates = Rates(on=settings.rates, factor=settings.rate_factor)
        self.delivery = Delivery(settings, self.misbehaviour, self.traffic)
        self.events = Events(self.delivery, settings.retry_delays, self.misbehaviour)
        self.wishes = Wishes()
        self.grants = Grants(state, self.clock)
        self.codes = Codes()
        self.main = World(self, state)
        self.worlds = [self.main]
        for name in self.documents.shelves():
            self._open(name)
        self.traffic.withheld = tuple(self.main.host.get("withheld_callbacks", ()))

    def world(self, team_id: object) -> World | None:
        """The workspace of this id."""
        return next((one for one in self.worlds if one.has_id(team_id)), None)

    def chosen(self, team_id: object) -> World:
        """The workspace of this id, or the first one where none is named or known."""
        return self.world(team_id) or self.main

    def founded(self, team_id: str) -> World:
        """The workspace of this id, made now if it is not there yet; it has no team record then."""
        found = self.world(team_id)
        if found is None and not self.main.state.has_team:
            return self.main
        return found or self._open(team_id)

    @property
    def organization(self) -> Json | None:
        """Id, name and domain of the organization over the workspaces that belong to one."""
        kept = self.main.state.settings.get("organization")
        return kept.value if kept else None

    def set_organization(self, value: Json) -> None:
        self.main.state.put(Setting(id="organization", value=value))

    def of_organization(self) -> list[World]:
        return [one for one in self.worlds if one.state.has_team and one.state.team.enterprise_id]

    def commit(self) -> None:
        self.documents.commit()

    def let_go(self) -> None:
        """Answer all who wait for news, so that nobody holds up the end."""
        for world in self.worlds:
            world.streams.close()
        self.wishes.close()

    def close(self) -> None:
        self.clock.save()
        self.delivery.close()
        self.documents.close()

    def _open(self, team_id: str) -> World:
        world = World(self, State(self.documents.shelf(team_id)), team_id)
        for stamps in world.state.timeline.values():
            if stamps:
                self.clock.note_ts(stamps[-1])
        self.worlds.append(world)
        return world

    def _tell_traffic(self, line: Json) -> None:
        for world in self.worlds:
            if world.streams.watched:
                world.streams.publish({"type": "traffic", "entry": line})

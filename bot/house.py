"""The whole bot in one hand: what begins with it and what ends with it, in which order."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from slack_bolt import App
from slack_sdk import WebClient

from bot.acquaintance import sweep_everyone
from bot.door import Door
from bot.health.vitals import Vitals
from bot.settings import Settings
from bot.speakers import Speakers
from scheduler.clockwork import Clockwork
from scheduler.rounds import Rounds
from scheduler.timetable import Timetable
from services.desk import Desk
from store.store import Store


@dataclass
class House:
    """The whole bot. `start` connects it, `stop` drains it; without either it works by hand."""

    settings: Settings
    store: Store
    desk: Desk
    app: App
    speakers: Speakers
    client: WebClient
    clockwork: Clockwork
    doors: Callable[[], Sequence[Door]]
    rounds: Sequence[Rounds]
    timetable: Timetable
    stopping: threading.Event
    vitals: Vitals
    at_start: Callable[[], object]
    """What is to be put right first of what the last process left."""
    open_doors: list[Door] = field(default_factory=list, init=False)
    draining: bool = field(default=False, init=False)

    def enrol(self) -> None:
        """Ask Slack whose token this is, and serve that workspace. Raises SlackApiError."""
        self.speakers.enrol()

    def start(self) -> None:
        """Enrol, connect, and begin the rounds. Returns once Slack is connected."""
        self.enrol()
        for door in self.doors():
            self.open_doors.append(door)
            door.connect()
        sweep_everyone(self.desk)
        self.at_start()
        for one in self.rounds:
            one.start()
        self.timetable.start()

    def stop(self) -> None:
        """Hear nothing new, end what has begun, and leave the rest for the next start."""
        self.draining = True
        closing = [threading.Thread(target=door.hang_up) for door in self.open_doors]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()
        self.app.listener_runner.listener_executor.shutdown(wait=True)
        self.timetable.stop()
        self.stopping.set()
        for one in self.rounds:
            one.stop()

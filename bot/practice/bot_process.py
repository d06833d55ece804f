"""The practice workspace's bot: the same house as `baton run`, with a clock that can be moved."""

import json
import sys
import threading
import time
from datetime import datetime

from bot import logs
from bot.assemble import assemble
from bot.house import House
from bot.opening import open_store
from bot.practice import acting, people, seed, story
from bot.practice.clock import PracticeClock
from bot.practice.control import Control
from bot.practice.travel import Traveller
from bot.settings import load
from bot.stopping import asked_to_stop
from scheduler.pace import Pace
from store.store import Store


def main(arguments: list[str]) -> int:
    """Run the bot until SIGTERM. Prints its progress as JSON lines for the parent."""
    address, empty = arguments[0], "--empty" in arguments
    settings = load(env_file=None).model_copy(
        update={"baton_program_managers": (people.PROGRAM_MANAGER.email,)}
    )
    logs.configure("error", "console")
    clock = PracticeClock(Control(address))
    store = open_store(settings, clock)
    if has_met_a_real_workspace(store):
        _tell(progress="This database has met a real workspace; practice leaves it alone.")
        return 1
    house = assemble(settings, store, clock, pace=without_waiting())
    traveller = _traveller(house, clock, Control(address))
    with asked_to_stop() as asked:
        try:
            house.start()
            if not empty:
                tell_story(house, traveller, clock, asked)
            _tell(ready=True)
            threading.Thread(target=traveller.listen, daemon=True).start()
            asked.wait()
            traveller.stop()
        finally:
            house.stop()
            store.close()
    return 0


def has_met_a_real_workspace(store: Store) -> bool:
    """Practice moves clocks and makes people up: never in a database of a real workspace."""
    return any(workspace.team_id != people.TEAM_ID for workspace in store.workspaces())


def without_waiting() -> Pace:
    """No waiting between messages: here a week passes in a moment, and nobody counts calls."""
    return Pace(time.monotonic, lambda _: None)


def tell_story(
    house: House, traveller: Traveller, clock: PracticeClock, asked: threading.Event
) -> None:
    """Let the story happen, up to the morning practice begins; one cut short goes on."""
    if clock() >= story.OPENS_AT:
        return
    house.clockwork.settle()  # everyone is known, and the program manager is named
    acts = seed.acts()
    for number, act in enumerate(acts, start=1):
        if asked.is_set():
            return
        if act.at > clock() - acting.PAUSE:  # done twice is done once
            _tell(progress=f"  {act.at:%d %b}  {number} of {len(acts)}: {act.name}")
            _go_to(traveller, clock, act.at)
            act.do(house.desk)
    _go_to(traveller, clock, story.OPENS_AT)


def _go_to(traveller: Traveller, clock: PracticeClock, moment: datetime) -> None:
    if clock() < moment:
        traveller.go(moment)


def _traveller(house: House, clock: PracticeClock, control: Control) -> Traveller:
    return Traveller(
        control,
        clock,
        zone=people.PROGRAM_MANAGER.zone,
        next_due=house.clockwork.next_due,
        settle=lambda: house.clockwork.settle().deliveries,
    )


def _tell(**told: object) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The practice workspace's bot: the same house as `baton run`, with a clock that can be moved."""

import json
import signal
import sys
import threading
from datetime import datetime

from bot import logs
from bot.assemble import House, assemble
from bot.opening import open_store
from bot.practice import people, seed, story
from bot.practice.clock import PracticeClock
from bot.practice.control import Control
from bot.practice.travel import Traveller
from bot.settings import load
from store.store import Store


class RealWorkspace(Exception):
    """The database has met a workspace that is not this practice workspace."""


def main(arguments: list[str]) -> int:
    """Run the bot until SIGTERM. Prints its progress as JSON lines for the parent."""
    address, empty = arguments[0], "--empty" in arguments
    settings = load(env_file=None).model_copy(
        update={"baton_program_managers": (people.PROGRAM_MANAGER.email,)}
    )
    logs.configure("error", "console")
    clock = PracticeClock(Control(address))
    store = open_store(settings, clock)
    refuse_a_real_database(store)
    house = assemble(settings, store, clock)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    house.start()
    traveller = _traveller(house, clock, Control(address))
    try:
        if not empty:
            tell_story(house, traveller, clock)
        _tell(ready=True)
        threading.Thread(target=traveller.listen, daemon=True).start()
        ended.wait()
        traveller.stop()
    finally:
        house.stop()
        store.close()
    return 0


def refuse_a_real_database(store: Store) -> None:
    """Practice moves clocks and makes people up: never in a database of a real workspace."""
    if any(workspace.team_id != people.TEAM_ID for workspace in store.workspaces()):
        raise RealWorkspace


def tell_story(house: House, traveller: Traveller, clock: PracticeClock) -> None:
    """Let the story happen, from its first day to the morning practice begins."""
    if seed.is_told(house.desk):
        return
    house.clockwork.settle()  # everyone is known, and the program manager is named
    acts = seed.acts()
    for number, act in enumerate(acts, start=1):
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

"""What waits, what is in doubt, what did not arrive, and how fast Slack lets us go."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.doctor.check import Check, fine, look
from bot.doctor.spans import span
from bot.settings import Settings
from program.clock import Clock
from program.delivery import DeliveryState
from program.speed import A_MINUTE, Lane, Speed
from services.desk import Desk
from services.undelivered import overview
from store.pace import speeds
from store.store import Store

LATE = timedelta(minutes=15)
SLOW = 0.5
"""Part of the ceiling below which a lane deserves a line."""
_A_WINDOW = timedelta(seconds=2)


def queue(store: Store, clock: Clock) -> list[Check]:
    """The queues of all workspaces together."""
    desk = Desk(store, clock)
    seen = []
    for workspace in desk.workspaces():
        with desk.open_look_in(workspace.id) as work:
            seen.append(overview(work))
    since = [moment for one in seen for moment in one.oldest_due.values()]
    waits = clock() - min(since) if since else timedelta()
    checks = [
        *_late(waits),
        *_count(
            sum(one.doubtful for one in seen),
            "message may have arrived or not",
            "Look at each in Slack, then say so: `baton deliveries`.",
        ),
        *_count(
            sum(sum(one.failed.values()) for one in seen),
            "message did not arrive and will not",
            "`baton deliveries` says which and why.",
        ),
        *_count(
            sum(one.given_up for one in seen),
            "piece of long work was given up",
            "`baton deliveries` says which; the log says why.",
        ),
    ]
    due = sum(one.in_state(DeliveryState.DUE) for one in seen)
    return checks or [fine("queue", f"{due} deliveries wait; none is late or in doubt.")]


def rates(store: Store, settings: Settings, clock: Clock) -> list[Check]:
    """Lanes that Slack slowed down or paused; their moments are of the machine's own clock."""
    found: list[Check] = []
    for workspace in store.workspaces():
        with store.look(workspace.id) as session:
            found += _slow(workspace.name, speeds(session), settings, clock)
    return found or [fine("rates", "Slack slows down nothing.")]


def _slow(
    name: str, kept: Mapping[Lane, Speed], settings: Settings, clock: Clock
) -> Iterator[Check]:
    for lane, speed in kept.items():
        minutely = A_MINUTE.get(lane, settings.baton_messages_a_second * 60)
        ceiling = minutely / 60
        if speed.is_paused(clock()):
            until = f"{speed.paused_until:%H:%M:%S}"
            do = "Nothing: it goes on by itself. If it comes back, lower BATON_MESSAGES_A_SECOND."
            yield look("rates", f"{name}: Slack asked for a pause of {lane} until {until} UTC.", do)
        elif speed.right_for(clock(), ceiling, _A_WINDOW).a_second < SLOW * ceiling:
            do = "Nothing: it wins its speed back. If it stays, lower BATON_MESSAGES_A_SECOND."
            yield look("rates", f"{name}: {lane} goes slowly, since Slack found it too fast.", do)


def _late(waits: timedelta) -> Iterator[Check]:
    if waits > LATE:
        do = "See whether the bot runs (`baton ready`) and what its log says."
        yield look("queue", f"The oldest delivery that is due waits for {span(waits)}.", do)


def _count(number: int, what: str, do: str) -> Iterator[Check]:
    if number:
        more = f" There are {number} of them." if number > 1 else ""
        yield look("queue", f"A {what}.{more}", do)

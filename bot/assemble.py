"""The one place that puts the parts together: store, desk, features, couriers and the line."""

import threading
import time
from collections.abc import Callable, Sequence

from slack_sdk import WebClient
from starlette.routing import Route

from bot.acquaintance import acquaint, sweep, sweep_everyone
from bot.connections import bolt, client_for, speak_on
from bot.doors import doors
from bot.erasing import erase, erase_left, list_erased
from bot.health.vitals import Vitals
from bot.house import House
from bot.installing.flow import Installing, Welcome
from bot.installing.speakers import InstalledSpeakers
from bot.installing.welcome import welcome
from bot.listening import answer_when_done
from bot.matching_tasks import run as find_pairs
from bot.parts import FEATURES, PLANS
from bot.pulse_heard_task import send_heard
from bot.pulse_opening_task import open_planned
from bot.pulse_tasks import close as close_pulse
from bot.pulse_tasks import sweep as sweep_pulses
from bot.release_tasks import carry
from bot.roster_tasks import apply, check
from bot.settings import Settings
from bot.speakers import OneToken, Speakers
from bot.web.install import install_routes
from documents.shelf import Shelf
from handlers.door import open_door
from handlers.feature import Feature
from handlers.heard import Heard
from handlers.untraced import Untold
from program.clock import Clock
from scheduler.clockwork import Clockwork
from scheduler.courier import Courier
from scheduler.kinds import Kinds
from scheduler.pace import Pace
from scheduler.planner import Planner
from scheduler.rounds import Rounds
from scheduler.timetable import Timetable
from scheduler.worker import Worker
from services.desk import Desk
from store.anchors import anchor
from store.retention import forget
from store.session import Queue
from store.store import Store

SENDERS = 8
"""Calls of one workspace that are under way at a time: an answer may take longer than a moment."""


def assemble(
    settings: Settings,
    store: Store,
    clock: Clock,
    *,
    client_factory: Callable[[Settings], WebClient] = client_for,
    features: Sequence[Feature] = FEATURES,
    pace: Pace | None = None,
    http: bool = False,
    in_real_time: bool = False,
) -> House:
    """Put the bot together. Nothing is connected and no thread begins before `start`.

    Slack's limits are kept `in_real_time` only: not where time is moved by hand.
    """
    client = client_factory(settings)
    speakers: Speakers = (InstalledSpeakers if settings.installs_by_link else OneToken)(
        settings, store, client_factory
    )
    shelf = Shelf(settings.shelf_folder)
    desk = Desk(store, clock, acquaint(speakers.client), shelf, speakers.still_in)
    app = bolt(client, speakers.authorize)
    speak_on(app, speakers.outlasting)
    answer_when_done(app, Heard(desk))
    door = open_door(app, desk, features)
    stopping = threading.Event()
    vitals = Vitals()
    a_second = settings.baton_messages_a_second if in_real_time else None
    pace = pace or Pace(time.time, stopping.wait, a_second)
    welcomed = welcome(desk, pace.wake)
    pages = _install_pages(settings, store, client_factory, welcomed)
    messages = Kinds(door.messages)
    courier = Courier(desk, messages, speakers.call, pace, vitals, senders=SENDERS)
    sweeping = sweep(speakers.client, settings.baton_program_managers)
    rosters, erasing = (check(speakers.client), apply()), erase(settings.keys_folder)
    pulses = (open_planned(), close_pulse(store), send_heard())
    kinds = Kinds([sweeping, *rosters, erasing, find_pairs(), carry(), *pulses])
    worker = Worker(desk, kinds, vitals)
    planner = Planner(desk, PLANS, vitals)
    delivering = Rounds("courier", courier.look_round, courier.finish_up)
    working = Rounds("worker", worker.look_round, worker.finish_up)
    store.on_commit(Queue.DELIVERIES, delivering.wake)
    store.on_commit(Queue.TASKS, working.wake)
    return House(
        settings=settings,
        store=store,
        desk=desk,
        app=app,
        speakers=speakers,
        client=client,
        clockwork=Clockwork(desk, planner, courier, worker, sleep=stopping.wait),
        doors=lambda: doors(settings, app, http=http, answered=vitals.answered, pages=pages),
        rounds=(delivering, working),
        timetable=_timetable(settings, store, desk, planner, speakers, untold=door.untold),
        stopping=stopping,
        vitals=vitals,
        at_start=lambda: sweep_pulses(store, desk, at_start=True),
    )


def _install_pages(
    settings: Settings, store: Store, make: Callable[[Settings], WebClient], welcomed: Welcome
) -> Sequence[Route]:
    if not settings.installs_by_link:
        return ()
    return install_routes(settings, Installing(settings, store, make, welcomed))


def _timetable(
    settings: Settings,
    store: Store,
    desk: Desk,
    planner: Planner,
    speakers: Speakers,
    *,
    untold: Untold,
) -> Timetable:
    jobs = {
        "plan": planner.tick,
        "anchor": lambda: _every_night(store, settings),
        "sweep": lambda: sweep_everyone(desk),
        "tokens": speakers.keep_fresh,
        "untold": untold.tell,
        "pulses": lambda: sweep_pulses(store, desk),
    }
    return Timetable(jobs, finish_up=planner.finish_up)


def _every_night(store: Store, settings: Settings) -> None:
    """Write down how each audit log ends, then let go of what has been kept long enough."""
    for workspace in store.workspaces():
        with store.look(workspace.id) as session:
            anchor(session, settings.keys_folder)
    list_erased(store, settings.keys_folder)
    forget(store)
    erase_left(store, settings.keys_folder)

"""The one place that puts the parts together: store, desk, features, couriers and the line."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.acquaintance import SWEEP, acquaint, sweep
from bot.connections import Line, app_id_in, bolt, client_for
from bot.roster_tasks import apply, check
from bot.settings import Settings
from documents.shelf import Shelf
from handlers import (
    check_ins,
    cohorts,
    conduct,
    governance,
    mentors,
    my_data,
    nominations,
    pairings,
    people,
    reports,
    requests,
    rosters,
    shelf,
)
from handlers.door import open_door
from handlers.feature import Feature
from program.clock import Clock
from scheduler.clockwork import Clockwork
from scheduler.courier import Courier
from scheduler.kinds import Kinds
from scheduler.pace import Pace
from scheduler.planner import Plan, Planner
from scheduler.rounds import Rounds
from scheduler.slack import calls
from scheduler.timetable import Timetable
from scheduler.worker import Worker
from services import (
    cohort_news,
    conduct_text,
    drafts,
    leaving,
    mentor_invitations,
    nomination_rhythm,
    pairing_plan,
    pauses,
    report_figures,
    report_round,
    request_watch,
    rhythm_nudges,
    roster_import,
    succession,
)
from services.desk import Desk
from store.anchors import anchor
from store.retention import forget
from store.session import Queue
from store.store import Store
from store.workspaces import Workspace

FEATURES: tuple[Feature, ...] = (
    nominations.FEATURE,
    mentors.FEATURE,
    pairings.FEATURE,
    conduct.FEATURE,
    check_ins.FEATURE,
    requests.FEATURE,
    reports.FEATURE,
    cohorts.FEATURE,
    shelf.FEATURE,
    rosters.FEATURE,
    people.FEATURE,
    my_data.FEATURE,
    governance.FEATURE,
)
"""Every feature, in the order in which the launcher shows its words."""

PLANS: tuple[Plan, ...] = (
    Plan("drafts.expire", drafts.next_expiry, drafts.drop_expired),
    Plan("rosters.expire", roster_import.next_expiry, roster_import.expire),
    Plan("nominations.time", nomination_rhythm.next_due, nomination_rhythm.run),
    Plan("conduct.version", conduct_text.next_version, conduct_text.ask_about_version),
    Plan("pairings.time", pairing_plan.next_due, pairing_plan.run),
    Plan("mentors.invitations", mentor_invitations.next_due, mentor_invitations.keep_time),
    Plan("cohorts.openings", cohort_news.next_opening, cohort_news.tell_of_openings),
    Plan("governance.succession", succession.next_vacancy, leaving.hand_on),
    Plan("pauses.resume", pauses.next_resumption, pauses.resume_due),
    Plan("requests.watch", request_watch.next_watch, request_watch.watch_due),
    Plan("reports.count", report_figures.next_count, report_figures.count_due),
    Plan("reports.digests", report_round.next_due, report_round.run),
    Plan("check_ins.asks", rhythm_nudges.next_end_of_ask, rhythm_nudges.end_asks),
    Plan("check_ins.remind", rhythm_nudges.next_due, rhythm_nudges.remind),
)


@dataclass
class House:
    """The whole bot. `start` connects it, `stop` drains it; without either it works by hand."""

    settings: Settings
    store: Store
    desk: Desk
    app: App
    client: WebClient
    clockwork: Clockwork
    line: Callable[[], Line]
    rounds: Sequence[Rounds]
    timetable: Timetable
    stopping: threading.Event
    _line: Line | None = field(default=None, init=False)

    def enrol(self) -> Workspace:
        """Ask Slack whose token this is, and serve that workspace. Raises SlackApiError."""
        found = self.client.auth_test()
        return self.store.enrol(
            team_id=found["team_id"],
            enterprise_id=found.get("enterprise_id"),
            name=found["team"],
            app_id=found.get("app_id") or app_id_in(self.settings.app_token),
            bot_user_id=found["user_id"],
        )

    def start(self) -> None:
        """Enrol, connect, and begin the rounds. Returns once Slack is connected."""
        self.enrol()
        self._line = self.line()
        self._line.connect()
        sweep_everyone(self.desk)
        for one in self.rounds:
            one.start()
        self.timetable.start()

    def stop(self) -> None:
        """Hear nothing new, end what has begun, and leave the rest for the next start."""
        if self._line is not None:
            self._line.hang_up()
        self.app.listener_runner.listener_executor.shutdown(wait=True)
        self.timetable.stop()
        self.stopping.set()
        for one in self.rounds:
            one.stop()


def sweep_everyone(desk: Desk) -> None:
    """Queue a look at everyone Slack lists, in every workspace."""
    for workspace in desk.workspaces():
        with desk.open_work_in(workspace.id) as work:
            work.start_task(SWEEP, ids={}, key=f"{SWEEP}:{work.now:%Y-%m-%dT%H:%M}")


def assemble(
    settings: Settings,
    store: Store,
    clock: Clock,
    *,
    client_factory: Callable[[Settings], WebClient] = client_for,
    features: Sequence[Feature] = FEATURES,
    pace: Pace | None = None,
) -> House:
    """Put the bot together. Nothing is connected and no thread begins before `start`."""
    client = client_factory(settings)
    desk = Desk(store, clock, acquaint(client), Shelf(settings.shelf_folder))
    app = bolt(client, _authorize(settings, store))
    door = open_door(app, desk, features)
    stopping = threading.Event()
    pace = pace or Pace(time.monotonic, stopping.wait)
    call = calls(client)
    courier = Courier(desk, Kinds(door.messages), lambda _: call, pace)
    anew = partial(client_factory, settings)
    kinds = Kinds([sweep(anew, settings.baton_program_managers), check(anew), apply()])
    worker = Worker(desk, kinds)
    planner = Planner(desk, PLANS)
    delivering = Rounds("courier", courier.deliver_due, courier.finish_up)
    working = Rounds("worker", worker.work_due, worker.finish_up)
    store.on_commit(Queue.DELIVERIES, delivering.wake)
    store.on_commit(Queue.TASKS, working.wake)
    jobs = {
        "plan": planner.plan,
        "anchor": lambda: _every_night(store, settings),
        "sweep": lambda: sweep_everyone(desk),
    }
    return House(
        settings=settings,
        store=store,
        desk=desk,
        app=app,
        client=client,
        clockwork=Clockwork(desk, planner, courier, worker, sleep=stopping.wait),
        line=lambda: Line(app, settings),
        rounds=(delivering, working),
        timetable=Timetable(jobs),
        stopping=stopping,
    )


def _authorize(settings: Settings, store: Store) -> Callable[..., AuthorizeResult]:
    """One workspace, one token: who we are was asked once, at the start."""

    def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        workspace = store.workspace_of(team_id or "", enterprise_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=settings.bot_token,
            bot_user_id=workspace.bot_user_id if workspace else None,
        )

    return authorize


def _every_night(store: Store, settings: Settings) -> None:
    """Write down how each audit log ends, then let go of what has been kept long enough."""
    for workspace in store.workspaces():
        with store.look(workspace.id) as session:
            anchor(session, settings.keys_folder)
    forget(store)

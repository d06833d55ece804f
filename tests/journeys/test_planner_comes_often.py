"""However often the planner comes, and in however many processes, everybody hears a thing once."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.parts import PLANS
from program.actor import Role
from program.cohort import CohortPlan
from program.pairing import Pairing
from services import pauses
from services.desk import Desk
from store.delivery_tables import DeliveryRow
from store.keys import Keyring
from store.people import by_slack_user
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    EVERYONE,
    LIAISON,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.check_ins import FORM, log
from tests.kit.clock import START, FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.mentors import invite, offer_to_mentor
from tests.kit.nominations import PLAN, crowd, nominate, open_cohort, put_forward
from tests.kit.pairings import accepted_mentee, end, propose
from tests.kit.requests import ask, running_pair
from tests.kit.trail import audit_entries

FIVE_WEEKS = timedelta(days=35)
OVER_THE_LEAP_DAY = datetime(2028, 2, 21, 10, 0, tzinfo=UTC)
"""A Monday as well; in between lie the 29 February and the change of clocks in both continents."""
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Heard:
    """How many messages of each kind each of them got, and what was noted how often."""

    told: Counter[tuple[str, str]]
    noted: Counter[str]


def live(stage: Stage, clock: FrozenClock) -> None:
    """Something of everything that waits for the clock."""
    today = clock.now.date()
    cohort = open_cohort(stage, _soon(today))
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    stage.give(LIAISON, Role.PROGRAM_MANAGER, cohort.program.id)
    first, second, third, fourth = crowd(stage, 4)
    accepted_mentee(stage, cohort)
    offer_to_mentor(stage, cohort, MENTOR, places=5, hours=20)
    propose(stage, cohort)  # nobody answers
    invite(stage, cohort, COLLEAGUE)  # nor this
    put_forward(stage, SPONSOR, first, cohort)  # nor this
    nominate(stage, second, cohort)  # nobody decides
    silent = running_pair(stage, MENTOR, third, cohort)
    log(stage, silent, replace(FORM, met_on=today), by=third)  # nobody confirms
    asked = running_pair(stage, MENTOR, fourth, cohort)
    ask(stage, fourth, asked)  # nobody looks at it
    resting = running_pair(stage, SPONSOR, COLLEAGUE, cohort)
    with stage.desk.open_work(stage.caller(COLLEAGUE)) as work:
        pauses.pause(work, resting.id, today + timedelta(days=21))
    ending: Pairing = running_pair(stage, SPONSOR, second, cohort)
    end(stage, ending, by=PROGRAM_MANAGER, days=9)


def _soon(today: date) -> CohortPlan:
    """Nominations close on Friday, and it starts the Monday after."""
    return replace(
        PLAN,
        nominations_close=today + timedelta(days=4),
        starts=today + timedelta(days=7),
        ends=today + timedelta(days=300),
    )


def plan(desks: tuple[Desk, ...], workspace_id: str, clock: FrozenClock, times: int) -> None:
    """Go from one due moment to the next; at each, every process plans so many times."""
    until = clock.now + FIVE_WEEKS
    while True:
        with desks[0].open_look_in(workspace_id) as look:
            due = [one.next_due(look) for one in PLANS]
        coming = min(one for one in due if one is not None)
        if coming > until:
            return
        clock.set(coming if coming > clock.now else clock.now + A_MINUTE)
        for desk in desks * times:
            for one in PLANS:
                with desk.open_look_in(workspace_id) as look:
                    moment = one.next_due(look)
                if moment is not None and moment <= clock.now:
                    with desk.open_work_in(workspace_id) as work:
                        one.run(work)


def heard(
    files: SqliteFiles,
    home: Path,
    keys: Keyring,
    *,
    processes: int = 1,
    times: int = 1,
    start: datetime = START,
) -> Heard:
    """The same five weeks, planned by so many processes, so many times at each moment."""
    clock = FrozenClock(start)
    url = files.fresh(home)
    stores = [Store.open(url, keys, clock, durable=False) for _ in range(processes)]
    try:
        desks = tuple(Desk(store, clock) for store in stores)
        stage = set_stage(stores[0], desks[0])
        live(stage, clock)
        plan(desks, stage.workspace_id, clock, times)
        return _counted(stage)
    finally:
        for store in stores:
            store.close()


def _counted(stage: Stage) -> Heard:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        known = [by_slack_user(look.session, one.slack_user) for one in EVERYONE]
        names = {one.id: one.slack_user for one in known if one is not None}
        rows = look.session.scalars(select(DeliveryRow)).all()
        told = Counter((one.kind, names.get(one.recipient or "", "crowd")) for one in rows)
    return Heard(told, Counter(one.entry for one in audit_entries(stage)))


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("processes", "times"), [(1, 2), (2, 1)])
def test_nobody_hears_anything_twice(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, processes: int, times: int
) -> None:
    once = heard(sqlite_files, tmp_path / "once", keys)
    often = heard(sqlite_files, tmp_path / "often", keys, processes=processes, times=times)
    assert often.told == once.told
    assert often.noted == once.noted
    kinds = {kind for kind, _ in once.told}
    assert kinds >= {
        "check_ins.confirm_ask",
        "check_ins.overdue",
        "mentors.invite_reminder",
        "nominations.consent_ask",
        "nominations.waiting",
        "pairings.ended",
        "pairings.mentor_reminder",
        "reports.pm_digest",
        "reports.sponsor_digest",
        "requests.due_soon",
        "requests.passed_on",
        "requests.resume_soon",
        "requests.resumed",
    }


@pytest.mark.timeout(300)
def test_the_29_february_and_a_change_of_clocks_bring_the_same_messages(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring
) -> None:
    usual = heard(sqlite_files, tmp_path / "usual", keys)
    over = heard(sqlite_files, tmp_path / "over", keys, start=OVER_THE_LEAP_DAY)
    assert over == usual

"""The planner over 100,000 rhythms: a look with nothing due, and everything due at once."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks.figures import Figure, measured, median, report
from bot.parts import PLANS
from program.actor import Standing
from program.cohort import Cohort, CohortPlan
from program.pairing import PairingKind, PairingState
from program.person import SlackPerson
from scheduler.planner import Planner
from services import cohorts, governance, people
from services.desk import Caller, Desk, Work
from services.rhythm_nudges import OVERDUE
from store import migrate
from store.base import new_id
from store.check_in_tables import RhythmRow
from store.delivery_tables import DeliveryRow
from store.keys import Keyring
from store.pairing_tables import PairingRow
from store.people import PersonRow
from store.session import StoreSession
from store.store import Store

TEAM, MANAGER = "T0BENCH", "U0BENCHPM"
MANY, FEW = 100_000, 10_000
LOOKS = 60
A_BATCH = 5_000
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""A Tuesday morning in the middle of the cohort."""
BEGAN = NOW - timedelta(days=60)
MENTEES_EACH = 4


def measure() -> Sequence[Figure]:
    """The same company, once with 10,000 and once with 100,000 pairings that run."""
    few_due, _ = _measured(FEW)
    many_due, quiet = _measured(MANY)
    asking = _asking_once()
    return [
        measured(
            "a look of all plans over 100,000 rhythms, nothing due, median",
            median(quiet) * 1000,
            "ms",
            reference=asking * 1000,
            at_most=50,
        ),
        measured(
            "100,000 rhythms, all due: until every reminder is queued",
            many_due,
            "s",
            reference=few_due,
            at_most=12,
            judged="ratio",
        ),
    ]


def _measured(count: int) -> tuple[float, list[float]]:
    """Seconds until everything due is queued, and of each look after that."""
    with _company(count) as (desk, workspace_id):
        planner = Planner(desk, PLANS)
        began = time.perf_counter()
        while planner.plan():
            pass
        took = time.perf_counter() - began
        with desk.open_look_in(workspace_id) as look:
            reminders = select(func.count()).where(DeliveryRow.kind == OVERDUE)
            queued = look.session.scalar(reminders)
        if queued != count:
            raise RuntimeError(f"{queued} reminders were queued for {count} pairings")
        return took, [_timed(planner) for _ in range(LOOKS)]


def _timed(planner: Planner) -> float:
    began = time.perf_counter()
    if planner.plan():
        raise RuntimeError("something was due after all")
    return time.perf_counter() - began


def _asking_once() -> float:
    """The reference: the same look over a company without a pairing."""
    with _company(0) as (desk, _):
        planner = Planner(desk, PLANS)
        while planner.plan():
            pass
        return median([_timed(planner) for _ in range(LOOKS)])


@contextmanager
def _company(count: int) -> Iterator[tuple[Desk, str]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        migrate.upgrade(url)
        moment = [BEGAN - timedelta(days=10)]
        store = Store.open(url, Keyring.create(Path(folder) / "keys"), lambda: moment[0])
        workspace = store.enrol(
            team_id=TEAM, enterprise_id=None, name="Bench", app_id="A0", bot_user_id="U0BOT"
        )
        desk = Desk(store, lambda: moment[0])
        cohort = _cohort(desk, workspace.id)
        moment[0] = NOW
        for begin in range(0, count, A_BATCH):
            with desk.open_work_in(workspace.id) as work:
                _pair(work, cohort, range(begin, min(begin + A_BATCH, count)))
        try:
            yield desk, workspace.id
        finally:
            store.close()


def _cohort(desk: Desk, workspace_id: str) -> Cohort:
    manager = SlackPerson(MANAGER, TEAM, "Pat", zone="Europe/London", email="pat@bench.example")
    with desk.open_work_in(workspace_id) as work:
        people.keep(work, [manager])
        governance.name_first(work, ["pat@bench.example"])
    plan = CohortPlan(
        program="Bench",
        name="First",
        nominations_close=(BEGAN - timedelta(days=5)).date(),
        starts=BEGAN.date(),
        ends=(NOW + timedelta(days=300)).date(),
        competencies=("Strategic thinking", "Influence"),
        criteria=("Has led across teams",),
    )
    with desk.open_work(Caller(team=TEAM, slack_user=MANAGER)) as work:
        return cohorts.create_program(work, plan)


def _pair(work: Work, cohort: Cohort, numbers: range) -> None:
    """Pairings that began two months ago and never met, written past the services for speed."""
    mentees = [new_id() for _ in numbers]
    mentors = [new_id() for _ in range(0, len(numbers), MENTEES_EACH)]
    session = work.session
    session.insert_rows(PersonRow, [_person(one) for one in (*mentees, *mentors)])
    pairs = [
        _pairing(session, cohort, mentors[number // MENTEES_EACH], mentee)
        for number, mentee in enumerate(mentees)
    ]
    session.insert_rows(PairingRow, pairs)
    first = [{"id": new_id(), "pairing_id": one["id"], "pairing_version": 0} for one in pairs]
    session.insert_rows(RhythmRow, [{**one, "look_at": NOW} for one in first])


def _person(person_id: str) -> dict[str, Any]:
    return {
        "id": person_id,
        "slack_user": f"U{person_id}",
        "name": "Member",
        "title": "",
        "zone": "Europe/London",
        "standing": Standing.MEMBER.value,
        "deactivated": False,
    }


def _pairing(session: StoreSession, cohort: Cohort, mentor: str, mentee: str) -> dict[str, Any]:
    row = PairingRow(id=new_id(), workspace_id=session.workspace_id)
    session.seal(row, "why", "They want to grow where the other is strong.")
    return {
        "id": row.id,
        "cohort_id": cohort.id,
        "mentor_id": mentor,
        "mentee_id": mentee,
        "kind": PairingKind.ADVISORY.value,
        "state": PairingState.ACTIVE.value,
        "state_since": BEGAN,
        "version": 3,
        "asked_at": BEGAN,
        "asked_by": mentor,
        "answer_by": BEGAN.date(),
        "why": row.why,
        "started_on": BEGAN.date(),
    }


if __name__ == "__main__":
    report("planner", measure)

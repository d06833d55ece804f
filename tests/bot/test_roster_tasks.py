"""The long work of the roster: taken up again after a crash, given up politely, felt by pairs."""

import pytest
from slack_sdk import WebClient

from bot import roster_tasks
from program.pairing import Flag, PairingState
from program.roster_import import ImportState
from program.task import Task, TaskState
from scheduler.kinds import Kinds
from scheduler.worker import MOST_ATTEMPTS, Worker
from services import roster_applying, roster_import
from services.desk import Desk
from store import pairings
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.pairings import accept, accept_conduct, propose, ready_cohort
from tests.kit.rosters import PEOPLE, csv_of, imported, roster_of
from tests.kit.trail import deliveries_of


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock) -> Stage:
    return cast.set_stage(sqlite_store, Desk(sqlite_store, clock))


def nowhere(_: str) -> WebClient:
    """A client of a Slack that does not answer."""
    return WebClient(token="xoxb", base_url="http://127.0.0.1:9/api/", timeout=1, retry_handlers=[])


def asked(stage: Stage) -> str:
    with stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work:
        return roster_import.ask(work, slack_file="F0ROSTER").id


def state_of(stage: Stage, import_id: str) -> tuple[ImportState, str | None]:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = roster_import.of_id(look, import_id)
    return found.state, found.reason


def worked(stage: Stage, clock: FrozenClock, *, rounds: int) -> None:
    """The worker does its rounds, hours apart."""
    worker = Worker(stage.desk, Kinds([roster_tasks.check(nowhere), roster_tasks.apply()]))
    for _ in range(rounds):
        worker.work_due()
        clock.move(hours=2)


def test_a_file_slack_never_hands_over_is_given_up_and_told(
    stage: Stage, clock: FrozenClock
) -> None:
    import_id = asked(stage)

    worked(stage, clock, rounds=MOST_ATTEMPTS)

    assert state_of(stage, import_id) == (ImportState.REFUSED, "not_fetched")
    assert len(deliveries_of(stage, "rosters.refused")) == 1


def test_a_yes_that_was_written_before_a_crash_is_ended_by_the_next_worker(
    stage: Stage, clock: FrozenClock
) -> None:
    import_id = asked(stage)
    content = csv_of(*PEOPLE)
    roster_tasks.check_one(stage.desk, stage.workspace_id, import_id, "people.csv", content)
    with stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work:
        roster_applying.ask_to_apply(work, import_id)
    roster_tasks.apply_one(stage.desk, stage.workspace_id, import_id)
    assert roster_of(stage)["Mia Moreau"].person_id is None

    worked(stage, clock, rounds=3)

    assert state_of(stage, import_id) == (ImportState.IMPORTED, None)
    assert roster_of(stage)["Mia Moreau"].person_id == stage.person_id(cast.MENTEE)
    assert len(roster_of(stage)) == len(PEOPLE)
    assert len(deliveries_of(stage, "rosters.imported")) == 1


def test_a_check_taken_up_twice_tells_once(stage: Stage) -> None:
    import_id = asked(stage)
    content = csv_of(*PEOPLE)
    for _ in range(2):
        roster_tasks.check_one(stage.desk, stage.workspace_id, import_id, "people.csv", content)

    assert len(deliveries_of(stage, "rosters.checked")) == 1


def test_a_yes_given_up_says_that_nothing_was_written(stage: Stage) -> None:
    import_id = asked(stage)
    task = Task(
        id="t",
        workspace_id=stage.workspace_id,
        kind=roster_applying.APPLY,
        ids={"import": import_id},
        key="k",
        state=TaskState.RUNNING,
        queued_at=stage.desk.now(),
    )
    kind = roster_tasks.apply()
    assert kind.gave_up is not None
    with stage.desk.open_work_in(stage.workspace_id) as work:
        kind.gave_up(work, task)

    assert state_of(stage, import_id) == (ImportState.REFUSED, "not_applied")


def test_an_import_that_makes_one_the_others_superior_withdraws_what_was_proposed(
    stage: Stage,
) -> None:
    pairing = propose(stage, ready_cohort(stage))

    imported(stage, *PEOPLE)

    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = pairings.pairing(look.session, pairing.id)
    assert found is not None
    assert found.state is PairingState.WITHDRAWN


def test_an_import_that_makes_one_the_others_superior_marks_what_runs(stage: Stage) -> None:
    pairing = accept(stage, propose(stage, ready_cohort(stage)))
    accept_conduct(stage)

    imported(stage, *PEOPLE)

    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = pairings.pairing(look.session, pairing.id)
    assert found is not None
    assert found.flag is Flag.IN_ONE_LINE

"""A copy into another database: every row the same on both sides, or nothing at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text, update

from program.pulse.survey import SurveyState
from services.desk import Desk
from store import audit_check
from store.comparing import same
from store.copying import copy
from store.delivery_tables import DeliveryRow
from store.engine import address
from store.in_use import hold
from store.keys import Keyring
from store.pairing_tables import PairingRow
from store.pulse import closing
from store.pulse.vault import Vault
from store.request_tables import RequestVoiceRow
from store.store import Store
from store.tables import TABLES
from store.troubles import KeyTrouble, StoreTrouble
from tests.kit.cast import LIAISON, MENTEE, SPONSOR, Stage, set_stage
from tests.kit.check_ins import log
from tests.kit.clock import FrozenClock
from tests.kit.databases import PostgresServer, SqliteFiles
from tests.kit.nominations import another_cohort, crowd, nominate, open_cohort
from tests.kit.pulse_closed import NO_ROWS, answered, close, of, standing
from tests.kit.requests import SECRET, ask, running_pair


@dataclass(frozen=True)
class Move:
    """From one database that is in use to another, empty one."""

    source: Store
    source_url: str
    target_url: str
    stage: Stage
    clock: FrozenClock

    def arrived(self) -> Store:
        """The target as a bot opens it."""
        return Store.open(self.target_url, self.source.keys, self.source.clock, durable=False)


@pytest.fixture(params=["to PostgreSQL", "home again"])
def move(
    request: pytest.FixtureRequest,
    sqlite_files: SqliteFiles,
    tmp_path: Path,
    keys: Keyring,
    clock: FrozenClock,
) -> Iterator[Move]:
    vault: Vault = request.getfixturevalue("vault")
    server: PostgresServer = request.getfixturevalue("postgres")
    if request.param == "to PostgreSQL":
        source, target = sqlite_files.fresh(tmp_path / "data"), server.empty()
        made = target
    else:
        (tmp_path / "home").mkdir()
        source, target = server.fresh(), f"sqlite:///{tmp_path / 'home' / 'baton.db'}"
        made = source
    store = Store.open(source, keys, clock, vault=vault, durable=False)
    stage = set_stage(store, Desk(store, clock))
    live(stage)
    yield Move(store, source, target, stage, clock)
    store.close()
    server.drop(made)


def live(stage: Stage) -> None:
    """Something in many tables: nominations, a pairing with a meeting and a request, a proposal."""
    cohort = open_cohort(stage)
    for account in crowd(stage, 3):
        nominate(stage, account, cohort)
    pairing = running_pair(stage, cohort=cohort)
    log(stage, pairing)
    ask(stage, MENTEE, pairing)
    other = running_pair(stage, SPONSOR, LIAISON, another_cohort(stage, cohort))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        first, second = sorted([pairing.id, other.id])
        refers = update(PairingRow).where(PairingRow.id == first).values(instead_of=second)
        work.session.execute(refers)


def spoil(url: str, statement: str) -> None:
    engine = create_engine(address(url))
    with engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount > 0
    engine.dispose()


def test_every_row_arrives_and_is_the_same(move: Move, keys: Keyring) -> None:
    done = copy(move.source_url, move.target_url, keys).tables
    assert done["person"][0] >= 9
    assert {name for name, (rows, _) in done.items() if rows} >= {
        "audit_entry", "check_in", "delivery", "delivery_about", "nomination", "pairing", "request",
    }  # fmt: skip
    assert set(done) == set(TABLES.tables)


def test_what_was_sealed_can_be_read_and_the_audit_log_is_whole(move: Move, keys: Keyring) -> None:
    copy(move.source_url, move.target_url, keys)
    arrived = move.arrived()
    assert audit_check.verify(arrived) == []
    with arrived.look(move.stage.workspace_id) as session:
        voice = session.scalars(select(RequestVoiceRow)).one()
        assert SECRET in (session.unseal(voice, "words") or "")
    arrived.close()


def test_nothing_waits_or_is_sent_twice_that_was_not_due_before(move: Move, keys: Keyring) -> None:
    with move.source.look(move.stage.workspace_id) as session:
        before = [(one.key, one.state) for one in session.query(DeliveryRow).order_by("key")]
    copy(move.source_url, move.target_url, keys)
    arrived = move.arrived()
    with arrived.look(move.stage.workspace_id) as session:
        rows = session.query(DeliveryRow).order_by("key")
        assert sorted((one.key, one.state) for one in rows) == sorted(before)
    arrived.close()


def test_while_a_pulse_is_open_nothing_is_copied_and_its_close_is_named(
    move: Move, keys: Keyring
) -> None:
    pulse = answered(move.source, move.stage.workspace_id, votes=6)
    with pytest.raises(StoreTrouble, match=r"copy\.pulse_open") as raised:
        copy(move.source_url, move.target_url, keys)
    closes = f"{pulse.survey.closes_at:%Y-%m-%d %H:%M} UTC"
    assert raised.value.facts == {"pulses": 1, "last_closes": closes}
    assert of(pulse).state is SurveyState.OPEN


def test_an_open_pulse_is_void_in_the_copy_when_told_and_all_else_is_the_same(
    move: Move, keys: Keyring
) -> None:
    over = answered(move.source, move.stage.workspace_id, votes=6)
    close(over, move.clock)
    pulse = answered(move.source, move.stage.workspace_id, votes=6)

    done = copy(move.source_url, move.target_url, keys, void_pulses=True)

    assert done.void_pulses == 1
    assert [done.tables[one][0] for one in NO_ROWS] == [0, 0, 0]
    assert (done.tables["pulse_survey"][0], done.tables["pulse_result"][0]) == (2, 1)
    arrived = move.arrived()
    there = standing(arrived, pulse.workspace_id, pulse.survey.id)
    assert (there.state, there.why_void, there.has_share) == (SurveyState.VOID, "restored", False)
    assert standing(arrived, over.workspace_id, over.survey.id) == of(over)
    with arrived.look(pulse.workspace_id) as session:
        assert pulse.survey.id in closing.untold(session, 10)
    assert of(pulse).state is SurveyState.OPEN
    arrived.close()


def test_a_target_that_holds_something_is_refused_and_left_alone(move: Move, keys: Keyring) -> None:
    copy(move.source_url, move.target_url, keys)
    with pytest.raises(StoreTrouble, match=r"copy\.not_empty"):
        copy(move.source_url, move.target_url, keys)
    arrived = move.arrived()
    assert len(arrived.workspaces()) == 1
    arrived.close()


def test_a_bot_on_either_side_stands_in_the_way(move: Move, keys: Keyring) -> None:
    hold(move.source.engines)
    with pytest.raises(StoreTrouble, match=r"store\.in_use"):
        copy(move.source_url, move.target_url, keys)


def test_the_keys_of_another_house_are_refused(move: Move, tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble):
        copy(move.source_url, move.target_url, Keyring.create(tmp_path / "strange"))


def test_a_stop_on_the_way_keeps_nothing_and_the_next_try_works(move: Move, keys: Keyring) -> None:
    class StoppedError(Exception):
        pass

    def stop(table: str, _done: int, _of: int) -> None:
        if table == "nomination":
            raise StoppedError

    with pytest.raises(StoppedError):
        copy(move.source_url, move.target_url, keys, stop)
    assert copy(move.source_url, move.target_url, keys).tables["nomination"][0] == 3


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET name = 'somebody else' WHERE slack_user = 'U0MIA'",
        "DELETE FROM delivery_about",
        "UPDATE audit_entry SET number = number + 1000 WHERE number = 1",
    ],
)
def test_a_row_that_was_tampered_with_is_found_on_either_side(
    move: Move, keys: Keyring, side: str, statement: str
) -> None:
    copy(move.source_url, move.target_url, keys)
    spoil(move.source_url if side == "source" else move.target_url, statement)
    one, other = create_engine(address(move.source_url)), create_engine(address(move.target_url))
    with one.connect() as left, other.connect() as right:
        found = []
        for table in TABLES.sorted_tables:
            try:
                same(table, left, right)
            except StoreTrouble as trouble:
                found.append((trouble.code, trouble.facts["table"]))
    one.dispose()
    other.dispose()
    changed = statement.split()[2 if statement.startswith("DELETE") else 1]
    assert found == [("copy.differs", changed)]

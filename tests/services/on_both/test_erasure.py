"""A person is erased: nothing that leads to them is found, and what others have stays whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.erasing import erase_again, erase_person
from program.actor import Role
from program.pairing import Pairing
from program.person import SlackPerson
from program.refusal import Refusal
from services import erasure, governance, people
from store import erasing, erasure_list, erasures, ties
from store.audit_check import verify
from store.pairing_tables import PairingRow
from store.people import PersonRow
from store.promised import deleted_tables, emptied_tables, table_of
from store.pulse.tables import PulseRollRow
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    Stage,
)
from tests.kit.check_ins import SECRET as NOTE
from tests.kit.clock import FrozenClock
from tests.kit.erasing import PRIVATE, PULSE, erase, let_it_end, live, remembered
from tests.kit.pairings import THANKS, WHY, end, let_rest
from tests.kit.requests import SECRET
from tests.kit.trail import audit_entries

BOTH = pytest.mark.parametrize("account", [MENTEE, MENTOR], ids=["the mentee", "the mentor"])


@dataclass(frozen=True)
class Lived:
    """The two went through a whole program, and their pairing has ended."""

    stage: Stage
    store: Store
    clock: FrozenClock
    keys_folder: Path
    pairing: Pairing

    def erase(self, account: SlackPerson) -> str:
        return erase(self.stage, self.clock, account, self.keys_folder)

    def traces(self, *wanted: str) -> list[str]:
        """Where any of this is found."""
        found = remembered(self.store)
        return [one.place for one in found if any(trace in one.text for trace in wanted)]


@pytest.fixture
def lived(stage: Stage, store: Store, clock: FrozenClock, tmp_path: Path) -> Lived:
    pairing = live(stage, clock)
    end(stage, pairing)
    let_rest(stage, clock)
    return Lived(stage, store, clock, tmp_path / "keys", pairing)


def rows_of(lived: Lived, account: SlackPerson) -> Iterator[str]:
    person_id = lived.stage.person_id(account)
    with lived.store.look(lived.stage.workspace_id) as look:
        for row in (*deleted_tables(), *emptied_tables()):
            if look.scalars(select(row).where(ties.of(row, person_id)).limit(1)).first():
                yield table_of(row).name


def test_the_life_that_is_erased_here_reaches_into_every_table(lived: Lived) -> None:
    found = {*rows_of(lived, MENTEE), *rows_of(lived, MENTOR)}
    assert {table_of(row).name for row in (*deleted_tables(), *emptied_tables())} == found


@BOTH
def test_nothing_that_leads_to_them_is_found_afterwards(lived: Lived, account: SlackPerson) -> None:
    person_id = lived.erase(account)
    with lived.store.look(lived.stage.workspace_id) as look:
        digest = look.digest("people.email", account.email or "")
    traces = (account.slack_user, account.real_name, account.email or "", digest)
    assert lived.traces(*traces) == []
    left = {place.split(".")[0] for place in lived.traces(person_id)}
    assert "pairing" in left, "it stays as a count"
    gone = {table_of(row).name for row in deleted_tables()}
    others = {"delivery", "nomination_step", "task", "wish_list"}
    assert left & gone <= others, "of others, where it leads to nobody, or of this"
    assert verify(lived.store) == []
    assert audit_entries(lived.stage)[-1].entry == "person.erased"


def test_their_own_words_go_and_the_others_keep_theirs(lived: Lived) -> None:
    assert {"request_voice.words", "request_voice.reach"} <= set(lived.traces(SECRET))
    lived.erase(MENTEE)
    assert lived.traces(SECRET, WHY, THANKS) == []
    assert lived.traces(NOTE) == ["check_in_side.note"], "Martin's own note stays his"
    assert set(lived.traces(PRIVATE)) == {"pairing_pause.reason", "draft.words"}, "Martin's"


class Killed(BaseException):
    """The process is gone."""


def test_it_can_be_killed_after_any_step_and_done_again(lived: Lived) -> None:
    stage, person_id = lived.stage, lived.stage.person_id(MENTEE)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        erasure.begin(work, person_id)
    kills = 0

    def die(_done: int, _total: int | None) -> None:
        raise Killed

    while True:
        try:
            erase_person(stage.desk, lived.keys_folder, stage.workspace_id, person_id, die)
        except Killed:
            kills += 1
        else:
            break
    assert kills > 10, "a short transaction for each table"
    erase_person(stage.desk, lived.keys_folder, stage.workspace_id, person_id)
    assert len(erasure_list.noted(lived.keys_folder)) == 1
    let_it_end(stage, lived.clock)
    with lived.store.look(stage.workspace_id) as look:
        assert erasing.goes(look, person_id) == {}
    begun = [one.entry for one in audit_entries(stage) if one.entry.startswith("person.eras")]
    assert begun == ["person.erasure_begun", "person.erased"]


def test_done_by_two_at_once_the_last_word_is_left_to_be_sent(lived: Lived) -> None:
    person_id = lived.stage.person_id(MENTEE)
    with lived.stage.desk.open_work_in(lived.stage.workspace_id) as work:
        erasure.begin(work, person_id)

    for _ in ("the operator's command", "the running bot"):
        erase_person(lived.stage.desk, lived.keys_folder, lived.stage.workspace_id, person_id)
        with lived.store.look(lived.stage.workspace_id) as look:
            assert erasures.is_owed_a_word(look, person_id)


@BOTH
def test_what_stays_is_counted_as_before(lived: Lived, account: SlackPerson) -> None:
    with lived.store.look(lived.stage.workspace_id) as look:
        before = erasing.stays(look, lived.stage.person_id(account))
    person_id = lived.erase(account)
    with lived.store.look(lived.stage.workspace_id) as look:
        assert erasing.stays(look, person_id) == before
        row = look.scalars(select(PairingRow)).one()
    assert person_id in {row.mentor_id, row.mentee_id}


def test_a_running_pairing_ends_first(stage: Stage, clock: FrozenClock) -> None:
    live(stage, clock)
    with (
        pytest.raises(Refusal, match=r"erasure\.running"),
        stage.desk.open_work(stage.caller(MENTEE)) as work,
    ):
        erasure.ask(work, sure=True)


def test_the_box_has_to_be_ticked(stage: Stage) -> None:
    with (
        pytest.raises(Refusal, match=r"erasure\.not_ticked") as refused,
        stage.desk.open_work(stage.caller(COLLEAGUE)) as work,
    ):
        erasure.ask(work, sure=False)
    assert [one.field for one in refused.value.troubles] == ["sure"]


def test_asked_twice_is_asked_once(stage: Stage) -> None:
    for _ in range(2):
        with stage.desk.open_work(stage.caller(COLLEAGUE)) as work:
            erasure.ask(work, sure=True)
    begun = [one for one in audit_entries(stage) if one.entry == "person.erasure_begun"]
    assert len(begun) == 1
    assert begun[0].actor == stage.person_id(COLLEAGUE)


def test_a_program_goes_to_whoever_is_in_line(lived: Lived) -> None:
    lived.erase(PROGRAM_MANAGER)
    with lived.stage.desk.open_look(lived.stage.caller(MENTEE)) as look:
        managers = governance.program_managers(look, lived.pairing.cohort.program.id)
    assert [one.slack_user for one in managers] == [MENTEE.slack_user]


def test_the_last_program_manager_stays(stage: Stage) -> None:
    with (
        pytest.raises(Refusal, match=r"erasure\.last_program_manager"),
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        erasure.ask(work, sure=True)


def test_whoever_comes_back_is_somebody_new(lived: Lived) -> None:
    old = lived.erase(MENTEE)
    with lived.stage.desk.open_work_in(lived.stage.workspace_id) as work:
        people.keep(work, [MENTEE])
    assert lived.stage.person_id(MENTEE) != old
    with lived.stage.desk.open_look(lived.stage.caller(MENTEE)) as look:
        standing = erasure.of_me(look)
    assert (dict(standing.goes), dict(standing.stays), standing.begun) == ({}, {}, False)


def test_an_older_backup_does_not_bring_them_back(lived: Lived) -> None:
    stage, store = lived.stage, lived.store
    person_id = lived.erase(MENTEE)
    with store.anywhere() as session:
        _as_in_an_older_backup(session, person_id)
    assert lived.traces(MENTEE.real_name) == ["person.name"]
    assert erase_again(store, lived.clock, lived.keys_folder) == 1
    assert lived.traces(MENTEE.real_name) == []
    with store.look(stage.workspace_id) as look:
        assert look.scalars(select(PairingRow.state)).one() == "ended", "it ran in the backup"
    assert erase_again(store, lived.clock, lived.keys_folder) == 0


def _as_in_an_older_backup(session: Session, person_id: str) -> None:
    row = session.get_one(PersonRow, person_id)
    row.slack_user, row.name, row.deactivated = MENTEE.slack_user, MENTEE.real_name, False
    session.get_one(PairingRow, session.scalars(select(PairingRow.id)).one()).state = "active"


@pytest.mark.parametrize("account", [LIAISON, COLLEAGUE, PROGRAM_MANAGER])
def test_nobody_has_somebody_else_erased(stage: Stage, account: SlackPerson) -> None:
    """The operator's command does; a program manager writes to the operator."""
    stage.give(LIAISON, Role.LIAISON)
    for act in (erasure.begin, erasure.begin_again, erasure.of_person):
        with (
            pytest.raises(Refusal, match=r"permissions\.not_yours"),
            stage.desk.open_work(stage.caller(account)) as work,
        ):
            act(work, work.me)


@pytest.mark.parametrize("account", [GUEST, OUTSIDER])
def test_whoever_is_no_colleague_is_erased_by_the_operator(
    stage: Stage, account: SlackPerson
) -> None:
    with (
        pytest.raises(Refusal, match=r"permissions\."),
        stage.desk.open_work(stage.caller(account)) as work,
    ):
        erasure.ask(work, sure=True)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert not erasure.begin(work, stage.person_id(account)).begun


def test_what_they_answered_in_an_open_pulse_stays_with_nobodys_name(lived: Lived) -> None:
    assert lived.traces(PULSE) == [], "sealed, before as well"
    marks, person_id = _marked(lived), lived.stage.person_id(MENTEE)
    assert "pulse_audience.person_id" in lived.traces(person_id)

    lived.erase(MENTEE)

    assert "pulse_audience.person_id" not in lived.traces(person_id)
    assert _marked(lived) == marks == 2


def _marked(lived: Lived) -> int:
    with Session(lived.store.engines.look) as session:
        return sum(session.scalars(select(PulseRollRow.marked)))

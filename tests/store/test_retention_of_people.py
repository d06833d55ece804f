"""What a cohort held of people goes twelve months after its end, and closed accounts after that."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services import people
from store import retention
from store.audit_check import verify
from store.promised import classes, kept_for, table_of
from store.promises import Keep
from store.retention_cohorts import twelve_months_after
from store.store import Store
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.check_ins import RUNNING_PLAN
from tests.kit.clock import FrozenClock
from tests.kit.erasing import live, remembered
from tests.kit.pairings import disclose, end, let_rest

ENDS = RUNNING_PLAN.days()[2]
OF_A_COHORT = {table_of(row).name for row in classes().values() if Keep.COHORT in kept_for(row)}


@pytest.fixture
def lived(stage: Stage, clock: FrozenClock) -> Stage:
    pairing = live(stage, clock)
    end(stage, pairing)
    let_rest(stage, clock)
    return stage


def in_use(store: Store) -> set[str]:
    return {one.place.split(".")[0] for one in remembered(store)}


@pytest.mark.usefixtures("lived")
def test_a_cohort_is_kept_to_the_last_day_of_twelve_months_and_no_longer(
    store: Store, clock: FrozenClock
) -> None:
    before = in_use(store) & OF_A_COHORT
    assert len(before) > 15
    last = twelve_months_after(ENDS)
    clock.set(datetime(last.year, last.month, last.day, 21, tzinfo=UTC))
    retention.forget(store)
    assert in_use(store) & OF_A_COHORT == before
    clock.move(days=1)
    retention.forget(store)
    left = in_use(store)
    assert left & OF_A_COHORT == set()
    assert {"cohort", "program", "competency", "criterion", "colleague", "role"} <= left
    assert verify(store) == []


@pytest.mark.usefixtures("lived")
def test_a_small_batch_at_a_time_comes_to_the_same(store: Store, clock: FrozenClock) -> None:
    """Each batch is a transaction of its own: killed in between, the next night goes on."""
    last = twelve_months_after(ENDS)
    clock.set(datetime(last.year, last.month, last.day, 21, tzinfo=UTC) + timedelta(days=1))
    retention.forget(store, most=1)
    assert in_use(store) & OF_A_COHORT == set()


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 6, 30), date(2027, 6, 30)),
        (date(2024, 2, 29), date(2025, 3, 1)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_twelve_months_are_counted_by_the_calendar(day: date, later: date) -> None:
    assert twelve_months_after(day) == later


def test_what_somebody_declared_is_kept_while_they_take_part(
    stage: Stage, store: Store, clock: FrozenClock
) -> None:
    disclose(stage, COLLEAGUE, LIAISON)
    disclose(stage, PROGRAM_MANAGER, SPONSOR)
    clock.move(days=365)
    retention.forget(store)
    assert conflicts(store) == 2
    clock.move(seconds=1)
    retention.forget(store)
    assert conflicts(store) == 1, "Petra is program manager"


def conflicts(store: Store) -> int:
    return sum(one.place == "conflict.id" for one in remembered(store))


def test_a_closed_account_goes_once_nothing_is_about_it(
    lived: Stage, store: Store, clock: FrozenClock
) -> None:
    with lived.desk.open_work_in(lived.workspace_id) as work:
        people.keep(work, [replace(MENTEE, deactivated=True)])
    retention.forget(store)
    assert MENTEE.real_name in names(store), "the pairing is still kept"
    assert "Finn Former" not in names(store)
    assert "Chio Castle" in names(store), "an open account"


def names(store: Store) -> set[str]:
    return {one.text for one in remembered(store) if one.place == "person.name"}

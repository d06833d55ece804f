"""Killed at any moment while people answer: whoever was told that it counts, counts."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from program.pulse.survey import Pile, Policy, SurveyState
from store.pulse import counting
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse, open_pulse
from tests.kit.pulse_closed import begin, of
from tests.kit.sandbox import eventually
from tests.store.pulse.booths import PATIENCE, Booths, Child, open_booths

PEOPLE, WRITERS = 60, 3
KINDS = 3


@pytest.fixture(scope="module")
def booths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booths]:
    folder: Path = tmp_path_factory.mktemp("booths")
    with open_booths(folder) as opened:
        yield opened


def voters(booths: Booths, pulse: OpenPulse) -> list[Child]:
    """Everybody invited, in three processes, none of which has anybody of another."""
    people = random.sample(pulse.people, len(pulse.people))
    children = [booths.voter(pulse, people[one::WRITERS]) for one in range(WRITERS)]
    return [one.wait_until_ready() for one in children]


def acknowledged(children: list[Child]) -> set[str]:
    return {person for one in children for person in one.said()}


def filled(pulse: OpenPulse) -> list[int]:
    """How many slots of each kind hold a slip."""
    asked = text(
        "SELECT kind, sum(filled) FROM pulse_slot WHERE survey_id = :id GROUP BY kind ORDER BY kind"
    )
    with pulse.store.engines.look.connect() as connection:
        return [n for _, n in connection.execute(asked, {"id": pulse.survey.id})]


def counted(pulse: OpenPulse, clock: FrozenClock) -> tuple[SurveyState, set[str]]:
    """Close it; everybody whose answer was counted, since each comment says whose it is."""
    piles: list[Pile] = []

    def keep(_: Policy, pile: Pile) -> str:
        piles.append(pile)
        return "{}"

    clock.set(pulse.survey.closes_at)
    assert begin(pulse)
    state = counting.count(pulse.store, pulse.workspace_id, pulse.survey.id, keep)
    found = [one for pile in piles for one in pile.comments["better"]]
    assert len(found) == len(set(found)), "nobody twice"
    return state, set(found)


def a_round_of_kills(booths: Booths, pulse: OpenPulse, clock: FrozenClock) -> int:
    """Three processes killed while people answer; how many answers were confirmed and kept."""
    children = voters(booths, pulse)
    eventually(lambda: acknowledged(children), within=PATIENCE, what="a first answer")
    for one in random.sample(children, WRITERS):
        time.sleep(random.uniform(0.05, 0.5) / WRITERS)  # noqa: S311  any moment will do
        one.kill()
    confirmed, marked = acknowledged(children), pulse.marked()
    assert filled(pulse) == [marked] * KINDS
    state, found = counted(pulse, clock)
    if marked >= 5:
        assert state is SurveyState.CLOSED
        assert confirmed <= found
        assert len(found) == marked <= len(confirmed) + WRITERS
    else:
        assert len(confirmed) <= marked
        assert state is SurveyState.VOID
    return len(confirmed)


def rounds_of_kills(
    booths: Booths, store: Store, home: Workspace, clock: FrozenClock, rounds: int
) -> int:
    confirmed = 0
    for _ in range(rounds):
        confirmed += a_round_of_kills(booths, open_pulse(store, home.id, people=PEOPLE), clock)
    return confirmed


def test_every_answer_that_was_confirmed_is_kept(
    store: Store, home: Workspace, clock: FrozenClock, booths: Booths
) -> None:
    assert rounds_of_kills(booths, store, home, clock, rounds=2) > 0


@pytest.mark.attack
@pytest.mark.timeout(1800)
def test_every_answer_that_was_confirmed_is_kept_over_sixty_rounds(
    store: Store,
    home: Workspace,
    clock: FrozenClock,
    booths: Booths,
    capsys: pytest.CaptureFixture[str],
) -> None:
    confirmed = rounds_of_kills(booths, store, home, clock, rounds=60)
    with capsys.disabled():
        sys.stdout.write(f"\n{60 * WRITERS} kills: {confirmed} answers confirmed, none lost\n")


def a_race(booths: Booths, pulse: OpenPulse, clock: FrozenClock) -> None:
    """It closes while three processes take votes: counted is exactly who was told so."""
    children = voters(booths, pulse)
    time.sleep(random.uniform(0, 0.2))  # noqa: S311  any moment will do
    state, found = counted(pulse, clock)
    assert [one.ends() for one in children] == ["done"] * WRITERS
    confirmed = acknowledged(children)
    if state is SurveyState.CLOSED:
        assert found == confirmed
        assert of(pulse).answers == len(confirmed)
    else:
        assert len(confirmed) < 5


def races(booths: Booths, store: Store, home: Workspace, clock: FrozenClock, rounds: int) -> None:
    for _ in range(rounds):
        a_race(booths, open_pulse(store, home.id, people=PEOPLE), clock)


def test_a_close_counts_exactly_whoever_was_told_that_it_counts(
    store: Store, home: Workspace, clock: FrozenClock, booths: Booths
) -> None:
    races(booths, store, home, clock, rounds=1)


@pytest.mark.attack
@pytest.mark.timeout(1800)
def test_a_close_counts_exactly_whoever_was_told_so_in_fifteen_races(
    store: Store, home: Workspace, clock: FrozenClock, booths: Booths
) -> None:
    races(booths, store, home, clock, rounds=15)


def test_what_is_confirmed_survives_a_power_cut_by_the_settings_of_the_database(
    database_url: str, store: Store, home: Workspace
) -> None:
    durable = Store.open(database_url, store.keys, store.clock, vault=store.vault)
    try:
        with durable.engines.work.connect() as connection:
            if durable.engines.is_sqlite:
                asked = {"synchronous": 2, "secure_delete": 1, "journal_mode": "wal"}
                found = {
                    name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked
                }
                assert found == asked
                return
        seen: list[str] = []
        pulse = open_pulse(durable, home.id)

        def look(connection: Connection) -> None:
            seen.append(connection.exec_driver_sql("SHOW synchronous_commit").scalar_one())

        event.listen(durable.engines.work, "commit", look)
        pulse.cast(pulse.people[0])
        assert seen == ["on"]
    finally:
        durable.close()

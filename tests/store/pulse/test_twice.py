"""Many processes send the same answers again and again: each person counts, and counts once."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from store.pulse.voting import Cast
from store.store import Store
from store.workspaces import Workspace
from tests.kit.pulse import OpenPulse, open_pulse
from tests.store.pulse.booths import Booths, open_booths

PROCESSES = 8
TIMES = 4
PATIENCE = 10.0  # seconds: ten times what an answer to a second press may take


@pytest.fixture(scope="module")
def booths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booths]:
    folder: Path = tmp_path_factory.mktemp("booths")
    with open_booths(folder) as opened:
        yield opened


def a_round(booths: Booths, pulse: OpenPulse) -> None:
    presses = random.sample(pulse.people * TIMES, len(pulse.people) * TIMES)
    children = [booths.voter(pulse, presses[one::PROCESSES]) for one in range(PROCESSES)]
    assert [one.ends() for one in children] == ["done"] * PROCESSES  # an error would be told
    counted = [person for one in children for person in one.said()]
    assert sorted(counted) == sorted(pulse.people)
    assert pulse.marked() == len(pulse.people)
    asked = text("SELECT sum(filled) FROM pulse_slot WHERE survey_id = :id GROUP BY kind")
    with pulse.store.engines.look.connect() as connection:
        filled = [n for (n,) in connection.execute(asked, {"id": pulse.survey.id})]
    assert filled == [len(pulse.people)] * 3


def test_of_many_presses_in_eight_processes_each_person_s_first_counts(
    store: Store, home: Workspace, booths: Booths
) -> None:
    a_round(booths, open_pulse(store, home.id, people=20))


@pytest.mark.attack
@pytest.mark.timeout(1800)
def test_of_1200_presses_in_eight_processes_three_hundred_count(
    store: Store, home: Workspace, booths: Booths
) -> None:
    for _ in range(5):
        a_round(booths, open_pulse(store, home.id, people=60))


def test_a_second_press_is_answered_at_once(store: Store, home: Workspace) -> None:
    pulse = open_pulse(store, home.id, people=12)
    assert pulse.cast(pulse.people[0]) is Cast.COUNTED
    start = time.monotonic()
    assert pulse.cast(pulse.people[0]) is Cast.ALREADY
    assert time.monotonic() - start < PATIENCE

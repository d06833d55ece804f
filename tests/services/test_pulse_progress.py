"""How many have answered, as far as anybody is told before the close: in tens, once a day."""

from datetime import timedelta

import pytest

from handlers.pulse import answer_words
from program.pulse.survey import SurveyState
from program.refusal import Refusal
from services import pulse_progress
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.pulse import ALL_ALIKE, OpenPulse, open_pulse


@pytest.fixture
def pulse(stage: Stage, sqlite_store: Store) -> OpenPulse:
    return open_pulse(sqlite_store, stage.workspace_id, people=24)


def count(stage: Stage, pulse: OpenPulse) -> tuple[int | None, str]:
    """It is counted; what is written down, and what the program team reads."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pulse_progress.count(work, pulse.now())
    survey = pulse.now()
    return survey.progress, answer_words.progress(survey)


@pytest.mark.parametrize(
    ("answered", "told"),
    [(0, None), (4, None), (5, 20), (7, 30), (12, 50), (23, 90), (24, 90)],
)
def test_it_is_told_in_tens_and_never_under_five(
    stage: Stage, pulse: OpenPulse, answered: int, told: int | None
) -> None:
    for person_id in pulse.people[:answered]:
        pulse.cast(person_id)
    assert count(stage, pulse)[0] == told


def test_it_changes_once_a_day_whoever_answers(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock
) -> None:
    for person_id in pulse.people[:6]:
        pulse.cast(person_id)
    first = count(stage, pulse)
    for person_id in pulse.people[6:18]:
        pulse.cast(person_id)
        assert count(stage, pulse) == first
        clock.move(minutes=40)
    clock.move(days=1)

    assert count(stage, pulse)[0] == 80


def test_what_was_answered_changes_nothing_of_it(stage: Stage, sqlite_store: Store) -> None:
    told = []
    for number, score in enumerate((1, 5)):
        one = open_pulse(sqlite_store, stage.workspace_id, people=24, program=f"P{number}")
        for person_id in one.people[:9]:
            one.cast(person_id, {**ALL_ALIKE, "fit": score}, {"better": "words" * score})
        told.append(count(stage, one))
    assert told[0] == told[1]


def test_after_the_close_nothing_is_counted(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock
) -> None:
    for person_id in pulse.people[:9]:
        pulse.cast(person_id)
    clock.move(timedelta(days=8))
    assert count(stage, pulse)[0] is None
    assert pulse.now().state is SurveyState.OPEN


def test_only_the_clock_counts(stage: Stage, pulse: OpenPulse) -> None:
    with (
        pytest.raises(Refusal),
        stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work,
    ):
        pulse_progress.count(work, pulse.survey)

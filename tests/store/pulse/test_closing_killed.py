"""Killed at each point of a close: begun again, there is one result, and nothing is left."""

from collections.abc import Iterator

import pytest

from program.pulse import document
from program.pulse.survey import SurveyState
from store.pulse import janitor
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.pulse_closed import NO_ROWS, answered, of
from tests.store.pulse.booth import AFTER_CLOSING, AFTER_THE_COMMIT, BEFORE_THE_COMMIT, POINTS
from tests.store.pulse.booths import Booths, open_booths


@pytest.fixture(scope="module")
def booths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booths]:
    with open_booths(tmp_path_factory.mktemp("booths")) as opened:
        yield opened


@pytest.mark.parametrize("point", POINTS)
def test_a_close_that_was_killed_is_finished_at_the_next_start(
    store: Store, home: Workspace, clock: FrozenClock, booths: Booths, point: str
) -> None:
    pulse = answered(store, home.id, votes=11)
    assert booths.closer(pulse, point).ends() == "killed"
    broken_off = of(pulse)
    if point in {AFTER_CLOSING, BEFORE_THE_COMMIT}:
        assert (broken_off.state, broken_off.document) == (SurveyState.CLOSING, None)
        assert all(broken_off.rows.values())
    else:
        assert (broken_off.state, broken_off.rows) == (SurveyState.CLOSED, NO_ROWS)

    clock.set(pulse.survey.closes_at)
    janitor.sweep(store, patient=True)

    ended = of(pulse)
    assert (ended.state, ended.answers, ended.rows) == (SurveyState.CLOSED, 11, NO_ROWS)
    assert not ended.has_share
    assert store.vault.shares() == ()
    assert ended.document is not None
    assert document.read(ended.document).comments["better"] == ("More time.",) * 11
    assert broken_off.document in {None, ended.document}, "what was once released never changes"


def test_closes_of_several_processes_at_once_are_one(
    store: Store, home: Workspace, clock: FrozenClock, booths: Booths
) -> None:
    pulse = answered(store, home.id, votes=12)
    children = [booths.closer(pulse, "never") for _ in range(3)]

    assert [one.ends() for one in children] == ["done"] * 3

    ended = of(pulse)
    assert (ended.state, ended.answers, ended.rows) == (SurveyState.CLOSED, 12, NO_ROWS)
    assert store.vault.shares() == ()


@pytest.mark.parametrize("point", [AFTER_CLOSING, AFTER_THE_COMMIT])
def test_a_survey_of_too_few_is_void_wherever_its_close_was_killed(
    store: Store, home: Workspace, clock: FrozenClock, booths: Booths, point: str
) -> None:
    pulse = answered(store, home.id, votes=4)
    assert booths.closer(pulse, point).ends() == "killed"

    clock.set(pulse.survey.closes_at)
    janitor.sweep(store, patient=True)

    ended = of(pulse)
    assert (ended.state, ended.why_void, ended.document) == (SurveyState.VOID, "few", None)
    assert ended.rows == NO_ROWS
    assert store.vault.shares() == ()

"""A pulse of another workspace is none here: not answered, not read, not voided, not told of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from program.pulse.survey import Answers, SurveyState
from program.refusal import Refusal
from services import pulse_answering, pulse_heard, pulse_results
from services.desk import Desk, Work
from store import serving
from store.store import Store
from tests.kit.cast import MENTEE, PROGRAM_MANAGER, Stage, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.pulse import ALL_ALIKE, OpenPulse
from tests.kit.pulse_closed import of
from tests.kit.pulse_results import answer, asked, closed
from tests.kit.refused import refused

Asked = Callable[[Work, OpenPulse], object]


@pytest.fixture
def two(sqlite_store: Store, clock: FrozenClock) -> tuple[Stage, Stage]:
    desk = Desk(sqlite_store, clock)
    here, there = (set_stage(sqlite_store, desk, team) for team in ("T0HERE", "T0THERE"))
    return here, there


def test_whoever_is_invited_there_is_not_invited_here(
    two: tuple[Stage, Stage], sqlite_store: Store, tmp_path: Path
) -> None:
    here, there = two
    pulse = asked(there, sqlite_store)
    mine = asked(here, sqlite_store)
    database = tmp_path / "data" / "baton.db"
    before = of(pulse), pulse.marked(), database.read_bytes()

    for survey_id, digest in (
        (pulse.survey.id, pulse.survey.digest),
        (pulse.survey.id, mine.survey.digest),
    ):
        with (
            here.desk.open_ballot(here.caller(MENTEE)) as ballot,
            pytest.raises(Refusal, match=r"pulse\.not_invited"),
        ):
            pulse_answering.answer(ballot, survey_id, digest, Answers(ALL_ALIKE, {}))

    assert (of(pulse), pulse.marked(), database.read_bytes()) == before
    assert mine.marked() == 0


@pytest.mark.parametrize(
    "act",
    [
        lambda look, pulse: pulse_results.read(look, pulse.survey.id),
        lambda look, pulse: pulse_heard.composing(look, pulse.survey.id),
        lambda look, pulse: pulse_answering.form(look, pulse.survey.id),
        lambda look, pulse: pulse_answering.rules(look, pulse.survey.id),
    ],
    ids=["the result", "what was heard", "the form", "the rules"],
)
def test_what_came_of_a_pulse_there_is_read_by_nobody_here(
    two: tuple[Stage, Stage], sqlite_store: Store, clock: FrozenClock, act: Asked
) -> None:
    here, there = two
    open_cohort(here)
    pulse = asked(there, sqlite_store)
    answer(pulse, 12, comments={"better": "Written there."})
    closed(there, clock, pulse)

    for account in (PROGRAM_MANAGER, MENTEE):
        said = refused(here, account, lambda work: act(work, pulse))
        assert said.code in ("pulse.no_result", "pulse.not_invited", "pulse.not_closed")
        assert "Written there" not in repr(vars(said))


def test_a_workspace_that_leaves_voids_no_pulse_of_another(
    two: tuple[Stage, Stage], sqlite_store: Store
) -> None:
    here, there = two
    stays, goes = asked(there, sqlite_store), asked(here, sqlite_store)
    answer(stays, 6)

    serving.serve_no_longer(sqlite_store, here.workspace_id)

    assert of(goes).state is SurveyState.VOID
    assert (of(stays).state, stays.marked()) == (SurveyState.OPEN, 6)
    assert sqlite_store.vault.shares() == (stays.survey.id,)

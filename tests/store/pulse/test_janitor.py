"""The janitor: whatever was killed, lost or left, a survey ends, and no share outlives it."""

import os
import time
from pathlib import Path

from program.pulse.survey import SurveyState
from store.pulse import closing, counting, janitor
from store.pulse.voting import Cast
from store.store import Store
from store.workspaces import Workspace, WorkspaceRow
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse, open_pulse
from tests.kit.pulse_closed import NO_ROWS, answered, begin, close, of

LONG_AGO = 2 * janitor.UNDER_WAY.total_seconds()


def share_of(pulse: OpenPulse) -> Path:
    return pulse.store.vault.folder / f"{pulse.survey.id}.share"


def make_old(share: Path) -> None:
    made = time.time() - LONG_AGO
    os.utime(share, (made, made))


def test_a_close_that_was_begun_is_finished(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(store, home.id, votes=6)
    clock.set(pulse.survey.closes_at)
    begin(pulse)

    janitor.sweep(store)

    assert of(pulse).state is SurveyState.CLOSED
    assert store.vault.shares() == ()


def test_an_open_survey_is_left_alone(store: Store, home: Workspace) -> None:
    pulse = answered(store, home.id, votes=6)
    make_old(share_of(pulse))

    janitor.sweep(store)
    janitor.sweep(store, patient=True)

    assert of(pulse).state is SurveyState.OPEN
    assert pulse.cast(pulse.people[8]) is Cast.COUNTED


def test_a_survey_without_its_share_is_void_and_answers_are_refused(
    store: Store, home: Workspace
) -> None:
    pulse = answered(store, home.id, votes=6)
    share_of(pulse).unlink()
    assert pulse.cast(pulse.people[8]) is Cast.KEY_GONE

    janitor.sweep(store, patient=True)
    assert of(pulse).state is SurveyState.OPEN, "its disk may come in a moment"

    janitor.sweep(store)
    ended = of(pulse)
    assert (ended.state, ended.why_void) == (SurveyState.VOID, "key_gone")
    assert ended.rows == NO_ROWS


def test_nothing_is_void_because_the_folder_is_not_mounted(store: Store, home: Workspace) -> None:
    pulse = answered(store, home.id, votes=6)
    away = store.vault.folder.rename(store.vault.folder.with_name("away"))

    janitor.sweep(store)
    assert of(pulse).state is SurveyState.OPEN

    away.rename(store.vault.folder)
    assert pulse.cast(pulse.people[8]) is Cast.COUNTED


def test_a_share_of_a_survey_that_ended_is_destroyed(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(store, home.id, votes=6)
    kept = share_of(pulse).read_bytes()
    close(pulse, clock)
    share_of(pulse).write_bytes(kept)  # as one that was put back, or not destroyed yet

    janitor.sweep(store, patient=True)

    assert store.vault.shares() == ()


def test_a_share_of_no_survey_is_destroyed_once_no_opening_can_be_under_way(
    store: Store, home: Workspace
) -> None:
    pulse = open_pulse(store, home.id)
    young, old = "a" * 32, "b" * 32
    for one in (young, old):
        store.vault.new_share(one)
    make_old(store.vault.folder / f"{old}.share")

    janitor.sweep(store)

    assert set(store.vault.shares()) == {young, pulse.survey.id}


def test_surveys_of_a_workspace_that_left_are_void(
    store: Store, home: Workspace, other: Workspace
) -> None:
    pulse = answered(store, home.id, votes=6)
    stays = open_pulse(store, other.id)
    with store.anywhere() as session:
        row = session.get_one(WorkspaceRow, home.id)
        row.left_at = store.clock()  # as an older version left it: without a word to its surveys
    store.forget_known()

    janitor.sweep(store)

    ended = of(pulse)
    assert (ended.state, ended.why_void, ended.rows) == (SurveyState.VOID, "left", NO_ROWS)
    assert of(stays).state is SurveyState.OPEN
    assert store.vault.shares() == (stays.survey.id,)


def test_one_survey_that_cannot_be_counted_does_not_stop_the_next(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    first, second = (answered(store, home.id, votes=6) for _ in range(2))
    clock.set(first.survey.closes_at)
    for one in (first, second):
        begin(one)
    broken = min(first.survey.id, second.survey.id)

    def count(store: Store, workspace_id: str, survey_id: str) -> SurveyState:
        if survey_id == broken:
            raise ZeroDivisionError
        return counting.count(store, workspace_id, survey_id)

    janitor.sweep(store, count)

    states = {one.survey.id: of(one).state for one in (first, second)}
    assert states.pop(broken) is SurveyState.CLOSING
    assert set(states.values()) == {SurveyState.CLOSED}


def test_whoever_is_to_be_told_is_found_until_they_are(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    closed, lost = answered(store, home.id, votes=6), answered(store, home.id, votes=2)
    share_of(lost).unlink()
    janitor.sweep(store)
    with store.look(home.id) as session:
        assert closing.untold(session, 5) == [lost.survey.id]
    close(closed, clock)

    with store.work(home.id) as session:
        assert set(closing.untold(session, 5)) == {closed.survey.id, lost.survey.id}
        assert closing.note_told(session, lost.survey.id)
        assert not closing.note_told(session, lost.survey.id)
        assert closing.untold(session, 5) == [closed.survey.id]

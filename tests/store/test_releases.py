"""Releases at rest: one decision for each number, each question moves once, reasons sealed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from program.matching.records import Reason
from program.matching.rules import Component
from program.pairing import Pairing, PairingKind
from program.pairing_forms import NewPairing
from program.release import Ask, AskState, Obstacle, Release, What
from store import pairing_words, release_asks, releases, retention
from store.pairing_tables import PairingRow
from store.release_tables import ReleaseAskRow, ReleaseRow
from store.store import Store
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import START, FrozenClock
from tests.kit.nominations import open_cohort

MARKER = "marker-of-a-theme"
REASONS = (Reason(Component.SKILLS, ("k1", "k2")), Reason(Component.ASPIRATION, (MARKER,)))


@pytest.fixture
def cohort_id(stage: Stage) -> str:
    return open_cohort(stage).id


def decide(stage: Stage, cohort_id: str, number: int = 1) -> Release | None:
    pairs = {
        stage.person_id(MENTEE): stage.person_id(MENTOR),
        stage.person_id(COLLEAGUE): None,
    }
    with stage.desk.open_work_in(stage.workspace_id) as work:
        return releases.add(
            work.session,
            cohort_id=cohort_id,
            draft_id="d1",
            number=number,
            what=What.ALL,
            made_on=3,
            by=stage.person_id(PROGRAM_MANAGER),
            report_at=START + timedelta(days=7),
            pairs=pairs,
        )


def pair(stage: Stage, cohort_id: str) -> Pairing:
    new = NewPairing(
        cohort_id=cohort_id,
        mentor=stage.person_id(MENTOR),
        mentee=stage.person_id(MENTEE),
        kind=PairingKind.ADVISORY,
        answer_by=date(2026, 11, 30),
        look_at=START + timedelta(days=3),
        why="",
        reasons=REASONS,
    )
    with stage.desk.open_work_in(stage.workspace_id) as work:
        made = pairing_words.propose(work.session, new, by=stage.person_id(PROGRAM_MANAGER))
    assert made is not None
    return made


def drafted(stage: Stage, made: Release) -> Ask:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        (one,) = release_asks.waiting(look.session, made.id)
    return one


def test_a_number_of_a_draft_is_decided_once(stage: Stage, cohort_id: str) -> None:
    first = decide(stage, cohort_id)
    assert first is not None
    assert decide(stage, cohort_id) is None
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert releases.of_draft(look.session, "d1") == (first,)
        assert len(release_asks.asks(look.session, first.id)) == 2
        assert releases.released_mentees(look.session, "d1") == {
            stage.person_id(MENTEE),
            stage.person_id(COLLEAGUE),
        }


def test_a_question_moves_once_from_what_was_seen(stage: Stage, cohort_id: str) -> None:
    made = decide(stage, cohort_id)
    assert made is not None
    seen = drafted(stage, made)
    for expected in (True, False):
        with stage.desk.open_work_in(stage.workspace_id) as work:
            moved = release_asks.move(
                work.session, seen, AskState.PASSED, obstacle=Obstacle.NO_PLACE
            )
        assert moved is expected


def test_one_question_follows_another_once(stage: Stage, cohort_id: str) -> None:
    made = decide(stage, cohort_id)
    assert made is not None
    seen = drafted(stage, made)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        release_asks.move(work.session, seen, AskState.FELL)
        sponsor = stage.person_id(SPONSOR)
        first = release_asks.add_next(work.session, seen, sponsor, AskState.ASKED)
        assert first is not None
        assert first.turn == 2
        assert release_asks.add_next(work.session, seen, None, AskState.NOBODY) is None
        waits = {one.mentee for one in release_asks.to_go_on(work.session, made.id)}
    assert waits == {stage.person_id(COLLEAGUE)}


def test_the_reasons_of_a_pairing_are_sealed_and_read_again(stage: Stage, cohort_id: str) -> None:
    made = pair(stage, cohort_id)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        row = look.session.scalars(select(PairingRow)).one()
        assert row.reasons is not None
        assert MARKER.encode() not in row.reasons
        assert pairing_words.reasons(look.session, made.id) == REASONS


def test_what_the_clock_looks_at_is_found_and_put_off(stage: Stage, cohort_id: str) -> None:
    made = decide(stage, cohort_id)
    assert made is not None
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert releases.next_report(work.session) == made.report_at
        releases.report_now(work.session, made.id)
        assert releases.next_report(work.session) == work.now
        assert releases.note_reported(work.session, made.id)
        assert not releases.note_reported(work.session, made.id)
        releases.report_now(work.session, made.id)
        assert releases.next_report(work.session) is None


def test_a_release_goes_with_what_its_cohort_held_of_people(
    stage: Stage, store: Store, clock: FrozenClock, cohort_id: str
) -> None:
    made = decide(stage, cohort_id)
    assert made is not None
    pairing, seen = pair(stage, cohort_id), drafted(stage, made)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        release_asks.move(work.session, seen, AskState.ASKED, pairing_id=pairing.id)
    clock.move(days=3 * 366)
    retention.forget(store)
    with store.look(stage.workspace_id) as look:
        for row in (ReleaseRow, ReleaseAskRow, PairingRow):
            assert look.scalar(select(func.count()).select_from(row)) == 0

"""Pairings at rest: one promise for each mentee, late moves refused, words sealed."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from program.pairing import (
    HOLDS_PLACE,
    RUNNING,
    Ending,
    Pairing,
    PairingKind,
    PairingState,
    PairingStep,
)
from program.pairing_forms import NewPairing
from program.refusal import Refusal
from store import pairing_words, pairings
from store.pairing_tables import PairingRow, PairingStepRow
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import START
from tests.kit.nominations import open_cohort

WHY = "marker of a reason for these two"
STEP_WORDS = "marker of words with a step"


@pytest.fixture
def new(stage: Stage) -> NewPairing:
    return NewPairing(
        cohort_id=open_cohort(stage).id,
        mentor=stage.person_id(MENTOR),
        mentee=stage.person_id(MENTEE),
        kind=PairingKind.ADVISORY,
        answer_by=date(2026, 11, 30),
        look_at=START + timedelta(days=3),
        why=WHY,
    )


def propose(stage: Stage, new: NewPairing) -> Pairing | None:
    by = stage.person_id(PROGRAM_MANAGER)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        return pairing_words.propose(work.session, new, by=by)


def move(stage: Stage, seen: Pairing, step: PairingStep, **changes: Any) -> Pairing:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        return pairings.move(work.session, seen, step, by=seen.mentor, **changes)


def test_the_database_promises_a_mentee_once_in_a_cohort(stage: Stage, new: NewPairing) -> None:
    first = propose(stage, new)
    assert first is not None

    other = NewPairing(
        new.cohort_id,
        stage.person_id(SPONSOR),
        new.mentee,
        new.kind,
        new.answer_by,
        new.look_at,
        WHY,
    )
    assert propose(stage, other) is None
    move(stage, first, PairingStep.DECLINED)
    again = propose(stage, other)
    assert again is not None
    assert again.state is PairingState.ASKED


def test_a_move_from_what_is_no_longer_so_is_late(stage: Stage, new: NewPairing) -> None:
    seen = propose(stage, new)
    assert seen is not None
    move(stage, seen, PairingStep.ACCEPTED)

    with pytest.raises(Refusal, match=r"pairings\.changed_meanwhile"):
        move(stage, seen, PairingStep.DECLINED)


def test_a_step_changes_only_what_a_step_may(stage: Stage, new: NewPairing) -> None:
    seen = propose(stage, new)
    assert seen is not None

    with pytest.raises(ValueError, match="mentee_id"):
        move(stage, seen, PairingStep.ACCEPTED, mentee_id=seen.mentor)


def test_places_are_counted_as_long_as_they_are_held(stage: Stage, new: NewPairing) -> None:
    seen = propose(stage, new)
    assert seen is not None

    def held() -> dict[str, int]:
        with stage.desk.open_look_in(stage.workspace_id) as look:
            return dict(pairings.holding(look.session, new.cohort_id))

    assert held() == {new.mentor: 1}
    move(stage, seen, PairingStep.LAPSED)
    assert held() == {}


def test_the_clock_finds_what_is_due_and_forgets_what_is_over(
    stage: Stage, new: NewPairing
) -> None:
    seen = propose(stage, new)
    assert seen is not None

    def due_at() -> object:
        with stage.desk.open_look_in(stage.workspace_id) as look:
            assert pairings.due(look.session, START, 9) == ()
            found = pairings.due(look.session, START + timedelta(days=3), 9)
            assert [one.id for one in found] in ([seen.id], [])
            return pairings.next_due(look.session)

    assert due_at() == START + timedelta(days=3)
    move(stage, seen, PairingStep.WITHDRAWN)
    assert due_at() is None


def test_a_pairing_is_found_from_every_side(stage: Stage, new: NewPairing) -> None:
    seen = propose(stage, new)
    assert seen is not None
    accepted = move(stage, seen, PairingStep.ACCEPTED)
    started = move(stage, accepted, PairingStep.STARTED, started_on=START.date())

    with stage.desk.open_look_in(stage.workspace_id) as look:
        session = look.session
        assert pairings.of_person(session, new.mentee, HOLDS_PLACE) == (started,)
        assert pairings.of_person(session, new.mentor, HOLDS_PLACE) == (started,)
        assert pairings.of_person(session, stage_colleague(stage), HOLDS_PLACE) == ()
        assert pairings.of_cohort(session, new.cohort_id, HOLDS_PLACE) == (started,)
        assert pairings.standing_so(session, RUNNING) == (started,)
        assert pairings.between(session, new.mentee, new.mentor) == (started,)
        assert pairings.promised(session, new.cohort_id) == {new.mentee}
        assert pairings.tally(session, [new.cohort_id]) == {new.cohort_id: {PairingState.ACTIVE: 1}}


def test_an_end_keeps_how_and_the_thanks(stage: Stage, new: NewPairing) -> None:
    seen = propose(stage, new)
    assert seen is not None
    accepted = move(stage, seen, PairingStep.ACCEPTED)
    started = move(stage, accepted, PairingStep.STARTED, started_on=START.date())
    closing = move(
        stage,
        started,
        PairingStep.CLOSING,
        ended_on=START.date(),
        ending=Ending.COMPLETED,
    )
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pairing_words.keep_thanks(work.session, closing.id, "marker of thanks")
    ended = move(stage, closing, PairingStep.ENDED)

    assert (ended.ended_on, ended.ending, ended.end_told) == (
        START.date(),
        Ending.COMPLETED,
        False,
    )
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert pairing_words.thanks(look.session, ended.id) == "marker of thanks"
        assert pairings.completed(look.session, new.cohort_id) == {new.mentee}


def test_what_is_written_lies_sealed(stage: Stage, new: NewPairing) -> None:
    seen = propose(stage, new)
    assert seen is not None
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pairings.move(work.session, seen, PairingStep.DECLINED, by=seen.mentor, words=STEP_WORDS)

    with stage.desk.open_look_in(stage.workspace_id) as look:
        row = look.session.scalars(select(PairingRow)).one()
        steps = look.session.scalars(select(PairingStepRow)).all()
        assert WHY.encode() not in row.why
        assert not [one for one in steps if one.words and STEP_WORDS.encode() in one.words]
        assert pairing_words.why(look.session, seen.id) == WHY
        assert [one.words for one in pairing_words.steps(look.session, seen.id)] == [
            None,
            STEP_WORDS,
        ]


def stage_colleague(stage: Stage) -> str:
    return stage.person_id(COLLEAGUE)

"""Voices are sealed, counted while they stand, and the wait is made of what was decided."""

from datetime import timedelta

from sqlalchemy import select, update

from program.nomination_rhythm import USUAL, Wait
from program.nomination_steps import NominationState, Step
from store import nomination_standings, nominations
from store import nomination_voices as kept
from store.nomination_tables import NominationRow
from store.nomination_voice_tables import NominationVoiceRow
from tests.kit.cast import COLLEAGUE, MENTEE, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import RATED, SEEN, crowd, nominate, open_cohort, put_forward

REMARK = "marker of a remark"


def test_what_somebody_says_of_a_colleague_lies_sealed(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage), remark=REMARK)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        row = look.session.scalars(select(NominationVoiceRow)).one()
        lying = b"".join(one or b"" for one in (row.evidence, row.ratings, row.remark))
        assert SEEN.encode() not in lying
        assert REMARK.encode() not in lying
        assert b"potential" not in lying
        read = kept.for_author(look.session, standing, stage.person_id(SPONSOR), None)
    assert read is not None
    assert (read.evidence[0].text, read.ratings, read.remark) == (SEEN, RATED, REMARK)


def test_a_voice_taken_back_no_longer_counts_and_can_be_given_again(stage: Stage) -> None:
    cohort = open_cohort(stage)
    standing = put_forward(stage, SPONSOR, MENTEE, cohort)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert kept.withdraw(work.session, standing.id, stage.person_id(SPONSOR))
        assert not kept.withdraw(work.session, standing.id, stage.person_id(SPONSOR))
        assert kept.voices(work.session, [standing.id]) == ()
    put_forward(stage, SPONSOR, MENTEE, cohort, seen="Said anew.")
    with stage.desk.open_look_in(stage.workspace_id) as look:
        (voice,) = kept.for_nominee(look.session, standing)
    assert voice.evidence[0].text == "Said anew."


def test_the_expected_wait_is_the_usual_one_until_five_are_decided(stage: Stage) -> None:
    cohort = open_cohort(stage)
    for account in crowd(stage, 5):
        nominate(stage, account, cohort)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        rows = list(work.session.scalars(select(NominationRow)))
        for days, row in enumerate(rows[:4], start=3):
            row.waited_days = days
        work.session.flush()
        assert nomination_standings.waits(work.session, [cohort.id]) == {cohort.id: USUAL}
        rows[4].waited_days = 30
        work.session.flush()
        assert nomination_standings.waits(work.session, [cohort.id]) == {cohort.id: Wait(5, 5)}


def test_the_clock_finds_what_is_due_and_nothing_else(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    first, second = nominate(stage, MENTEE, cohort), nominate(stage, COLLEAGUE, cohort)
    later = clock.now + timedelta(days=1)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        nominations.look_again(work.session, first.id, None)
        nominations.look_again(work.session, second.id, later)
        assert nominations.next_look(work.session) == later
        assert nominations.to_look_at(work.session, 9) == ()
    clock.set(later)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert [one.id for one in nominations.to_look_at(look.session, 9)] == [second.id]


def test_a_step_on_an_older_version_moves_nothing(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        work.session.execute(
            update(NominationRow).where(NominationRow.id == standing.id).values(version=9)
        )
        moved = nominations.take_step(
            work.session,
            standing,
            Step.CONSENTED,
            NominationState.IN_REVIEW,
            by=standing.nominee,
            decides=False,
        )
    assert not moved

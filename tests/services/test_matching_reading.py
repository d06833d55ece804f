"""A draft as a program manager reads it: every mentee, what to look at, nothing of oneself."""

from dataclasses import replace

import pytest

from program.actor import Role
from program.matching.records import EditKind
from program.matching.rows import Shown
from program.matching_draft import Draft
from program.person import SlackPerson
from program.refusal import Refusal
from services import matching_reading
from services.matching_reading import Proposal
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.matching_drafts import Ready, ask, drafted, edit, pairs_of, set_cohort


@pytest.fixture
def ready(stage: Stage) -> Ready:
    stage.give(SPONSOR, Role.PROGRAM_MANAGER)
    return set_cohort(stage, mentors=(MENTOR, PROGRAM_MANAGER), places=1)


@pytest.fixture
def draft(stage: Stage, ready: Ready) -> Draft:
    return drafted(stage, ready.cohort)


def proposal(stage: Stage, draft: Draft, by: SlackPerson = SPONSOR) -> Proposal:
    with stage.desk.open_look(stage.caller(by)) as look:
        return matching_reading.proposal(look, draft.id)


def test_every_mentee_stands_there_by_name_with_mentor_and_fit(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    shown = proposal(stage, draft)
    pairs = pairs_of(stage, draft)
    assert [one.mentee.name for one in shown.rows] == ["Ada Amis", "Mia Moreau", "Nils Nord"]
    assert {one.mentee.id: one.mentor.id for one in shown.rows if one.mentor} == pairs
    assert (shown.draft, shown.number, shown.edits) == (draft.id, 1, 0)
    assert (shown.paired, shown.gap, shown.count(Shown.ALL)) == (2, 0, 3)
    scores = [one.row.score for one in shown.rows if one.row.score is not None]
    assert shown.mean == round(sum(scores) / 2)
    assert (shown.weakest, shown.total) == (min(scores), sum(scores))
    assert shown.competencies.keys() == {one.id for one in ready.cohort.competencies}


def test_whoever_has_no_mentor_comes_first_among_what_needs_a_look(
    stage: Stage, draft: Draft
) -> None:
    shown = proposal(stage, draft)
    first = shown.chosen(Shown.NEEDS_LOOK)[0]
    assert first.row.without is not None
    assert first in shown.chosen(Shown.WITHOUT)
    assert shown.count(Shown.WITHOUT) == 1


def test_a_lock_stands_among_the_locked_and_a_move_among_the_changed(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    before = pairs_of(stage, draft)
    mentee = next(one for one in ready.mentees if before.get(one) == ready.mentors[0])
    edit(stage, draft, EditKind.VETO, mentee, before[mentee], by=SPONSOR)
    shown = proposal(stage, draft)
    assert shown.edits == 1
    after = pairs_of(stage, draft)
    moved = {one for one in before if before[one] != after.get(one)}
    assert {one.mentee.id for one in shown.chosen(Shown.CHANGED)} == moved
    locked = next(iter(after))
    by = SPONSOR if after[locked] != stage.person_id(SPONSOR) else PROGRAM_MANAGER
    edit(stage, draft, EditKind.LOCK, locked, after[locked], by=by)
    assert [one.mentee.id for one in proposal(stage, draft).chosen(Shown.LOCKED)] == [locked]


def test_a_search_finds_mentees_and_mentors_by_any_part_of_the_name(
    stage: Stage, draft: Draft
) -> None:
    shown = proposal(stage, draft)
    assert [one.mentee.name for one in shown.chosen(Shown.ALL, " mia ")] == ["Mia Moreau"]
    of_martin = [one.mentee.id for one in shown.chosen(Shown.ALL, "MARTIN")]
    martin = stage.person_id(MENTOR)
    assert of_martin == [one for one, mentor in pairs_of(stage, draft).items() if mentor == martin]
    assert shown.chosen(Shown.ALL, "nobody here") == ()


def test_of_a_pair_they_would_be_in_a_program_manager_reads_nothing(
    stage: Stage, draft: Draft
) -> None:
    petra = stage.person_id(PROGRAM_MANAGER)
    whole = {one.mentee.id: one for one in proposal(stage, draft).rows}
    hers = {one.mentee.id: one for one in proposal(stage, draft, PROGRAM_MANAGER).rows}
    own = [mentee for mentee, mentor in pairs_of(stage, draft).items() if mentor == petra]
    assert own
    for mentee, row in hers.items():
        assert row.own == (mentee in own)
        if row.own:
            told = row.row
            assert (told.score, told.margin, told.risk, told.mentor) == (None, None, None, None)
            assert not any((told.thin, told.below, told.close, told.clear))
        else:
            assert replace(row.row, margin=None) == replace(whole[mentee].row, margin=None)
    seen = [one.row.score for one in hers.values() if one.row.score is not None]
    read = proposal(stage, draft, PROGRAM_MANAGER)
    assert (read.total, read.weakest, read.mean) == (sum(seen), min(seen), seen[0])
    assert read.hub is None or read.hub[0].id != petra


def test_a_program_manager_who_is_a_mentee_does_not_read_who_their_mentor_would_be(
    stage: Stage,
) -> None:
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    ready = set_cohort(stage, mentees=(MENTEE, COLLEAGUE), mentors=(MENTOR, SPONSOR))
    draft = drafted(stage, ready.cohort)
    row = next(
        one
        for one in proposal(stage, draft, COLLEAGUE).rows
        if one.mentee.id == stage.person_id(COLLEAGUE)
    )
    assert (row.own, row.mentor, row.row.score) == (True, None, None)


@pytest.mark.parametrize("account", [MENTEE, MENTOR, LIAISON, COLLEAGUE])
def test_nobody_but_program_managers_reads_a_draft(
    stage: Stage, draft: Draft, account: SlackPerson
) -> None:
    stage.give(LIAISON, Role.LIAISON)
    with pytest.raises(Refusal) as refusal:
        proposal(stage, draft, account)
    assert refusal.value.code == "permissions.not_yours"


def test_a_draft_that_is_not_ready_says_so(stage: Stage, ready: Ready) -> None:
    waiting = ask(stage, ready.cohort)
    with pytest.raises(Refusal) as refusal:
        proposal(stage, waiting)
    assert refusal.value.code == "matching.not_ready"
    with (
        pytest.raises(Refusal) as unknown,
        stage.desk.open_look(stage.caller(SPONSOR)) as look,
    ):
        matching_reading.proposal(look, "no such draft")
    assert unknown.value.code == "matching.no_draft"

"""Who might be ready: on the roster, with a full account, and put forward by nobody."""

from dataclasses import replace

import pytest

from program.actor import Role
from program.person import SlackPerson
from program.refusal import Refusal
from services import nomination_candidates
from services.nomination_candidates import Place
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import another_cohort, crowd, nominate, open_cohort, put_forward
from tests.kit.pairings import ready_cohort
from tests.kit.roster import listed


def names(stage: Stage, cohort_id: str, words: str = "") -> list[str]:
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        found = nomination_candidates.candidates(look, cohort_id, words)
        return [one.person.name for one in found]


def test_those_whom_nobody_put_forward_are_listed_by_location(stage: Stage) -> None:
    cohort = open_cohort(stage)
    listed(stage, MENTOR, location="Zürich")
    listed(stage, COLLEAGUE, location="Lyon")
    listed(stage, MENTEE, location="Lyon")
    listed(stage, SPONSOR, location="Lyon")
    listed(stage, GUEST, location="Lyon")
    listed(stage, PROGRAM_MANAGER, location="Lyon")
    listed(stage, None, name="Without an account")
    nominate(stage, MENTEE, cohort)
    put_forward(stage, MENTOR, SPONSOR, cohort)
    assert names(stage, cohort.id) == [COLLEAGUE.name, MENTOR.name]
    assert names(stage, cohort.id, "zürich") == [MENTOR.name]
    assert names(stage, cohort.id, "finance") == [COLLEAGUE.name, MENTOR.name]
    assert names(stage, cohort.id, "nowhere") == []


def test_whoever_takes_part_already_is_no_candidate(stage: Stage) -> None:
    following = another_cohort(stage, ready_cohort(stage))
    for account in (MENTOR, MENTEE, COLLEAGUE):
        listed(stage, account, location="Lyon")

    assert names(stage, following.id) == [COLLEAGUE.name]


def test_places_are_counted_and_small_ones_stay_without_a_figure(stage: Stage) -> None:
    cohort = open_cohort(stage)
    for account in crowd(stage, 5):
        listed(stage, account, location="Lyon")
    listed(stage, replace(MENTOR), location="Zürich")
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        found = nomination_candidates.candidates(look, cohort.id)
        assert nomination_candidates.by_location(found) == (
            Place("Lyon", 5),
            Place("Zürich", None),
        )


@pytest.mark.parametrize("by", [LIAISON, SPONSOR, MENTEE, GUEST])
def test_only_program_managers_look_for_candidates(stage: Stage, by: SlackPerson) -> None:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    with (
        pytest.raises(Refusal) as refusal,
        stage.desk.open_look(stage.caller(by)) as look,
    ):
        nomination_candidates.candidates(look, cohort.id)
    assert refusal.value.code.startswith("permissions.")


def test_a_cohort_that_takes_nobody_has_no_candidates(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    listed(stage, COLLEAGUE)
    clock.move(days=30)
    assert names(stage, cohort.id) == []

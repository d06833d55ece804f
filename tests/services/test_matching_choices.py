"""Whom a program manager finds by name in a draft, and who may look at all."""

from dataclasses import replace

import pytest

from program.actor import Role
from program.person import SlackPerson
from program.refusal import Refusal
from services import cohorts, matching_choices, matching_lines
from services.desk import Desk
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import Ready, drafted, set_cohort
from tests.kit.nominations import PLAN
from tests.kit.pairings import make_superior


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock) -> Stage:
    return set_stage(sqlite_store, Desk(sqlite_store, clock))


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


def test_people_of_a_draft_are_found_by_parts_of_their_name(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        mentees = matching_choices.mentees_found(look, draft.id, "MOR mi")
        mentors = matching_choices.mentors_found(look, draft.id, "")
        nobody = matching_choices.mentors_found(look, draft.id, "mia")

    assert [one.name for one in mentees] == ["Mia Moreau"]
    assert [one.name for one in mentors] == ["Lena Lind", "Martin Mayer", "Sven Sol"]
    assert nobody == ()


def test_a_mentor_is_no_mentee_of_a_draft(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert matching_choices.is_mentee(look, draft.id, stage.person_id(MENTEE))
        assert not matching_choices.is_mentee(look, draft.id, stage.person_id(MENTOR))


@pytest.mark.parametrize("account", [MENTEE, MENTOR, LIAISON, SPONSOR], ids=lambda it: it.real_name)
def test_nobody_else_finds_cohorts_or_people(
    stage: Stage, ready: Ready, account: SlackPerson
) -> None:
    draft = drafted(stage, ready.cohort)
    caller = stage.caller(account)

    with stage.desk.open_look(caller) as look:
        assert matching_choices.cohorts_seen(look) == ()
        for ask in (
            lambda: matching_choices.cohorts_to_match(look),
            lambda: matching_choices.mentees_found(look, draft.id, ""),
            lambda: matching_choices.mentors_found(look, draft.id, ""),
            lambda: matching_choices.is_mentee(look, draft.id, "x"),
        ):
            with pytest.raises(Refusal) as refused:
                ask()
            assert refused.value.code == "permissions.not_yours"


def test_a_program_manager_of_another_program_sees_none_of_these(
    stage: Stage, ready: Ready
) -> None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        other = cohorts.create_program(work, replace(PLAN, program="A second program"))
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, other.program.id)

    with stage.desk.open_look(stage.caller(COLLEAGUE)) as look:
        seen = matching_choices.cohorts_seen(look)
    assert [one.id for one in seen] == [other.id]
    assert ready.cohort.id != other.id


def test_somebody_outside_a_draft_is_no_part_of_it(stage: Stage, ready: Ready) -> None:
    draft, mia = drafted(stage, ready.cohort), stage.person_id(MENTEE)

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        two = matching_choices.people_of(look, draft.id, mia, stage.person_id(MENTOR))
        with pytest.raises(Refusal) as refused:
            matching_choices.people_of(look, draft.id, mia, stage.person_id(COLLEAGUE))

    assert [one.name for one in two] == ["Mia Moreau", "Martin Mayer"]
    assert refused.value.code == "matching.not_in_draft"


def test_who_is_kept_apart_by_a_line_is_named_to_program_managers_alone(
    stage: Stage, ready: Ready
) -> None:
    make_superior(stage, MENTOR, MENTEE)

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        apart = matching_lines.kept_apart(look, ready.cohort.id, 2)
    with (
        stage.desk.open_look(stage.caller(LIAISON)) as look,
        pytest.raises(Refusal) as refused,
    ):
        matching_lines.kept_apart(look, ready.cohort.id, 2)

    assert [(one.name, other.name) for one, other in apart] == [("Mia Moreau", "Martin Mayer")]
    assert refused.value.code == "permissions.not_yours"

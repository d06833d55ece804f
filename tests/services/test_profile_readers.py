"""Who has a profile and who may read it: its author and the program team."""

import pytest

from program.actor import Role
from program.cohort import Cohort
from program.person import SlackPerson
from program.refusal import Refusal
from services import profile_cover, profile_mentee, profile_mentor, profile_team, profiles
from services.profiles import Side
from tests.kit.cast import (
    COLLEAGUE,
    FORMER,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.profiles import (
    WORDS,
    both_sides,
    opens_for,
    rest_for,
    write_as_mentee,
    write_as_mentor,
)
from tests.kit.refused import refused
from tests.kit.trail import audit_entries

NOT_FULL = [GUEST, OUTSIDER, FORMER]


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return both_sides(stage)


@pytest.mark.parametrize("account", NOT_FULL, ids=lambda one: one.real_name)
def test_only_full_accounts_have_a_profile(
    stage: Stage, cohort: Cohort, account: SlackPerson
) -> None:
    with stage.desk.open_look(stage.caller(account)) as look:
        for act in (
            lambda: profiles.mine(look),
            lambda: profile_mentee.begin(look, cohort.id),
            lambda: profile_mentor.begin(look, cohort.id),
        ):
            with pytest.raises(Refusal, match="permissions"):
                act()


@pytest.mark.parametrize(
    "account", [PROGRAM_MANAGER, LIAISON, SPONSOR, COLLEAGUE], ids=lambda one: one.real_name
)
def test_a_profile_belongs_to_whoever_takes_part(
    stage: Stage, cohort: Cohort, account: SlackPerson
) -> None:
    with stage.desk.open_look(stage.caller(account)) as look:
        assert profiles.mine(look) == ()
    with stage.desk.open_work(stage.caller(account)) as work:
        with pytest.raises(Refusal, match="not_a_mentee"):
            profile_mentee.send(work, rest_for(cohort))
        with pytest.raises(Refusal, match="offer_first"):
            profile_mentor.send(work, opens_for(cohort))


def test_the_program_team_and_its_author_read_a_profile_and_nobody_else(
    stage: Stage, cohort: Cohort
) -> None:
    write_as_mentee(stage, cohort)
    write_as_mentor(stage, cohort)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)

    def read(account: SlackPerson) -> str:
        with stage.desk.open_look(stage.caller(account)) as look:
            found = profiles.read_mentee(look, cohort.id, stage.person_id(MENTEE))
        return found.boundaries if found else ""

    for reader in (MENTEE, PROGRAM_MANAGER, LIAISON):
        assert read(reader) == WORDS
    for other in (MENTOR, SPONSOR, COLLEAGUE, GUEST):
        with pytest.raises(Refusal, match="permissions"):
            read(other)
    with (
        stage.desk.open_look(stage.caller(MENTEE)) as look,
        pytest.raises(Refusal, match="permissions"),
    ):
        profiles.read_mentor(look, cohort.id, stage.person_id(MENTOR))


def test_how_much_is_there_is_for_the_program_team(stage: Stage, cohort: Cohort) -> None:
    write_as_mentee(stage, cohort)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        found = profile_cover.of_cohort(look, cohort.id)
    assert [(one.side, one.written) for one in found] == [
        (Side.MENTEE, True),
        (Side.MENTOR, False),
    ]
    assert found[0].coverage.missing == ()
    for other in (MENTEE, MENTOR, COLLEAGUE, GUEST):
        with (
            stage.desk.open_look(stage.caller(other)) as look,
            pytest.raises(Refusal, match="permissions"),
        ):
            profile_cover.of_cohort(look, cohort.id)


def test_the_team_finds_who_said_too_little_and_opening_one_is_noted(
    stage: Stage, cohort: Cohort
) -> None:
    write_as_mentee(stage, cohort)

    def shown(filter_: str, words: str = "") -> list[str]:
        with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
            return [one.person.name for one in profile_team.listed(look, filter_, words)]

    assert shown("all") == ["Martin Mayer", "Mia Moreau"]
    assert shown("not_sent") == shown("thin") == shown("mentors") == ["Martin Mayer"]
    assert shown("all", "moreau") == shown("mentees") == ["Mia Moreau"]
    mia, martin = stage.person_id(MENTEE), stage.person_id(MENTOR)
    for reader in (MENTEE, PROGRAM_MANAGER):
        with stage.desk.open_work(stage.caller(reader)) as work:
            opened = profile_team.open_one(work, cohort.id, mia, "mentee")
        assert opened.mentee is not None
        assert opened.mentee.boundaries == WORDS
    noted = [one.actor for one in audit_entries(stage) if one.entry == "profile.opened"]
    assert noted == [stage.person_id(PROGRAM_MANAGER)]
    assert (
        refused(
            stage,
            PROGRAM_MANAGER,
            lambda work: profile_team.open_one(work, cohort.id, martin, "mentor"),
        ).code
        == "profiles.not_sent"
    )
    for other in (MENTOR, COLLEAGUE, GUEST):
        refusal = refused(
            stage, other, lambda work: profile_team.open_one(work, cohort.id, mia, "mentee")
        )
        assert refusal.code.startswith("permissions.")
        if other is not GUEST:
            with stage.desk.open_look(stage.caller(other)) as look:
                assert profile_team.listed(look, "all") == ()

"""The permission table, walked whole: every act by every role, standing and relation."""

import itertools

import pytest

from program.actor import Actor, Role, RoleHeld, Standing
from program.permissions import (
    TABLE,
    Act,
    Relation,
    Subject,
    may,
    may_somewhere,
    require,
)
from program.refusal import Refusal
from program.rights import Rule

HERE, ELSEWHERE = "program-here", "program-elsewhere"
ME = "person-me"
NEITHER = Subject(HERE)
ABOUT_ME = Subject(HERE, concerns=frozenset({ME}))
MINE = Subject(HERE, owners=frozenset({ME}))
SUBJECTS = (NEITHER, ABOUT_ME, MINE)


def actor(*roles: RoleHeld, standing: Standing = Standing.MEMBER) -> Actor:
    return Actor("workspace", ME, "U0ME", standing, frozenset(roles))


def related(rule: Rule, subject: Subject) -> bool:
    return (
        Relation.ANYONE in rule.relations
        or (Relation.CONCERNED in rule.relations and ME in subject.concerns)
        or (Relation.OWNER in rule.relations and ME in subject.owners)
    )


def test_every_act_has_exactly_one_row() -> None:
    assert set(TABLE) == set(Act)


@pytest.mark.parametrize("act", Act)
def test_an_act_is_open_to_its_roles_and_relations_and_to_nobody_else(act: Act) -> None:
    rule = TABLE[act]
    for role, subject in itertools.product(Role, SUBJECTS):
        recused = rule.not_about_oneself and ME in subject.concerns
        expected = not recused and (role in rule.roles or related(rule, subject))
        assert may(actor(RoleHeld(role, HERE)), act, subject) is expected, (role, subject)


@pytest.mark.parametrize("act", Act)
def test_a_role_in_another_program_opens_nothing_here(act: Act) -> None:
    for role, subject in itertools.product(Role, SUBJECTS):
        with_role = may(actor(RoleHeld(role, ELSEWHERE)), act, subject)
        assert with_role is may(actor(), act, subject), (role, subject)


@pytest.mark.parametrize("act", Act)
def test_a_role_in_all_programs_counts_in_each(act: Act) -> None:
    for role, subject in itertools.product(Role, SUBJECTS):
        everywhere = may(actor(RoleHeld(role)), act, subject)
        assert everywhere is may(actor(RoleHeld(role, HERE)), act, subject), (role, subject)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.OUTSIDER, Standing.UNKNOWN])
def test_whoever_has_no_full_account_may_nothing(act: Act, standing: Standing) -> None:
    roles = [RoleHeld(role) for role in Role]
    for subject in SUBJECTS:
        assert not may(actor(*roles, standing=standing), act, subject)


@pytest.mark.parametrize("act", Act)
def test_the_house_itself_may_only_what_its_rows_say(act: Act) -> None:
    house = Actor.system("workspace")

    assert may(house, act, NEITHER) is (Relation.SYSTEM in TABLE[act].relations)


@pytest.mark.parametrize("act", [act for act in Act if TABLE[act].not_about_oneself])
def test_nobody_does_it_about_themselves_whatever_roles_they_hold(act: Act) -> None:
    everything = actor(*[RoleHeld(role) for role in Role])

    with pytest.raises(Refusal) as refused:
        require(everything, act, ABOUT_ME)
    assert refused.value.code == "permissions.about_yourself"


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (Standing.GUEST, "permissions.guest"),
        (Standing.OUTSIDER, "permissions.outsider"),
        (Standing.UNKNOWN, "permissions.unknown"),
    ],
)
def test_a_refusal_says_what_kind_of_account_is_in_the_way(standing: Standing, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        require(actor(standing=standing), Act.HOME_OPEN)
    assert refused.value.code == code


def test_a_refusal_of_rights_says_whose_act_it_is() -> None:
    with pytest.raises(Refusal) as refused:
        require(actor(), Act.GOVERNANCE_GRANT, NEITHER)

    (trouble,) = refused.value.troubles
    assert trouble.code == "permissions.not_yours"
    assert trouble.facts["roles"] == {Role.PROGRAM_MANAGER}
    assert trouble.facts["program"] == HERE


def test_a_button_shows_before_a_program_is_chosen_if_any_program_allows_it() -> None:
    assert may_somewhere(actor(RoleHeld(Role.PROGRAM_MANAGER, HERE)), Act.GOVERNANCE_GRANT)
    assert not may_somewhere(actor(RoleHeld(Role.SPONSOR, HERE)), Act.GOVERNANCE_GRANT)

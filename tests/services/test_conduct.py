"""The code of conduct is accepted by version; a conflict is obeyed from its first moment."""

import contextlib
from datetime import date
from pathlib import Path

import pytest

from documents.shelf import Shelf
from program.actor import Role
from program.conduct import DETAIL_LIMIT, ConflictCheck, ConflictKind, Disclosure
from program.person import SlackPerson
from program.refusal import Refusal
from services import conduct, conduct_text, conflicts
from services.conflicts import ConflictListed
from services.desk import Desk
from store.store import Store
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
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import open_cohort
from tests.kit.trail import audit_entries, deliveries_of

DETAIL = "marker of a private detail: my cousin."
FORM = Disclosure(None, ConflictKind.FAMILY, date(2020, 5, 1), DETAIL)


def accept(stage: Stage, account: SlackPerson, version: int = 1) -> None:
    with stage.desk.open_work(stage.caller(account)) as work:
        conduct.accept(work, version=version)


def has_accepted(stage: Stage, account: SlackPerson) -> bool:
    person_id = stage.person_id(account)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return conduct.has_accepted(look, person_id)


def ask(stage: Stage, account: SlackPerson) -> None:
    person_id = stage.person_id(account)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        conduct.ask(work, person_id)


def disclose(
    stage: Stage, by: SlackPerson, other: SlackPerson, form: Disclosure = FORM
) -> ConflictListed:
    with stage.desk.open_work(stage.caller(by)) as work:
        return conflicts.disclose(work, other.slack_user, form)


def withdraw(stage: Stage, by: SlackPerson, one: ConflictListed) -> None:
    with stage.desk.open_work(stage.caller(by)) as work:
        conflicts.withdraw(work, one.read.conflict.id)


def in_conflict(stage: Stage, one: SlackPerson, other: SlackPerson) -> bool:
    ids = stage.person_id(one), stage.person_id(other)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return conduct.conflict_between(look, *ids)


def test_it_is_accepted_once_and_the_log_notes_the_version(
    store: Store, clock: FrozenClock
) -> None:
    stage = set_stage(store, Desk(store, clock))
    assert not has_accepted(stage, MENTOR)
    accept(stage, MENTOR)
    accept(stage, MENTOR)

    assert has_accepted(stage, MENTOR)
    noted = [one for one in audit_entries(stage) if one.entry == "conduct.accepted"]
    assert [dict(one.facts) for one in noted] == [{"version": 1}]
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        mine = conduct.mine(look)
    assert mine is not None
    assert (mine.version, mine.at, mine.check) == (1, clock.now, ConflictCheck.NONE)


def shelf_with(folder: Path, version: int) -> None:
    """The program team's own text, in that version."""
    folder.mkdir(exist_ok=True)
    text = f"---\nkind: conduct\ntitle: Ours\nversion: {version}\n---\n\nWe keep our word.\n"
    (folder / "code-of-conduct.md").write_text(text, encoding="utf-8")


def plan(stage: Stage) -> None:
    """The planner comes by."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = conduct_text.next_version(look)
    if due is not None:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            conduct_text.ask_about_version(work)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def own_text(sqlite_store: Store, clock: FrozenClock, folder: Path) -> Stage:
    """A house whose program team may put a text of its own into a folder."""
    return set_stage(sqlite_store, Desk(sqlite_store, clock, shelf=Shelf(folder)))


def test_a_new_version_asks_again_and_the_old_acceptance_stays(
    own_text: Stage, folder: Path, clock: FrozenClock
) -> None:
    stage = own_text
    offer_to_mentor(stage, open_cohort(stage))
    plan(stage)
    accept(stage, MENTOR)
    accept(stage, COLLEAGUE)  # who takes no part
    assert deliveries_of(stage, conduct.ASK) == []

    clock.move(days=1)
    shelf_with(folder, 2)
    assert not has_accepted(stage, MENTOR)
    plan(stage)
    plan(stage)
    asked = [row.recipient for row in deliveries_of(stage, conduct.ASK)]
    assert asked == [stage.person_id(MENTOR)]
    with pytest.raises(Refusal, match="newer_version"):
        accept(stage, MENTOR, version=1)
    accept(stage, MENTOR, version=2)
    assert has_accepted(stage, MENTOR)

    clock.move(days=1)
    (folder / "code-of-conduct.md").unlink()
    plan(stage)
    assert has_accepted(stage, MENTOR)
    assert len(deliveries_of(stage, conduct.ASK)) == 1


@pytest.mark.parametrize("version", [0, 2, 999999])
def test_a_version_that_is_not_in_force_is_not_accepted(stage: Stage, version: int) -> None:
    with pytest.raises(Refusal, match="newer_version"):
        accept(stage, MENTOR, version=version)


def test_the_box_and_the_question_are_asked_for(stage: Stage) -> None:
    with stage.desk.open_look(stage.caller(MENTOR)) as look, pytest.raises(Refusal) as refused:
        conduct.before_check(look, version=1, ticked=False)
    assert refused.value.troubles[0].field == "read"
    with stage.desk.open_work(stage.caller(MENTOR)) as work, pytest.raises(Refusal) as refused:
        conduct.accept(work, version=1, check=None)
    assert refused.value.troubles[0].field == "check"


@pytest.mark.parametrize("account", [GUEST, OUTSIDER, FORMER], ids=lambda one: one.real_name)
def test_only_full_accounts_accept_and_declare(stage: Stage, account: SlackPerson) -> None:
    with pytest.raises(Refusal, match="permissions"):
        accept(stage, account)
    with pytest.raises(Refusal, match="permissions"):
        disclose(stage, account, COLLEAGUE)


def test_somebody_is_asked_once_for_each_version_until_they_accepted(stage: Stage) -> None:
    ask(stage, MENTOR)
    ask(stage, MENTOR)
    assert len(deliveries_of(stage, conduct.ASK)) == 1
    accept(stage, COLLEAGUE)
    ask(stage, COLLEAGUE)
    assert len(deliveries_of(stage, conduct.ASK)) == 1


def test_whether_somebody_accepted_is_for_them_the_program_team_and_the_house(
    stage: Stage,
) -> None:
    accept(stage, MENTOR)
    martin = stage.person_id(MENTOR)
    for reader in (MENTOR, PROGRAM_MANAGER):
        with stage.desk.open_look(stage.caller(reader)) as look:
            assert conduct.has_accepted(look, martin)
    for other in (MENTEE, SPONSOR, GUEST):
        with (
            stage.desk.open_look(stage.caller(other)) as look,
            pytest.raises(Refusal, match="permissions"),
        ):
            conduct.has_accepted(look, martin)


def test_a_conflict_is_in_force_at_once_whoever_of_the_two_is_asked_about(stage: Stage) -> None:
    assert not in_conflict(stage, MENTEE, MENTOR)
    declared = disclose(stage, MENTEE, MENTOR)

    assert in_conflict(stage, MENTEE, MENTOR)
    assert in_conflict(stage, MENTOR, MENTEE)
    withdraw(stage, MENTEE, declared)
    withdraw(stage, MENTEE, declared)
    assert not in_conflict(stage, MENTOR, MENTEE)
    assert disclose(stage, MENTEE, MENTOR).read.conflict.id == declared.read.conflict.id
    assert in_conflict(stage, MENTOR, MENTEE)


def test_two_who_declare_the_same_keep_it_until_both_withdrew(stage: Stage) -> None:
    first, second = disclose(stage, MENTEE, MENTOR), disclose(stage, MENTOR, MENTEE)
    withdraw(stage, MENTEE, first)
    assert in_conflict(stage, MENTOR, MENTEE)
    withdraw(stage, MENTOR, second)
    assert not in_conflict(stage, MENTOR, MENTEE)


def test_declared_twice_is_quiet_and_told_anew_is_kept_anew(stage: Stage) -> None:
    once = disclose(stage, MENTEE, MENTOR)
    assert disclose(stage, MENTEE, MENTOR).read.conflict == once.read.conflict
    entries = [one.entry for one in audit_entries(stage) if one.entry.startswith("conflict.")]
    assert entries == ["conflict.declared"]

    anew = disclose(stage, MENTEE, MENTOR, Disclosure(None, ConflictKind.FAMILY, None, "New."))
    assert anew.read.conflict.id == once.read.conflict.id
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert [one.read.detail for one in conflicts.mine(look)] == ["New."]
    assert "marker" not in str([one.facts for one in audit_entries(stage)])


def test_what_cannot_be_declared_is_said_under_its_field(stage: Stage) -> None:
    wrong = Disclosure(None, "envy", date(2027, 1, 1), "x" * (DETAIL_LIMIT + 1))
    with stage.desk.open_work(stage.caller(MENTEE)) as work, pytest.raises(Refusal) as refused:
        conflicts.disclose(work, None, wrong)
    assert [(one.code, one.field) for one in refused.value.troubles] == [
        ("conduct.choose_whom", "person"),
        ("conduct.choose_kind", "kind"),
        ("conduct.still_to_come", "since"),
        ("conduct.too_long", "detail"),
    ]
    for other, code in ((MENTEE, "conduct.yourself"), (GUEST, "people.guest")):
        with pytest.raises(Refusal, match=code) as refused:
            disclose(stage, MENTEE, other)
        assert refused.value.troubles[0].field == "person"
    with pytest.raises(Refusal, match="too_long_ago"):
        disclose(stage, MENTEE, MENTOR, Disclosure(None, ConflictKind.OTHER, date(1, 1, 1)))


def readers(stage: Stage, one: ConflictListed) -> set[str]:
    found = set()
    for account in (MENTEE, MENTOR, COLLEAGUE, SPONSOR, LIAISON, PROGRAM_MANAGER, GUEST):
        with contextlib.suppress(Refusal), stage.desk.open_work(stage.caller(account)) as work:
            conflicts.open_one(work, one.read.conflict.id)
            found.add(account.slack_user)
    return found


def test_only_its_author_and_program_managers_who_are_not_in_it_read_a_conflict(
    stage: Stage,
) -> None:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    petra, mia = PROGRAM_MANAGER.slack_user, MENTEE.slack_user

    assert readers(stage, disclose(stage, MENTEE, MENTOR)) == {mia, petra}
    opened = [one.actor for one in audit_entries(stage) if one.entry == "conflict.opened"]
    assert opened == [stage.person_id(PROGRAM_MANAGER)]
    assert readers(stage, disclose(stage, MENTEE, PROGRAM_MANAGER)) == {mia}
    assert readers(stage, disclose(stage, PROGRAM_MANAGER, MENTEE)) == {petra}


def test_the_program_managers_list_holds_only_their_programs_and_nothing_they_are_in(
    stage: Stage,
) -> None:
    cohort = open_cohort(stage)
    stage.give(SPONSOR, Role.PROGRAM_MANAGER, cohort.program.id)
    disclose(stage, MENTOR, COLLEAGUE)
    disclose(stage, MENTOR, PROGRAM_MANAGER)
    disclose(stage, MENTOR, SPONSOR)

    def listed(by: SlackPerson) -> set[str]:
        with stage.desk.open_look(stage.caller(by)) as look:
            return {one.other.slack_user for one in conflicts.of_programs(look)}

    chio, petra, sven = (one.slack_user for one in (COLLEAGUE, PROGRAM_MANAGER, SPONSOR))
    assert listed(PROGRAM_MANAGER) == {chio, sven}
    assert listed(SPONSOR) == set()  # Martin takes no part in that program yet
    offer_to_mentor(stage, cohort)
    assert listed(SPONSOR) == {chio, petra}
    for other in (MENTEE, MENTOR, LIAISON, GUEST):
        with pytest.raises(Refusal, match="permissions"):
            listed(other)


def test_nobody_withdraws_what_another_declared(stage: Stage) -> None:
    declared = disclose(stage, MENTEE, MENTOR)
    for other in (MENTOR, PROGRAM_MANAGER, COLLEAGUE):
        with pytest.raises(Refusal, match="permissions"):
            withdraw(stage, other, declared)
    with stage.desk.open_work(stage.caller(MENTEE)) as work, pytest.raises(Refusal):
        conflicts.withdraw(work, "x" * 26)


def test_that_there_is_a_conflict_is_for_the_two_the_program_team_and_the_house(
    stage: Stage,
) -> None:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    disclose(stage, MENTEE, MENTOR)
    ids = stage.person_id(MENTEE), stage.person_id(MENTOR)
    for reader in (MENTEE, MENTOR, PROGRAM_MANAGER, LIAISON):
        with stage.desk.open_look(stage.caller(reader)) as look:
            assert conduct.conflict_between(look, *ids)
    for other in (COLLEAGUE, SPONSOR, GUEST):
        with (
            stage.desk.open_look(stage.caller(other)) as look,
            pytest.raises(Refusal, match="permissions"),
        ):
            conduct.conflict_between(look, *ids)

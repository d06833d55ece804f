"""Mentors, acceptances and conflicts at rest, on both databases and apart for each workspace."""

from datetime import date

import pytest
from sqlalchemy import select

from program.cohort import Cohort, CohortPlan
from program.conduct import ConflictCheck, ConflictKind, Disclosure
from program.mentor import Deadlines, MentorState, Offer
from program.person import SlackPerson
from store import cohorts, conduct, mentors, people
from store.conduct_tables import ConflictRow
from store.mentor_tables import MentorRow
from store.session import StoreSession
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN

PRIVATE = "marker of a private text"


def two_people(session: StoreSession) -> tuple[str, str]:
    names = {"U0ONE": "One", "U0TWO": "Two"}
    people.keep(session, [SlackPerson(user, "T0HOME", name) for user, name in names.items()])
    one, two = (people.by_slack_user(session, user) for user in names)
    assert one is not None
    assert two is not None
    return one.id, two.id


def a_cohort(session: StoreSession, by: str, plan: CohortPlan = PLAN) -> Cohort:
    program = cohorts.add_program(session, plan.program, "UTC")
    return cohorts.add_cohort(session, program, plan, made_by=by)


def offer(cohort: Cohort, count: int = 2) -> Offer:
    strong = tuple(one.id for one in cohort.competencies[:count])
    return Offer(cohort.id, strong, "doors", 2, 6, boundaries=PRIVATE, times=("mon_am",))


def test_an_offer_replaces_the_one_before_and_its_words_are_sealed(
    store: Store, home: Workspace, other: Workspace
) -> None:
    with store.work(home.id) as session:
        person, _ = two_people(session)
        cohort = a_cohort(session, person)
        first = mentors.keep_offer(session, offer(cohort, 3), person)
        second = mentors.keep_offer(session, offer(cohort, 1), person)
        assert (first.id, second.version) == (second.id, first.version + 1)
    with store.look(home.id) as session:
        found = mentors.of_cohorts(session, [cohort.id], [MentorState.ON_ROSTER])
        assert [len(one.competencies) for one in found] == [1]
        assert mentors.boundaries(session, found[0].id) == PRIVATE
        raw = session.scalars(select(MentorRow.boundaries)).one()
        assert raw is not None
        assert PRIVATE.encode() not in raw
        assert mentors.competency_uses(session, cohort.id) == {cohort.competencies[0].id: 1}
    with store.look(other.id) as session:
        assert mentors.of_cohorts(session, [cohort.id], list(MentorState)) == ()
        assert mentors.mentor(session, second.id) is None


def test_what_is_due_about_invitations_comes_by_its_moment(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    start = clock.now
    with store.work(home.id) as session:
        one, two = two_people(session)
        cohort = a_cohort(session, one)
        assert mentors.next_due(session) is None
        until = Deadlines(clock.move(days=3), date(2026, 12, 7), clock.move(days=11))
        invited = mentors.invite(session, cohort.id, two, by=one, line=PRIVATE, until=until)
        assert mentors.next_due(session) == until.remind_at
    clock.set(start)
    with store.work(home.id) as session:
        assert (mentors.to_remind(session), mentors.to_lapse(session)) == ((), ())
    clock.set(until.remind_at)
    with store.work(home.id) as session:
        assert [one.id for one in mentors.to_remind(session)] == [invited.id]
        mentors.reminded(session, invited.id)
        assert mentors.to_remind(session) == ()
        assert mentors.next_due(session) == until.over_at
    clock.set(until.over_at)
    with store.work(home.id) as session:
        assert [one.id for one in mentors.to_lapse(session)] == [invited.id]
        lapsed = mentors.move(session, invited.id, MentorState.LAPSED)
        assert (lapsed.state, lapsed.answer_by) == (MentorState.LAPSED, None)
        assert mentors.next_due(session) is None
        assert mentors.line(session, invited.id) == PRIVATE


def test_an_acceptance_is_written_once_for_each_version(
    store: Store, home: Workspace, other: Workspace, clock: FrozenClock
) -> None:
    with store.work(home.id) as session:
        one, two = two_people(session)
        assert conduct.accept(session, one, 1, ConflictCheck.NONE)
        assert not conduct.accept(session, one, 1, ConflictCheck.HAS_ONE)
        assert conduct.accept(session, two, 2, ConflictCheck.HAS_ONE)
        assert conduct.who_accepted_another(session, 2) == (one,)
    clock.move(days=1)
    with store.work(home.id) as session:
        conduct.accept(session, one, 2, ConflictCheck.NONE)
        latest = conduct.accepted(session, one)
        assert latest is not None
        assert (latest.version, latest.check) == (2, ConflictCheck.NONE)
        assert [found.version for found in conduct.all_accepted(session, one)] == [1, 2]
    with store.look(other.id) as session:
        assert conduct.who_accepted_another(session, 9) == ()


def test_the_version_noted_last_is_the_one_in_force_also_when_an_old_one_comes_back(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    for version in (1, 2, 1):
        clock.move(days=1)
        with store.work(home.id) as session:
            conduct.note_version(session, version)
            assert conduct.noted_last(session) == version


def test_a_conflict_is_one_row_for_each_kind_found_from_both_sides(
    store: Store, home: Workspace, other: Workspace
) -> None:
    with store.work(home.id) as session:
        one, two = two_people(session)
        form = Disclosure(two, ConflictKind.FAMILY, None, PRIVATE)
        first = conduct.declare(session, one, form)
        conduct.declare(session, one, Disclosure(two, ConflictKind.PANEL, date(2020, 2, 29)))
        assert conduct.declare(session, one, form).id == first.id
        assert conduct.with_person(session, two) == {one}
        raw = session.scalars(select(ConflictRow.detail).where(ConflictRow.id == first.id)).one()
        assert raw is not None
        assert PRIVATE.encode() not in raw
        conduct.withdraw(session, first.id)
        assert conduct.with_person(session, one) == {two}
        assert len(conduct.by_author(session, one)) == 1
        assert len(conduct.ever_declared(session, one)) == 2
    with store.look(other.id) as session:
        assert conduct.in_force(session) == ()
        assert conduct.conflict(session, first.id) is None


@pytest.mark.parametrize("wrong", ["", "x" * 26, "'; drop table mentor"])
def test_an_unknown_id_finds_nothing(store: Store, home: Workspace, wrong: str) -> None:
    with store.look(home.id) as session:
        assert mentors.mentor(session, wrong) is None
        assert conduct.conflict(session, wrong) is None

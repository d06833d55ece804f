"""Profiles, lists and answers at rest, on both databases: sealed, and gone once time is over."""

from sqlalchemy import select

from program.actor import Role
from program.profile import MenteeProfile
from services import profile_about, profile_wishes
from store import profiles, retention
from store.profile_about_tables import AboutMeRow
from store.profile_tables import AvoidListRow, MenteeProfileRow, WishListRow
from store.store import Store
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.erasing import remembered
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import another_cohort, open_cohort
from tests.kit.profiles import WORDS, accepted, say, wish, write_as_mentee, write_as_mentor


def places(store: Store) -> set[str]:
    return {one.place.split(".")[0] for one in remembered(store)}


def test_nothing_of_it_can_be_read_in_the_rows_themselves(stage: Stage, store: Store) -> None:
    cohort = open_cohort(stage)
    accepted(stage, cohort)
    write_as_mentee(stage, cohort)
    wish(stage, cohort, MENTEE, [MENTOR], [SPONSOR])
    say(stage, MENTEE, gender="woman")
    with store.look(stage.workspace_id) as look:
        rows = [
            look.scalars(select(row)).one()
            for row in (MenteeProfileRow, WishListRow, AvoidListRow, AboutMeRow)
        ]
        raw = [value for row in rows for value in vars(row).values() if isinstance(value, bytes)]
    assert len(raw) == 5
    seen = b"".join(raw)
    for word in (WORDS, "stories", "woman", stage.person_id(MENTOR), stage.person_id(SPONSOR)):
        assert word.encode() not in seen


def test_a_profile_keeps_its_place_by_person_and_cohort(stage: Stage, store: Store) -> None:
    cohort = open_cohort(stage)
    other = another_cohort(stage, cohort)
    person_id = stage.person_id(MENTEE)
    with store.work(stage.workspace_id) as session:
        for one in (cohort, other, cohort):
            profiles.keep_mentee(session, MenteeProfile(one.id, person_id, themes=("strategy",)))
    with store.look(stage.workspace_id) as look:
        found, _ = profiles.all_of(look, person_id)
        assert {one.cohort_id: one.version for one in found} == {cohort.id: 2, other.id: 1}
        assert profiles.mentee(look, cohort.id, stage.person_id(MENTOR)) is None
        latest = profiles.latest_mentee(look, person_id)
    assert latest is not None


def test_lists_and_answers_stay_while_somebody_takes_part_and_a_year_longer(
    stage: Stage, store: Store, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage)
    accepted(stage, cohort)
    offer_to_mentor(stage, cohort)
    write_as_mentee(stage, cohort)
    write_as_mentor(stage, cohort)
    wish(stage, cohort, MENTEE, [MENTOR], [SPONSOR])
    say(stage, COLLEAGUE, caring="yes")
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    say(stage, LIAISON, caring="no")

    clock.move(days=366)
    retention.forget(store)
    assert {"avoid_list", "wish_list", "mentee_profile", "mentor_profile"} <= places(store)
    with stage.desk.open_look(stage.caller(COLLEAGUE)) as look:
        assert profile_about.mine(look).groups == {}, "Chio takes part in nothing"
    clock.set(clock.now.replace(year=2028, month=12))
    retention.forget(store)
    gone = {"avoid_list", "wish_list", "mentee_profile", "mentor_profile"}
    assert places(store) & gone == set()
    with stage.desk.open_look(stage.caller(LIAISON)) as look:
        assert profile_about.mine(look).groups == {"caring": "no"}, "Lena answers questions still"


def test_one_persons_lists_are_another_persons_only_by_their_ids(stage: Stage) -> None:
    cohort = open_cohort(stage)
    accepted(stage, cohort)
    offer_to_mentor(stage, cohort)
    wish(stage, cohort, MENTEE, [], [MENTOR])
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert profile_wishes.mine(look, cohort.id).avoid == ()
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert profile_about.mine(look).groups == {}

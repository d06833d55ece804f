"""Wishes, avoid lists and About me: kept for their author, in nobody else's reach."""

import pytest

from program.actor import Role
from program.cohort import Cohort
from program.person import SlackPerson
from program.profile_about import ANSWERS, RATHER_NOT, Group
from program.profile_forms import wish_field
from program.refusal import Refusal
from services import people, profile_about, profile_own, profile_wishes
from services.desk import Desk
from services.profile_wishes import MyWishes
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
from tests.kit.nominations import another_cohort, crowd, open_cohort
from tests.kit.profiles import accepted, both_sides, say, wish
from tests.kit.refused import refused
from tests.kit.trail import audit_entries


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return both_sides(stage)


def lists(stage: Stage, cohort: Cohort, account: SlackPerson = MENTEE) -> MyWishes:
    with stage.desk.open_look(stage.caller(account)) as look:
        return profile_wishes.mine(look, cohort.id)


def names(stage: Stage, cohort: Cohort) -> tuple[list[str], list[str]]:
    found = lists(stage, cohort)
    return [one.name for one in found.wishes], [one.name for one in found.avoid]


def wishing_is_refused(
    stage: Stage,
    cohort: Cohort,
    wished: dict[int, SlackPerson],
    avoided: list[SlackPerson],
    by: SlackPerson = MENTEE,
) -> list[tuple[str, str | None]]:
    accounts = {place: one.slack_user for place, one in wished.items()}
    refusal = refused(
        stage,
        by,
        lambda work: profile_wishes.keep(
            work, cohort.id, accounts, [one.slack_user for one in avoided]
        ),
    )
    return [(one.code, one.field) for one in refusal.troubles]


def test_both_lists_come_back_to_their_author_in_their_order(
    store: Store, clock: FrozenClock
) -> None:
    stage = set_stage(store, Desk(store, clock))
    opened = open_cohort(stage)
    accepted(stage, opened)
    wish(stage, opened, MENTEE, [SPONSOR, MENTOR], [LIAISON])
    assert names(stage, opened) == (["Sven Sol", "Martin Mayer"], ["Lena Lind"])
    wish(stage, opened, MENTEE, [MENTOR])
    assert names(stage, opened) == (["Martin Mayer"], [])
    wish(stage, opened, MENTEE)
    assert names(stage, opened) == ([], [])


def test_the_same_lists_sent_twice_are_kept_once_and_the_log_names_nobody(
    stage: Stage, cohort: Cohort
) -> None:
    for _ in range(2):
        wish(stage, cohort, MENTEE, [MENTOR], [LIAISON])
    entries = [one for one in audit_entries(stage) if one.entry == "profile.wishes_kept"]
    assert len(entries) == 1
    said = str([(one.facts, one.about) for one in entries])
    assert stage.person_id(LIAISON) not in said
    assert stage.person_id(MENTOR) not in said


def test_the_avoid_list_counts_in_every_cohort_and_wishes_in_one(
    stage: Stage, cohort: Cohort
) -> None:
    wish(stage, cohort, MENTEE, [MENTOR], [LIAISON])
    other = another_cohort(stage, cohort)
    offer_to_mentor(stage, other, MENTEE)
    assert names(stage, other) == ([], ["Lena Lind"])


def test_whoever_stands_in_both_lists_is_named_under_the_second(
    stage: Stage, cohort: Cohort
) -> None:
    accounts = {1: MENTOR.slack_user}
    refusal = refused(
        stage,
        MENTEE,
        lambda work: profile_wishes.keep(work, cohort.id, accounts, [MENTOR.slack_user]),
    )
    (trouble,) = refusal.troubles
    assert (trouble.code, trouble.field) == ("profiles.in_both_lists", "avoid")
    assert trouble.facts["name"] == "Martin Mayer"


def test_what_cannot_be_wished_is_said_under_its_field(stage: Stage, cohort: Cohort) -> None:
    def troubles(
        wished: dict[int, SlackPerson], *avoided: SlackPerson
    ) -> list[tuple[str, str | None]]:
        return wishing_is_refused(stage, cohort, wished, list(avoided))

    assert troubles({1: MENTOR, 3: MENTOR}) == [("profiles.wished_twice", wish_field(3))]
    assert troubles({2: MENTEE}) == [("profiles.wish_yourself", wish_field(2))]
    assert troubles({}, MENTEE) == [("profiles.avoid_yourself", "avoid")]
    assert troubles({1: GUEST}, OUTSIDER, FORMER) == [
        ("people.guest", wish_field(1)),
        ("people.outsider", "avoid"),
        ("people.gone", "avoid"),
    ]
    assert troubles({}, *crowd(stage, 11)) == [("profiles.too_many", "avoid")]
    assert names(stage, cohort) == ([], [])


def test_somebody_who_left_stays_on_the_list_until_it_is_taken_off(
    stage: Stage, cohort: Cohort
) -> None:
    wish(stage, cohort, MENTEE, [MENTOR], [LIAISON])
    with stage.desk.open_work_in(stage.workspace_id) as work:
        listed = {MENTEE.slack_user, MENTOR.slack_user}
        people.close_missing(work, listed)
    wish(stage, cohort, MENTEE, [], [LIAISON])
    assert names(stage, cohort) == ([], ["Lena Lind"])
    wish(stage, cohort, MENTEE)
    assert wishing_is_refused(stage, cohort, {}, [LIAISON]) == [("people.gone", "avoid")]


def test_lists_belong_to_whoever_takes_part_and_are_their_own(stage: Stage, cohort: Cohort) -> None:
    wish(stage, cohort, MENTEE, [MENTOR], [SPONSOR])
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    assert lists(stage, cohort, MENTOR) == MyWishes(cohort, (), ())
    for other in (PROGRAM_MANAGER, LIAISON, SPONSOR, COLLEAGUE):
        with pytest.raises(Refusal, match="takes_no_part"):
            lists(stage, cohort, other)
    for nobody in (GUEST, OUTSIDER, FORMER):
        with pytest.raises(Refusal, match="permissions"):
            lists(stage, cohort, nobody)


def about(stage: Stage, account: SlackPerson) -> dict[str, str]:
    with stage.desk.open_look(stage.caller(account)) as look:
        return dict(profile_about.mine(look).groups)


def test_what_somebody_says_of_themselves_is_theirs_to_change_and_take_back(
    store: Store, clock: FrozenClock
) -> None:
    stage = set_stage(store, Desk(store, clock))
    say(stage, MENTEE, gender="woman", caring="yes", age=RATHER_NOT)
    assert about(stage, MENTEE) == {"gender": "woman", "caring": "yes"}
    say(stage, MENTEE, gender=RATHER_NOT)
    say(stage, MENTEE, gender=RATHER_NOT)
    assert about(stage, MENTEE) == {}
    entries = [one for one in audit_entries(stage) if one.entry == "profile.about_kept"]
    assert len(entries) == 2
    assert "woman" not in str([one.facts for one in entries])


def test_only_answers_of_the_list_are_kept(stage: Stage) -> None:
    refusal = refused(
        stage, MENTEE, lambda work: profile_about.keep(work, {"gender": "yes", "caring": "yes"})
    )
    assert [(one.code, one.field) for one in refusal.troubles] == [
        ("profiles.choose_listed", "gender")
    ]
    refused(stage, MENTEE, lambda work: profile_about.keep(work, {"hobby": "chess"}))
    assert about(stage, MENTEE) == {}
    assert set(ANSWERS) == set(Group)


def test_what_one_says_of_oneself_is_read_by_nobody_else(stage: Stage) -> None:
    say(stage, MENTEE, gender="woman")
    for other in (PROGRAM_MANAGER, MENTOR, LIAISON):
        assert about(stage, other) == {}
    for nobody in (GUEST, OUTSIDER, FORMER):
        with pytest.raises(Refusal, match="permissions"):
            about(stage, nobody)
        refused(stage, nobody, lambda work: profile_about.keep(work, {"gender": "man"}))


def test_everything_is_in_ones_own_data_and_in_nobody_elses(stage: Stage, cohort: Cohort) -> None:
    wish(stage, cohort, MENTEE, [MENTOR], [LIAISON])
    say(stage, MENTEE, gender="woman")

    def rows(account: SlackPerson) -> str:
        with stage.desk.open_look(stage.caller(account)) as look:
            return str([list(part.rows(look)) for part in profile_own.MY_DATA])

    mine = rows(MENTEE)
    for word in ("Martin Mayer", "Lena Lind", "not with", "woman"):
        assert word in mine
    for other in (PROGRAM_MANAGER, MENTOR, LIAISON):
        assert rows(other) == "[[], [], []]"

"""Writing a profile on both sides, step by step, again and twice; how long it is asked for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from program.cohort import Cohort
from program.mentor_lists import Language
from program.person import SlackPerson
from program.profile import MenteeProfile, MentorProfile, Part
from program.profile_forms import level_field
from program.profile_lists import BOUNDARIES_LIMIT, Function, Theme
from program.refusal import Refusal
from services import mentors, profile_mentee, profile_mentor, profiles
from services.desk import Desk
from services.profiles import MyProfile, Side
from store.store import Store
from tests.kit.cast import (
    MENTEE,
    MENTOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import another_cohort, open_cohort
from tests.kit.profiles import (
    WORDS,
    accepted,
    both_sides,
    opens_for,
    rest_for,
    write_as_mentee,
    write_as_mentor,
)
from tests.kit.refused import troubles_of
from tests.kit.requests import running_pair
from tests.kit.rosters import imported
from tests.kit.trail import audit_entries


def mine(stage: Stage, account: SlackPerson) -> tuple[MyProfile, ...]:
    with stage.desk.open_look(stage.caller(account)) as look:
        return profiles.mine(look)


def sent(stage: Stage, cohort: Cohort, account: SlackPerson = MENTEE) -> MenteeProfile:
    with stage.desk.open_look(stage.caller(account)) as look:
        found = profiles.read_mentee(look, cohort.id, stage.person_id(account))
    assert found is not None
    return found


def begin(stage: Stage, cohort: Cohort, account: SlackPerson = MENTEE) -> profile_mentee.Begun:
    with stage.desk.open_look(stage.caller(account)) as look:
        return profile_mentee.begin(look, cohort.id)


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return both_sides(stage)


def test_a_profile_comes_back_to_its_author_whole(store: Store, clock: FrozenClock) -> None:
    stage = set_stage(store, Desk(store, clock))
    opened = open_cohort(stage)
    accepted(stage, opened)
    offer_to_mentor(stage, opened)

    kept = write_as_mentee(stage, opened)
    assert (kept.side, kept.coverage.missing, kept.coverage.enough) == (Side.MENTEE, (), True)
    profile = sent(stage, opened)
    assert profile.wanted == {one.id: (1, 3) for one in opened.competencies[:2]}
    assert profile.themes == (Theme.FIRST_LEADERSHIP, Theme.STRATEGY)
    assert (profile.languages, profile.function) == (("en", "de"), "finance")
    assert profile.boundaries == WORDS

    assert write_as_mentor(stage, opened).coverage.missing == ()
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        offered = profiles.read_mentor(look, opened.id, stage.person_id(MENTOR))
    assert offered is not None
    assert set(offered.levels.values()) == {5}
    assert (offered.reach, offered.directness, offered.stretch) == (3, 4, 3)
    assert offered.functions == ("finance", "sales")


def test_nothing_is_written_yet_and_what_is_known_is_filled_in(stage: Stage) -> None:
    opened = open_cohort(stage)
    heading = ("Name", "Employee ID", "E-mail", "Function", "Languages")
    imported(
        stage, ("Mia Moreau", "1", MENTEE.email or "", "Finance", "English, Klingon"),
        heading=heading,
    )  # fmt: skip
    accepted(stage, opened)

    begun = begin(stage, opened)
    named = {one.id for one in opened.competencies[:2]}
    assert set(begun.draft.chosen) == named == set(begun.draft.profile.wanted)
    assert (begun.draft.profile.function, begun.draft.profile.languages) == ("finance", ("en",))
    assert begun.coverage.present == (Part.COMPETENCIES, Part.FUNCTION, Part.LANGUAGES)
    (one,) = mine(stage, MENTEE)
    assert (one.written, one.coverage.enough) == (False, False)


def test_an_earlier_cohorts_profile_begins_the_next_one_but_its_words_stay_there(
    stage: Stage, cohort: Cohort
) -> None:
    write_as_mentee(stage, cohort)
    write_as_mentor(stage, cohort)
    later = another_cohort(stage, cohort)
    accepted(stage, later)
    offer_to_mentor(stage, later)

    begun = begin(stage, later).draft.profile
    assert begun.themes == (Theme.FIRST_LEADERSHIP, Theme.STRATEGY)
    assert (begun.cohort_id, begun.boundaries, begun.written) == (later.id, "", False)
    known = {one.id for one in later.competencies}
    assert set(begun.wanted) <= known
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        again = profile_mentor.begin(look, later.id)
    assert (again.profile.reach, again.profile.written) == (3, False)
    assert set(again.profile.levels) <= set(again.mentor.competencies)


def test_somebody_may_be_a_mentee_in_one_cohort_and_a_mentor_in_another(
    stage: Stage, cohort: Cohort
) -> None:
    other = another_cohort(stage, cohort)
    offer_to_mentor(stage, other, MENTEE)

    write_as_mentee(stage, cohort)
    write_as_mentor(stage, other, MENTEE)
    places = [(one.cohort.id, one.side, one.written) for one in mine(stage, MENTEE)]
    assert places == [(cohort.id, Side.MENTEE, True), (other.id, Side.MENTOR, True)]


def test_the_last_step_sent_twice_is_a_quiet_success(stage: Stage, cohort: Cohort) -> None:
    for side in range(2):
        write = (write_as_mentee, write_as_mentor)[side]
        once = write(stage, cohort)
        account = (MENTEE, MENTOR)[side]
        with stage.desk.open_work(stage.caller(account)) as work:
            again = (
                profile_mentor.send(work, opens_for(cohort))
                if side
                else profile_mentee.send(work, rest_for(cohort))
            )
        assert again == once
    assert sent(stage, cohort).version == 1
    entries = [one for one in audit_entries(stage) if one.entry == "profile.kept"]
    assert len(entries) == 2
    assert "marker" not in str([one.facts for one in entries])


def test_a_profile_is_changed_any_time_and_counts_its_changes(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    write_as_mentee(stage, cohort)
    clock.move(days=90)
    write_as_mentee(stage, cohort, aim=(3, 5), function=None)

    profile = sent(stage, cohort)
    assert (profile.version, set(profile.wanted.values())) == (2, {(3, 5)})
    (one,) = mine(stage, MENTEE)
    assert one.coverage.missing == (Part.FUNCTION,)


def test_what_was_not_sent_waits_and_the_form_goes_on_there(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    chosen = (cohort.competencies[2].id,)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        profile_mentee.keep_wanted(work, cohort.id, chosen, Function.SALES)
    begun = begin(stage, cohort)
    assert begun.unfinished
    assert begun.draft.chosen != chosen
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert profile_mentee.resume(look, cohort.id).draft.chosen == chosen
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        profile_mentee.keep_aims(work, cohort.id, {chosen[0]: (2, 4)})
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        back = profile_mentee.keep_rest(work, rest_for(cohort))
    assert back.draft.profile.wanted == {chosen[0]: (2, 4)}
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        again = profile_mentee.keep_aims(work, cohort.id, {}, back=True)
    assert again.draft.profile.themes == (Theme.FIRST_LEADERSHIP, Theme.STRATEGY)

    clock.move(days=8)
    with (
        stage.desk.open_look(stage.caller(MENTEE)) as look,
        pytest.raises(Refusal, match="draft_gone"),
    ):
        profile_mentee.resume(look, cohort.id)


def test_the_last_step_alone_says_that_the_others_are_gone(stage: Stage, cohort: Cohort) -> None:
    with (
        stage.desk.open_work(stage.caller(MENTEE)) as work,
        pytest.raises(Refusal, match="draft_gone"),
    ):
        profile_mentee.send(work, rest_for(cohort))
    with (
        stage.desk.open_work(stage.caller(MENTOR)) as work,
        pytest.raises(Refusal, match="draft_gone"),
    ):
        profile_mentor.send(work, opens_for(cohort))


WANTED: list[tuple[tuple[str, ...], str | None, tuple[str, str]]] = [
    ((), None, ("profiles.choose_competencies", "competencies")),
    (("elsewhere",), None, ("profiles.choose_competencies", "competencies")),
    (("first",), "gardening", ("profiles.choose_listed", "function")),
]


@pytest.mark.parametrize(("chosen", "function", "expected"), WANTED)
def test_what_cannot_be_wanted_is_said_under_its_field(
    stage: Stage,
    cohort: Cohort,
    chosen: tuple[str, ...],
    function: str | None,
    expected: tuple[str, str],
) -> None:
    real = tuple(cohort.competencies[0].id if one == "first" else one for one in chosen)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        found = troubles_of(lambda: profile_mentee.keep_wanted(work, cohort.id, real, function))
    assert found == [expected]


def test_whoever_aims_no_higher_is_told_under_that_competency(stage: Stage, cohort: Cohort) -> None:
    first, second = (one.id for one in cohort.competencies[:2])
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        profile_mentee.keep_wanted(work, cohort.id, (first, second), None)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        lower = troubles_of(
            lambda: profile_mentee.keep_aims(work, cohort.id, {first: (4, 2), second: (1, 2)})
        )
        none = troubles_of(
            lambda: profile_mentee.keep_aims(work, cohort.id, {first: None, second: None})
        )
    assert lower == [("profiles.aim_higher", level_field(first))]
    assert none == [("profiles.aim_once", level_field(first))]
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        left = profile_mentee.keep_aims(work, cohort.id, {first: (2, 4), second: None})
    assert left.draft.profile.wanted == {first: (2, 4)}


REST: list[tuple[Callable[[MenteeProfile], MenteeProfile], tuple[str, str]]] = [
    (lambda one: replace(one, themes=tuple(Theme)[:4]), ("profiles.too_many", "themes")),
    (lambda one: replace(one, themes=("fame",)), ("profiles.choose_listed", "themes")),
    (lambda one: replace(one, functions=("x",)), ("profiles.choose_listed", "functions")),
    (lambda one: replace(one, style="loud"), ("profiles.choose_listed", "style")),
    (lambda one: replace(one, times=("night",)), ("profiles.choose_listed", "times")),
    (
        lambda one: replace(one, languages=tuple(Language)[:9]),
        ("profiles.too_many", "languages"),
    ),
    (
        lambda one: replace(one, boundaries="x" * (BOUNDARIES_LIMIT + 1)),
        ("profiles.too_long", "boundaries"),
    ),
]


@pytest.mark.parametrize(("change", "expected"), REST)
def test_what_cannot_stand_in_the_last_step_is_said_under_its_field(
    stage: Stage,
    cohort: Cohort,
    change: Callable[[MenteeProfile], MenteeProfile],
    expected: tuple[str, str],
) -> None:
    write_as_mentee(stage, cohort)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        assert troubles_of(lambda: profile_mentee.send(work, change(rest_for(cohort)))) == [
            expected
        ]
    assert sent(stage, cohort).version == 1


OPENS: list[tuple[Callable[[MentorProfile], MentorProfile], tuple[str, str]]] = [
    (lambda one: replace(one, reach=5), ("profiles.choose_listed", "reach")),
    (lambda one: replace(one, directness=0), ("profiles.choose_listed", "directness")),
    (lambda one: replace(one, stretch=9), ("profiles.choose_listed", "stretch")),
    (lambda one: replace(one, function="x"), ("profiles.choose_listed", "function")),
]


@pytest.mark.parametrize(("change", "expected"), OPENS)
def test_what_a_mentor_cannot_open_is_said_under_its_field(
    stage: Stage,
    cohort: Cohort,
    change: Callable[[MentorProfile], MentorProfile],
    expected: tuple[str, str],
) -> None:
    write_as_mentor(stage, cohort)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        assert troubles_of(lambda: profile_mentor.send(work, change(opens_for(cohort)))) == [
            expected
        ]


def test_levels_are_asked_of_all_that_is_offered_and_of_nothing_else(
    stage: Stage, cohort: Cohort
) -> None:
    first, second, third = (one.id for one in cohort.competencies)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        missing = troubles_of(
            lambda: profile_mentor.keep_levels(work, cohort.id, {first: 4, second: None})
        )
        stale = troubles_of(
            lambda: profile_mentor.keep_levels(work, cohort.id, {first: 4, third: 4})
        )
    assert missing == [("profiles.choose_listed", level_field(second))]
    assert stale == [("profiles.offer_changed", None)]


def test_nobody_is_asked_for_a_profile_whose_pairing_runs(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    assert [one.settled for one in (*mine(stage, MENTEE), *mine(stage, MENTOR))] == [False, False]
    running_pair(stage, cohort=cohort)
    assert [one.settled for one in (*mine(stage, MENTEE), *mine(stage, MENTOR))] == [True, False]
    clock.move(minutes=1)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        (place,) = mentors.my_places(work)
        mentors.set_places(work, place.mentor.id, 1)
    assert mine(stage, MENTOR)[0].settled


def test_a_profile_ends_with_its_cohort(stage: Stage, cohort: Cohort, clock: FrozenClock) -> None:
    write_as_mentee(stage, cohort)
    clock.move(days=400)
    assert mine(stage, MENTEE) == ()
    with (
        stage.desk.open_work(stage.caller(MENTEE)) as work,
        pytest.raises(Refusal, match="not_a_mentee"),
    ):
        profile_mentee.send(work, rest_for(cohort))

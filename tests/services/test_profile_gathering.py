"""What a run reads of profiles, for the house alone; and what it can never reach."""

import ast
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from program.cohort import Cohort
from program.matching.records import Inputs
from program.person import SlackPerson
from program.profile import ASSUMED_AIM, ASSUMED_LEVEL, MenteeProfile, MentorProfile, Wishes
from program.refusal import Refusal
from services import matching_gathering, profile_gathering
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
from tests.kit.matching_drafts import drafted, pairs_of
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import nominate, open_cohort
from tests.kit.profiles import (
    WORDS,
    accepted,
    rest_for,
    say,
    wish,
    write_as_mentee,
    write_as_mentor,
)
from tests.kit.rosters import PEOPLE, imported

ROOT = Path(__file__).parents[2]
ROOMS = ("program", "store", "services", "documents")
APART = {"program.profile_about", "store.profile_about", "services.profile_about"}
"""What people say about groups they belong to; its table stands with all others in the schema."""


@pytest.fixture
def cohort(stage: Stage, clock: FrozenClock) -> Cohort:
    """Mia and then Chio are mentees, Martin and Sven mentors."""
    opened = open_cohort(stage)
    accepted(stage, opened)
    clock.move(minutes=1)
    accepted(stage, opened, COLLEAGUE)
    offer_to_mentor(stage, opened)
    offer_to_mentor(stage, opened, SPONSOR)
    return opened


def gathered(
    stage: Stage, cohort: Cohort
) -> tuple[tuple[MenteeProfile, ...], tuple[MentorProfile, ...], tuple[Wishes, ...]]:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return (
            profile_gathering.mentees_of(look, cohort.id),
            profile_gathering.mentors_of(look, cohort.id),
            profile_gathering.wishes_of(look, cohort.id),
        )


def test_every_mentee_and_every_mentor_is_there_sent_or_not(stage: Stage, cohort: Cohort) -> None:
    write_as_mentee(stage, cohort)
    write_as_mentor(stage, cohort)
    nominate(stage, LIAISON, cohort)

    mentees, mentors, _ = gathered(stage, cohort)
    first_two = {one.id for one in cohort.competencies[:2]}
    by_id = {one.person_id: one for one in mentees}
    assert list(by_id) == [stage.person_id(MENTEE), stage.person_id(COLLEAGUE)]
    mia, chio = by_id.values()
    assert (mia.written, set(mia.wanted.values())) == (True, {(1, 3)})
    assert (chio.written, chio.wanted) == (False, dict.fromkeys(first_two, ASSUMED_AIM))
    offered = {one.person_id: one for one in mentors}
    assert offered[stage.person_id(MENTOR)].levels == dict.fromkeys(first_two, 5)
    assert offered[stage.person_id(SPONSOR)].levels == dict.fromkeys(first_two, ASSUMED_LEVEL)
    assert not offered[stage.person_id(SPONSOR)].written


def test_the_roster_says_what_nobody_said_themselves(stage: Stage, cohort: Cohort) -> None:
    imported(stage, *PEOPLE)
    mentees, mentors, _ = gathered(stage, cohort)
    functions = {one.person_id: one.function for one in mentees}
    functions |= {one.person_id: one.function for one in mentors}
    assert functions[stage.person_id(MENTEE)] == "finance"
    assert functions[stage.person_id(MENTOR)] == "engineering"
    assert functions[stage.person_id(COLLEAGUE)] is None


def test_no_word_that_somebody_wrote_is_gathered(stage: Stage, cohort: Cohort) -> None:
    write_as_mentee(stage, cohort)
    mentees, _, _ = gathered(stage, cohort)
    assert WORDS not in str([asdict(one) for one in mentees])


def test_lists_of_those_who_take_part_are_gathered_and_no_others(
    stage: Stage, cohort: Cohort
) -> None:
    wish(stage, cohort, MENTEE, [MENTOR, SPONSOR], [LIAISON])
    wish(stage, cohort, SPONSOR, [], [COLLEAGUE])
    _, _, found = gathered(stage, cohort)
    assert {one.person_id: (one.wishes, one.avoid) for one in found} == {
        stage.person_id(MENTEE): (
            (stage.person_id(MENTOR), stage.person_id(SPONSOR)),
            (stage.person_id(LIAISON),),
        ),
        stage.person_id(SPONSOR): ((), (stage.person_id(COLLEAGUE),)),
    }


def test_two_who_avoid_each_other_are_known_from_either_side(stage: Stage, cohort: Cohort) -> None:
    wish(stage, cohort, MENTEE, [], [MENTOR])

    def apart(one: SlackPerson, other: SlackPerson) -> bool:
        with stage.desk.open_look_in(stage.workspace_id) as look:
            return profile_gathering.avoid_each_other(
                look, stage.person_id(one), stage.person_id(other)
            )

    assert apart(MENTEE, MENTOR)
    assert apart(MENTOR, MENTEE)
    assert not apart(MENTEE, SPONSOR)


@pytest.mark.parametrize(
    "account",
    [PROGRAM_MANAGER, LIAISON, MENTEE, MENTOR, GUEST],
    ids=lambda one: one.real_name,
)
def test_nobody_but_the_house_gathers(stage: Stage, cohort: Cohort, account: SlackPerson) -> None:
    with stage.desk.open_look(stage.caller(account)) as look:
        for act in (
            lambda: profile_gathering.mentees_of(look, cohort.id),
            lambda: profile_gathering.mentors_of(look, cohort.id),
            lambda: profile_gathering.wishes_of(look, cohort.id),
            lambda: profile_gathering.avoid_each_other(look, "a", "b"),
        ):
            with pytest.raises(Refusal, match="permissions"):
                act()


def test_what_people_say_of_themselves_changes_nothing_of_what_is_gathered(
    stage: Stage, cohort: Cohort
) -> None:
    everyone = (MENTEE, COLLEAGUE, MENTOR, SPONSOR)
    for account, gender in zip(everyone, ("woman", "man", "another", "woman"), strict=True):
        say(stage, account, gender=gender, age="under_30", caring="yes")
    before = gathered(stage, cohort)
    for account, gender in zip(everyone, ("man", "woman", "woman", "another"), strict=True):
        say(stage, account, gender=gender, age="50_and_over", origin="yes")
    assert gathered(stage, cohort) == before
    assert "woman" not in str(before)


def test_what_people_say_of_themselves_changes_no_pair_and_no_fit(
    stage: Stage, cohort: Cohort
) -> None:
    write_as_mentee(stage, cohort, rest=replace(rest_for(cohort), times=()))
    write_as_mentor(stage, cohort)
    accepted(stage, cohort, LIAISON)

    def run() -> tuple[Inputs, dict[str, str]]:
        with stage.desk.open_look_in(stage.workspace_id) as look:
            inputs = matching_gathering.gather(look, cohort.id).inputs
        return replace(inputs, before={}), pairs_of(stage, drafted(stage, cohort))

    say(stage, MENTEE, gender="woman", origin="yes")
    say(stage, MENTOR, gender="man", age="under_30")
    first = run()
    say(stage, MENTEE, gender="man", origin="no")
    say(stage, MENTOR, gender="woman", age="50_and_over")
    say(stage, COLLEAGUE, disability="yes")
    assert run() == first
    assert len(first[1]) == 2


def test_nobody_is_paired_with_somebody_on_their_avoid_list(stage: Stage, cohort: Cohort) -> None:
    write_as_mentee(stage, cohort, rest=replace(rest_for(cohort), times=()))
    accepted(stage, cohort, LIAISON)
    mia, lena = stage.person_id(MENTEE), stage.person_id(LIAISON)
    martin, sven = stage.person_id(MENTOR), stage.person_id(SPONSOR)
    wish(stage, cohort, MENTEE, [], [SPONSOR])
    wish(stage, cohort, MENTOR, [], [LIAISON])
    assert pairs_of(stage, drafted(stage, cohort)) == {mia: martin, lena: sven}
    wish(stage, cohort, MENTEE, [], [MENTOR])
    wish(stage, cohort, MENTOR)
    wish(stage, cohort, SPONSOR, [], [LIAISON])
    assert pairs_of(stage, drafted(stage, cohort)) == {mia: sven, lena: martin}


def imports(module: str) -> Iterator[str]:
    """The modules of our rooms that a module imports, here or inside a function."""
    path = ROOT / f"{module.replace('.', '/')}.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def reached_from(starts: set[str]) -> set[str]:
    """Everything that is imported on any way from these modules."""
    seen: set[str] = set()
    ahead = set(starts)
    while ahead:
        one = ahead.pop()
        seen.add(one)
        ours = {found for found in imports(one) if found.split(".")[0] in ROOMS}
        files = {found for found in ours if (ROOT / f"{found.replace('.', '/')}.py").is_file()}
        ahead |= files - seen
    return seen


def finding_pairs() -> set[str]:
    """Every module that finds pairs, or hands a run what it is made from."""
    found = [
        *(ROOT / "program" / "matching").rglob("*.py"),
        *(ROOT / "program").glob("matching*.py"),
        *(ROOT / "store").glob("matching*.py"),
        *(ROOT / "services").glob("matching*.py"),
        ROOT / "services" / "profile_gathering.py",
    ]
    return {
        str(one.relative_to(ROOT).with_suffix("")).replace("/", ".")
        for one in found
        if one.stem != "__init__"
    }


def test_nothing_that_finds_pairs_can_reach_what_people_say_of_themselves() -> None:
    starts = finding_pairs()
    assert {"program.matching.engine", "services.profile_gathering"} <= starts
    reached = reached_from(starts)
    assert "store.profiles" in reached
    assert reached & APART == set()


def test_the_answers_are_read_in_one_place_only() -> None:
    """The row of the answers is queried by the one module that keeps it, for their author."""
    named = {
        str(file.relative_to(ROOT))
        for room in (*ROOMS, "handlers", "bot", "scheduler")
        for file in (ROOT / room).rglob("*.py")
        if "AboutMeRow" in file.read_text(encoding="utf-8")
    }
    assert named == {
        "store/profile_about.py",
        "store/profile_about_tables.py",
        "store/retention_people.py",
        "store/ties.py",
    }
    asked = {
        one
        for room in ("services", "handlers", "bot", "scheduler")
        for one in (
            str(file.relative_to(ROOT))
            for file in (ROOT / room).rglob("*.py")
            if "profile_about" in file.read_text(encoding="utf-8")
        )
    }
    assert asked <= {
        "services/profile_about.py",
        "services/profile_own.py",
        "handlers/profiles/about_words.py",
        "handlers/profiles/forms.py",
        "handlers/profiles/views.py",
        "handlers/profiles/wish_listeners.py",
    }

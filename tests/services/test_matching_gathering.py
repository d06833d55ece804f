"""What a run is made from: today's people, ratings in hundredths, lines, and who is barred."""

from itertools import pairwise

import pytest

from program.matching.reasons import Bar
from program.matching.records import Inputs, MenteeInput, MentorInput
from program.matching.rules import Rules
from program.nomination_voice import Rating
from program.pairing import Ending
from program.person import SlackPerson
from program.profile import Wishes
from program.refusal import Refusal
from services import matching_rules, people
from services.matching_gathering import Gathered, gather
from store import profile_wishes
from store.base import new_id
from store.roster_tables import ReportingLineRow
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import ADA, NILS, Ready, set_cohort
from tests.kit.nominations import RATED, decide, put_forward, say_yes
from tests.kit.pairings import active_pairing, disclose, end, let_rest, propose
from tests.kit.roster import listed


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


def gathered(stage: Stage, ready: Ready, depth: int = 2) -> Gathered:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return gather(look, ready.cohort.id, rules=Rules(depth=depth))


def mentee_of(inputs: Inputs, person_id: str) -> MenteeInput:
    return next(one for one in inputs.mentees if one.id == person_id)


def mentor_of(inputs: Inputs, person_id: str) -> MentorInput:
    return next(one for one in inputs.mentors if one.id == person_id)


def bars(found: Gathered, mentee: str, mentor: str) -> set[Bar]:
    return {one.bar for one in found.inputs.barred if (one.mentee, one.mentor) == (mentee, mentor)}


def lines(stage: Stage, *reports: tuple[str, str], dotted: bool = False) -> None:
    """Entries of the roster: who reports to whom."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for colleague, superior in reports:
            work.session.add(
                ReportingLineRow(
                    id=new_id(), colleague_id=colleague, superior_id=superior, dotted=dotted
                )
            )


def test_everybody_accepted_and_everybody_on_the_roster_is_in_it(
    stage: Stage, ready: Ready
) -> None:
    inputs = gathered(stage, ready).inputs
    assert {one.id for one in inputs.mentees} == set(ready.mentees)
    assert {one.id for one in inputs.mentors} == set(ready.mentors)
    assert [one.accepted for one in inputs.mentees] == [0, 1, 2]
    assert inputs.hours_a_mentee == ready.cohort.hours_a_month


def test_the_same_moment_gathers_the_same(stage: Stage, ready: Ready) -> None:
    assert gathered(stage, ready) == gathered(stage, ready)


def test_whoever_is_asked_for_or_has_a_mentor_is_no_mentee_and_takes_a_place(
    stage: Stage, ready: Ready
) -> None:
    propose(stage, ready.cohort)
    inputs = gathered(stage, ready).inputs
    assert ready.mentees[0] not in {one.id for one in inputs.mentees}
    assert mentor_of(inputs, ready.mentors[0]).taken == 1


def test_a_closed_account_is_on_neither_side(stage: Stage, ready: Ready) -> None:
    listed_still = {one.slack_user for one in (PROGRAM_MANAGER, MENTEE, SPONSOR, LIAISON, NILS)}
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.close_missing(work, listed_still)
    inputs = gathered(stage, ready).inputs
    assert stage.person_id(ADA) not in {one.id for one in inputs.mentees}
    assert ready.mentors[0] not in {one.id for one in inputs.mentors}


def test_ratings_are_the_mean_of_all_who_could_say_in_hundredths(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE,))
    standing = put_forward(stage, SPONSOR, COLLEAGUE, ready.cohort)
    put_forward(stage, LIAISON, COLLEAGUE, ready.cohort)
    decide(stage, say_yes(stage, COLLEAGUE, standing))
    found = mentee_of(gathered(stage, ready).inputs, stage.person_id(COLLEAGUE))
    assert RATED[Rating.COACHABILITY] is None
    assert found.ratings == {"curiosity": 400, "potential": 500, "resilience": 300}


def test_level_and_location_are_what_the_roster_says(stage: Stage, ready: Ready) -> None:
    listed(stage, MENTEE, location="Lyon", function="Finance")
    found = mentee_of(gathered(stage, ready).inputs, ready.mentees[0])
    assert found.location == "Lyon"
    assert found.function == "finance"
    assert found.level is None


def test_a_superior_two_levels_up_is_barred_by_any_line_in_both_directions(
    stage: Stage, ready: Ready
) -> None:
    mia, between = listed(stage, MENTEE), listed(stage, None)
    martin = listed(stage, MENTOR)
    lines(stage, (mia, between))
    lines(stage, (between, martin), dotted=True)
    below = listed(stage, LIAISON)
    lines(stage, (below, mia))
    found = gathered(stage, ready)
    assert bars(found, ready.mentees[0], ready.mentors[0]) == {Bar.SUPERIOR}
    assert bars(found, ready.mentees[0], ready.mentors[2]) == {Bar.SUPERIOR}
    assert found.superiors == 2


def test_three_levels_up_are_barred_where_the_program_looks_further(
    stage: Stage, ready: Ready
) -> None:
    chain = [listed(stage, MENTEE), listed(stage, None), listed(stage, None), listed(stage, MENTOR)]
    lines(stage, *pairwise(chain))
    pair = ready.mentees[0], ready.mentors[0]
    assert bars(gathered(stage, ready), *pair) == set()
    assert bars(gathered(stage, ready, depth=3), *pair) == {Bar.SUPERIOR}


def test_a_ring_of_lines_bars_everybody_in_it_and_is_told(stage: Stage, ready: Ready) -> None:
    people_in_it = [listed(stage, MENTEE), listed(stage, None), listed(stage, None)]
    people_in_it += [listed(stage, None), listed(stage, None), listed(stage, MENTOR)]
    lines(stage, *zip(people_in_it, [*people_in_it[1:], people_in_it[0]], strict=True))
    found = gathered(stage, ready)
    assert bars(found, ready.mentees[0], ready.mentors[0]) == {Bar.SUPERIOR}
    assert found.superiors == len(found.inputs.barred) == 1
    assert found.cycle == 6


def test_somebody_who_reports_to_themselves_neither_loops_nor_bars_others(
    stage: Stage, ready: Ready
) -> None:
    mia = listed(stage, MENTEE)
    lines(stage, (mia, mia))
    found = gathered(stage, ready)
    assert found.cycle == 1
    assert found.inputs.barred == ()


def test_a_ring_of_strangers_is_not_told(stage: Stage, ready: Ready) -> None:
    one, other = listed(stage, None), listed(stage, None)
    lines(stage, (one, other), (other, one))
    assert gathered(stage, ready).cycle == 0


@pytest.mark.parametrize(("by", "other"), [(MENTEE, MENTOR), (MENTOR, MENTEE)])
def test_a_conflict_bars_whoever_declared_it(
    stage: Stage, ready: Ready, by: SlackPerson, other: SlackPerson
) -> None:
    disclose(stage, by, other)
    found = gathered(stage, ready)
    assert bars(found, ready.mentees[0], ready.mentors[0]) == {Bar.CONFLICT}


@pytest.mark.parametrize(("by", "other"), [(MENTEE, MENTOR), (MENTOR, MENTEE)])
def test_an_avoid_list_bars_whosever_it_is(
    stage: Stage, ready: Ready, by: SlackPerson, other: SlackPerson
) -> None:
    mine = Wishes(ready.cohort.id, stage.person_id(by), avoid=(stage.person_id(other),))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        profile_wishes.keep(work.session, mine)
    found = gathered(stage, ready)
    assert bars(found, ready.mentees[0], ready.mentors[0]) == {Bar.AVOIDED}


def test_a_pair_that_was_ended_for_cause_is_barred_for_good(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)
    end(stage, pairing, ending=Ending.FOR_CAUSE)
    let_rest(stage, clock)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = gather(look, pairing.cohort.id)
    assert bars(found, pairing.mentee, pairing.mentor) == {Bar.ENDED_FOR_CAUSE}


def test_pairs_of_people_who_are_no_longer_there_are_not_before(stage: Stage, ready: Ready) -> None:
    before = {
        ready.mentees[0]: ready.mentors[0],
        ready.mentees[1]: "gone",
        "gone": ready.mentors[1],
    }
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = gather(look, ready.cohort.id, before=before, kept_bonus=100)
    assert found.inputs.before == {ready.mentees[0]: ready.mentors[0]}
    assert found.inputs.kept_bonus == 100


@pytest.mark.parametrize("who", [PROGRAM_MANAGER, MENTEE, MENTOR, SPONSOR])
def test_nobody_but_the_house_gathers(stage: Stage, ready: Ready, who: SlackPerson) -> None:
    with stage.desk.open_look(stage.caller(who)) as look, pytest.raises(Refusal) as refused:
        gather(look, ready.cohort.id, rules=Rules())
    assert refused.value.code == "permissions.not_yours"


def test_the_rules_travel_with_the_inputs(stage: Stage, ready: Ready) -> None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        matching_rules.set_rules(work, ready.cohort.id, Rules(line=4_000), 0)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = gather(look, ready.cohort.id)
    assert (found.inputs.rules.line, found.inputs.rules.version) == (4_000, 1)

"""A cohort, its competencies and its criteria change; what people refer to stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from program.actor import Role
from program.cohort import MOST_LISTED, Cohort
from program.cohort_change import CriteriaChange, DaysChange, Late, RhythmChange
from program.person import SlackPerson
from program.refusal import Refusal
from services import cohort_changes, cohorts, competencies
from services.desk import Work
from store import delivery_claims
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, another_cohort, decide, nominate, open_cohort


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return open_cohort(stage)


def days(cohort: Cohort, **other: object) -> DaysChange:
    change = DaysChange(
        cohort_id=cohort.id,
        seen_version=cohort.version,
        name=cohort.name,
        nominations_open=cohort.nominations_open,
        nominations_close=cohort.nominations_close,
        starts=cohort.starts,
        ends=cohort.ends,
    )
    return replace(change, **other)  # type: ignore[arg-type]


def rhythm(cohort: Cohort, **other: object) -> RhythmChange:
    chosen = tuple(one.id for one in cohort.competencies)
    change = RhythmChange(cohort.id, cohort.version, cohort.cadence_days, 2, chosen)
    return replace(change, **other)  # type: ignore[arg-type]


def criteria(cohort: Cohort, *texts: str, added: tuple[str, ...] = ()) -> CriteriaChange:
    kept = {one.id: text for one, text in zip(cohort.criteria, texts, strict=False)}
    return CriteriaChange(cohort.id, cohort.version, kept, added)


@contextmanager
def working(stage: Stage, account: SlackPerson = PROGRAM_MANAGER) -> Iterator[Work]:
    with stage.desk.open_work(stage.caller(account)) as work:
        yield work


def now(stage: Stage, cohort: Cohort) -> Cohort:
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        return cohorts.charter_of(look, cohort.id).cohort


def refused(stage: Stage, change: DaysChange | RhythmChange | CriteriaChange) -> Refusal:
    with pytest.raises(Refusal) as found, working(stage) as work:
        make(work, change)
    return found.value


def make(work: Work, change: DaysChange | RhythmChange | CriteriaChange) -> Late | None:
    if isinstance(change, DaysChange):
        return cohort_changes.change_days(work, change)
    if isinstance(change, RhythmChange):
        return cohort_changes.change_rhythm(work, change)
    return cohort_changes.change_criteria(work, change)


def told(stage: Stage) -> list[tuple[str | None, str]]:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        found = delivery_claims.claim_due(work.session, work.now, 90, 60)
    return [
        (one.recipient, one.about["what"]) for one in found if one.kind == "cohorts.charter_changed"
    ]


def test_other_days_another_name_and_another_rhythm_are_kept(stage: Stage, cohort: Cohort) -> None:
    with working(stage) as work:
        cohort_changes.change_days(work, days(cohort, name="Leap", ends=date(2028, 2, 29)))
        seen = cohort_changes.to_change(work, cohort.id)
        assert make(work, rhythm(seen, cadence_days=28, hours_a_month=3)) is None
    after = now(stage, cohort)
    assert (after.name, after.ends) == ("Leap", date(2028, 2, 29))
    assert (after.cadence_days, after.hours_a_month, after.version) == (28, 3, 3)
    assert after.competencies == cohort.competencies


def test_the_same_form_sent_twice_is_quiet(stage: Stage, cohort: Cohort) -> None:
    changes = (
        days(cohort, ends=date(2028, 2, 29)),
        criteria(cohort, *(one.text for one in cohort.criteria), added=("Speaks two languages",)),
    )
    for change in changes:
        seen = replace(change, seen_version=now(stage, cohort).version)
        with working(stage) as work:
            assert make(work, seen) is None
        version = now(stage, cohort).version
        with working(stage) as work:
            assert make(work, seen) is None
        assert now(stage, cohort).version == version
    assert len(now(stage, cohort).criteria) == 3


def test_whoever_comes_later_is_told_and_changes_nothing(stage: Stage, cohort: Cohort) -> None:
    with working(stage) as work:
        cohort_changes.change_days(work, days(cohort, name="First"))
    with working(stage) as work:
        late = cohort_changes.change_days(work, days(cohort, name="Second"))
    assert isinstance(late, Late)
    assert late.by == stage.person_id(PROGRAM_MANAGER)
    assert now(stage, cohort).name == "First"


def test_days_that_cross_are_refused_under_the_field_and_nothing_is_kept(
    stage: Stage, cohort: Cohort
) -> None:
    wrong = days(cohort, name="Other", nominations_close=cohort.starts)
    assert [one.field for one in refused(stage, wrong).troubles] == ["starts"]
    assert now(stage, cohort) == cohort


def test_a_cohort_keeps_no_name_of_another(stage: Stage, cohort: Cohort) -> None:
    another_cohort(stage, cohort)
    refusal = refused(stage, days(cohort, name="autumn  2027"))
    assert [(one.code, one.field) for one in refusal.troubles] == [
        ("cohorts.cohort_exists", "name")
    ]


def test_a_cohort_that_has_ended_is_not_changed(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    clock.move(days=400)
    assert refused(stage, days(cohort, ends=date(2028, 2, 29))).code == "cohorts.ended"


def test_a_day_is_past_where_the_program_is_not_where_the_reader_is(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    """The program is in Berlin: half past midnight there is still yesterday in New York."""
    clock.move(hours=13, minutes=30)
    stage.give(MENTEE, Role.PROGRAM_MANAGER)
    change = days(cohort, nominations_close=date(2026, 11, 23))
    with pytest.raises(Refusal) as found, working(stage, MENTEE) as work:
        cohort_changes.change_days(work, change)
    assert found.value.code == "cohorts.date_past"


@pytest.mark.parametrize("account", [MENTEE, SPONSOR, LIAISON, GUEST, OUTSIDER])
def test_nobody_but_its_program_manager_changes_a_cohort(
    stage: Stage, cohort: Cohort, account: SlackPerson
) -> None:
    for role, holder in ((Role.LIAISON, LIAISON), (Role.SPONSOR, SPONSOR)):
        stage.give(holder, role, cohort.program.id)
    for change in (days(cohort, name="x"), rhythm(cohort), criteria(cohort, "x")):
        with pytest.raises(Refusal, match="permissions"), working(stage, account) as work:
            make(work, change)
    with pytest.raises(Refusal, match="permissions"), working(stage, account) as work:
        cohort_changes.open_nominations(work, cohort.id)
    with pytest.raises(Refusal, match="permissions"), working(stage, account) as work:
        competencies.add(work, cohort.program.id, "Calm")
    assert now(stage, cohort) == cohort


def test_a_program_manager_of_another_program_does_not_either(stage: Stage, cohort: Cohort) -> None:
    with working(stage) as work:
        other = cohorts.create_program(work, replace(PLAN, program="Another"))
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, other.program.id)
    with pytest.raises(Refusal, match="permissions"), working(stage, COLLEAGUE) as work:
        cohort_changes.change_days(work, days(cohort, name="Mine"))
    with pytest.raises(Refusal, match=r"cohorts\.no_program"), working(stage) as work:
        cohort_changes.change_days(work, days(replace(cohort, id="nowhere"), name="Mine"))


def test_a_competency_that_somebody_chose_stays_and_is_said_by_its_count(
    stage: Stage, cohort: Cohort
) -> None:
    nominate(stage, MENTEE, cohort)  # names the first two
    kept = tuple(one.id for one in cohort.competencies[1:])
    refusal = refused(stage, rhythm(cohort, competencies=kept))
    (trouble,) = refusal.troubles
    assert (trouble.code, trouble.field) == ("cohorts.competency_in_use", "competencies")
    assert trouble.facts["count"] == 1
    fewer = tuple(one.id for one in cohort.competencies[:2])
    with working(stage) as work:
        assert make(work, rhythm(cohort, competencies=fewer)) is None
    assert now(stage, cohort).competencies == cohort.competencies[:2]


def test_competencies_of_another_program_are_not_taken_in(stage: Stage, cohort: Cohort) -> None:
    with working(stage) as work:
        other = cohorts.create_program(work, replace(PLAN, program="Another"))
    foreign = tuple(one.id for one in other.competencies)
    assert refused(stage, rhythm(cohort, competencies=foreign)).code == "cohorts.lines_missing"


def test_a_renamed_competency_keeps_its_id_and_all_that_refers_to_it(
    stage: Stage, cohort: Cohort
) -> None:
    nominate(stage, MENTEE, cohort)
    first = cohort.competencies[0]
    with working(stage) as work:
        for _ in range(2):
            competencies.rename(work, cohort.program.id, first.id, first.name, "Seeing far")
    assert now(stage, cohort).competencies[0] == replace(first, name="Seeing far")
    with pytest.raises(Refusal, match="renamed_meanwhile"), working(stage) as work:
        competencies.rename(work, cohort.program.id, first.id, first.name, "Other")
    with pytest.raises(Refusal, match="competency_exists"), working(stage) as work:
        competencies.rename(
            work, cohort.program.id, first.id, "Seeing far", cohort.competencies[1].name
        )


def test_the_list_takes_each_name_once_and_lets_go_of_what_nobody_names(
    stage: Stage, cohort: Cohort
) -> None:
    program = cohort.program.id
    with working(stage) as work:
        added = competencies.add(work, program, "Calm under pressure")
        assert competencies.add(work, program, "calm  under pressure") == added
        competencies.remove(work, program, added.id)
        competencies.remove(work, program, added.id)
        listed = {one.competency.id for one in competencies.of_program(work, program)}
    assert listed == {one.id for one in cohort.competencies}
    first = cohort.competencies[0]
    with pytest.raises(Refusal, match="competency_published"), working(stage) as work:
        competencies.remove(work, program, first.id)
    nominate(stage, MENTEE, cohort)
    with pytest.raises(Refusal, match="competency_in_use"), working(stage) as work:
        competencies.remove(work, program, first.id)


def test_criteria_are_reworded_added_and_taken_out_under_their_ids(
    stage: Stage, cohort: Cohort
) -> None:
    first, second = cohort.criteria
    with working(stage) as work:
        make(work, criteria(cohort, "Has led", "", added=("Speaks up",)))
    reworded, added = now(stage, cohort).criteria
    assert (reworded.id, reworded.text, added.text) == (first.id, "Has led", "Speaks up")
    assert added.id not in {first.id, second.id, ""}


def test_a_criterion_that_nominees_wrote_to_stays(stage: Stage, cohort: Cohort) -> None:
    nominate(stage, MENTEE, cohort)
    first = cohort.criteria[0]
    refusal = refused(stage, criteria(cohort, "", cohort.criteria[1].text))
    (trouble,) = refusal.troubles
    assert (trouble.code, trouble.field) == ("cohorts.criterion_in_use", f"criteria:{first.id}")
    assert trouble.facts["count"] == 1
    with working(stage) as work:
        assert make(work, criteria(cohort, "Reworded", cohort.criteria[1].text)) is None


def test_the_last_criterion_is_not_taken_out_and_two_do_not_say_the_same(
    stage: Stage, cohort: Cohort
) -> None:
    assert refused(stage, criteria(cohort, "", "")).code == "cohorts.lines_missing"
    assert refused(stage, criteria(cohort, "Same", "same ")).code == "cohorts.line_twice"


def test_only_those_whom_a_change_touches_hear_of_it(stage: Stage, cohort: Cohort) -> None:
    decide(stage, nominate(stage, MENTEE, cohort))
    nominate(stage, COLLEAGUE, cohort)
    mia, chio = stage.person_id(MENTEE), stage.person_id(COLLEAGUE)
    with working(stage) as work:
        make(work, days(cohort, name="Another name"))
    assert told(stage) == []
    with working(stage) as work:
        make(work, rhythm(now(stage, cohort), cadence_days=21))
    assert told(stage) == [(mia, "cadence")]
    with working(stage) as work:
        texts = [one.text + " and shows it" for one in cohort.criteria]
        make(work, criteria(now(stage, cohort), *texts))
    assert told(stage) == [(chio, "criteria")]


def test_nominations_planned_for_later_are_opened_by_a_press(stage: Stage) -> None:
    planned = open_cohort(stage, replace(PLAN, nominations_open=date(2026, 12, 1)))
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert cohorts.taking_nominations(look) == ()
    with working(stage) as work:
        opened = cohort_changes.open_nominations(work, planned.id)
        assert cohort_changes.open_nominations(work, planned.id) == opened
    assert opened.nominations_open == date(2026, 11, 23)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert [one.id for one in cohorts.taking_nominations(look)] == [planned.id]


def test_nominations_that_closed_are_not_opened_by_a_press(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    clock.move(days=30)
    with pytest.raises(Refusal, match="closed_already"), working(stage) as work:
        cohort_changes.open_nominations(work, cohort.id)


def test_the_list_of_a_program_ends_where_one_view_ends(stage: Stage, cohort: Cohort) -> None:
    with working(stage) as work:
        for number in range(MOST_LISTED - len(cohort.competencies)):
            competencies.add(work, cohort.program.id, f"Competency {number}")
    with pytest.raises(Refusal, match="list_full"), working(stage) as work:
        competencies.add(work, cohort.program.id, "One more")
    plan = replace(PLAN, program="", name="Next", competencies=("One more",))
    with pytest.raises(Refusal, match="list_full"), working(stage) as work:
        cohorts.create_cohort(work, cohort.program.id, plan)

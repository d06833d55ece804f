"""What a program manager changes in a cohort that is there; what is in use stays."""

from dataclasses import replace

from program.cohort import (
    CRITERION_LIMIT,
    MOST_COMPETENCIES,
    MOST_CRITERIA,
    Cohort,
    CohortState,
    Competency,
    Criterion,
    state_on,
)
from program.cohort_change import CriteriaChange, DaysChange, Late, RhythmChange
from program.cohort_plan import check_days, check_lines, check_name, check_rhythm
from program.hours import local_day
from program.permissions import Act, Subject, may, require
from program.refusal import Refusal, Trouble
from program.text import same_words
from services import cohort_news, cohort_uses, cohorts
from services.desk import Look, Work
from store import cohort_changes as kept
from store import cohorts as kept_cohorts


def changeable(look: Look) -> tuple[Cohort, ...]:
    """The cohorts the actor may change: those that have not ended."""
    return tuple(
        one
        for one in cohorts.current(look)
        if may(look.actor, Act.COHORTS_CHANGE, Subject(program_id=one.program.id))
    )


def to_change(look: Look, cohort_id: str) -> Cohort:
    """A cohort for the form that changes it. Raises Refusal `cohorts.no_program`, `.ended`."""
    found = kept_cohorts.cohort(look.session, cohort_id)
    if found is None:
        raise Refusal("cohorts.no_program")
    require(look.actor, Act.COHORTS_CHANGE, Subject(program_id=found.program.id))
    today = local_day(look.now, found.program.zone)
    if state_on(found, today) is CohortState.CLOSED:
        raise Refusal("cohorts.ended", day=found.ends)
    return found


def change_days(work: Work, change: DaysChange) -> Late | None:
    """Another name, other days. Answers Late where somebody changed the cohort meanwhile.

    What is there already is a quiet success. Raises Refusal `cohorts.*` under the fields.
    """
    before = to_change(work, change.cohort_id)
    today = local_day(work.now, before.program.zone)
    days = (change.nominations_open, change.nominations_close, change.starts, change.ends)
    troubles = [*check_name("name", change.name), *check_days(days, today, before)]
    if kept.name_is_taken(work.session, before, change.name):
        troubles.append(Trouble("cohorts.cohort_exists", field="name"))
    _refuse_if(troubles)
    _, closes, starts, ends = days
    assert closes is not None  # noqa: S101  checked above
    assert starts is not None  # noqa: S101
    assert ends is not None  # noqa: S101
    after = replace(
        before,
        name=change.name,
        nominations_open=change.nominations_open,
        nominations_close=closes,
        starts=starts,
        ends=ends,
    )
    return _keep(work, before, after, change.seen_version)


def open_nominations(work: Work, cohort_id: str) -> Cohort:
    """Open nominations today instead of on the day planned. Again it changes nothing.

    Raises Refusal `cohorts.closed_already` where their last day is past.
    """
    before = to_change(work, cohort_id)
    today = local_day(work.now, before.program.zone)
    if before.nominations_close < today:
        raise Refusal("cohorts.closed_already", day=before.nominations_close)
    if state_on(before, today) is CohortState.PLANNED:
        _keep(work, before, replace(before, nominations_open=today), before.version)
    return to_change(work, cohort_id)


def change_rhythm(work: Work, change: RhythmChange) -> Late | None:
    """Another cadence, other hours, other competencies of the program's list; Late as above.

    Raises Refusal under `competencies`: `cohorts.competency_in_use` (facts: count) for one that
    people refer to, which stays.
    """
    before = to_change(work, change.cohort_id)
    listed = {one.id: one for one in kept.competencies_of(work.session, before.program.id)}
    chosen = tuple(listed[one] for one in dict.fromkeys(change.competencies) if one in listed)
    troubles = check_rhythm(change.cadence_days, change.hours_a_month)
    if not chosen:
        troubles.append(Trouble("cohorts.lines_missing", field="competencies"))
    elif len(chosen) > MOST_COMPETENCIES:
        facts = {"most": MOST_COMPETENCIES, "count": len(chosen)}
        troubles.append(Trouble("cohorts.too_many_lines", field="competencies", facts=facts))
    uses = cohort_uses.of_competencies_in(work, before.program.id, before.id)
    for gone in before.competencies:
        if gone not in chosen and uses.get(gone.id):
            used = {"name": gone.name, "count": uses[gone.id]}
            troubles.append(Trouble("cohorts.competency_in_use", "competencies", used))
    _refuse_if(troubles)
    assert change.cadence_days is not None  # noqa: S101  checked above
    assert change.hours_a_month is not None  # noqa: S101
    after = replace(
        before,
        cadence_days=change.cadence_days,
        hours_a_month=change.hours_a_month,
        competencies=_in_order(before, chosen),
    )
    return _keep(work, before, after, change.seen_version)


def change_criteria(work: Work, change: CriteriaChange) -> Late | None:
    """Other words for criteria, new ones, fewer; those reworded keep their ids. Late as above.

    Raises Refusal under `criteria:ID`: `cohorts.criterion_in_use` (facts: count), or under the
    first field where none is left or two say the same.
    """
    before = to_change(work, change.cohort_id)
    reworded = [Criterion(one.id, change.kept.get(one.id, one.text)) for one in before.criteria]
    uses = cohort_uses.of_criteria(work, before.program.id, before.id)
    troubles = [
        Trouble("cohorts.criterion_in_use", f"criteria:{one.id}", {"count": uses[one.id]})
        for one in reworded
        if not one.text and uses.get(one.id)
    ]
    wanted = [one for one in reworded if one.text]
    # One that the form does not know and that says the same was added by it a moment ago.
    joined = {same_words(one.text) for one in before.criteria if one.id not in change.kept}
    wanted += [Criterion("", text) for text in change.added if same_words(text) not in joined]
    texts = [one.text for one in wanted]
    troubles += check_lines("criteria", texts, MOST_CRITERIA, CRITERION_LIMIT)
    _refuse_if(troubles)
    after = replace(before, criteria=tuple(wanted))
    return _keep(work, before, after, change.seen_version)


def _keep(work: Work, before: Cohort, after: Cohort, seen_version: int) -> Late | None:
    if after == before:
        return None
    by = work.me
    written = kept.change(work.session, replace(after, version=seen_version), by=by)
    if written is None:
        return Late(*kept.last_change(work.session, before.id))
    work.note("cohort.changed", about=f"cohort:{before.id}", version=written.version)
    cohort_news.changed(work, before, written)
    return None


def _in_order(before: Cohort, chosen: tuple[Competency, ...]) -> tuple[Competency, ...]:
    """Those that stay keep their places; what joins comes after."""
    stays = [one for one in before.competencies if one in chosen]
    return (*stays, *(one for one in chosen if one not in stays))


def _refuse_if(troubles: list[Trouble]) -> None:
    if troubles:
        raise Refusal.of(troubles)

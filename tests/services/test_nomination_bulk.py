"""One decision on several: looked at first, taken one by one, what changed is left alone."""

import pytest

from program.actor import Role
from program.nomination_steps import NominationState, Step
from program.person import SlackPerson
from program.refusal import Refusal
from services import nomination_bulk, nomination_queue
from services.nomination_bulk import Done, Preview, Several
from services.nomination_queue import Shown
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
from tests.kit.nominations import (
    REASON,
    crowd,
    decide,
    nominate,
    open_cohort,
    put_forward,
    say_yes,
    standing_of,
)
from tests.kit.roster import listed
from tests.kit.trail import audit_entries, deliveries_of


def choices(stage: Stage, by: SlackPerson = PROGRAM_MANAGER) -> tuple[str, ...]:
    with stage.desk.open_look(stage.caller(by)) as look:
        return tuple(one.standing.id for one in nomination_bulk.choices(look, Shown.WAITING, ""))


def preview(
    stage: Stage,
    chosen: tuple[str, ...],
    step: Step | None = Step.ACCEPTED,
    *,
    by: SlackPerson = PROGRAM_MANAGER,
    reason: str = REASON,
) -> Preview:
    with stage.desk.open_work(stage.caller(by)) as work:
        return nomination_bulk.preview(work, Several(chosen, step, reason, "Between us."))


def apply(stage: Stage, *, finish: bool = True) -> list[Done]:
    """As the listener does: one unit of work for each."""
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        decisions = nomination_bulk.decisions(look)
    done = []
    for one in decisions:
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            done.append(nomination_bulk.decide_one(work, one)[0])
    if finish:
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            nomination_bulk.finish(work)
    return done


def test_several_are_decided_each_with_an_entry_and_a_message(stage: Stage) -> None:
    cohort = open_cohort(stage)
    for account in crowd(stage, 12):
        nominate(stage, account, cohort)
    seen = preview(stage, choices(stage))
    assert len(seen.lines) == 12
    assert apply(stage) == [Done.DECIDED] * 12
    assert len(deliveries_of(stage, "nominations.accepted")) == 12
    entries = [one.entry for one in audit_entries(stage)]
    assert entries.count("nomination.accepted") == 12


def test_the_preview_says_who_will_read_what_and_decides_nothing(stage: Stage) -> None:
    cohort = open_cohort(stage)
    listed(stage, MENTEE, manager=listed(stage, MENTOR))
    say_yes(stage, MENTEE, put_forward(stage, SPONSOR, MENTEE, cohort))
    nominate(stage, COLLEAGUE, cohort)
    seen = preview(stage, choices(stage))
    assert (seen.authors, seen.managers, seen.has_remark) == (1, 1, True)
    assert preview(stage, choices(stage), Step.DECLINED).managers == 0
    assert standing_of(stage, MENTEE).state is NominationState.IN_REVIEW
    assert deliveries_of(stage, "nominations.accepted") == []


def test_what_changed_meanwhile_is_reported_and_left_as_it_is(stage: Stage) -> None:
    cohort = open_cohort(stage)
    first, second = nominate(stage, MENTEE, cohort), nominate(stage, COLLEAGUE, cohort)
    preview(stage, (first.id, second.id))
    stage.give(SPONSOR, Role.PROGRAM_MANAGER)
    decide(stage, first, Step.DECLINED, by=SPONSOR)
    assert sorted(apply(stage)) == [Done.CHANGED, Done.DECIDED]
    assert standing_of(stage, MENTEE).state is NominationState.DECLINED
    assert standing_of(stage, COLLEAGUE).state is NominationState.ACCEPTED


def test_pressed_twice_it_is_once(stage: Stage) -> None:
    cohort = open_cohort(stage)
    preview(stage, (nominate(stage, MENTEE, cohort).id, nominate(stage, COLLEAGUE, cohort).id))
    assert apply(stage, finish=False) == [Done.DECIDED] * 2
    assert apply(stage) == [Done.DECIDED] * 2
    assert len(deliveries_of(stage, "nominations.accepted")) == 2
    with pytest.raises(Refusal) as refusal:
        apply(stage)
    assert refusal.value.code == "nominations.bulk_gone"


def test_stopped_in_the_middle_it_goes_on_where_it_was(stage: Stage) -> None:
    cohort = open_cohort(stage)
    preview(stage, (nominate(stage, MENTEE, cohort).id, nominate(stage, COLLEAGUE, cohort).id))
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        first, _ = nomination_bulk.decisions(look)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        nomination_bulk.decide_one(work, first)
    assert apply(stage) == [Done.DECIDED] * 2
    assert len(deliveries_of(stage, "nominations.accepted")) == 2


def test_nobody_decides_on_themselves_among_others(stage: Stage) -> None:
    cohort = open_cohort(stage)
    own, other = nominate(stage, PROGRAM_MANAGER, cohort), nominate(stage, MENTEE, cohort)
    assert choices(stage) == (other.id,)
    seen = preview(stage, (own.id, other.id))
    assert [one.standing.id for one in seen.lines] == [other.id]
    with pytest.raises(Refusal) as refusal:
        preview(stage, (own.id,))
    assert refusal.value.code == "nominations.none_decidable"


def test_what_has_no_yes_cannot_be_chosen(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    assert choices(stage) == ()
    with pytest.raises(Refusal) as refusal:
        preview(stage, (standing.id,))
    assert refusal.value.code == "nominations.none_decidable"


@pytest.mark.parametrize(
    ("chosen", "step", "reason", "field"),
    [
        ((), Step.ACCEPTED, REASON, "chosen"),
        (("one",), Step.MORE_ASKED, REASON, "decision"),
        (("one",), None, REASON, "decision"),
        (("one",), Step.ACCEPTED, "Too short.", "reason"),
    ],
)
def test_the_form_is_refused_under_its_fields(
    stage: Stage, chosen: tuple[str, ...], step: Step | None, reason: str, field: str
) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    with pytest.raises(Refusal) as refusal:
        preview(stage, (standing.id,) if chosen else (), step, reason=reason)
    assert [one.field for one in refusal.value.troubles] == [field]


@pytest.mark.parametrize("by", [LIAISON, SPONSOR, MENTEE, GUEST])
def test_only_program_managers_decide_on_several(stage: Stage, by: SlackPerson) -> None:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    standing = nominate(stage, COLLEAGUE, cohort)
    for act in (lambda: choices(stage, by), lambda: preview(stage, (standing.id,), by=by)):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code.startswith("permissions.")


def test_at_most_a_hundred_are_offered(stage: Stage) -> None:
    assert nomination_queue.MOST_AT_ONCE == 100

"""The states of a nomination, and what is refused in what people write."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.cohort import Cohort, Competency, Criterion, Program
from program.nomination import competencies_of
from program.nomination_forms import (
    Decision,
    SelfNomination,
    check_decision,
    check_evidence,
    check_first_step,
)
from program.nomination_steps import (
    DECISIONS,
    FOLLOWS,
    UNDECIDED,
    NominationState,
    Step,
    after,
    may_follow,
)
from program.refusal import Refusal

COHORT = Cohort(
    id="c1",
    program=Program("p1", "Leadership mentoring", "UTC"),
    name="Spring 2026",
    nominations_close=date(2026, 3, 20),
    starts=date(2026, 4, 6),
    ends=date(2026, 12, 18),
    competencies=tuple(Competency(f"k{n}", f"Competency {n}") for n in range(7)),
    criteria=(Criterion("r1", "Has led a change"), Criterion("r2", "Asks for feedback")),
)
FORM = SelfNomination(
    cohort_id="c1",
    competencies=("k0", "k2"),
    aspiration="Lead a region.",
    evidence={"r1": "I led the move to Lyon.", "r2": "Every quarter."},
)
DECISION = Decision("n1", 1, Step.ACCEPTED, "Strong evidence in both criteria.")


def codes(troubles: object) -> list[tuple[str | None, str]]:
    return [(one.field, one.code) for one in troubles]  # type: ignore[attr-defined]


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_whatever_is_tried_a_nomination_is_only_moved_along_the_table(steps: list[Step]) -> None:
    state = NominationState.CONSENT_ASKED
    for step in steps:
        if may_follow(state, step):
            state = after(state, step)
            continue
        with pytest.raises(Refusal):
            after(state, step)
    assert state in NominationState


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_a_yes_or_a_no_is_never_taken_back_by_a_later_step(steps: list[Step]) -> None:
    for final in (NominationState.ACCEPTED, NominationState.DECLINED):
        assert not any(may_follow(final, step) for step in steps)


def test_every_state_can_be_reached() -> None:
    reached = {NominationState.CONSENT_ASKED}
    while True:
        further = {to for (state, _), to in FOLLOWS.items() if state in reached} - reached
        if not further:
            break
        reached |= further
    assert reached == set(NominationState)


def test_every_undecided_nomination_can_be_decided_and_withdrawn() -> None:
    for state in UNDECIDED:
        assert may_follow(state, Step.WITHDRAWN)
        assert all(may_follow(state, step) for step in DECISIONS if step is not Step.MORE_ASKED)


def test_only_what_was_withdrawn_refused_or_lapsed_is_renewed() -> None:
    renewable = {state for state in NominationState if may_follow(state, Step.RENEWED)}
    assert renewable == {
        NominationState.WITHDRAWN,
        NominationState.SAID_NO,
        NominationState.LAPSED,
    }


@pytest.mark.parametrize(
    ("state", "step", "code"),
    [
        (NominationState.ACCEPTED, Step.ADDED, "nominations.decided"),
        (NominationState.DECLINED, Step.ACCEPTED, "nominations.decided"),
        (NominationState.WITHDRAWN, Step.ACCEPTED, "nominations.withdrawn"),
        (NominationState.MORE_ASKED, Step.MORE_ASKED, "nominations.not_now"),
    ],
)
def test_a_step_out_of_turn_says_why(state: NominationState, step: Step, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        after(state, step)
    assert refused.value.code == code


def test_a_complete_form_has_nothing_against_it() -> None:
    assert check_first_step(FORM, COHORT) == ()
    assert check_evidence(FORM, COHORT) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"competencies": ()}, ("competencies", "nominations.choose_competencies")),
        ({"competencies": ("other",)}, ("competencies", "nominations.choose_competencies")),
        (
            {"competencies": ("k0", "k1", "k2", "k3", "k4", "k5")},
            ("competencies", "nominations.too_many_competencies"),
        ),
        ({"aspiration": ""}, ("aspiration", "nominations.text_missing")),
        ({"aspiration": "…  !"}, ("aspiration", "nominations.text_missing")),
        ({"aspiration": "x" * 601}, ("aspiration", "nominations.text_too_long")),
    ],
)
def test_the_first_step_is_refused_under_its_field(
    change: dict[str, object], expected: tuple[str, str]
) -> None:
    form = replace(FORM, **change)  # type: ignore[arg-type]
    assert codes(check_first_step(form, COHORT)) == [expected]


def test_each_criterion_needs_its_own_text() -> None:
    form = replace(FORM, evidence={"r1": "x" * 2001})
    assert codes(check_evidence(form, COHORT)) == [
        ("evidence:r1", "nominations.text_too_long"),
        ("evidence:r2", "nominations.text_missing"),
    ]


def test_competencies_come_in_the_order_of_the_cohort() -> None:
    assert [one.id for one in competencies_of(COHORT, ("k2", "k0"))] == ["k0", "k2"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"step": None}, ("decision", "nominations.choose_decision")),
        ({"step": Step.WITHDRAWN}, ("decision", "nominations.choose_decision")),
        ({"reason": "Too short."}, ("reason", "nominations.reason_too_short")),
        ({"reason": "x" * 1001}, ("reason", "nominations.text_too_long")),
        ({"criteria_met": ("r9",)}, ("criteria_met", "nominations.changed_meanwhile")),
        ({"remark": "x" * 601}, ("remark", "nominations.text_too_long")),
    ],
)
def test_a_decision_is_refused_under_its_field(
    change: dict[str, object], expected: tuple[str, str]
) -> None:
    assert codes(check_decision(replace(DECISION, **change), COHORT)) == [expected]  # type: ignore[arg-type]


def test_no_record_shows_private_words_when_it_is_printed() -> None:
    decision = replace(DECISION, reason="because of marker-7", remark="marker-8")
    assert "marker" not in repr(decision) + repr(replace(FORM, aspiration="marker-9"))
    assert "Lyon" not in repr(FORM)

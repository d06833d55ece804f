"""Another kind: the two suggest and answer, nobody else; once, in time, while the pairing runs."""

from datetime import date, timedelta
from functools import partial

import pytest

from program.pairing import Pairing, PairingKind, PairingState, PairingStep
from program.pairing_kinds import KindAskState
from program.person import SlackPerson
from services import (
    pairing_cases,
    pairing_kind_messages,
    pairing_kinds,
    pairing_overview,
    pauses,
)
from services.pairing_overview import Overview
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.pairing_kinds import agree, ask_now, asked, keep, plan_kinds, suggest
from tests.kit.pairings import active_pairing, end, let_rest, now, propose, ready_cohort
from tests.kit.refused import refused, troubles_of
from tests.kit.trail import audit_entries, deliveries_of, queued

ASK, TOLD = "pairings.kind_ask", "pairings.kind_told"
STRANGERS = (COLLEAGUE, PROGRAM_MANAGER, LIAISON, SPONSOR, OUTSIDER)


def told(stage: Stage, kind: str) -> list[str | None]:
    return [one.recipient for one in deliveries_of(stage, kind)]


def read_ours(stage: Stage, pairing: Pairing, by: SlackPerson) -> Overview:
    with stage.desk.open_look(stage.caller(by)) as look:
        return pairing_overview.overview(look, pairing.id)


def steps(stage: Stage, pairing: Pairing) -> list[tuple[PairingStep, str | None, str | None]]:
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        shown = pairing_cases.case(look, pairing.id).steps
    return [(one.step, one.by, one.reason) for one in shown]


@pytest.fixture
def pairing(stage: Stage, clock: FrozenClock) -> Pairing:
    """Mia and Martin, advisory."""
    return active_pairing(stage, clock)


@pytest.mark.parametrize("who", STRANGERS)
def test_only_the_two_suggest_another_kind(
    stage: Stage, pairing: Pairing, who: SlackPerson
) -> None:
    assert troubles_of(partial(suggest, stage, pairing, who))[0][0].startswith("permissions.")
    with stage.desk.open_look(stage.caller(who)) as look:
        codes = troubles_of(partial(pairing_kinds.kind_form, look, pairing.id))
    assert codes[0][0].startswith("permissions.")
    assert told(stage, ASK) == []


@pytest.mark.parametrize("who", [MENTEE, *STRANGERS])
def test_only_the_one_who_is_asked_answers(
    stage: Stage, pairing: Pairing, who: SlackPerson
) -> None:
    ask = asked(stage, pairing)

    for act in (agree, keep):
        assert troubles_of(partial(act, stage, ask, who))[0][0].startswith("permissions."), act
    assert now(stage, pairing).kind is PairingKind.ADVISORY


@pytest.mark.parametrize(("one", "other"), [(MENTEE, MENTOR), (MENTOR, MENTEE)])
def test_a_yes_changes_the_kind_at_once_and_both_see_it(
    stage: Stage, pairing: Pairing, one: SlackPerson, other: SlackPerson
) -> None:
    ask = asked(stage, pairing, one)
    assert told(stage, ASK) == [stage.person_id(other)]
    for each in (one, other):
        assert read_ours(stage, pairing, each).kind_ask == ask

    agree(stage, ask, other)

    changed = now(stage, pairing)
    assert (changed.kind, changed.state) == (PairingKind.SPONSORSHIP, PairingState.ACTIVE)
    assert changed.version == pairing.version + 1
    assert steps(stage, pairing)[-1] == (
        PairingStep.KIND_CHANGED,
        stage.person_id(other),
        PairingKind.SPONSORSHIP,
    )
    assert told(stage, TOLD) == [stage.person_id(one)]
    for each in (one, other):
        shown = read_ours(stage, pairing, each)
        assert (shown.side.pairing.kind, shown.kind_ask) == (PairingKind.SPONSORSHIP, None)
    assert [row.entry for row in audit_entries(stage)][-2:] == [
        "pairing.kind_asked",
        "pairing.kind_changed",
    ]


def test_keeping_it_leaves_it_and_whoever_asked_hears_so(stage: Stage, pairing: Pairing) -> None:
    ask = asked(stage, pairing)

    keep(stage, ask)

    assert now(stage, pairing) == pairing
    assert ask_now(stage, ask).state is KindAskState.KEPT
    assert told(stage, TOLD) == [stage.person_id(MENTEE)]
    assert suggest(stage, pairing).ask is not None, "it can be suggested again"


def test_sent_or_pressed_twice_is_once(stage: Stage, pairing: Pairing) -> None:
    first, again = asked(stage, pairing), asked(stage, pairing)
    assert first == again
    assert len(told(stage, ASK)) == 1

    agree(stage, first)
    assert agree(stage, first).version == pairing.version + 1
    assert len(told(stage, TOLD)) == 1

    kept = suggest(stage, pairing, MENTOR, PairingKind.SHADOWING).ask
    assert kept is not None
    keep(stage, kept, MENTEE)
    keep(stage, kept, MENTEE)
    assert len(told(stage, TOLD)) == 2


def test_the_other_answer_after_the_first_is_refused_with_what_was_noted(
    stage: Stage, pairing: Pairing
) -> None:
    agreed = asked(stage, pairing)
    agree(stage, agreed)
    assert troubles_of(partial(keep, stage, agreed)) == [("pairings.kind_agreed", None)]

    kept = suggest(stage, pairing, MENTEE, PairingKind.SHADOWING).ask
    assert kept is not None
    keep(stage, kept)
    assert troubles_of(partial(agree, stage, kept)) == [("pairings.kind_kept", None)]
    assert now(stage, pairing).kind is PairingKind.SPONSORSHIP


def test_one_question_is_open_and_the_second_is_told_of_it(stage: Stage, pairing: Pairing) -> None:
    asked(stage, pairing)
    shadowing = PairingKind.SHADOWING

    by_me = partial(suggest, stage, pairing, MENTEE, shadowing)
    assert troubles_of(by_me) == [("pairings.kind_asked", "kind")]
    by_other = partial(suggest, stage, pairing, MENTOR, shadowing)
    assert troubles_of(by_other) == [("pairings.kind_asked_by_other", "kind")]
    assert len(told(stage, ASK)) == 1


def test_both_suggesting_the_same_kind_agree(stage: Stage, pairing: Pairing) -> None:
    ask = asked(stage, pairing, MENTEE)

    form = suggest(stage, pairing, MENTOR)

    assert (form.pairing.kind, form.ask) == (PairingKind.SPONSORSHIP, None)
    assert now(stage, pairing).kind is PairingKind.SPONSORSHIP
    assert ask_now(stage, ask).state is KindAskState.AGREED
    assert (len(told(stage, ASK)), told(stage, TOLD)) == (1, [stage.person_id(MENTEE)])


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (None, "pairings.choose_one"),
        ("friendship", "pairings.choose_one"),
        (PairingKind.ADVISORY, "pairings.kind_same"),
    ],
)
def test_no_kind_no_known_kind_or_the_present_one_is_refused_under_the_field(
    stage: Stage, pairing: Pairing, kind: str | None, code: str
) -> None:
    assert troubles_of(partial(suggest, stage, pairing, MENTEE, kind)) == [(code, "kind")]


def test_a_resting_pairing_can_change_its_kind(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        pauses.pause(work, pairing.id, clock.now.date() + timedelta(days=30))

    agree(stage, asked(stage, pairing))

    resting = now(stage, pairing)
    assert (resting.kind, resting.state) == (PairingKind.SPONSORSHIP, PairingState.PAUSED)


def test_before_it_begins_and_after_it_ended_there_is_nothing_to_change(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = ready_cohort(stage)
    proposed = propose(stage, cohort)
    assert troubles_of(partial(suggest, stage, proposed, MENTOR)) == [("pairings.is_asked", None)]
    assert troubles_of(partial(suggest, stage, proposed, MENTEE))[0][0].startswith("permissions.")


def test_ended_meanwhile_each_answer_gets_its_sentence(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    ask = asked(stage, pairing)
    end(stage, pairing)
    let_rest(stage, clock)

    for act in (agree, keep):
        assert troubles_of(partial(act, stage, ask)) == [("pairings.is_ended", None)]
    assert troubles_of(partial(suggest, stage, pairing)) == [("pairings.is_ended", None)]
    assert read_ours(stage, pairing, MENTOR).kind_ask is None
    assert now(stage, pairing).kind is PairingKind.ADVISORY
    with stage.desk.open_look_in(stage.workspace_id) as look:
        question = queued(stage, ASK)
        assert not pairing_kind_messages.kind_is_asked(look, question)
        assert not pairing_kind_messages.told_of_kind(look, question).waits

    clock.set(ask.lapse_at)
    assert plan_kinds(stage)
    assert told(stage, TOLD) == [], "nobody hears of it once the pairing is over"


def test_it_lapses_after_ten_working_days_of_whoever_is_asked(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    ask = asked(stage, pairing, MENTEE)
    assert clock.now.date() == date(2026, 11, 23)
    assert ask.answer_by == date(2026, 12, 7)

    clock.set(ask.lapse_at - timedelta(seconds=1))
    assert not plan_kinds(stage)
    clock.set(ask.lapse_at)
    for act in (agree, keep):
        assert troubles_of(partial(act, stage, ask)) == [("pairings.kind_lapsed", None)]
    assert plan_kinds(stage)
    assert not plan_kinds(stage)

    assert now(stage, pairing) == pairing
    assert ask_now(stage, ask).state is KindAskState.LAPSED
    assert told(stage, TOLD) == [stage.person_id(MENTEE)]
    for act in (agree, keep):
        assert troubles_of(partial(act, stage, ask)) == [("pairings.kind_lapsed", None)]


def test_a_new_suggestion_need_not_wait_for_the_clock(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    old = asked(stage, pairing)
    clock.set(old.lapse_at)

    new = suggest(stage, pairing, MENTOR, PairingKind.SHADOWING).ask

    assert new is not None
    assert ask_now(stage, old).state is KindAskState.LAPSED
    assert new.asked_by == stage.person_id(MENTOR)


def test_a_made_up_question_is_not_there(stage: Stage, pairing: Pairing) -> None:
    for act in (pairing_kinds.agree, pairing_kinds.keep):
        gone = refused(stage, MENTOR, partial(act, kind_ask_id="nothing"))
        assert gone.code == "pairings.kind_gone"
    assert refused(stage, MENTOR, lambda work: pairing_kinds.ask(work, "none", "x")).code == (
        "pairings.not_found"
    )

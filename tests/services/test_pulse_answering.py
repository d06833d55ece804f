"""Answering a pulse: who may, what they are shown, and what stops it with nothing stored."""

from dataclasses import replace
from datetime import timedelta

import pytest

from program.person import SlackPerson
from program.pulse.survey import Answers
from program.refusal import Refusal
from services import pulse_answering, pulse_messages
from services.desk import Caller
from services.pulse_answering import AnswerForm, Cast
from store.pulse.surveys import row_of
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.pulse import ALL_ALIKE, OpenPulse, open_pulse
from tests.kit.trail import audit_entries, every_delivery

SOME = Answers(ALL_ALIKE, {"better": "More time."})


@pytest.fixture
def pulse(stage: Stage, sqlite_store: Store) -> OpenPulse:
    return open_pulse(sqlite_store, stage.workspace_id, people=10)


def somebody(number: int = 0) -> Caller:
    """One of those invited."""
    return Caller(cast.TEAM, f"U0PULSE{number:04}")


def form(stage: Stage, caller: Caller, survey_id: str | None = None) -> AnswerForm:
    with stage.desk.open_look(caller) as look:
        return pulse_answering.form(look, survey_id)


def answer(
    stage: Stage, pulse: OpenPulse, caller: Caller, answers: Answers = SOME, digest: str = ""
) -> Cast:
    with stage.desk.open_ballot(caller) as ballot:
        return pulse_answering.answer(
            ballot, pulse.survey.id, digest or pulse.survey.digest, answers
        )


def refused(stage: Stage, pulse: OpenPulse, answers: Answers = SOME, digest: str = "") -> Refusal:
    """Sending is refused, and nothing is stored."""
    with pytest.raises(Refusal) as caught:
        answer(stage, pulse, somebody(), answers, digest)
    assert pulse.marked() == 0
    return caught.value


def test_somebody_invited_answers_once_and_then_has_answered(
    stage: Stage, pulse: OpenPulse
) -> None:
    shown = form(stage, somebody())
    assert (shown.survey.id, shown.answered) == (pulse.survey.id, False)
    assert [one.slack_user for one in shown.team] == [cast.PROGRAM_MANAGER.slack_user]

    assert answer(stage, pulse, somebody()) is Cast.COUNTED
    assert answer(stage, pulse, somebody()) is Cast.ALREADY
    assert pulse.marked() == 1
    assert form(stage, somebody()).answered
    assert form(stage, somebody(), pulse.survey.id).answered
    assert not form(stage, somebody(1)).answered


def test_of_several_pulses_the_one_not_answered_opens(
    stage: Stage, pulse: OpenPulse, sqlite_store: Store, clock: FrozenClock
) -> None:
    clock.move(hours=1)
    other = open_pulse(sqlite_store, stage.workspace_id, people=10, program="Another")
    assert form(stage, somebody()).survey.id == pulse.survey.id
    answer(stage, pulse, somebody())
    assert form(stage, somebody()).survey.id == other.survey.id
    answer(stage, other, somebody())
    assert form(stage, somebody()).answered


@pytest.mark.parametrize("account", [cast.MENTEE, cast.PROGRAM_MANAGER])
def test_whoever_is_not_invited_gets_no_form_and_no_vote(
    stage: Stage, pulse: OpenPulse, account: SlackPerson
) -> None:
    caller = stage.caller(account)
    for survey_id, code in ((None, "pulse.none_open"), (pulse.survey.id, "pulse.not_invited")):
        with pytest.raises(Refusal) as caught:
            form(stage, caller, survey_id)
        assert caught.value.code == code
    with pytest.raises(Refusal, match="not_invited"):
        answer(stage, pulse, caller)
    with (
        stage.desk.open_look(caller) as look,
        pytest.raises(Refusal, match="not_invited"),
    ):
        pulse_answering.rules(look, pulse.survey.id)
    assert pulse.marked() == 0


@pytest.mark.parametrize("account", [cast.GUEST, cast.OUTSIDER, cast.FORMER])
def test_guests_outsiders_and_closed_accounts_may_not(
    stage: Stage, pulse: OpenPulse, account: SlackPerson
) -> None:
    with pytest.raises(Refusal, match="permissions"):
        answer(stage, pulse, stage.caller(account))


def test_somebody_never_seen_is_not_written_down_by_a_vote(stage: Stage, pulse: OpenPulse) -> None:
    stranger = Caller(cast.TEAM, "U0NOBODY")
    with pytest.raises(Refusal, match="permissions"):
        answer(stage, pulse, stranger)
    assert pulse.marked() == 0


def test_a_vote_is_in_no_log_and_no_queue(stage: Stage, pulse: OpenPulse) -> None:
    noted, queued = len(audit_entries(stage)), len(every_delivery(stage))
    answer(stage, pulse, somebody())
    assert len(audit_entries(stage)) == noted
    assert len(every_delivery(stage)) == queued


def test_a_form_with_nothing_in_it_is_not_sent(stage: Stage, pulse: OpenPulse) -> None:
    assert refused(stage, pulse, Answers({}, {"better": ""})).code == "pulse.empty"
    assert answer(stage, pulse, somebody(), Answers({"fit": 5}, {})) is Cast.COUNTED


def test_a_comment_that_does_not_fit_is_refused_under_its_field(
    stage: Stage, pulse: OpenPulse
) -> None:
    refusal = refused(stage, pulse, Answers({}, {"else": "🙂" * 600}))
    [trouble] = refusal.troubles
    assert (trouble.code, trouble.field) == ("pulse.too_long", "question:else")
    assert "🙂" not in repr(refusal.__dict__) + repr(refusal.__context__)


@pytest.mark.parametrize(
    "answers", [Answers({"fit": 6}, {}), Answers({"often": 3}, {}), Answers({"fit": 0}, {})]
)
def test_an_answer_no_form_offers_is_not_stored(
    stage: Stage, pulse: OpenPulse, answers: Answers
) -> None:
    assert refused(stage, pulse, answers).code == "pulse.not_stored"


def test_rules_changed_after_the_form_was_opened_refuse_it(
    stage: Stage, pulse: OpenPulse, sqlite_store: Store
) -> None:
    assert refused(stage, pulse, digest="0" * 16).code == "pulse.changed"
    with sqlite_store.work(stage.workspace_id) as session:
        row = row_of(session, pulse.survey.id)
        assert row is not None
        row.policy = replace(pulse.survey.policy, k=3).written()
    assert refused(stage, pulse).code == "pulse.changed"


def test_a_lost_key_refuses_form_and_vote(
    stage: Stage, pulse: OpenPulse, sqlite_store: Store
) -> None:
    sqlite_store.vault.destroy(pulse.survey.id)
    assert refused(stage, pulse).code == "pulse.key_lost"
    with pytest.raises(Refusal, match="key_lost"):
        form(stage, somebody())


def test_after_the_close_it_says_when_that_was(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock
) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pulse_messages.invite(work, pulse.survey, pulse.people)
    clock.move(timedelta(days=7))
    assert refused(stage, pulse).code == "pulse.over"
    with pytest.raises(Refusal, match="none_open"):
        form(stage, somebody())
    with pytest.raises(Refusal) as caught:
        form(stage, somebody(), pulse.survey.id)
    [trouble] = caught.value.troubles
    assert trouble.code == "pulse.over"
    assert trouble.facts["on"] == pulse.survey.closes_at


def test_the_rules_can_be_read_by_whoever_is_or_was_invited(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock
) -> None:
    with stage.desk.open_look(somebody()) as look:
        assert pulse_answering.rules(look, pulse.survey.id).policy == pulse.survey.policy
        assert pulse_answering.rules(look).id == pulse.survey.id
    clock.move(timedelta(days=8))
    with stage.desk.open_look(somebody()) as look, pytest.raises(Refusal, match="none_open"):
        pulse_answering.rules(look)


def test_only_who_composes_or_the_clock_invites(stage: Stage, pulse: OpenPulse) -> None:
    for account in (cast.MENTEE, cast.SPONSOR, cast.LIAISON):
        with (
            pytest.raises(Refusal, match="permissions"),
            stage.desk.open_work(stage.caller(account)) as work,
        ):
            pulse_messages.invite(work, pulse.survey, pulse.people)
    for _ in range(2):
        with stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work:
            pulse_messages.invite(work, pulse.survey, pulse.people)
    sent = [one for one in every_delivery(stage) if one.kind == "pulse.invitation"]
    assert sorted(str(one.recipient) for one in sent) == sorted(pulse.people)
    assert all(one.about == {"pulse": pulse.survey.id} for one in sent)

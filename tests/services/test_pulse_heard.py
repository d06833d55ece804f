"""What was heard and what will be done: said once to all invited, corrected where it stands."""

from datetime import datetime

import pytest
from sqlalchemy import update

from program.actor import Role
from program.cohort import Cohort
from program.person import SlackPerson
from program.pulse.heard import Heard, Said
from program.pulse.survey import Readers
from program.refusal import Refusal
from services import governance, pulse_heard, pulse_told
from store.delivery_tables import DeliveryRow
from store.store import Store
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
from tests.kit.nominations import open_cohort
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_results import answer, asked, closed
from tests.kit.trail import audit_entries, deliveries_of, queued

WORDS = Heard("that time is short.", "keep Friday mornings free.")
OTHER = Heard("that time is short.", "keep Friday afternoons free.")


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    return cohort


@pytest.fixture
def pulse(stage: Stage, sqlite_store: Store, clock: FrozenClock, cohort: Cohort) -> OpenPulse:
    """Closed, with a result that everyone invited may read."""
    pulse = asked(stage, sqlite_store, cohort=cohort, readers=Readers.ALL, people=8)
    answer(pulse, 6)
    closed(stage, clock, pulse)
    return pulse


def send_out(stage: Stage, pulse: OpenPulse) -> None:
    """What the task does."""
    after: str | None = ""
    while after is not None:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            after = pulse_heard.send_some(work, pulse.survey.id, after)


def say(
    stage: Stage,
    pulse: OpenPulse,
    heard: Heard = WORDS,
    by: SlackPerson = PROGRAM_MANAGER,
    seen: datetime | None = None,
) -> Said:
    with stage.desk.open_work(stage.caller(by)) as work:
        said = pulse_heard.say(work, pulse.survey.id, heard, seen=seen)
    send_out(stage, pulse)
    return said


def sent(stage: Stage) -> list[DeliveryRow]:
    return deliveries_of(stage, pulse_heard.HEARD)


def arrived(stage: Stage, key: str) -> None:
    """As if the courier had posted what was queued under a key."""
    there = {"state": "sent", "channel": "D0MIA", "ts": "1.000001"}
    with stage.desk.open_work_in(stage.workspace_id) as work:
        work.session.execute(update(DeliveryRow).where(DeliveryRow.key == key).values(**there))


def test_it_goes_to_everyone_who_was_invited_once_though_sent_twice(
    stage: Stage, pulse: OpenPulse
) -> None:
    first = say(stage, pulse)
    assert say(stage, pulse) == first
    assert sorted(str(one.recipient) for one in sent(stage)) == sorted(pulse.people)
    entries = [one.entry for one in audit_entries(stage)]
    assert entries.count("pulse.heard_said") == 1
    assert WORDS.heard not in str([vars(one) for one in audit_entries(stage)])


def test_a_batch_goes_on_behind_the_last_one_and_one_that_was_cut_off_sends_nobody_two(
    stage: Stage, pulse: OpenPulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse_heard, "A_BATCH", 3)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pulse_heard.say(work, pulse.survey.id, WORDS)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        after = pulse_heard.send_some(work, pulse.survey.id)
    assert after == sorted(pulse.people)[2]
    assert len(sent(stage)) == 3
    send_out(stage, pulse)  # killed here, the task begins anew
    assert sorted(str(one.recipient) for one in sent(stage)) == sorted(pulse.people)


def test_nothing_is_sent_before_anything_was_said(stage: Stage, pulse: OpenPulse) -> None:
    send_out(stage, pulse)
    assert sent(stage) == []


def test_each_of_them_reads_the_words_as_they_stand(stage: Stage, pulse: OpenPulse) -> None:
    said = say(stage, pulse)
    delivery = queued(stage, pulse_heard.HEARD, to=MENTEE)
    arrived(stage, delivery.key)
    say(stage, pulse, OTHER, seen=said.at)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        told = pulse_told.told_heard(look, delivery)
    assert (told.said.heard, told.may_read) == (OTHER, True)
    assert len(sent(stage)) == len(pulse.people)
    assert [one.recipient for one in sent(stage) if one.touch_due] == [stage.person_id(MENTEE)]


def test_only_a_program_manager_says_it(stage: Stage, pulse: OpenPulse) -> None:
    for account in (MENTEE, LIAISON, SPONSOR, COLLEAGUE, GUEST, OUTSIDER):
        for act in (say, preview, composing):
            with pytest.raises(Refusal, match="permissions"):
                act(stage, pulse, by=account)
    assert sent(stage) == []


def preview(
    stage: Stage, pulse: OpenPulse, by: SlackPerson = PROGRAM_MANAGER
) -> pulse_heard.Composing:
    with stage.desk.open_work(stage.caller(by)) as work:
        return pulse_heard.preview(work, pulse.survey.id, WORDS)


def composing(
    stage: Stage, pulse: OpenPulse, by: SlackPerson = PROGRAM_MANAGER
) -> pulse_heard.Composing:
    with stage.desk.open_look(stage.caller(by)) as look:
        return pulse_heard.composing(look, pulse.survey.id)


def test_before_the_close_and_after_a_void_there_is_nothing_to_say(
    stage: Stage, sqlite_store: Store, clock: FrozenClock, cohort: Cohort
) -> None:
    pulse = asked(stage, sqlite_store, cohort=cohort, people=8)
    with pytest.raises(Refusal, match="not_closed"):
        say(stage, pulse)
    closed(stage, clock, pulse)
    with pytest.raises(Refusal, match="not_closed"):
        say(stage, pulse)


def test_what_is_missing_or_too_long_is_said_under_its_field(
    stage: Stage, pulse: OpenPulse
) -> None:
    for heard, fields in (
        (Heard("", ""), {"heard", "will"}),
        (Heard("x" * 141, "fine"), {"heard"}),
        (Heard("fine", "x" * 141), {"will"}),
    ):
        with pytest.raises(Refusal) as refused:
            say(stage, pulse, heard)
        assert {one.field for one in refused.value.troubles} == fields
    assert sent(stage) == []


def test_of_two_program_managers_the_later_is_told_and_loses_nothing(
    stage: Stage, pulse: OpenPulse
) -> None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        governance.give_role(
            work,
            slack_user=COLLEAGUE.slack_user,
            role=Role.PROGRAM_MANAGER,
            program_id=pulse.program_id,
        )
    with stage.desk.open_work(stage.caller(COLLEAGUE)) as work:
        pulse_heard.preview(work, pulse.survey.id, OTHER)
    said = say(stage, pulse)
    with pytest.raises(Refusal, match="heard_meanwhile"):
        say(stage, pulse, OTHER, by=COLLEAGUE)
    assert composing(stage, pulse, COLLEAGUE).entered == OTHER
    corrected = say(stage, pulse, OTHER, by=COLLEAGUE, seen=said.at)
    assert (corrected.heard, corrected.by) == (OTHER, stage.person_id(COLLEAGUE))
    assert len(sent(stage)) == len(pulse.people)


def test_the_preview_keeps_the_words_and_sends_nothing(stage: Stage, pulse: OpenPulse) -> None:
    seen = preview(stage, pulse)
    assert (seen.entered, seen.said, seen.invited) == (WORDS, None, len(pulse.people))
    assert sent(stage) == []
    assert composing(stage, pulse).entered == WORDS

"""Each message about a check-in while it waits, once it is answered, and when it is moot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.check_ins.messages import MESSAGES
from program.check_in import Answer, OwnWords
from program.delivery import Delivery, Rendered
from program.pairing import Pairing, PairingStep
from services import check_in_answers, check_in_log
from services.deliveries import Message
from tests.kit.cast import MENTEE, MENTOR, PROGRAM_MANAGER, Stage
from tests.kit.check_ins import ACTION, FORM, SECRET, TODAY, confirm, log, now, pair, plan, step
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in
from tests.kit.trail import deliveries_of, queued

KINDS = {one.name: one for one in MESSAGES}


def shown(stage: Stage, delivery: Delivery) -> Rendered:
    """How it looks now."""
    message: Message = KINDS[delivery.kind]
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return message.render(message.content(look, delivery))


def wanted(stage: Stage, delivery: Delivery) -> bool:
    """Whether it would be sent now."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return KINDS[delivery.kind].still_wanted(look, delivery)


def buttons(rendered: Rendered) -> set[str]:
    return actions_in({"blocks": list(rendered.blocks)})


def asked(stage: Stage) -> tuple[Pairing, Delivery]:
    pairing = pair(stage)
    log(stage, pairing)
    return pairing, queued(stage, "check_ins.confirm_ask", to=MENTOR)


def test_the_question_names_the_facts_and_nothing_private(stage: Stage) -> None:
    _, ask = asked(stage)

    rendered = shown(stage, ask)

    assert "Mon 23 Nov, 60 minutes. Is that right?" in rendered.text
    assert buttons(rendered) == {"check_ins.confirm", "check_ins.answer.open"}
    assert SECRET not in str(rendered.blocks)
    assert ACTION not in str(rendered.blocks)


def test_the_question_follows_a_correction_and_is_gone_when_it_is_taken_back(
    stage: Stage,
) -> None:
    _, ask = asked(stage)
    check_in_id = ask.about["check_in"]
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        check_in_log.correct(work, check_in_id, 1, replace(FORM, minutes=30))

    assert "30 minutes. Is that right?" in shown(stage, ask).text
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        check_in_log.withdraw(work, check_in_id)
    assert shown(stage, ask).text.startswith("No longer needed")
    assert not wanted(stage, ask)


def test_a_yes_stands_in_place_of_the_question(stage: Stage) -> None:
    _, ask = asked(stage)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.confirm(work, ask.about["check_in"])

    rendered = shown(stage, ask)

    assert "both of you agree" in rendered.text
    assert buttons(rendered) == {"check_ins.add.open"}


def test_an_older_question_gives_way_to_the_one_after_a_correction(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing, first = asked(stage)
    clock.move(minutes=1)
    confirm(stage, log(stage, pairing), MENTOR)
    clock.move(minutes=1)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        check_in_log.correct(work, first.about["check_in"], 2, replace(FORM, minutes=240))

    second = queued(stage, "check_ins.confirm_ask", to=MENTOR)
    assert (wanted(stage, first), wanted(stage, second)) == (False, True)
    assert "you are asked again" in shown(stage, first).text
    assert "240 minutes. Is that right?" in shown(stage, second).text


def test_a_question_no_longer_asks_after_ten_working_days(stage: Stage, clock: FrozenClock) -> None:
    _, ask = asked(stage)
    clock.move(days=15)
    plan(stage)

    rendered = shown(stage, ask)

    assert "no answer is fine too" in rendered.text
    assert not buttons(rendered)


def test_while_the_pairing_rests_a_question_is_not_sent_and_can_wait(stage: Stage) -> None:
    pairing, ask = asked(stage)
    step(stage, pairing, PairingStep.PAUSED, resting_until=TODAY + timedelta(days=9))

    assert not wanted(stage, ask)
    assert "this can wait" in str(shown(stage, ask).blocks)


def test_what_was_noted_in_a_rest_is_asked_when_the_pairing_goes_on(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    plan(stage)
    step(stage, pairing, PairingStep.PAUSED, resting_until=TODAY + timedelta(days=2))
    plan(stage)
    log(stage, pairing)
    assert not deliveries_of(stage, "check_ins.confirm_ask")

    clock.move(days=2)
    resumed = TODAY + timedelta(days=2)
    step(stage, pairing, PairingStep.RESUMED, resumed_on=resumed, resting_until=None)
    for _ in range(2):
        plan(stage)

    assert len(deliveries_of(stage, "check_ins.confirm_ask")) == 1


def test_a_note_for_oneself_is_no_answer_and_a_small_correction_no_second_question(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing, ask = asked(stage)
    plan(stage)
    clock.move(minutes=5)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_log.add(work, ask.about["check_in"], OwnWords(note="For myself."))
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        check_in_log.correct(work, ask.about["check_in"], 1, replace(FORM, minutes=30))

    step(stage, pairing, PairingStep.FLAGGED, flag="conflict")
    plan(stage)

    assert wanted(stage, ask)
    assert "30 minutes. Is that right?" in shown(stage, ask).text
    assert len(deliveries_of(stage, "check_ins.confirm_ask")) == 1


def differ(stage: Stage, said: Answer, clock: FrozenClock) -> str:
    noted = log(stage, pair(stage))
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.answer(work, noted.id, said)
    clock.move(minutes=5)
    return noted.id


def test_one_says_none_and_both_choose_between_met_and_not(
    stage: Stage, clock: FrozenClock
) -> None:
    differ(stage, Answer(False, None, None), clock)
    question = queued(stage, "check_ins.mismatch", to=MENTEE)

    assert "One of you noted a meeting on Mon 23 Nov, the other none" in shown(stage, question).text
    assert buttons(shown(stage, question)) == {"check_ins.confirm", "check_ins.deny"}
    assert wanted(stage, question)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (check_in_answers.confirm, "Mon 23 Nov, 120 minutes, with"),
        (check_in_answers.stand_by, "Answered: you noted Mon 23 Nov, 60 minutes."),
        (check_in_answers.deny, "Answered: you noted no meeting."),
    ],
)
def test_whatever_somebody_answers_takes_the_place_of_the_question(
    stage: Stage,
    clock: FrozenClock,
    act: Callable[..., object],
    says: str,
) -> None:
    check_in_id = differ(stage, Answer(True, TODAY, 120), clock)
    question = queued(stage, "check_ins.mismatch", to=MENTEE)
    assert "You have Mon 23 Nov, 60 minutes" in shown(stage, question).text

    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        act(work, check_in_id)

    assert says in shown(stage, question).text
    assert not buttons(shown(stage, question))


def test_notes_that_stay_different_say_so_without_a_button(
    stage: Stage, clock: FrozenClock
) -> None:
    differ(stage, Answer(True, TODAY, 120), clock)
    question = queued(stage, "check_ins.mismatch", to=MENTOR)
    clock.move(days=9)
    plan(stage)

    assert "counts neither as met nor as missed" in shown(stage, question).text
    assert not buttons(shown(stage, question))


def test_whose_note_is_left_hears_it_and_may_let_it_go(stage: Stage) -> None:
    noted = log(stage, pair(stage))
    confirm(stage, noted, MENTOR)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        check_in_log.withdraw(work, noted.id)
    told = queued(stage, "check_ins.taken_back", to=MENTOR)
    assert "Yours stays, one-sided." in shown(stage, told).text
    assert wanted(stage, told)

    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.deny(work, noted.id)

    assert now(stage, noted).claim(stage.person_id(MENTOR)) is not None
    assert "is taken back" in shown(stage, told).text
    assert not buttons(shown(stage, told))


def test_what_was_entered_names_who_did_to_both(stage: Stage) -> None:
    pairing = pair(stage)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        check_in_log.enter(work, pairing.id, pairing.mentee, FORM)

    told = shown(stage, queued(stage, "check_ins.entered", to=MENTEE))
    ask = shown(stage, queued(stage, "check_ins.confirm_ask", to=MENTOR))

    assert f"<@{PROGRAM_MANAGER.slack_user}> entered a check-in on your behalf" in told.text
    assert buttons(told) == {"check_ins.correct.open", "check_ins.withdraw"}
    assert f"<@{PROGRAM_MANAGER.slack_user}> entered it for them" in ask.text

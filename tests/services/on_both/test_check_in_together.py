"""Two presses at the very same moment, on both databases: one meeting, nothing half-written."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from program.check_in import CheckIn, CheckInForm, CheckInState
from program.pairing import Pairing
from program.person import SlackPerson
from services import check_in_answers, check_in_log, check_ins, rhythm_nudges
from tests.kit.cast import MENTEE, MENTOR, Stage
from tests.kit.check_ins import FORM, log, now, pair
from tests.kit.clock import FrozenClock
from tests.kit.trail import deliveries_of


def at_once(stage: Stage, pairing: Pairing, *presses: tuple[SlackPerson, CheckInForm]) -> None:
    """Everyone notes a meeting at the same moment."""
    together = Barrier(len(presses))

    def press(who: SlackPerson, form: CheckInForm) -> CheckIn:
        together.wait()
        with stage.desk.open_work(stage.caller(who)) as work:
            return check_in_log.log(work, pairing.id, form)

    with ThreadPoolExecutor(len(presses)) as pool:
        for one in [pool.submit(press, *each) for each in presses]:
            one.result()


def only(stage: Stage, pairing: Pairing) -> CheckIn:
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        (found,) = check_ins.latest(look, pairing.id)
    return found.check_in


@pytest.mark.parametrize(
    ("minutes", "state"), [(60, CheckInState.CONFIRMED), (120, CheckInState.DISPUTED)]
)
def test_both_note_the_same_day_at_once_and_it_is_one_record(
    stage: Stage, minutes: int, state: CheckInState
) -> None:
    pairing = pair(stage)

    at_once(stage, pairing, (MENTEE, FORM), (MENTOR, replace(FORM, minutes=minutes)))

    assert only(stage, pairing).state is state


def test_a_double_click_is_one_note_and_one_question(stage: Stage) -> None:
    pairing = pair(stage)

    at_once(stage, pairing, (MENTEE, FORM), (MENTEE, FORM))

    assert only(stage, pairing).state is CheckInState.ONE_SIDED
    assert len(deliveries_of(stage, "check_ins.confirm_ask")) == 1


def test_a_yes_and_a_withdrawal_at_once_leave_one_of_the_two_outcomes(stage: Stage) -> None:
    pairing = pair(stage)
    noted = log(stage, pairing)
    together = Barrier(2)

    def yes() -> None:
        together.wait()
        with stage.desk.open_work(stage.caller(MENTOR)) as work:
            check_in_answers.confirm(work, noted.id)

    def back() -> None:
        together.wait()
        with stage.desk.open_work(stage.caller(MENTEE)) as work:
            check_in_log.withdraw(work, noted.id)

    with ThreadPoolExecutor(2) as pool:
        said, taken = pool.submit(yes), pool.submit(back)
        taken.result()
        refused = said.exception()

    state = now(stage, noted).state
    assert state is (CheckInState.WITHDRAWN if refused else CheckInState.ONE_SIDED)


def test_two_planners_at_once_send_one_reminder(stage: Stage, clock: FrozenClock) -> None:
    pair(stage)
    clock.move(days=21, hours=6)
    together = Barrier(2)

    def plan() -> None:
        together.wait()
        with stage.desk.open_work_in(stage.workspace_id) as work:
            rhythm_nudges.remind(work)

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(plan), pool.submit(plan)]:
            one.result()

    assert len(deliveries_of(stage, "check_ins.overdue")) == 1

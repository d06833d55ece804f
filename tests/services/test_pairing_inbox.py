"""What of the pairings waits in the inbox of the program team."""

from services import pairing_cases
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.pairings import accept, let_time_pass, propose, ready_cohort


def test_a_yes_that_leads_nowhere_stands_in_the_inbox_after_three_working_days(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = accept(stage, propose(stage, ready_cohort(stage)))

    def held_up() -> list[str]:
        with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
            return [one.pairing.id for one in pairing_cases.held_up(look)]

    assert held_up() == []
    let_time_pass(stage, clock, days=3)
    assert held_up() == [pairing.id]

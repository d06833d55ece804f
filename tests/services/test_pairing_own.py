"""What somebody reads of their pairings in *My data*: their own words, and nothing too early."""

from program.pairing import Ending
from program.person import SlackPerson
from services import my_data
from services.my_data_parts import PARTS
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.pairings import (
    NO_WORDS,
    THANKS,
    WHY,
    accepted_mentee,
    active_pairing,
    decline,
    end,
    let_rest,
    propose,
    ready_cohort,
)


def rows(stage: Stage, account: SlackPerson) -> dict[str, str]:
    """Every part of theirs as text, by its name."""
    with stage.desk.open_look(stage.caller(account)) as look:
        my_data.overview(look, PARTS)
        return {part.name: str(part.rows(look)) for part in PARTS}


def test_both_read_their_pairing_with_the_reason_and_the_thanks(
    stage: Stage, clock: FrozenClock
) -> None:
    end(stage, active_pairing(stage, clock), ending=Ending.FOR_CAUSE)
    let_rest(stage, clock)

    for who in (MENTEE, MENTOR):
        own = rows(stage, who)
        assert WHY in own["Pairings"]
        assert THANKS in own["Pairings"]
        assert "for_cause" not in str(own)


def test_a_mentee_reads_nothing_of_proposals_that_did_not_begin(stage: Stage) -> None:
    cohort = ready_cohort(stage)
    decline(stage, propose(stage, cohort))
    propose(stage, cohort)

    own = rows(stage, MENTEE)

    assert own["Pairings"] == "[]"
    assert WHY not in str(own)
    assert NO_WORDS not in str(own)


def test_thanks_and_a_last_day_that_were_not_told_are_not_in_it(
    stage: Stage, clock: FrozenClock
) -> None:
    end(stage, active_pairing(stage, clock), days=5)

    assert THANKS not in str(rows(stage, MENTEE))


def test_a_mentor_reads_their_own_no_and_a_program_manager_their_own_reason(
    stage: Stage,
) -> None:
    cohort = ready_cohort(stage)
    accepted_mentee(stage, cohort, COLLEAGUE)
    decline(stage, propose(stage, cohort))

    assert NO_WORDS in rows(stage, MENTOR)["Asked to mentor"]
    assert WHY in rows(stage, PROGRAM_MANAGER)["Pairings you proposed"]
    assert NO_WORDS not in str(rows(stage, PROGRAM_MANAGER))

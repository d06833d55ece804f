"""Killed at every step of an answer to a pulse, and of its close: counted once, told once."""

import pytest

from program.pulse.survey import SurveyState
from tests.chaos.conftest import OpenTown
from tests.chaos.orders import FROM_A_SUBMISSION, SERVE
from tests.chaos.town import Town
from tests.chaos.voting import asks, begun, confirms, has_answered, sends
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_closed import NO_ROWS, of
from tests.kit.trail import deliveries_of

STEPS = (
    "view_submission comes in",
    "before a commit",
    "after a commit",
    "view_submission is worked through",
    "before the ack",
    "after the ack",
)
ONE_IN_THE_CLOSE = 8
"""Commits between two kills of a close, in the short version; the full one kills at every third."""
MOST_COMMITS = 80


def test_an_answer_counts_once_wherever_the_bot_is_killed(town: Town) -> None:
    kill_at_each_step(town, every=ONE_IN_THE_CLOSE)


@pytest.mark.attack
@pytest.mark.timeout(1800)
def test_an_answer_counts_once_on_each_database(open_town: OpenTown) -> None:
    with open_town(crowd_of=len(STEPS)) as town:
        town.settle()
        kill_at_each_step(town, every=3)


def kill_at_each_step(town: Town, every: int) -> None:
    """Somebody answers at each of them; those it was not confirmed to send it again."""
    people = town.people[: len(STEPS)]
    pulse = asks(town, people)
    forms = begun(town, people)
    confirmed = []
    for step, who in zip(STEPS, people, strict=True):
        life = town.begin(act=SERVE, at=step, counted_from=FROM_A_SUBMISSION)
        life.wait_until_connected()
        if confirms(town.person(who), forms[who.slack_user]):
            confirmed.append(who)
        assert life.end() == "killed"
        assert life.steps()[-1] == step
    assert [who for who in confirmed if not has_answered(town, pulse, who)] == []

    life = town.begin(act=SERVE).wait_until_connected()
    for who in people:
        if who not in confirmed:
            sends(town.person(who), forms[who.slack_user])
    life.kill()
    assert pulse.marked() == len(people)
    for other in pulse.people[len(people) :]:
        pulse.cast(other)
    kill_in_the_close(town, pulse, every=every)
    assert of(pulse).answers == len(pulse.people)


def kill_in_the_close(town: Town, pulse: OpenPulse, every: int) -> None:
    """Its time comes, and each process that takes the close up is killed a little later."""
    town.clock.move((pulse.survey.closes_at - town.clock()).total_seconds())
    town.sandbox.set_clock(town.clock().timestamp())
    for step in range(1, MOST_COMMITS, every):
        how, _ = town.live(at_step=step, only="after a commit")
        if how == "ended":
            break
        town.let_pass()
    town.settle()
    ended = of(pulse)
    assert (ended.state, ended.rows) == (SurveyState.CLOSED, NO_ROWS)
    assert not ended.has_share
    assert town.store.vault.shares() == ()
    told = [one.recipient for one in deliveries_of(town.stage, "pulse.result")]
    assert told
    assert len(told) == len(set(told))
    assert town.broken_chains() == []


@pytest.mark.attack
@pytest.mark.timeout(1800)
def test_a_close_is_whole_wherever_the_bot_is_killed(open_town: OpenTown) -> None:
    with open_town() as town:
        town.settle()
        for first in range(1, 25):
            pulse = asks(town, [])
            for person in pulse.people:
                pulse.cast(person)
            town.clock.move((pulse.survey.closes_at - town.clock()).total_seconds())
            town.sandbox.set_clock(town.clock().timestamp())
            town.live(at_step=first, only="after a commit")
            town.settle()
            ended = of(pulse)
            assert (ended.state, ended.answers) == (SurveyState.CLOSED, len(pulse.people))
        assert town.store.vault.shares() == ()
        assert town.broken_chains() == []

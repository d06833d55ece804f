"""Killed at every step of a form that is sent: what was confirmed is kept, and kept once."""

from tests.chaos.conftest import OpenTown
from tests.chaos.orders import FROM_A_SUBMISSION, SERVE
from tests.chaos.submitting import begun, confirms, has_applied, sends
from tests.kit.nominations import open_cohort

STEPS = (
    "view_submission comes in",
    "before a commit",
    "after a commit",
    "view_submission is worked through",
    "before the ack",
    "after the ack",
    "chat.postMessage is on its way",
)
"""Of the form itself, and one of delivering what it made due."""


def test_a_form_that_is_sent_counts_once_wherever_the_bot_is_killed(open_town: OpenTown) -> None:
    with open_town(crowd_of=len(STEPS)) as town:
        town.settle()
        open_cohort(town.stage)
        chosen = STEPS if town.store.engines.is_sqlite else STEPS[1:4]
        people = town.people[: len(chosen)]
        forms = begun(town, people)
        confirmed = set()
        for step, who in zip(chosen, people, strict=True):
            life = town.begin(act=SERVE, at=step, counted_from=FROM_A_SUBMISSION)
            life.wait_until_connected()
            if confirms(town.person(who), forms[who.slack_user]):
                confirmed.add(who.slack_user)
            assert life.end() == "killed"
            assert life.steps()[-1] == step

        assert {who for who in confirmed if not has_applied(town, who)} == set()
        life = town.begin(act=SERVE).wait_until_connected()
        for who in people:
            if who.slack_user not in confirmed:
                sends(town.person(who), forms[who.slack_user])
        life.kill()
        town.settle()
        assert all(has_applied(town, who.slack_user) for who in people)
        for who in people:
            assert sum("is received" in one["text"] for one in town.read(who)) == 1
        assert town.broken_chains() == []

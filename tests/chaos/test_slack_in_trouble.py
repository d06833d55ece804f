"""Each thing Slack may do wrong, by itself: everything arrives, once, or its doubt is shown."""

from program.delivery import DeliveryState, Method
from tests.chaos.bad_luck import ON_CALLS
from tests.chaos.storm import SECONDS_TO_ANSWER
from tests.chaos.town import Town
from tests.chaos.verdict import judge
from tests.kit.cast import LIAISON, MENTEE, MENTOR, SPONSOR

OWED = (
    (Method.POST, MENTEE),
    (Method.POST, MENTOR),
    (Method.PUBLISH, MENTEE),
    (Method.UPLOAD, SPONSOR),
    (Method.CHANNEL_POST, LIAISON),
)


def test_each_trouble_alone_loses_nothing_and_doubles_nothing(town: Town) -> None:
    touched: set[str] = set()
    for number, rule in enumerate(ON_CALLS):
        for method, account in OWED:
            town.queue(f"owed:{number}.{method.value}.{account.slack_user}", method, to=account)
        if number:
            touched.add(f"owed:{number - 1}.post.{MENTEE.slack_user}")
            town.retouch(f"owed:{number - 1}.post.{MENTEE.slack_user}")
        town.sandbox.misbehave(**rule, times=2)
        assert town.live(seconds_to_answer=SECONDS_TO_ANSWER)[0] == "ended"
        town.sandbox.behave()
        town.settle()

    found = judge(town, (), touched)
    assert (found.lost, found.doubled) == ([], [])


def test_a_storm_of_429_delays_everything_and_loses_nothing(town: Town) -> None:
    keys = [town.queue(f"note:{n}", to=MENTEE) for n in range(6)]
    town.sandbox.misbehave(do="rate_limit", on="chat.*", retry_after=30, times=8)
    for _ in range(16):
        town.let_pass()
        town.live()

    assert {town.row(key).state for key in keys} == {DeliveryState.SENT}
    assert {town.row(key).attempts for key in keys} == {0}, "no attempt is counted for a 429"
    assert town.copies(MENTEE) == dict.fromkeys(keys, 1)

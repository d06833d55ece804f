"""What comes twice, in the wrong order or over a dead line: done once, and the newest counts."""

from collections.abc import Iterator

import pytest

from handlers.ids import Pairings
from services import nominations
from tests.journeys.acts import told
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR
from tests.kit.entering import written_everywhere
from tests.kit.house import Town
from tests.kit.nominations import open_cohort
from tests.kit.pairings import propose, ready_cohort
from tests.kit.story import EVIDENCE, Nominee
from tests.kit.trail import audit_entries

A_DEAD_LINE = 60.0
"""Seconds, generously, until a line that swallows everything is given up for a new one."""


@pytest.fixture(autouse=True)
def _well_again(town: Town) -> Iterator[None]:
    yield
    town.sandbox.behave()


def count(town: Town, entry: str) -> int:
    return [one.entry for one in audit_entries(town.stage)].count(entry)


def zone_of_the_mentor(town: Town) -> str:
    with town.stage.desk.open_look(town.stage.caller(MENTOR)) as look:
        return look.actor.zone


def test_a_form_that_is_delivered_twice_is_sent_once(town: Town) -> None:
    open_cohort(town.stage)
    mia = town.person(MENTEE)
    form = Nominee(mia).first_step()
    town.sandbox.misbehave(do="duplicate", on="view_submission", times=1)
    assert mia.submit(form, written_everywhere(form, EVIDENCE))["result"] == "updated"
    told(mia, "is received")

    town.house.clockwork.settle()
    assert sum("is received" in one["text"] for one in mia.messages()) == 1
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        assert len(nominations.standings(look)) == 1


def test_a_press_that_is_delivered_twice_acts_once(town: Town) -> None:
    propose(town.stage, ready_cohort(town.stage))
    martin = town.person(MENTOR)
    card = told(martin, "Would you mentor")
    town.sandbox.misbehave(do="duplicate", on="block_actions", times=1)
    martin.press(card, Pairings.ACCEPT)
    told(martin, "You said yes on")

    town.house.clockwork.settle()
    assert count(town, "pairing.accepted") == 1


def test_an_event_that_slack_sends_again_is_acted_upon_once(town: Town) -> None:
    town.sandbox.misbehave(do="redeliver", on="message*", times=1)
    chio = town.person(COLLEAGUE)
    chio.say(chio.dm(), "Are you there?")
    told(chio, "I answer buttons")

    town.house.clockwork.settle()
    assert sum("I answer buttons" in one["text"] for one in chio.messages()) == 1


def test_of_two_events_in_the_wrong_order_the_newer_counts(town: Town) -> None:
    town.sandbox.misbehave(do="reorder", on="user_change", ms=2000, times=1)
    for zone in ("America/Los_Angeles", "Asia/Tokyo"):
        account = {"id": MENTOR.slack_user, "tz": zone}
        town.sandbox.seed({"people": [account], "events": True})
        town.sandbox.set_clock(town.sandbox.control("clock")["now"] + 10)
    town.sandbox.wait_for(lambda: zone_of_the_mentor(town) == "Asia/Tokyo")
    town.sandbox.wait_for(lambda: not town.sandbox.state()["misbehaviour"])

    chio = town.person(COLLEAGUE)
    chio.command("/mentoring")
    assert chio.wait_for_modal(), "whatever was still under way has come in by now"
    assert zone_of_the_mentor(town) == "Asia/Tokyo"


def test_a_line_that_swallows_everything_is_given_up_for_a_new_one(town: Town) -> None:
    town.sandbox.misbehave(do="half_open")
    old = {one["id"] for one in town.sandbox.state()["connections"]}
    town.sandbox.wait_for(
        lambda: {one["id"] for one in town.sandbox.state()["connections"]} - old,
        within=A_DEAD_LINE,
        what="a new line",
    )
    town.sandbox.behave()  # the dead ones are cut at last

    chio = town.person(COLLEAGUE)
    chio.command("/mentoring")
    assert chio.wait_for_modal()

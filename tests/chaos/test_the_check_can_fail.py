"""A courier with a mistake in it is noticed by the same count that `make chaos` prints."""

from tests.chaos.town import Town
from tests.chaos.variants import BLIND, HASTY
from tests.chaos.verdict import judge

POSTED = "chat.postMessage is answered"
BEFORE = "before chat.postMessage leaves"


def test_a_courier_that_sends_again_without_asking_doubles(town: Town) -> None:
    town.queue("one")
    assert town.live(at=POSTED, variant=BLIND)[0] == "killed"
    town.let_pass()
    town.live(variant=BLIND)

    assert judge(town, (), ()).doubled == ["one"]


def test_a_courier_that_notes_before_it_sends_loses(town: Town) -> None:
    town.queue("one")
    assert town.live(at=BEFORE, variant=HASTY)[0] == "killed"
    town.settle()

    found = judge(town, (), ())
    assert found.doubled == []
    assert [one.partition(" ")[0] for one in found.lost] == ["one"]


def test_ours_does_neither_at_the_same_steps(town: Town) -> None:
    for step in (POSTED, BEFORE):
        town.queue(step.replace(" ", "_"))
        assert town.live(at=step)[0] == "killed"
        town.settle()

    found = judge(town, (), ())
    assert (found.lost, found.doubled) == ([], [])

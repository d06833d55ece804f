"""One pulse beside an earlier one: only what both of them tell."""

from program.pulse.survey import Slip
from program.pulse.trend import Change, Moved, compare
from tests.program.pulse.surveys import SAFETY, TIME, policy, released, scored


def test_the_same_question_is_compared_as_coarsely_as_the_coarser_of_both() -> None:
    fine = released(policy(), scored(*[4, 4, 3, 4] * 5))
    coarse = released(policy(), scored(*[3] * 12))
    assert compare(coarse, fine) == {SAFETY.id: Change(30, 40)}
    assert compare(fine, coarse)[SAFETY.id].moved is Moved.DOWN
    assert compare(fine, fine) == {SAFETY.id: Change(38, 38)}
    assert compare(fine, fine)[SAFETY.id].moved is Moved.SAME


def test_nothing_is_compared_under_ten_answers_or_with_another_question() -> None:
    small, large = released(policy(), scored(*[3] * 9)), released(policy(), scored(*[3] * 10))
    assert compare(small, large) == {}
    assert compare(large, small) == {}
    other = policy([TIME])
    assert compare(released(other, scored_for(TIME.id, 12)), large) == {}


def scored_for(question: str, many: int) -> list[Slip]:
    return [Slip({}, {question: 4})] * many

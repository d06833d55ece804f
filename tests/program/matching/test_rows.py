"""What stands in which part of the list of a draft."""

import pytest

from program.matching.records import Risk, WithoutMentor
from program.matching.rows import CLEAR_FROM, CLOSE_BELOW, Row, Shown

PAIR = Row("mentee", "mentor", score=8_000, margin=500)


@pytest.mark.parametrize(
    ("margin", "close"),
    [(CLOSE_BELOW - 1, True), (1 - CLOSE_BELOW, True), (CLOSE_BELOW, False), (None, False)],
)
def test_a_call_is_close_where_somebody_else_is_about_as_good(
    margin: int | None, close: bool
) -> None:
    assert Row("mentee", "mentor", score=8_000, margin=margin).close == close


def test_a_locked_pair_is_decided_and_no_close_call() -> None:
    assert not Row("mentee", "mentor", score=8_000, margin=0, locked=True).close


@pytest.mark.parametrize(
    ("row", "clear"),
    [
        (PAIR, True),
        (Row("mentee", "mentor", score=8_000, margin=None), True),
        (Row("mentee", "mentor", score=8_000, margin=CLEAR_FROM - 1), False),
        (Row("mentee", "mentor", score=8_000, margin=500, risk=Risk.THIN), False),
        (Row("mentee", without=WithoutMentor.SEATS_SCARCE), False),
    ],
)
def test_a_pair_is_clear_where_nothing_speaks_against_it(row: Row, clear: bool) -> None:
    assert row.clear == clear


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        (PAIR, set()),
        (Row("m", "r", score=8_000, margin=3), {Shown.CLOSE, Shown.NEEDS_LOOK}),
        (Row("m", "r", score=8_000, thin=True), {Shown.THIN, Shown.NEEDS_LOOK}),
        (Row("m", "r", score=4_000, below=True), {Shown.BELOW, Shown.NEEDS_LOOK}),
        (Row("m", without=WithoutMentor.NOBODY_POSSIBLE), {Shown.WITHOUT, Shown.NEEDS_LOOK}),
        (Row("m", "r", score=8_000, locked=True), {Shown.LOCKED}),
        (Row("m", "r", score=8_000, changed=True), {Shown.CHANGED}),
    ],
)
def test_a_row_stands_where_it_is_looked_for(row: Row, parts: set[Shown]) -> None:
    assert {one for one in Shown if row.stands_in(one)} == {*parts, Shown.ALL}

"""Days of hire in every usual spelling; what may be two days is not guessed."""

from datetime import UTC, date, datetime

import pytest

from program.roster_dates import Doubt, Order, day_of, order_of

TODAY = date(2026, 11, 23)
THIRD_OF_APRIL = date(2020, 4, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2020-04-03", "2020/4/3", "2020.04.03", "20200403", "2020-04-03T09:30:00Z",
        "2020-04-03 00:00:00", "03.04.2020", "3.4.20", "3. 4. 2020", "3. April 2020",
        "3 April 2020", "3rd April 2020", "April 3, 2020", "Apr 3rd, 2020", "3-Apr-20",
        "Friday, 3 April 2020", "3 avril 2020", "le 3 avril 2020", "3 avr. 2020", "43924",
        "٢٠٢٠-٠٤-٠٣", "２０２０-０４-０３", 43924, 43924.75, date(2020, 4, 3),
        datetime(2020, 4, 3, 12, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_spelling(written: object) -> None:
    assert day_of(written, None, TODAY) == THIRD_OF_APRIL


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1er février 2019", date(2019, 2, 1)),
        ("3. März 2021", date(2021, 3, 3)),
        ("15. Mai 1999", date(1999, 5, 15)),
        ("9 août 2011", date(2011, 8, 9)),
        ("31.12.99", date(1999, 12, 31)),
        ("29.02.2020", date(2020, 2, 29)),
        ("5/5/2020", date(2020, 5, 5)),
    ],
)
def test_months_are_known_in_english_german_and_french(written: str, expected: date) -> None:
    assert day_of(written, None, TODAY) == expected


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("3/4/2020", Doubt.AMBIGUOUS_DATE),
        ("3-4-2020", Doubt.AMBIGUOUS_DATE),
        ("31.02.2020", Doubt.NOT_A_DATE),
        ("29.02.2021", Doubt.NOT_A_DATE),
        ("13/13/2020", Doubt.NOT_A_DATE),
        ("April 2020", Doubt.NOT_A_DATE),
        ("soon", Doubt.NOT_A_DATE),
        ("x" * 40_000, Doubt.NOT_A_DATE),
        (True, Doubt.NOT_A_DATE),
        (7, Doubt.NOT_A_DATE),
        ("1066-10-14", Doubt.ABSURD_DATE),
        ("2035-01-01", Doubt.ABSURD_DATE),
    ],
)
def test_what_is_no_day_or_two_or_absurd_is_told(written: object, doubt: Doubt) -> None:
    assert day_of(written, None, TODAY) is doubt


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["3/4/2020", "25/12/2019"], Order.DAY_FIRST),
        (["3/4/2020", "12/25/2019"], Order.MONTH_FIRST),
        (["3/4/2020", "1/2/2021", 43924, None], None),
        (["25/12/2019", "12/25/2019"], None),
    ],
)
def test_the_column_as_a_whole_tells_which_number_is_the_day(
    column: list[object], order: Order | None
) -> None:
    assert order_of(column) is order


def test_the_order_decides_what_may_be_two_days_and_nothing_else() -> None:
    assert day_of("3/4/2020", Order.DAY_FIRST, TODAY) == THIRD_OF_APRIL
    assert day_of("3/4/2020", Order.MONTH_FIRST, TODAY) == date(2020, 3, 4)
    assert day_of("25/12/2019", Order.MONTH_FIRST, TODAY) == date(2019, 12, 25)


def test_a_bare_number_counts_from_1904_where_the_workbook_does() -> None:
    assert day_of(42462, None, TODAY, from_1904=True) == THIRD_OF_APRIL

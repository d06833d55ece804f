"""How seniority is read from what HR writes."""

import pytest

from program.matching_level import level_of, levels_of, rung_of


def test_a_level_is_the_first_number_that_hr_wrote() -> None:
    assert [level_of(one) for one in ("L7", "Grade 12", "5 - Director", "Director", "")] == [
        7,
        12,
        5,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("written", "rung"),
    [
        ("Professional", 1),
        ("Team Lead", 2),
        ("Manager", 3),
        ("Senior Manager", 4),
        ("Director, Operations", 5),
        ("Senior leader", 6),
        ("Vice-President", 6),
        ("Executive", 7),
        ("President", 8),
        ("Leadership", None),
        ("", None),
    ],
)
def test_a_word_stands_on_its_rung_and_the_longest_one_counts(
    written: str, rung: int | None
) -> None:
    assert rung_of(written) == rung


def test_what_reads_more_people_is_read_for_all_since_the_two_cannot_be_compared() -> None:
    words = {"mia": "Lead", "martin": "Senior leader", "petra": "L7", "otto": "of no kind"}
    assert levels_of(words) == {"mia": 2, "martin": 6}
    assert levels_of({"mia": "L4", "martin": "L9", "petra": "Director"}) == {"mia": 4, "martin": 9}
    assert levels_of({}) == {}

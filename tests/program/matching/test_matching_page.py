"""The page for program managers says what the tables of the score say."""

from pathlib import Path

from handlers.choice_words import FUNCTIONS_OF, THEMES_OF
from program.matching import tables
from program.matching.rules import DEFAULT_WEIGHTS, THIN_BELOW

PAGE = (Path(__file__).parents[3] / "docs" / "matching.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines()]


def beside(first: str) -> list[str]:
    """The other cells of the row that begins so."""
    return next(row[1:] for row in ROWS if row and row[0] == first)


def test_each_component_stands_there_with_its_first_weight() -> None:
    for component, weight in DEFAULT_WEIGHTS.items():
        assert beside(component.value.capitalize())[0] == str(weight)


def test_the_table_of_styles_is_the_one_that_counts() -> None:
    told = [row[1:] for row in ROWS if len(row) == 6 and row[1].isdigit() and row[2].isdigit()]
    counted = [[str(value // 100) for value in row.values()] for row in tables.STYLES.values()]
    assert told == counted


def test_neighbouring_functions_and_themes_are_those_that_count() -> None:
    for function, label in FUNCTIONS_OF.items():
        near = {
            other
            for word, other in FUNCTIONS_OF.items()
            if frozenset({function, word}) in tables.NEAR_FUNCTIONS
        }
        rows = [row for row in ROWS if len(row) == 2 and row[0] == label]
        assert near in [set(row[1].split(", ")) for row in rows], label
    for theme, label in THEMES_OF.items():
        near = {
            other
            for word, other in THEMES_OF.items()
            if frozenset({theme, word}) in tables.NEAR_THEMES
        }
        rows = [row for row in ROWS if len(row) == 2 and row[0] == label]
        assert near in [set(row[1].split(", ")) for row in rows], label


def test_the_anchors_named_in_sentences_are_those_that_count() -> None:
    prose = " ".join(PAGE.split())
    seniority = [value // 100 for value in tables.SENIORITY]
    assert seniority == [30, 80, 100, 80, 60, 40]
    assert "the same 30, one 80, two 100, three 80, four 60, more 40" in prose
    same, near, other = (
        value // 100
        for value in (tables.SAME_FUNCTION, tables.NEAR_FUNCTION, tables.OTHER_FUNCTION)
    )
    assert f"the same function as their own {same}, a neighbouring one {near}" in prose
    assert f"any other {other}." in prose
    first, second, third = (value // 100 for value in tables.WISHES)
    told = f"{first} for the first name on the list, {second} for the second, {third} for the third"
    assert told in prose
    assert f"Below {THIN_BELOW} of the 100 weights" in prose
    assert tables.ENOUGH_HALF_HOURS == 8
    assert "up to four hours in one piece" in prose

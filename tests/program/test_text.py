"""Typed text is tidied without losing what people of any script wrote."""

from hypothesis import given
from hypothesis import strategies as st

from program.text import one_line, paragraphs, same_words, shortened


def test_blanks_and_line_ends_fold_into_one_line() -> None:
    assert one_line("  Leading\tthrough \r\n others ") == "Leading through others"


def test_nothing_typed_is_the_empty_text() -> None:
    assert one_line(None) == paragraphs(None) == ""


def test_paragraphs_keep_their_line_breaks() -> None:
    assert paragraphs("one\r\n\r\ntwo\n") == "one\n\ntwo"


def test_signs_that_turn_the_reading_direction_are_taken_out() -> None:
    assert one_line("abc\u202edef\u0007") == "abcdef"


def test_joiners_that_scripts_and_emoji_need_stay() -> None:
    assert one_line("\u0915\u094d\u200d\u0937") == "\u0915\u094d\u200d\u0937"


def test_two_spellings_of_the_same_words_are_the_same() -> None:
    assert same_words("Strategic  Thinking") == same_words("strategic thinking")


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"


@given(st.text())
def test_tidying_twice_changes_nothing_more(typed: str) -> None:
    assert paragraphs(paragraphs(typed)) == paragraphs(typed)
    assert one_line(one_line(typed)) == one_line(typed)


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_shortened_text_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit

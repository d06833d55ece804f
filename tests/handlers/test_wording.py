"""Words are understood however they are typed; a near one is offered and never run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.feature import Command
from handlers.launcher.wording import nearest, read, slips


def command(word: str, *also: str) -> Command:
    return Command(word, "a.form.open", word, "…", lambda _: True, also=also)


CHECK_IN = command("checkin", "log", "met")
WHO = command("privacy", "who-sees-what")
NOMINATE = command("nominate")
SELF = command("nominate me", "apply")
WORDS = (CHECK_IN, WHO, NOMINATE, SELF)


@pytest.mark.parametrize("typed", ["checkin", "Check in", "CHECK-IN", " check_in ", "met"])
def test_case_blanks_and_hyphens_do_not_matter(typed: str) -> None:
    assert read(typed, WORDS).command is CHECK_IN


def test_the_longest_word_wins_and_the_rest_is_arguments() -> None:
    assert read("nominate me please", WORDS).command is SELF
    assert read("nominate <@U0ANN> now", WORDS).command is NOMINATE
    assert read("nominate <@U0ANN> now", WORDS).words == "<@U0ANN> now"


def test_an_unknown_word_keeps_all_that_was_typed() -> None:
    asked = read("sing a song", WORDS)

    assert (asked.command, asked.words) == (None, "sing a song")


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("chekin", CHECK_IN),
        ("chek in", CHECK_IN),
        ("nominte", NOMINATE),
        ("aply", SELF),
        ("lgo", CHECK_IN),
    ],
)
def test_one_near_word_is_offered(typed: str, guess: Command) -> None:
    assert nearest(typed, WORDS) is guess


@pytest.mark.parametrize("typed", ["xyz", "banana", "", "l"])
def test_nothing_near_is_no_guess(typed: str) -> None:
    assert nearest(typed, WORDS) is None


def test_below_five_letters_one_slip_is_forgiven_only() -> None:
    assert nearest("mat", (command("met"),)) is not None
    assert nearest("mac", (command("met"),)) is None


@given(st.text(max_size=12), st.text(max_size=12))
def test_slips_are_the_same_in_both_directions(left: str, right: str) -> None:
    assert slips(left, right, 20) == slips(right, left, 20)
    assert (slips(left, right, 20) == 0) is (left == right)

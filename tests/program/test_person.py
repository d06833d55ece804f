"""What is kept of an account: one name on one line, and what kind of account it is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from program.actor import Standing
from program.person import LONGEST_NAME, SlackPerson

ANN = SlackPerson("U0ANN", "T0", "Ann Archer", email="MARKER@example.com")


def test_the_display_name_goes_before_the_full_name() -> None:
    assert ANN.name == "Ann Archer"
    assert replace(ANN, display_name="Annie").name == "Annie"


def test_a_name_of_blanks_is_no_name() -> None:
    assert replace(ANN, display_name=" \n").name == "Ann Archer"
    assert replace(ANN, display_name="", real_name=" ").name == "U0ANN"


@given(st.text())
def test_a_name_is_one_line_of_bounded_length(typed: str) -> None:
    name = replace(ANN, display_name=typed).name

    assert "\n" not in name
    assert 0 < len(name) <= LONGEST_NAME


def test_a_name_turns_nothing_around_it() -> None:
    assert replace(ANN, display_name="\u202egnp.exe\u2066 Ann").name == "gnp.exe Ann"
    assert replace(ANN, display_name="\u202e").name == "Ann Archer"


def test_the_address_is_in_no_representation() -> None:
    assert "MARKER" not in repr(ANN)


def test_standing_follows_what_slack_says() -> None:
    assert ANN.standing is Standing.MEMBER
    assert replace(ANN, is_guest=True).standing is Standing.GUEST
    assert replace(ANN, is_guest=True, is_outsider=True).standing is Standing.OUTSIDER
    assert replace(ANN, is_bot=True).standing is Standing.OUTSIDER

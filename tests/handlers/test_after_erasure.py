"""Once somebody is erased the others go on: every view, list, message and file opens, unnamed."""

from pathlib import Path

import pytest

from program.person import SOMEONE_WHO_LEFT, SlackPerson
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.erasing import erase, live
from tests.kit.pairings import end, let_rest
from tests.kit.walking import Walker, show_every_message

READERS = (cast.PROGRAM_MANAGER, cast.SPONSOR, cast.MENTOR, cast.MENTEE)


@pytest.fixture
def lived(stage: Stage, clock: FrozenClock) -> Stage:
    pairing = live(stage, clock)
    end(stage, pairing)
    let_rest(stage, clock)
    return stage


def test_all_of_it_opens_before(lived: Stage) -> None:
    """Otherwise what follows would hold of empty pages."""
    seen = [Walker(lived, one).walk() for one in READERS]
    assert sum("Mia Moreau" in one or "<@U0MIA>" in one for one in seen) > 2
    assert len(show_every_message(lived)) > 10


@pytest.mark.parametrize(
    "gone",
    [cast.MENTEE, cast.MENTOR, cast.COLLEAGUE, cast.PROGRAM_MANAGER],
    ids=lambda one: one.real_name,
)
def test_all_of_it_opens_and_names_nobody_who_is_erased(
    lived: Stage, clock: FrozenClock, tmp_path: Path, gone: SlackPerson
) -> None:
    erase(lived, clock, gone, tmp_path / "keys")
    readers = [one for one in READERS if one is not gone]
    seen = [Walker(lived, one).walk() for one in readers] + show_every_message(lived)
    for text in seen:
        assert gone.real_name not in text
        assert gone.slack_user not in text
        assert "gone." not in text, "the id that is left is nobody's business"
    if gone in {cast.MENTEE, cast.MENTOR}:
        assert any(SOMEONE_WHO_LEFT in text for text in seen)

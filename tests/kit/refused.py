"""What a refused act answers."""

from collections.abc import Callable

import pytest

from program.person import SlackPerson
from program.refusal import Refusal
from services.desk import Work
from tests.kit.cast import Stage


def refused(stage: Stage, by: SlackPerson, act: Callable[[Work], object]) -> Refusal:
    """The refusal of what somebody does in a transaction of their own."""
    with pytest.raises(Refusal) as caught, stage.desk.open_work(stage.caller(by)) as work:
        act(work)
    return caught.value


def refusal(act: Callable[[], object]) -> Refusal:
    """What an act is refused with."""
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def troubles_of(act: Callable[[], object]) -> list[tuple[str, str | None]]:
    """Each code with its field of what an act is refused for."""
    return [(one.code, one.field) for one in refusal(act).troubles]

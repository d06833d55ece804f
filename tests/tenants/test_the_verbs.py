"""Every verb, called in one workspace with the ids of another: nothing is read and nothing done."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import StatementError

from program.person import SlackPerson
from program.refusal import Refusal
from services.desk import Caller, UnknownWorkspace
from tests.kit import cast
from tests.tenants.calls import Making, Unmade, verbs
from tests.tenants.two import Two, naming

HARMLESS = (
    Refusal,
    StatementError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
)
"""How a verb says that there is no such thing here. None of them shows anything of it."""


@pytest.mark.parametrize("who", [cast.PROGRAM_MANAGER, cast.MENTEE, cast.MENTOR])
def test_no_verb_reads_or_changes_another_workspace(two: Two, who: SlackPerson) -> None:
    before, theirs = two.rows(two.alpha), two.ids(two.alpha)
    making = Making(theirs)
    answers = {name: _said(two, who, verb, making, writes) for name, verb, writes in verbs()}
    called = [name for name, said in answers.items() if said is not None]

    assert len(called) > 100
    assert [name for name in called if "Alpha" in str(answers[name])] == []
    assert list(naming(two.rows(two.beta), theirs)) == []
    assert two.rows(two.alpha) == before


def _said(
    two: Two, who: SlackPerson, verb: Callable[..., Any], making: Making, writes: bool
) -> str | None:
    """What came of one call; None where no door could make it."""
    try:
        arguments = making.arguments(verb)
    except Unmade:
        return None
    try:
        with two.opened(who, writes=writes) as transaction:
            return repr(verb(transaction, **arguments))
    except HARMLESS as refused:
        return str(refused)


def test_a_workspace_that_is_not_served_opens_nothing(two: Two) -> None:
    stranger = Caller("T0NOBODY", cast.MENTEE.slack_user)
    for opens in (two.house.desk.open_look, two.house.desk.open_work):
        with pytest.raises(UnknownWorkspace), opens(stranger):
            pass

"""Every verb, called in one workspace with the ids of another: nothing is read and nothing done."""

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
    called = 0
    wrong: dict[str, str] = {}
    for name, verb, writes in verbs():
        try:
            arguments = making.arguments(verb)
        except Unmade:
            continue
        called += 1
        try:
            with two.opened(who, writes=writes) as transaction:
                shown = repr(verb(transaction, **arguments))
        except HARMLESS as refused:
            assert "Alpha" not in str(refused), name
            continue
        assert "Alpha" not in shown, name
        for one, row in naming(two.rows(two.beta), theirs) if writes else ():
            wrong.setdefault(row, f"{name}: {one}")

    assert list(wrong.values()) == []
    assert called > 100
    assert two.rows(two.alpha) == before


def test_a_workspace_that_is_not_served_opens_nothing(two: Two) -> None:
    stranger = Caller("T0NOBODY", cast.MENTEE.slack_user)
    for opens in (two.house.desk.open_look, two.house.desk.open_work):
        with pytest.raises(UnknownWorkspace), opens(stranger):
            pass

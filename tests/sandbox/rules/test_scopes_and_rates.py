"""Which scopes methods ask for, and how often they may be called."""

import pytest

from sandbox.rules import rates, scopes, text
from sandbox.rules.rates import CHANNEL_BURST, TIER, TIERS, WORKSPACE_A_MINUTE, Limits


@pytest.mark.parametrize(
    ("method", "granted", "conversation", "needed"),
    [
        ("chat.postMessage", {"chat:write"}, None, None),
        ("chat.postMessage", {"commands"}, None, "chat:write"),
        ("views.open", set(), None, None),
        ("auth.test", set(), None, None),
        ("no.such.method", set(), None, None),
        ("conversations.open", {"im:write"}, None, None),
        ("conversations.open", {"im:write"}, "im", None),
        ("conversations.open", {"im:write"}, "mpim", "mpim:write"),
        ("conversations.open", set(), None, "im:write,mpim:write"),
        ("conversations.history", {"im:history"}, "im", None),
        ("conversations.history", {"im:history"}, "channel", "channels:history"),
        ("users.lookupByEmail", {"users:read"}, None, "users:read.email"),
        ("files.info", {"files:write"}, None, "files:read"),
    ],
)
def test_a_method_names_the_scope_it_lacks(
    method: str, granted: set[str], conversation: str | None, needed: str | None
) -> None:
    assert scopes.missing(method, granted, conversation) == needed


def test_every_method_with_a_tier_says_what_it_needs() -> None:
    unscoped = {"apps.manifest.create", "apps.manifest.update", "apps.manifest.delete"}
    assert set(TIER) - unscoped <= set(scopes.NEEDED)


class Hands:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("method", "tier"),
    [("users.list", 2), ("chat.update", 3), ("views.open", 4), ("apps.uninstall", 1)],
)
def test_a_method_is_called_as_often_as_its_tier_allows(method: str, tier: int) -> None:
    clock = Hands()
    limits = Limits(clock)
    assert [limits.take(method, "T1") for _ in range(TIERS[tier])] == [None] * TIERS[tier]
    wait = limits.take(method, "T1")
    assert wait is not None
    assert wait >= 1
    assert limits.take(method, "T2") is None
    clock.now += wait
    assert limits.take(method, "T1") is None


def test_a_refused_call_costs_nothing() -> None:
    clock = Hands()
    limits = Limits(clock)
    for _ in range(TIERS[2] + 5):
        limits.take("users.list", "T1")
    clock.now += 3.0  # one call of twenty a minute
    assert limits.take("users.list", "T1") is None
    assert limits.take("users.list", "T1") == 3.0


def test_a_channel_takes_a_message_a_second_after_a_short_burst() -> None:
    clock = Hands()
    limits = Limits(clock)
    burst = [limits.take("chat.postMessage", "T1", "C1") for _ in range(CHANNEL_BURST)]
    assert burst == [None] * CHANNEL_BURST
    assert limits.take("chat.postMessage", "T1", "C1") == 1.0
    assert limits.take("chat.postMessage", "T1", "C2") is None
    clock.now += 1.0
    assert limits.take("chat.postMessage", "T1", "C1") is None
    assert limits.take("chat.postMessage", "T1", "C1") == 1.0


def test_a_workspace_takes_several_hundred_messages_a_minute() -> None:
    limits = Limits(Hands())
    taken = [
        limits.take("chat.postMessage", "T1", f"C{index}") for index in range(WORKSPACE_A_MINUTE)
    ]
    assert taken == [None] * WORKSPACE_A_MINUTE
    assert limits.take("chat.postMessage", "T1", "D1") is not None


def test_limits_can_be_widened_and_switched_off() -> None:
    wide, off = Limits(Hands(), factor=2), Limits(Hands(), on=False)
    assert [wide.take("users.list", "T1") for _ in range(40)] == [None] * 40
    assert wide.take("users.list", "T1") is not None
    assert [off.take("users.list", "T1") for _ in range(100)] == [None] * 100


def test_a_method_without_a_tier_is_not_counted() -> None:
    limits = Limits(Hands())
    assert [limits.take("apps.connections.open", "T1") for _ in range(50)] == [None] * 50
    assert rates.SPECIAL["auth.test"] == 600


def test_long_texts_are_cut_where_slack_cuts_them() -> None:
    assert text.cut("x" * 40_000) == "x" * 40_000
    assert text.cut("x" * 40_001) == "x" * 40_000

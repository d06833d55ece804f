"""Bad luck on request: rules that make the sandbox fail the way Slack sometimes does."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

DOINGS = frozenset({
    "drop_sockets", "drop_socket", "delay", "duplicate", "rate_limit", "status", "error",
    "disconnect", "lose_acks", "reset", "half_open", "reorder", "redeliver",
})  # fmt: skip
TO_SOCKETS = frozenset({"drop_sockets", "disconnect", "half_open"})
"""What happens at once to sockets that are open now."""


@dataclass
class Rule:
    """`on` is a method name, an envelope type or an interaction type; `*` stands for any."""

    do: str
    on: str = "*"
    times: int | None = None  # None: until cleared
    ms: int = 0
    retry_after: int = 1
    status: int = 500
    error: str = "internal_error"
    when: str = "before"
    reason: str = "refresh_requested"
    sockets: int | None = None  # the oldest so many; None: all of them
    id: int = 0


class Misbehaviour:
    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._number = 0

    def add(self, wish: Mapping[str, Any]) -> Rule:
        """Raises ValueError for a rule nobody knows."""
        if wish.get("do") not in DOINGS:
            raise ValueError(f"do is one of {', '.join(sorted(DOINGS))}")
        unknown = set(wish) - set(Rule.__dataclass_fields__)
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        self._number += 1
        rule = Rule(**{**wish, "id": self._number})
        self._rules.append(rule)
        return rule

    def clear(self) -> None:
        self._rules.clear()

    def take(self, do: str, *names: str, when: str | None = None) -> Rule | None:
        """The first rule that applies, used up by one."""
        for rule in self._rules:
            fits = rule.do == do and any(fnmatchcase(name, rule.on) for name in names)
            if not fits or (when is not None and rule.when != when):
                continue
            if rule.times is not None:
                rule.times -= 1
                if rule.times <= 0:
                    self._rules.remove(rule)
            return rule
        return None

    def rules(self) -> list[dict[str, Any]]:
        return [dict(vars(rule)) for rule in self._rules]

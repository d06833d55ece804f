"""Weights and rules of a cohort's matching at rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from program.matching.rules import Component, Priority, Rules, Scarcity
from store.matching_tables import MatchingRulesRow
from store.once import insert_once
from store.session import StoreSession

_WEIGHT = "weight."
_NONE = 0
"""Stands for no quota: facts are counts, and a quota of nothing is none."""


@dataclass(frozen=True)
class RulesKept:
    """Rules with who set them."""

    rules: Rules
    set_at: datetime
    set_by: str | None = None


def of_cohort(session: StoreSession, cohort_id: str) -> RulesKept | None:
    """The rules of a cohort; None where nobody ever set any."""
    row = _row(session, cohort_id)
    if row is None:
        return None
    return RulesKept(_from_facts(row.choices, row.version), row.set_at, row.set_by)


def keep(session: StoreSession, cohort_id: str, rules: Rules, *, seen: int, by: str) -> bool:
    """Put rules in place of those of version `seen`. False: somebody else set some meanwhile."""
    values: dict[str, Any] = {
        "choices": _as_facts(rules),
        "version": seen + 1,
        "set_by": by,
        "set_at": session.now,
    }
    row = _row(session, cohort_id)
    if row is None:
        if seen:
            return False
        return insert_once(session, MatchingRulesRow, cohort_id=cohort_id, **values) is not None
    if row.version != seen:
        return False
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return True


def _row(session: StoreSession, cohort_id: str) -> MatchingRulesRow | None:
    asked = select(MatchingRulesRow).where(MatchingRulesRow.cohort_id == cohort_id)
    if session.may_write:
        asked = asked.with_for_update()
    return session.scalars(asked).one_or_none()


def _as_facts(rules: Rules) -> dict[str, str | int]:
    return {
        **{f"{_WEIGHT}{name.value}": weight for name, weight in rules.weights.items()},
        "priority": rules.priority.value,
        "line": rules.line,
        "floor": int(rules.floor),
        "quota": rules.quota or _NONE,
        "depth": rules.depth,
        "scarcity": rules.scarcity.value,
    }


def _from_facts(kept: Mapping[str, Any], version: int) -> Rules:
    return Rules(
        weights={one: int(kept.get(f"{_WEIGHT}{one.value}", 0)) for one in Component},
        priority=Priority(kept["priority"]),
        line=int(kept["line"]),
        floor=bool(kept["floor"]),
        quota=int(kept["quota"]) or None,
        depth=int(kept["depth"]),
        scarcity=Scarcity(kept["scarcity"]),
        version=version,
    )

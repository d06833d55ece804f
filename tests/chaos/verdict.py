"""What became of everything that was promised, read from Slack's side and from our rows."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from program.delivery import DeliveryState, Method
from store.delivery_tables import DeliveryRow
from tests.chaos.feature import ANEW
from tests.chaos.town import NEWS, Town, waits_for_nobody
from tests.kit import cast

_HERE = [one for one in cast.EVERYONE if not one.deactivated and not one.is_outsider]
_FOR_LATER = (DeliveryState.DUE, DeliveryState.HELD)


@dataclass
class Tally:
    """Counts; lists name what went wrong, by the key of the delivery."""

    kills: int = 0
    messages: int = 0
    forms: int = 0
    imports: int = 0
    given_up: int = 0
    """Imports whose every life was killed: refused, and said so to whoever asked."""
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unknown_asked: int = 0
    unknown_resolved: int = 0
    left_to_the_operator: int = 0
    broken_chains: int = 0

    def add(self, other: "Tally") -> None:
        """Both together."""
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)

    def shown(self) -> dict[str, Any]:
        """As figures, with names only where something went wrong."""
        found = asdict(self)
        found["lost"], found["doubled"] = len(self.lost), len(self.doubled)
        wrong = {"lost_keys": self.lost, "doubled_keys": self.doubled}
        return {**found, **{name: keys for name, keys in wrong.items() if keys}}


def judge(town: Town, doubted: Collection[str], touched: Collection[str]) -> Tally:
    """Look at everything once nothing is due any more.

    `doubted`: ids that were once in doubt; `touched`: keys of what was to be shown anew.
    """
    found = Tally()
    said = _what_was_said(town)
    for row in town.rows():
        found.messages += 1
        _judge_one(row, said, found, is_touched=row.key in touched)
        found.unknown_asked += row.id in doubted
        settled = row.state != DeliveryState.UNKNOWN
        found.unknown_resolved += row.id in doubted and settled
    found.broken_chains = len(town.broken_chains())
    return found


@dataclass
class _Said:
    """Everything in Slack: how often each reference, and the newest text by place."""

    references: Counter[str] = field(default_factory=Counter)
    texts: dict[str, str] = field(default_factory=dict)
    files: Counter[str] = field(default_factory=Counter)
    news: Counter[str] = field(default_factory=Counter)


def _what_was_said(town: Town) -> _Said:
    said = _Said(news=town.copies(channel=NEWS))
    for account in (*_HERE, *town.people):
        for one in town.read(account):
            payload = (one.get("metadata") or {}).get("event_payload") or {}
            if "id" in payload:
                said.references[payload["id"]] += 1
                said.texts[payload["id"]] = one["text"]
            said.files.update(file["title"] for file in one.get("files") or [])
    return said


def _judge_one(row: DeliveryRow, said: _Said, found: Tally, *, is_touched: bool) -> None:
    copies = {
        Method.POST: said.references[row.reference],
        Method.UPLOAD: said.files[row.key],
        Method.CHANNEL_POST: said.news[row.key],
        Method.PUBLISH: 1,  # said again at will: only its end counts
    }[Method(row.method)]
    if copies > 1:
        found.doubled.append(row.key)
    if row.state == DeliveryState.UNKNOWN and row.look_at is None:
        found.left_to_the_operator += 1
        return
    if row.state in _FOR_LATER and not waits_for_nobody(row):
        return  # a matter of hours: not what a kill decides
    if row.state == DeliveryState.DROPPED and not row.kind.startswith("chaos."):
        return  # no longer wanted
    stale = is_touched and not said.texts[row.reference].endswith(ANEW)
    if copies == 0 or row.state != DeliveryState.SENT or stale:
        found.lost.append(f"{row.key} ({row.state}, {row.reason}, {copies} there)")

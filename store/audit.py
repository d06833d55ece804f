"""The record of who did what: one keyed chain per workspace; no entry is changed unnoticed."""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Digest, Facts, Id, UtcDateTime, Word, column, plain
from store.keys import Keyring
from store.promises import Erase, Keep
from store.session import StoreSession

START = "0" * 64
"""What the first entry of a chain is bound to."""

_OURS = {
    "whose": "the workspace",
    "readers": "program managers, by command",
    "keep": Keep.WORKSPACE,
    "erase": Erase.CHAIN,
}


class AuditRow(Kept, Tenanted, Base):
    """One entry; its digest is keyed over itself and the digest of the entry before."""

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("workspace_id", "number"),)

    number: Mapped[int] = column(purpose="its place in the chain, from 1", **_OURS)
    at: Mapped[datetime] = column(UtcDateTime, purpose="when it happened", **_OURS)
    entry: Mapped[str] = column(Word(), purpose="what happened, in the past tense", **_OURS)
    actor: Mapped[str | None] = column(Id(), purpose="who did it; empty in confidence", **_OURS)
    about: Mapped[str] = column(Id(255), purpose="kind and id of what it was done to", **_OURS)
    facts: Mapped[dict[str, str | int]] = column(Facts, purpose="ids and counts", **_OURS)
    key_id: Mapped[str] = column(Id(8), purpose="the key of its digest", **_OURS)
    digest: Mapped[str] = column(Digest(), purpose="binds it to the entry before", **_OURS)


class AuditHeadRow(Kept, Tenanted, Base):
    """The end of each chain: entries cut off behind it show, and so does a change to this row."""

    __tablename__ = "audit_head"
    __table_args__ = (UniqueConstraint("workspace_id"),)

    number: Mapped[int] = column(purpose="number of the last entry", **_OURS)
    key_id: Mapped[str] = column(Id(8), purpose="the key of its digest", **_OURS)
    digest: Mapped[str] = column(Digest(), purpose="digest of the last entry", **_OURS)
    bond: Mapped[str] = column(Digest(), purpose="binds number and digest together", **_OURS)


class Entry(Protocol):
    """What the digest of an entry is made of."""

    @property
    def at(self) -> datetime: ...
    @property
    def entry(self) -> str: ...
    @property
    def actor(self) -> str | None: ...
    @property
    def about(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, str | int]: ...
    @property
    def key_id(self) -> str: ...


@dataclass(frozen=True)
class _Entry:
    at: datetime
    entry: str
    actor: str | None
    about: str
    facts: Mapping[str, str | int]
    key_id: str


def append(
    session: StoreSession,
    entry: str,
    *,
    actor: str | None,
    about: str,
    facts: Mapping[str, str | int],
) -> None:
    """Adds an entry at this moment: past tense, ids and counts only (ValueError otherwise).

    `actor` is a person id, None in confidence or when the house itself acted.
    """
    plain({"entry": entry, "about": about, "actor": actor or "-"})
    plain(facts)
    head = _head(session)
    new = _Entry(session.now, entry, actor, about, dict(facts), session.keys.audit_id.hex())
    digest = digest_of(session.keys, session.workspace_id, new, head.digest)
    head.number, head.digest, head.key_id = head.number + 1, digest, new.key_id
    head.bond = bond_of(session.keys, session.workspace_id, head)
    session.insert_rows(AuditRow, [{**vars(new), "number": head.number, "digest": digest}])


def _head(session: StoreSession) -> AuditHeadRow:
    known = session.info.get("audit_head")
    if isinstance(known, AuditHeadRow):
        return known
    head = session.scalars(select(AuditHeadRow).with_for_update()).one_or_none()
    if head is None:
        head = AuditHeadRow(number=0, digest=START)
        session.add(head)
    session.info["audit_head"] = head
    return head


def digest_of(keys: Keyring, workspace_id: str, row: Entry, before: str) -> str:
    """What an entry's digest has to be, after an entry of that digest."""
    said = [before, row.at.isoformat(), row.entry, row.actor, row.about, plain(row.facts)]
    return _keyed(keys, workspace_id, row.key_id, said)


def bond_of(keys: Keyring, workspace_id: str, head: AuditHeadRow) -> str:
    """What binds number and digest of the last entry together."""
    return _keyed(keys, workspace_id, head.key_id, ["head", head.number, head.digest])


def _keyed(keys: Keyring, workspace_id: str, key_id: str, said: Sequence[str | int | None]) -> str:
    key = keys.audit_key(bytes.fromhex(key_id), workspace_id)
    return hmac.digest(key, json.dumps(said).encode(), "sha256").hex()

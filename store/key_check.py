"""Remembers which keys the database was written with: the wrong folder is noticed at once."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from store.base import Base
from store.columns import Digest, Id, Word, column
from store.keys import Keyring
from store.promises import Erase, Keep
from store.troubles import KeyTrouble

_OURS = {
    "whose": "nobody",
    "readers": "the program at its start",
    "keep": Keep.KEY,
    "erase": Erase.NOBODYS,
}


class KeyCheckRow(Base):
    """A row per key: its id and a keyed fingerprint, never the key."""

    __tablename__ = "key_check"

    key_id: Mapped[str] = column(Id(8), primary_key=True, purpose="names the key", **_OURS)
    kind: Mapped[str] = column(Word(), purpose="what the key is for", **_OURS)
    fingerprint: Mapped[str] = column(Digest(), purpose="tells the key from others", **_OURS)


def require_own(session: Session, keys: Keyring) -> None:
    """Writes down keys that are new. Raises KeyTrouble if one is missing or another."""
    known = {row.key_id: row.fingerprint for row in session.scalars(select(KeyCheckRow))}
    ring = {key.id.hex(): key for key in keys.keys}
    absent = sorted(set(known) - set(ring))
    if known and len(absent) == len(known):
        raise KeyTrouble("keys.wrong", folder=str(keys.folder))
    if absent:
        raise KeyTrouble("keys.missing", folder=str(keys.folder), key=absent[0])
    for key_id, key in ring.items():
        fingerprint = key.fingerprint().hex()
        if known.get(key_id, fingerprint) != fingerprint:
            raise KeyTrouble("keys.wrong", folder=str(keys.folder), key=key_id)
        if key_id not in known:
            session.add(KeyCheckRow(key_id=key_id, kind=key.kind, fingerprint=fingerprint))

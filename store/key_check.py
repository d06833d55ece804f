"""Remembers which keys the database was written with: the wrong folder is noticed at once."""

from collections.abc import Mapping

from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, Session

from store.base import Base
from store.columns import Digest, Id, Word, column
from store.keys import Keyring
from store.promises import Erase, Keep
from store.troubles import KeyTrouble

_ALONE = text("SELECT pg_advisory_xact_lock(2026112203)")
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
    """Writes down keys that are new. Raises KeyTrouble if one is missing or another.

    One process at a time: of two first starts with keys of their own, the second is refused.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_ALONE)
    known = {row.key_id: row.fingerprint for row in session.scalars(select(KeyCheckRow))}
    compare(known, keys)
    for key in keys.keys:
        if key.id.hex() not in known:
            fingerprint = key.fingerprint().hex()
            session.add(KeyCheckRow(key_id=key.id.hex(), kind=key.kind, fingerprint=fingerprint))


def compare(known: Mapping[str, str], keys: Keyring) -> None:
    """Holds fingerprints, by the ids of their keys, against the keys.

    Raises KeyTrouble if one of the keys is missing or another.
    """
    ring = {key.id.hex(): key for key in keys.keys}
    absent = sorted(set(known) - set(ring))
    if known and len(absent) == len(known):
        raise KeyTrouble("keys.wrong", folder=str(keys.folder))
    if absent:
        raise KeyTrouble("keys.missing", folder=str(keys.folder), key=absent[0])
    for key_id, fingerprint in known.items():
        if ring[key_id].fingerprint().hex() != fingerprint:
            raise KeyTrouble("keys.wrong", folder=str(keys.folder), key=key_id)

"""Seals private text at rest: AES-256-GCM, bound to workspace, table, column and row."""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.keys import Keyring
from store.troubles import StoreTrouble

_FORM = b"\x01"
_ANY = "surrogatepass"  # JSON may carry half a surrogate pair
_KEY_ID = 4
_NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM


@dataclass(frozen=True)
class Place:
    """Where a sealed value stands. It opens nowhere else."""

    workspace_id: str
    table: str
    column: str
    row_id: str

    def associated_data(self) -> bytes:
        """All four parts, each with its length before it, so that no two places look alike."""
        parts = (self.workspace_id, self.table, self.column, self.row_id)
        return b"".join(len(raw := part.encode()).to_bytes(2, "big") + raw for part in parts)


def seal(keys: Keyring, place: Place, text: str) -> bytes:
    """Ciphertext with the id of its key in front."""
    key_id = keys.seal_id
    nonce = secrets.token_bytes(_NONCE)
    box = AESGCM(keys.seal_key(key_id, place.workspace_id))
    return (
        _FORM
        + key_id
        + nonce
        + box.encrypt(nonce, text.encode(errors=_ANY), place.associated_data())
    )


def unseal(keys: Keyring, place: Place, sealed: bytes) -> str:
    """The text. Raises KeyTrouble without its key, StoreTrouble if it was changed or moved."""
    nonce = sealed[1 + _KEY_ID :][:_NONCE]
    body = sealed[1 + _KEY_ID + _NONCE :]
    if sealed[:1] != _FORM or len(nonce) < _NONCE:
        raise StoreTrouble("seal.broken", table=place.table, column=place.column, row=place.row_id)
    key = keys.seal_key(key_id(sealed), place.workspace_id)
    try:
        return AESGCM(key).decrypt(nonce, body, place.associated_data()).decode(errors=_ANY)
    except InvalidTag:
        raise StoreTrouble(
            "seal.broken", table=place.table, column=place.column, row=place.row_id
        ) from None


def key_id(sealed: bytes) -> bytes:
    """Which key a sealed value needs."""
    return sealed[1 : 1 + _KEY_ID]

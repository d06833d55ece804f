"""The keys of the house: a folder beside the database, one file each, old ones readable."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from store.troubles import KeyTrouble

_BYTES = 32
_KINDS = ("seal", "audit", "digest")


@dataclass(frozen=True)
class Key:
    """One secret. Its id is random and public; it stands in front of every value sealed with it."""

    kind: str
    number: int
    id: bytes
    secret: bytes = field(repr=False)

    @property
    def file_name(self) -> str:
        return f"{self.kind}-{self.number:04d}-{self.id.hex()}.key"

    def fingerprint(self) -> bytes:
        """Tells this key from every other without giving it away."""
        return hmac.digest(self.secret, b"baton key check", "sha256")


@cache
def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_BYTES, salt=None, info=purpose.encode()).derive(secret)


class Keyring:
    """All keys of one house. The digest key stays as it is, since look-ups need it."""

    def __init__(self, folder: Path, keys: Mapping[tuple[str, bytes], Key]) -> None:
        self.folder = folder
        self._keys = dict(keys)
        self._newest = {
            kind: max((key for key in keys.values() if key.kind == kind), key=lambda k: k.number)
            for kind in _KINDS
        }

    def __repr__(self) -> str:
        return f"Keyring({len(self._keys)} keys)"

    @classmethod
    def create(cls, folder: Path) -> "Keyring":
        """Makes the folder and its first keys at once. Raises KeyTrouble if there are keys."""
        if folder.exists() and any(folder.iterdir()):
            raise KeyTrouble("keys.present", folder=str(folder))
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
        draft.mkdir(mode=0o700)
        for kind in _KINDS:
            _write(draft, Key(kind, 1, secrets.token_bytes(4), secrets.token_bytes(_BYTES)))
        try:
            draft.rename(folder)
        except OSError:  # another process was first: its keys are the keys
            for file in draft.iterdir():
                file.unlink()
            draft.rmdir()
        _settle(folder.parent)
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> "Keyring":
        """Reads the keys. Raises KeyTrouble: missing, unreadable, readable by others, damaged."""
        try:
            files = sorted(path for path in folder.iterdir() if path.suffix == ".key")
            keys = [_read(file) for file in files]
            for path in (folder, *files):
                if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
                    raise KeyTrouble("keys.open", path=str(path))
        except FileNotFoundError:
            raise KeyTrouble("keys.missing", folder=str(folder)) from None
        except OSError:
            raise KeyTrouble("keys.unreadable", folder=str(folder)) from None
        if {key.kind for key in keys} != set(_KINDS):
            raise KeyTrouble("keys.missing", folder=str(folder))
        return cls(folder, {(key.kind, key.id): key for key in keys})

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(self._keys.values())

    @property
    def seal_id(self) -> bytes:
        """Id of the key that new values are sealed with."""
        return self._newest["seal"].id

    @property
    def audit_id(self) -> bytes:
        """Id of the key that new audit entries are bound with."""
        return self._newest["audit"].id

    def seal_key(self, key_id: bytes, workspace_id: str) -> bytes:
        """The sealing key of a workspace. Raises KeyTrouble where the ring does not have it."""
        return _derived(self._key("seal", key_id).secret, f"seal {workspace_id}")

    def audit_key(self, key_id: bytes, workspace_id: str) -> bytes:
        """The audit key of a workspace. Raises KeyTrouble where the ring does not have it."""
        return _derived(self._key("audit", key_id).secret, f"audit {workspace_id}")

    def digest(self, workspace_id: str, purpose: str, text: str) -> str:
        """A keyed digest for look-ups: another for each workspace and purpose."""
        key = _derived(self._newest["digest"].secret, f"digest {workspace_id} {purpose}")
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    def rotate(self) -> "Keyring":
        """Adds a new sealing and a new audit key; old ones stay readable until retired."""
        for kind in ("seal", "audit"):
            number = self._newest[kind].number + 1
            key = Key(kind, number, secrets.token_bytes(4), secrets.token_bytes(_BYTES))
            _write(self.folder, key)
        _settle(self.folder)
        return Keyring.load(self.folder)

    def without(self, key_id: bytes) -> "Keyring":
        """Deletes an old sealing key for good. Only for what `rotation.retire` found unused."""
        if key_id == self.seal_id:
            raise KeyTrouble("keys.present", key=key_id.hex())
        (self.folder / self._key("seal", key_id).file_name).unlink()
        _settle(self.folder)
        return Keyring.load(self.folder)

    def discard(self) -> None:
        """Deletes these keys and their folder. Only for keys that never sealed anything."""
        for key in self.keys:
            (self.folder / key.file_name).unlink()
        self.folder.rmdir()
        _settle(self.folder.parent)

    def _key(self, kind: str, key_id: bytes) -> Key:
        try:
            return self._keys[kind, key_id]
        except KeyError:
            raise KeyTrouble("keys.missing", kind=kind, key=key_id.hex()) from None


def _write(folder: Path, key: Key) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(folder / key.file_name, flags, 0o600), "wb") as file:
        file.write(base64.b64encode(key.secret) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Makes sure that names written into a folder survive a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(file: Path) -> Key:
    try:
        kind, number, key_id = file.stem.split("-")
        secret = base64.b64decode(file.read_bytes().strip(), validate=True)
        key = Key(kind, int(number), bytes.fromhex(key_id), secret)
    except (ValueError, binascii.Error):
        raise KeyTrouble("keys.damaged", file=file.name) from None
    if kind not in _KINDS or len(secret) != _BYTES or len(key.id) != 4:
        raise KeyTrouble("keys.damaged", file=file.name)
    return key

"""Canaries: words that stand nowhere but in people's comments, and a search through every file.

A canary is looked for as it is, in UTF-16, escaped for JSON, SQL and addresses, in hexadecimal
digits, in Base64 at each of its three shifts, and in whatever zlib or gzip streams unpack to.
"""

import base64
import json
import secrets
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

_UNPACKED = 1 << 20
"""Bytes that are unpacked of one stream at most."""
_STREAMS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")


@dataclass(frozen=True)
class Canary:
    """24 characters that begin alike for all of one poll; two of them are not ASCII."""

    common: str
    own: str

    @property
    def text(self) -> str:
        return self.common + self.own


def flock(people: int) -> list[Canary]:
    """A canary for each of so many people."""
    common = f"é{secrets.token_hex(5)}ü"
    return [Canary(common, secrets.token_hex(6)) for _ in range(people)]


@dataclass(frozen=True)
class Hit:
    """Where a canary was found, and in which clothes."""

    file: Path
    dress: str


@dataclass(frozen=True)
class Search:
    """Looks for one text in all its clothes."""

    text: str

    @cached_property
    def dresses(self) -> dict[str, bytes]:
        raw = self.text.encode()
        escaped = json.dumps(self.text)[1:-1].encode()
        octal = "".join(chr(one) if one < 128 else f"\\{one:03o}" for one in raw).encode()
        found = {
            "UTF-8": raw,
            "Latin-1": self.text.encode("latin-1"),
            "UTF-16 LE": self.text.encode("utf-16-le"),
            "UTF-16 BE": self.text.encode("utf-16-be"),
            "JSON": escaped,
            "JSON in JSON": escaped.replace(b"\\", b"\\\\"),
            "address": quote(self.text).encode(),
            "octal": octal,
            "hexadecimal": raw.hex().encode(),
            "HEXADECIMAL": raw.hex().upper().encode(),
        }
        for shift in range(3):
            encoded = base64.b64encode(bytes(shift) + raw)
            # The first and last characters also hold bits of what stands before and after.
            found[f"Base64 {shift}"] = encoded[4 if shift else 0 : -4]
        return found

    def within(self, content: bytes) -> Iterator[str]:
        """The clothes in which it stands in these bytes, in what they unpack to as well."""
        yield from (dress for dress, worn in self.dresses.items() if worn in content)
        for unpacked in _unpacked(content):
            yield from (f"packed {one}" for one, worn in self.dresses.items() if worn in unpacked)

    def through(self, folders: Iterable[Path]) -> list[Hit]:
        """Every hit in every file below these folders."""
        return [
            Hit(file, dress)
            for folder in folders
            for file in sorted(folder.rglob("*"))
            if file.is_file() and not file.is_symlink()
            for dress in self.within(_read(file))
        ]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:  # a server tidied up meanwhile
        return b""


def _unpacked(content: bytes) -> Iterator[bytes]:
    for begin in _STREAMS:
        place = content.find(begin)
        while place >= 0:
            stream = zlib.decompressobj(wbits=47)  # either kind of header
            try:
                found = stream.decompress(content[place : place + _UNPACKED], _UNPACKED)
            except zlib.error:
                found = b""
            if len(found) > len(begin):
                yield found
            place = content.find(begin, place + 1)

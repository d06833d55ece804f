"""A write-ahead log read byte by byte: every page in it, in the order of writing."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """One page as the write-ahead log holds it."""

    page: int
    ends_commit: bool
    content: bytes


def frames(log: bytes) -> Iterator[Frame]:
    """All frames of a write-ahead log in the order of their writing, those passed over included."""
    if len(log) < 32:
        return
    size = int.from_bytes(log[8:12], "big")
    for begin in range(32, len(log) - 24 - size + 1, 24 + size):
        page, commit = struct.unpack(">II", log[begin : begin + 8])
        yield Frame(page, commit > 0, log[begin + 24 : begin + 24 + size])

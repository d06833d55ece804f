"""One record of a SQLite file: bytes to values, without asking SQLite."""

import struct

Value = int | float | str | bytes | None

_BYTES_OF = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Length of a value by its serial type up to 9."""


class NotReadable(Exception):
    """The bytes are no SQLite file, or a damaged one."""


def varint(raw: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. Raises IndexError at a cut end."""
    value = 0
    for step in range(9):
        byte = raw[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    raise NotReadable


def values_in(record: bytes) -> tuple[Value, ...]:
    """All values of a record, in the order of its columns."""
    end, at = varint(record, 0)
    types = []
    while at < end:
        kind, at = varint(record, at)
        types.append(kind)
    values: list[Value] = []
    for kind in types:
        length = _BYTES_OF[kind] if kind < 10 else (kind - 12) // 2
        values.append(_value(kind, record[at : at + length]))
        at += length
    return tuple(values)


def _value(kind: int, raw: bytes) -> Value:
    match kind:
        case 0:
            return None
        case 7:
            return float(struct.unpack(">d", raw)[0])
        case 8 | 9:
            return kind - 8
        case _ if kind < 7:
            return int.from_bytes(raw, "big", signed=True)
        case _ if kind % 2:
            return raw.decode("utf-8", "replace")
        case _:
            return raw

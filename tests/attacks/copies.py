"""Copies of the files of an open survey, and what they tell in each other's light.

Two states before and after one vote show which mark and which slips belong together: that is what
no storage can prevent. So a single copy must not hold two states: SQLite's write-ahead log does
until it is emptied, and the index beside it names the pages that were written last.
"""

import struct
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path

from store.pulse.sqlite_file import SqliteFile
from store.pulse.sqlite_log import frames
from tests.attacks.chance import LOT, Shares, linked
from tests.attacks.linking import PAIRS, Traces
from tests.attacks.opened import SLIPS, AllKeys, in_file, slots_in
from tests.attacks.station import Station, Voter

_INDEX_AT, _INDEX_ENTRIES = 136, 4062
"""Of https://www.sqlite.org/walformat.html: the page numbers of the log's first frames."""


def beside(database: Path, what: str) -> bytes:
    """The file that SQLite keeps beside its database: `wal` or `shm`; empty where there is none."""
    file = database.with_name(f"{database.name}-{what}")
    return file.read_bytes() if file.exists() else b""


def states(database: bytes, log: bytes) -> Iterator[SqliteFile]:
    """The database as it was before the log, and after each commit in it."""
    yield SqliteFile(database)
    size = SqliteFile(database).page_size
    pages = bytearray(database)
    for frame in frames(log):
        end = frame.page * size
        pages.extend(bytes(max(0, end - len(pages))))
        pages[end - size : end] = frame.content
        if frame.ends_commit:
            yield SqliteFile(bytes(pages))


def from_states(seen: Iterator[SqliteFile], keys: AllKeys, order: Sequence[Voter]) -> Shares:
    """What changed between two states belongs together; what is left is paired at random."""
    together: dict[str, dict[Hashable, list[Hashable]]] = {}
    before: Traces | None = None
    for file in seen:
        now = in_file(file, keys, order)
        if before is not None:
            for one, other in PAIRS:
                new = _new(before, now, one), _new(before, now, other)
                for person in new[0]:
                    together.setdefault(f"{one} ~ {other}", {})[person] = list(new[1])
        before = now
    people = [one.number for one in order]
    return {
        f"{one} ~ {other}": _guessed(together.get(f"{one} ~ {other}", {}), people)
        for one, other in PAIRS
    }


def of_the_last(station: Station, keys: AllKeys, order: Sequence[Voter]) -> Shares:
    """Who answered last is known; which pages were written last, the log's index may tell."""
    *_, file = states(station.database.read_bytes(), beside(station.database, "wal"))
    index = beside(station.database, "shm")[_INDEX_AT:][: 4 * _INDEX_ENTRIES]
    named = set(struct.unpack(f"<{len(index) // 4}I", index))
    shares = {}
    for number, kind in enumerate(SLIPS):
        table, whose = slots_in(file, keys, number)
        slips = table.by_owner(whose)
        near = [one for one, cell in slips.items() if cell.page in named] or list(slips)
        shares[f"the last ~ {kind}"] = near.count(order[-1].number) / len(near)
    return shares


def _new(before: Traces, now: Traces, kind: str) -> set[Hashable]:
    return set(now[kind]["key"]) - set(before[kind]["key"])


def _guessed(together: Mapping[Hashable, Sequence[Hashable]], people: Sequence[Hashable]) -> float:
    slips = {one: LOT.choice(found) for one, found in together.items() if found}
    left = [one for one in people if one not in slips]
    free = LOT.sample(left, len(left))
    slips |= dict(zip(left, free, strict=True))
    return linked(people, [slips[one] for one in people])

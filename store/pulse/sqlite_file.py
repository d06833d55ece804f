"""A SQLite file read byte by byte, as whoever took it could: trees, cells, places, what lies free.

The format: https://www.sqlite.org/fileformat2.html. Nothing here asks SQLite.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from store.pulse.sqlite_record import NotReadable, Value, values_in, varint

_INDEX_INNER, _TABLE_INNER, _INDEX_LEAF, _TABLE_LEAF = 0x02, 0x05, 0x0A, 0x0D
_INNER = (_INDEX_INNER, _TABLE_INNER)


@dataclass(frozen=True)
class Cell:
    """One row of a table or entry of an index, and where its bytes lie."""

    page: int
    offset: int
    size: int
    """Bytes of it in its page."""
    rowid: int | None
    values: tuple[Value, ...]
    overflow: tuple[int, ...]
    """Further pages, where it was too long for one."""

    @property
    def place(self) -> tuple[int, ...]:
        """Grows with the age of cells that were added one by one: a page fills from its end."""
        return (*self.overflow[:1], self.page, -self.offset)


@dataclass(frozen=True)
class Tree:
    """A table or index as the file's own list of contents names it."""

    kind: str
    name: str
    table: str
    root: int
    sql: str


class SqliteFile:
    """The pages of one file, as they are on the disk at one moment."""

    def __init__(self, raw: bytes) -> None:
        """Raises NotReadable where `raw` does not begin as a SQLite file does."""
        if raw[:16] != b"SQLite format 3\0" or len(raw) < 512:
            raise NotReadable
        size = int.from_bytes(raw[16:18], "big")
        self.page_size = 65536 if size == 1 else size
        self._usable = self.page_size - raw[20]
        self._raw = raw

    @property
    def pages(self) -> int:
        """How many pages the file has; they are numbered from 1."""
        return len(self._raw) // self.page_size

    def page(self, number: int) -> bytes:
        """The bytes of one page. Raises NotReadable where there is no such page."""
        if not 1 <= number <= self.pages:
            raise NotReadable
        return self._raw[(number - 1) * self.page_size : number * self.page_size]

    def free_pages(self) -> Iterator[tuple[int, bytes]]:
        """Pages that belong to nothing, each without the list that SQLite keeps in some of them."""
        trunk, seen = int.from_bytes(self._raw[32:36], "big"), set[int]()
        while trunk and trunk not in seen:
            seen.add(trunk)
            page = self.page(trunk)
            following, count = struct.unpack(">II", page[:8])
            yield trunk, page[8 + 4 * count :]
            for place in range(count):
                leaf = int.from_bytes(page[8 + 4 * place : 12 + 4 * place], "big")
                yield leaf, self.page(leaf)
            trunk = following

    def trees(self) -> dict[str, Tree]:
        """All tables and indexes by name."""
        found = {}
        for cell in self.cells(1):
            kind, name, table, root, sql = cell.values[:5]
            if root:
                found[str(name)] = Tree(
                    str(kind), str(name), str(table), int(str(root)), str(sql or "")
                )
        return found

    def cells(self, root: int) -> Iterator[Cell]:
        """Every row or entry below a root, in the order of its key."""
        page = self.page(root)
        head = 100 if root == 1 else 0
        kind = page[head]
        if kind not in (_INDEX_INNER, _TABLE_INNER, _INDEX_LEAF, _TABLE_LEAF):
            raise NotReadable
        for offset in self._pointers(page, head):
            if kind in _INNER:
                yield from self.cells(int.from_bytes(page[offset : offset + 4], "big"))
            if kind != _TABLE_INNER:
                yield self._cell(root, page, offset, kind)
        if kind in _INNER:
            yield from self.cells(int.from_bytes(page[head + 8 : head + 12], "big"))

    def below(self, root: int) -> Iterator[int]:
        """The pages of a tree, those of overlong rows among them."""
        page, head = self.page(root), 100 if root == 1 else 0
        kind = page[head]
        yield root
        for offset in self._pointers(page, head):
            if kind in _INNER:
                yield from self.below(int.from_bytes(page[offset : offset + 4], "big"))
            if kind != _TABLE_INNER:
                yield from self._cell(root, page, offset, kind).overflow
        if kind in _INNER:
            yield from self.below(int.from_bytes(page[head + 8 : head + 12], "big"))

    def leaves(self, root: int) -> Iterator[int]:
        """The pages of a tree that hold its rows or entries: those of overlong rows left out."""
        long = {page for cell in self.cells(root) for page in cell.overflow}
        yield from (page for page in self.below(root) if page not in long)

    def unused(self, number: int) -> bytes:
        """What lies between and after the cells of a page, the links of its gaps left out."""
        page, head = self.page(number), 100 if number == 1 else 0
        kind = page[head]
        pointers = self._pointers(page, head)
        begin = head + (12 if kind in _INNER else 8) + 2 * len(pointers)
        used = [False] * self.page_size
        used[:begin] = [True] * begin
        used[self._usable :] = [True] * (self.page_size - self._usable)
        for offset in pointers:
            size = self._size(page, offset, kind)
            used[offset : offset + size] = [True] * size
        gap = int.from_bytes(page[head + 1 : head + 3], "big")
        while 0 < gap <= self._usable - 4:
            used[gap : gap + 4] = [True] * 4
            gap = int.from_bytes(page[gap : gap + 2], "big")
        return bytes(byte for byte, is_used in zip(page, used, strict=True) if not is_used)

    def _pointers(self, page: bytes, head: int) -> tuple[int, ...]:
        count = int.from_bytes(page[head + 3 : head + 5], "big")
        begin = head + (12 if page[head] in _INNER else 8)
        if begin + 2 * count > self.page_size:
            raise NotReadable
        return struct.unpack(f">{count}H", page[begin : begin + 2 * count])

    def _size(self, page: bytes, offset: int, kind: int) -> int:
        at = offset + (4 if kind in _INNER else 0)
        if kind == _TABLE_INNER:
            _, at = varint(page, at)
            return at - offset
        payload, at = varint(page, at)
        if kind == _TABLE_LEAF:
            _, at = varint(page, at)
        local = self._local(payload, is_table=kind == _TABLE_LEAF)
        return max(4, at - offset + local + (4 if local < payload else 0))

    def _cell(self, number: int, page: bytes, offset: int, kind: int) -> Cell:
        at = offset + (4 if kind in _INNER else 0)
        payload, at = varint(page, at)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, at = varint(page, at)
            rowid -= (rowid >> 63) << 64
        local = self._local(payload, is_table=kind == _TABLE_LEAF)
        record, overflow = bytearray(page[at : at + local]), []
        if local < payload:
            following = int.from_bytes(page[at + local : at + local + 4], "big")
            while following and len(record) < payload:
                overflow.append(following)
                further = self.page(following)
                record += further[4 : 4 + min(self._usable - 4, payload - len(record))]
                following = int.from_bytes(further[:4], "big")
        return Cell(
            page=number,
            offset=offset,
            size=self._size(page, offset, kind),
            rowid=rowid,
            values=values_in(bytes(record)),
            overflow=tuple(overflow),
        )

    def _local(self, payload: int, *, is_table: bool) -> int:
        """Bytes of a payload that lie in the page of its cell."""
        usable = self._usable
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if payload <= most:
            return payload
        least = (usable - 12) * 32 // 255 - 23
        some = least + (payload - least) % (usable - 4)
        return some if some <= most else least

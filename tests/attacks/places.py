"""Where the rows of a SQLite table lie: every order that a thief of the file can put them into."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

from store.pulse.sqlite_file import Cell, SqliteFile, Tree
from store.pulse.sqlite_record import Value

Who = Callable[[Cell], Hashable | None]
"""Whose a row is, found with all keys; None: of nobody (not answered, or empty)."""
Places = Mapping[str, Mapping[Hashable, object]]
"""By way of ordering: the place of each person's row."""
_NO_COLUMN = {"PRIMARY", "CONSTRAINT", "FOREIGN", "UNIQUE", "CHECK"}


@dataclass(frozen=True)
class Table:
    """One table of a file that was taken."""

    file: SqliteFile
    name: str

    @property
    def rows(self) -> list[Cell]:
        """Its rows in the order of their key."""
        return list(self.file.cells(self._trees[self.name].root))

    @property
    def indexes(self) -> list[Tree]:
        """Its indexes, the unnamed ones of unique columns among them."""
        trees = self._trees.values()
        return sorted(
            (one for one in trees if one.table == self.name and one.kind == "index"),
            key=lambda one: one.name,
        )

    def named(self, row: Cell) -> dict[str, Value]:
        """The values of a row by column; the key of a counted table is its row id."""
        return dict(zip(self._columns, row.values, strict=True))

    @cached_property
    def _columns(self) -> list[str]:
        """From the statement that made the table, in the words of SQLAlchemy."""
        inside = self._trees[self.name].sql.partition("(")[2]
        lines = [line.strip() for line in inside.splitlines() if line.startswith("\t")]
        return [line.split()[0] for line in lines if line.split()[0] not in _NO_COLUMN]

    @cached_property
    def _trees(self) -> dict[str, Tree]:
        return self.file.trees()

    def by_owner(self, who: Who) -> dict[Hashable, Cell]:
        """Each person's row, in the order of the table's key."""
        owned = ((who(row), row) for row in self.rows)
        return {person: row for person, row in owned if person is not None}

    def places(self, who: Who) -> Places:
        """The place of each person's row by its bytes, its key, and its entry in each index."""
        of = self.by_owner(who)
        found: dict[str, Mapping[Hashable, object]] = {
            "bytes": {person: one.place for person, one in of.items()},
            "key": {person: number for number, person in enumerate(of)},
        }
        for column, _ in enumerate(next(iter(of.values())).values if of else ()):
            values = {person: one.values[column] for person, one in of.items()}
            is_orderable = all(isinstance(one, int) for one in values.values())
            if is_orderable and len(set(values.values())) > 1:
                found[f"column {column + 1}"] = values
        by_row = {one.rowid: person for person, one in of.items()}
        if None in by_row:  # a table without row ids: its entries lead to its key
            return found
        for number, index in enumerate(self.indexes, 1):
            entries = list(self.file.cells(index.root))
            found[f"index {number}"] = {
                by_row[int(str(one.values[-1]))]: one.place
                for one in entries
                if one.values[-1] in by_row
            }
        return found

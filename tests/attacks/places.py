"""Where the rows of a SQLite table lie: every order that a thief of the file can put them into."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from store.pulse.sqlite_file import Cell, SqliteFile, Tree

Who = Callable[[Cell], Hashable | None]
"""Whose a row is, found with all keys; None: of nobody (not answered, or empty)."""
Places = Mapping[str, Mapping[Hashable, object]]
"""By way of ordering: the place of each person's row."""


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

    @property
    def _trees(self) -> dict[str, Tree]:
        return self.file.trees()

    def places(self, who: Who) -> Places:
        """The place of each person's row by its bytes, its key, and its entry in each index."""
        rows = self.rows
        owners = {id(one): who(one) for one in rows}
        of = {owners[id(one)]: one for one in rows if owners[id(one)] is not None}
        found: dict[str, Mapping[Hashable, object]] = {
            "bytes": {person: one.place for person, one in of.items()},
            "key": {person: number for number, person in enumerate(of)},
        }
        for column, _ in enumerate(rows[0].values):
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

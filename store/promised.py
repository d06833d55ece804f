"""What the columns of each class promise, read from their declarations."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, tuple_
from sqlalchemy.orm import class_mapper

from store import ties
from store.base import Base, Tenanted
from store.columns import NOTE
from store.people import PersonRow
from store.promises import Erase, Keep
from store.tables import TABLES


def classes() -> Mapping[str, type[Any]]:
    """Every mapped class by the name of its table."""
    return {table_of(one.class_).name: one.class_ for one in Base.registry.mappers}


def table_of(row: type[Any]) -> Table:
    """The table of a class."""
    table = class_mapper(row).local_table
    assert isinstance(table, Table)  # noqa: S101 - every class of ours has a table of its own
    return table


def keys_of(row: type[Any]) -> list[Any]:
    """The columns that tell one row of a class from another."""
    return [getattr(row, one.name) for one in table_of(row).primary_key]


def among(row: type[Any], found: Sequence[Row[Any]]) -> ColumnElement[bool]:
    """These rows, by their keys: one key by its index, several as a row of values."""
    keys = keys_of(row)
    if len(keys) == 1:
        one_key: ColumnElement[bool] = keys[0].in_([one[0] for one in found])
        return one_key
    return tuple_(*keys).in_([tuple(one) for one in found])


def erased_by(row: type[Any]) -> frozenset[Erase]:
    """Everything the columns of a class promise of erasing."""
    return frozenset(Erase(one.info[NOTE].erase) for one in table_of(row).c)


def kept_for(row: type[Any]) -> frozenset[Keep]:
    """Everything the columns of a class promise of keeping."""
    return frozenset(Keep(one.info[NOTE].keep) for one in table_of(row).c)


def columns(row: type[Any], promise: Erase) -> tuple[str, ...]:
    """The columns of a class that promise this."""
    return tuple(one.name for one in table_of(row).c if Erase(one.info[NOTE].erase) is promise)


def leaves_first() -> Iterator[type[Tenanted]]:
    """Every class of a workspace, those that lean on others before what they lean on."""
    known = classes()
    ordered = (known[table.name] for table in reversed(TABLES.sorted_tables))
    return (row for row in ordered if issubclass(row, Tenanted))


def deleted_tables() -> Iterator[type[Tenanted]]:
    """Classes whose rows go with the person."""
    return (row for row in leaves_first() if Erase.DELETED in erased_by(row))


def emptied_tables() -> Iterator[type[Tenanted]]:
    """Classes of which some columns are emptied; the account itself is not among them."""
    return (
        row for row in leaves_first() if Erase.EMPTIED in erased_by(row) and row is not PersonRow
    )


def counted_tables() -> Iterator[type[Tenanted]]:
    """Classes whose rows stay as counts."""
    return (row for row in ties.TIES if Erase.COUNT in erased_by(row))

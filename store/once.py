"""Inserts a row unless its unique key is there: the quiet answer to what comes twice."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite

from store.base import Kept, Tenanted
from store.session import StoreSession


def insert_once(session: StoreSession, row: type[Kept], **values: Any) -> str | None:
    """The id of the new row; None where a unique key of it exists already, and nothing changed."""
    assert issubclass(row, Tenanted)  # noqa: S101 - only rows of a workspace are written here
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = insert_on_sqlite if on_sqlite else insert_on_postgresql
    statement = insert(row).values(**values).on_conflict_do_nothing().returning(row.id)
    return session.scalars(statement).one_or_none()

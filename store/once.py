"""Inserts a row unless its unique key is there: the quiet answer to what comes twice."""

from typing import Any

from store.base import Kept, Tenanted, new_id
from store.session import StoreSession


def insert_once(session: StoreSession, row: type[Kept], **values: Any) -> str | None:
    """The id of the new row; None where a unique key of it exists already, and nothing changed."""
    assert issubclass(row, Tenanted)  # noqa: S101 - only rows of a workspace are written here
    row_id = new_id()
    return row_id if session.insert_once(row, {"id": row_id, **values}) else None

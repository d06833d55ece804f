"""A session bound to one workspace and one moment; it cannot forget its tenant."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Engine, FromClause, Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import ORMExecuteState, Session, class_mapper

from store import sealing, tenancy
from store.base import Tenanted, new_id
from store.columns import SEALED
from store.keys import Keyring
from store.pulse.vault import Vault
from store.troubles import LookOnly, TenantTrouble

T = TypeVar("T")
_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:workspace, 20261))")


@cache
def _insert(table: FromClause, dialect: str, once: bool) -> Any:
    assert isinstance(table, Table)  # noqa: S101 - every class of ours has a table of its own
    statement = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    if once:
        statement = statement.on_conflict_do_nothing()
    return statement.execution_options(preserve_rowcount=True)


class Queue(StrEnum):
    """What a unit of work may have added to."""

    DELIVERIES = "deliveries"
    TASKS = "tasks"


class StoreSession(Session):
    """What the store's functions are given. Nobody but the store itself commits or rolls back."""

    def __init__(
        self,
        engine: Engine,
        workspace_id: str,
        now: datetime,
        keys: Keyring,
        vault: Vault,
        *,
        may_write: bool,
    ) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.workspace_id = workspace_id
        self.now = now
        """The one moment of this transaction."""
        self.keys = keys
        self.vault = vault
        """Where one share of the key of each open pulse lies."""
        self.may_write = may_write
        self.wakes: set[Queue] = set()
        """The queues that somebody should hear of after the commit."""

    def remembered(self, what: Hashable, read: Callable[[], T]) -> T:
        """What was read before in a transaction that only reads: it sees one moment throughout.

        One that may write reads again, since it may have changed what it asks for.
        """
        if self.may_write:
            return read()
        known: dict[Hashable, T] = self.info.setdefault("remembered", {})
        if what not in known:
            known[what] = read()
        return known[what]

    def seal(self, row: Any, column: str, text: str | None) -> None:
        """Writes a private text into a sealed column; None where it may be empty."""
        if row.id is None:
            row.id = new_id()
        place = self._place(row, column)
        setattr(row, column, None if text is None else sealing.seal(self.keys, place, text))

    def unseal(self, row: Any, column: str) -> str | None:
        """The private text. Raises StoreTrouble if changed or moved, KeyTrouble without its key."""
        place = self._place(row, column)
        sealed: bytes | None = getattr(row, column)
        return None if sealed is None else sealing.unseal(self.keys, place, sealed)

    def digest(self, purpose: str, text: str) -> str:
        """A keyed digest of this workspace, for look-ups of e-mails, codes and the like."""
        return self.keys.digest(self.workspace_id, purpose, text)

    def _place(self, row: Any, column: str) -> sealing.Place:
        table = row.__table__
        if not table.c[column].info.get(SEALED):
            raise ValueError(f"{table.name}.{column} is not a sealed column")
        if row.workspace_id not in (None, self.workspace_id):
            raise TenantTrouble("The row is of another workspace")
        return sealing.Place(self.workspace_id, table.name, column, row.id)

    def insert_rows(self, row: type[Tenanted], rows: Sequence[Mapping[str, Any]]) -> None:
        """Writes rows of the same columns by their values; several times as quick as `add`."""
        if rows:
            self._insert(row, [self._mine(one) for one in rows], once=False)

    def insert_once(self, row: type[Tenanted], values: Mapping[str, Any]) -> bool:
        """Writes a row; False where its unique key is there already, and nothing changed."""
        return bool(self._insert(row, self._mine(values), once=True))

    def _mine(self, values: Mapping[str, Any]) -> dict[str, Any]:
        if values.get("workspace_id", self.workspace_id) != self.workspace_id:
            raise TenantTrouble("The row is of another workspace")
        return {**values, "workspace_id": self.workspace_id}

    def _insert(
        self, row: type[Tenanted], bound: dict[str, Any] | list[dict[str, Any]], *, once: bool
    ) -> int:
        if not self.may_write:
            raise LookOnly("A look changes nothing")
        if self.new:
            self.flush()
        connection = super().connection()
        statement = _insert(class_mapper(row).local_table, connection.dialect.name, once)
        return connection.execute(statement, bound).rowcount

    def wait_for_workspace(self) -> None:
        """On PostgreSQL: one unit of work per workspace at a time. For the store only."""
        super().connection().execute(_ALONE, {"workspace": self.workspace_id})

    def finish(self) -> None:
        """Commits. For the store only."""
        super().commit()

    def commit(self) -> NoReturn:
        raise TenantTrouble("A unit of work commits at its end, and nowhere else")

    def rollback(self) -> NoReturn:
        raise TenantTrouble("A unit of work is undone by raising, and by nothing else")

    def connection(self, *_: Any, **__: Any) -> NoReturn:
        raise TenantTrouble("A bare connection knows no workspace")

    def _bulk(self, *_: Any, **__: Any) -> NoReturn:
        raise TenantTrouble("Bulk methods know no workspace: insert a list of parameters")

    bulk_save_objects = _bulk
    bulk_insert_mappings = _bulk
    bulk_update_mappings = _bulk


@event.listens_for(StoreSession, "do_orm_execute")
def _stay_inside(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, StoreSession)  # noqa: S101 - tells the type; the event is registered for this class
    tenancy.bind(state, session.workspace_id, may_write=session.may_write)


@event.listens_for(StoreSession, "before_flush")
def _check_rows(session: StoreSession, *_: object) -> None:
    tenancy.check_flush(session, session.workspace_id, may_write=session.may_write)


@event.listens_for(StoreSession, "detached_to_persistent")
def _no_guests(*_: object) -> NoReturn:
    raise TenantTrouble("A row of one unit of work does not enter another")

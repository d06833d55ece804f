"""Keeps every statement of a session inside one workspace, whichever way it is written."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnClause, ColumnElement, Select, Table, TextClause
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import Delete, Insert, Update, visitors
from sqlalchemy.sql.selectable import AliasedReturnsRows

from store.base import Tenanted
from store.troubles import LookOnly, TenantTrouble
from store.workspaces import WorkspaceRow

_OVERWRITES = (postgresql.dml.OnConflictDoUpdate, sqlite.dml.OnConflictDoUpdate)


@lru_cache(maxsize=1024)
def _criteria(workspace_id: str) -> tuple[LoaderCriteriaOption, LoaderCriteriaOption]:
    return (
        with_loader_criteria(
            Tenanted, lambda cls: cls.workspace_id == workspace_id, include_aliases=True
        ),
        with_loader_criteria(WorkspaceRow, WorkspaceRow.id == workspace_id, include_aliases=True),
    )


def bind(state: ORMExecuteState, workspace_id: str, *, may_write: bool) -> None:
    """Adds the workspace to a statement; raises TenantTrouble where that cannot be sure."""
    statement: Any = state.statement
    if not state.is_orm_statement or state.is_from_statement:
        raise TenantTrouble("Only mapped classes are queried here: raw SQL knows no workspace")
    if not (state.is_select or may_write):
        raise LookOnly("A look changes nothing")
    elements = list(visitors.iterate(statement))
    _only_mapped(elements)
    if isinstance(statement, Insert):
        state.statement = _insert(state, statement, workspace_id)
        return
    if isinstance(statement, Update | Delete):
        _change(state, statement)
    only = _only_class(elements, statement)
    if only is not None:
        state.statement = statement.where(_criterion(only, workspace_id))
    else:
        state.statement = statement.options(*_criteria(workspace_id))


def _only_class(elements: list[Any], statement: Any) -> Any:
    """The class of a statement about one class and no more: a plain condition is cheaper then."""
    classes = {entity for e in elements if (entity := e._annotations.get("parententity"))}
    selects = [element for element in elements if isinstance(element, Select)]
    if len(classes) != 1 or selects not in ([], [statement]):
        return None
    (entity,) = classes
    joined = any(select._setup_joins for select in selects)
    return entity.class_ if isinstance(entity, Mapper) and not joined else None


@lru_cache(maxsize=4096)
def _criterion(owner: Any, workspace_id: str) -> ColumnElement[bool]:
    column = WorkspaceRow.id if owner is WorkspaceRow else owner.workspace_id
    return column == workspace_id


def _only_mapped(elements: list[Any]) -> None:
    """A bare table would be read across workspaces, and so would a class without one."""
    alone = sum(isinstance(element, Select) for element in elements) <= 1
    bound = {_table_of(element) for element in elements} if alone else set()
    for element in elements:
        if isinstance(element, Select):
            for source in (*element._from_obj, *(join[0] for join in element._setup_joins)):
                _mapped(source, source, set())
        elif isinstance(element, Column):
            _mapped(element, element.table, bound)
        elif "parententity" in element._annotations:
            _of_workspace(element._annotations["parententity"])
        elif _is_raw(element):
            raise TenantTrouble("Raw SQL knows no workspace")


def _table_of(element: Any) -> Any:
    """The table of a class that stands in a statement under its own name, and so is bound."""
    entity = getattr(element, "_annotations", {}).get("parententity")
    return entity.local_table if isinstance(entity, Mapper) else None


def _mapped(element: Any, source: Any, bound: set[Any]) -> None:
    while isinstance(source, AliasedReturnsRows):
        source = source.element
    entity = element._annotations.get("parententity")
    if entity is not None:
        _of_workspace(entity)
    elif isinstance(source, Table) and source not in bound:
        raise TenantTrouble(f"{source.name} is asked for as a bare table")


def _of_workspace(entity: Any) -> None:
    if not issubclass(entity.class_, Tenanted | WorkspaceRow):
        raise TenantTrouble(f"{entity.class_.__name__} belongs to no workspace")


def _is_raw(element: Any) -> bool:
    if isinstance(element, TextClause):
        return True
    return isinstance(element, ColumnClause) and element.is_literal and element.name != "*"


def _insert(state: ORMExecuteState, statement: Insert, workspace_id: str) -> Insert:
    if statement.select is not None:
        raise TenantTrouble("Rows are inserted by their values, not from a query")
    if isinstance(statement._post_values_clause, _OVERWRITES):
        raise TenantTrouble("A row of another workspace could be overwritten")
    entity = state.bind_mapper
    if entity is None or not issubclass(entity.class_, Tenanted):
        raise TenantTrouble("Workspaces are enrolled by the store itself")
    rows = state.parameters
    if rows:
        for row in [rows] if isinstance(rows, Mapping) else rows:
            _own(row.get("workspace_id", workspace_id), workspace_id)
        bound: list[dict[str, Any]] = [
            {**row, "workspace_id": workspace_id}
            for row in ([rows] if isinstance(rows, Mapping) else rows)
        ]
        state.parameters = bound if not isinstance(rows, Mapping) else bound[0]
        return statement
    if statement._multi_values:
        raise TenantTrouble("Several rows are inserted as a list of parameters")
    given = {getattr(name, "key", name): value for name, value in (statement._values or {}).items()}
    if "workspace_id" in given:
        _own(getattr(given["workspace_id"], "value", None), workspace_id)
        return statement
    return statement.values(workspace_id=workspace_id)


def _change(state: ORMExecuteState, statement: Update | Delete) -> None:
    if state.parameters:
        raise TenantTrouble("A bulk update by primary key knows no workspace")
    values: Mapping[Any, Any] = (statement._values or {}) if isinstance(statement, Update) else {}
    if any(getattr(name, "key", name) == "workspace_id" for name in values):
        raise TenantTrouble("A row does not move to another workspace")


def _own(found: object, workspace_id: str) -> None:
    if found != workspace_id:
        raise TenantTrouble("The row is of another workspace")


def _changed(session: Session) -> Iterator[bool]:
    return (session.is_modified(row) for row in session.dirty)


def check_flush(session: Session, workspace_id: str, *, may_write: bool) -> None:
    """Sets the workspace on new rows; refuses any other, and any change at all in a look."""
    if not may_write and (session.new or session.deleted or any(_changed(session))):
        raise LookOnly("A look changes nothing")
    for row in session.new:
        if not isinstance(row, Tenanted):
            raise TenantTrouble("Workspaces are enrolled by the store itself")
        if getattr(row, "workspace_id", None) is None:
            row.workspace_id = workspace_id
        _own(row.workspace_id, workspace_id)
    for row in (*session.dirty, *session.deleted):
        if not isinstance(row, Tenanted):
            raise TenantTrouble("Workspaces are changed by the store itself")
        _own(row.workspace_id, workspace_id)

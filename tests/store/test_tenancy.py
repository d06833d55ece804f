"""A session sees and writes its own workspace, whichever way one tries to get round it."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, exists, func, insert, literal_column, select, text, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import aliased, make_transient_to_detached

from store.key_check import KeyCheckRow
from store.session import StoreSession
from store.store import Store
from store.tasks import TaskRow
from store.troubles import LookOnly, TenantTrouble
from store.workspaces import Workspace, WorkspaceRow

TABLE = TaskRow.__table__


@pytest.fixture
def theirs(store: Store, home: Workspace, other: Workspace) -> str:
    """A row of the other workspace, and one of our own beside it."""
    with store.work(home.id) as session:
        session.add(_task(session, "ours"))
    with store.work(other.id) as session:
        row = _task(session, "theirs")
        session.add(row)
        session.flush()
        return row.id


def _task(session: StoreSession, key: str, **more: object) -> TaskRow:
    return TaskRow(**_values(session, key), **more)


def _values(session: StoreSession, key: str) -> dict[str, object]:
    return {
        "kind": "report",
        "ids": {},
        "key": key,
        "state": "waiting",
        "queued_at": session.now,
        "not_before": session.now,
    }


def _keys(store: Store, workspace: Workspace) -> list[str]:
    with store.look(workspace.id) as session:
        return sorted(session.scalars(select(TaskRow.key)))


Read = Callable[[StoreSession, str], object]
T2 = aliased(TaskRow)
RECENT = select(TaskRow).order_by(TaskRow.key).cte()
READS: dict[str, tuple[Read, object]] = {
    "a class": (lambda s, _: [r.key for r in s.scalars(select(TaskRow))], ["ours"]),
    "a column": (lambda s, _: list(s.scalars(select(TaskRow.key))), ["ours"]),
    "an alias": (lambda s, _: list(s.scalars(select(T2.key))), ["ours"]),
    "a legacy query": (lambda s, _: [r.key for r in s.query(TaskRow)], ["ours"]),
    "a count": (lambda s, _: s.scalar(select(func.count()).select_from(TaskRow)), 1),
    "a primary key": (lambda s, their: s.get(TaskRow, their), None),
    "a condition that names the other workspace": (
        lambda s, their: list(s.scalars(select(TaskRow.key).where(TaskRow.id == their))),
        [],
    ),
    "an or": (
        lambda s, _: list(
            s.scalars(select(TaskRow.key).where((TaskRow.key == "ours") | (TaskRow.key != "ours")))
        ),
        ["ours"],
    ),
    "a join": (
        lambda s, _: list(s.execute(select(TaskRow.key, T2.key).join(T2, TaskRow.kind == T2.kind))),
        [("ours", "ours")],
    ),
    "an outer join": (
        lambda s, _: list(
            s.execute(select(TaskRow.key, T2.key).outerjoin(T2, TaskRow.key != T2.key))
        ),
        [("ours", None)],
    ),
    "a subquery": (
        lambda s, _: s.scalar(
            select(func.count()).select_from(select(TaskRow.id).subquery(name="inside"))
        ),
        1,
    ),
    "a scalar subquery": (
        lambda s, _: list(s.scalars(select(select(func.max(T2.key)).scalar_subquery()))),
        ["ours"],
    ),
    "a condition in a subquery": (
        lambda s, _: list(s.scalars(select(TaskRow.key).where(exists().where(T2.key == "theirs")))),
        [],
    ),
    "a common table expression": (lambda s, _: list(s.scalars(select(RECENT.c.key))), ["ours"]),
    "a union": (
        lambda s, _: list(s.scalars(select(TaskRow.key).union(select(T2.key)))),
        ["ours"],
    ),
    "the workspaces": (lambda s, _: len(list(s.scalars(select(WorkspaceRow)))), 1),
}


@pytest.mark.parametrize("way", READS)
def test_a_read_shows_nothing_of_another_workspace(
    store: Store, home: Workspace, theirs: str, way: str
) -> None:
    read, expected = READS[way]
    with store.look(home.id) as session:
        assert read(session, theirs) == expected


REFUSED_READS: dict[str, Read] = {
    "raw SQL": lambda s, _: s.execute(text("SELECT * FROM task")),
    "raw SQL as a class": lambda s, _: s.scalars(
        select(TaskRow).from_statement(text("SELECT * FROM task"))
    ).all(),
    "a bare table": lambda s, _: s.execute(select(TABLE)),
    "a bare table beside a class": lambda s, _: s.execute(select(T2.key, TABLE.c.key)),
    "a bare table in a condition": lambda s, _: s.execute(
        select(TaskRow.key).where(exists().where(TABLE.c.key == "theirs"))
    ),
    "a bare table that is joined": lambda s, _: s.execute(
        select(TaskRow.key).join(TABLE, TaskRow.kind == TaskRow.kind)
    ),
    "an alias of a bare table": lambda s, _: s.execute(
        select(TaskRow.key).select_from(TABLE.alias())
    ),
    "raw SQL in a condition": lambda s, _: s.execute(
        select(TaskRow.key).where(text("EXISTS (SELECT 1 FROM task)"))
    ),
    "raw SQL as a column": lambda s, _: s.execute(
        select(TaskRow.key, literal_column("(SELECT max(key) FROM task)"))
    ),
    "a class without a workspace": lambda s, _: s.scalars(select(KeyCheckRow)).all(),
    "a bare connection": lambda s, _: s.connection(),
}


@pytest.mark.parametrize("way", REFUSED_READS)
def test_a_read_that_cannot_be_bound_is_refused(
    store: Store, home: Workspace, theirs: str, way: str
) -> None:
    with store.look(home.id) as session, pytest.raises(TenantTrouble):
        REFUSED_READS[way](session, theirs)


WRITES: dict[str, Read] = {
    "an update": lambda s, _: s.execute(update(TaskRow).values(kind="x")),
    "an update of their row": lambda s, their: s.execute(
        update(TaskRow).where(TaskRow.id == their).values(kind="x")
    ),
    "an update that answers": lambda s, _: s.scalars(
        update(TaskRow).values(kind="x").returning(TaskRow.id)
    ).all(),
    "a delete": lambda s, _: s.execute(delete(TaskRow)),
    "a delete of their row": lambda s, their: s.execute(delete(TaskRow).where(TaskRow.id == their)),
    "a legacy update": lambda s, _: s.query(TaskRow).update({"kind": "x"}),
    "a legacy delete": lambda s, _: s.query(TaskRow).delete(),
}


@pytest.mark.parametrize("way", WRITES)
def test_a_write_leaves_another_workspace_as_it_was(
    store: Store, home: Workspace, other: Workspace, theirs: str, way: str
) -> None:
    with store.work(home.id) as session:
        WRITES[way](session, theirs)
    with store.look(other.id) as session:
        row = session.scalars(select(TaskRow)).one()
        assert (row.key, row.kind) == ("theirs", "report")


def _added(session: StoreSession, row: object) -> None:
    session.add(row)
    session.flush()


def _changed(session: StoreSession) -> None:
    session.scalars(select(TaskRow)).one().kind = "x"
    session.flush()


def _deleted(session: StoreSession) -> None:
    session.delete(session.scalars(select(TaskRow)).one())
    session.flush()


def _forged(session: StoreSession, their: str) -> None:
    row = _task(session, "forged", id=their, workspace_id=session.workspace_id)
    make_transient_to_detached(row)
    session.add(row)
    row.kind = "x"
    session.flush()


def _moved(session: StoreSession, _: str) -> None:
    row = session.scalars(select(TaskRow)).one()
    row.workspace_id = "another"
    session.flush()


REFUSED_WRITES: dict[str, Read] = {
    "a new row of theirs": lambda s, _: _added(s, _task(s, "x", workspace_id="another")),
    "a row moved away": _moved,
    "a row forged as loaded": _forged,
    "an insert into theirs": lambda s, _: s.execute(
        insert(TaskRow).values(**_values(s, "x"), workspace_id="another")
    ),
    "a list of rows with one of theirs": lambda s, _: s.execute(
        insert(TaskRow), [_values(s, "x"), {**_values(s, "y"), "workspace_id": "another"}]
    ),
    "several values at once": lambda s, _: s.execute(
        insert(TaskRow).values([{**_values(s, "x"), "workspace_id": "another"}])
    ),
    "a quick insert into theirs": lambda s, _: s.insert_rows(
        TaskRow, [{**_values(s, "x"), "workspace_id": "another"}]
    ),
    "a quick insert of one into theirs": lambda s, _: s.insert_once(
        TaskRow, {**_values(s, "x"), "workspace_id": "another"}
    ),
    "an insert from a query": lambda s, _: s.execute(
        insert(TaskRow).from_select(["key"], select(TaskRow.key))
    ),
    "an insert that overwrites": lambda s, _: s.execute(
        sqlite_insert(TaskRow)
        .values(**_values(s, "x"))
        .on_conflict_do_update(index_elements=["id"], set_={"kind": "x"})
    ),
    "an update that moves": lambda s, _: s.execute(
        update(TaskRow).values({TaskRow.workspace_id: "another"})
    ),
    "an update by primary key": lambda s, their: s.execute(
        update(TaskRow), [{"id": their, "kind": "x"}]
    ),
    "a new workspace": lambda s, _: _added(
        s, WorkspaceRow(team_id="T0NEW", name="x", enrolled_at=s.now)
    ),
    "a workspace by statement": lambda s, _: s.execute(
        insert(WorkspaceRow).values(team_id="T0NEW", name="x", enrolled_at=s.now)
    ),
    "bulk objects": lambda s, _: s.bulk_save_objects([_task(s, "x")]),
    "bulk inserts": lambda s, _: s.bulk_insert_mappings(TaskRow, [_values(s, "x")]),
    "bulk updates": lambda s, their: s.bulk_update_mappings(TaskRow, [{"id": their}]),
    "a bare table": lambda s, _: s.execute(TABLE.update().values(kind="x")),  # type: ignore[attr-defined]
    "raw SQL": lambda s, _: s.execute(text("UPDATE task SET kind = 'x'")),
    "a commit of one's own": lambda s, _: s.commit(),
    "a rollback of one's own": lambda s, _: s.rollback(),
}


@pytest.mark.parametrize("way", REFUSED_WRITES)
def test_a_write_that_could_leave_the_workspace_is_refused(
    store: Store, home: Workspace, other: Workspace, theirs: str, way: str
) -> None:
    with pytest.raises(TenantTrouble), store.work(home.id) as session:
        REFUSED_WRITES[way](session, theirs)
    assert _keys(store, home) == ["ours"]
    assert _keys(store, other) == ["theirs"]


INSERTS: dict[str, Read] = {
    "a row": lambda s, _: _added(s, _task(s, "new")),
    "a statement": lambda s, _: s.execute(insert(TaskRow).values(**_values(s, "new"))),
    "a list": lambda s, _: s.execute(insert(TaskRow), [_values(s, "new")]),
    "one of a list": lambda s, _: s.execute(insert(TaskRow), _values(s, "new")),
    "a quick row": lambda s, _: s.insert_once(TaskRow, _values(s, "new")),
    "a quick list": lambda s, _: s.insert_rows(TaskRow, [_values(s, "new")]),
    "a statement that answers": lambda s, _: s.scalars(
        insert(TaskRow).values(**_values(s, "new")).returning(TaskRow.id)
    ).one(),
}


@pytest.mark.parametrize("way", INSERTS)
def test_a_new_row_gets_the_workspace_of_its_session(
    store: Store, home: Workspace, other: Workspace, theirs: str, way: str
) -> None:
    with store.work(home.id) as session:
        INSERTS[way](session, theirs)
    assert _keys(store, home) == ["new", "ours"]
    assert _keys(store, other) == ["theirs"]


def test_a_row_of_another_session_cannot_be_taken_along(
    store: Store, home: Workspace, other: Workspace, theirs: str
) -> None:
    with store.look(other.id) as session:
        row = session.get_one(TaskRow, theirs)
    with pytest.raises(TenantTrouble), store.work(home.id) as session:
        session.add(row)
    with pytest.raises(TenantTrouble), store.work(home.id) as session:
        session.merge(row)
    assert _keys(store, home) == ["ours"]


LOOK_WRITES: dict[str, Read] = {
    "a new row": lambda s, _: _added(s, _task(s, "x")),
    "a change": lambda s, _: _changed(s),
    "a deletion": lambda s, _: _deleted(s),
    "a statement": lambda s, _: s.execute(update(TaskRow).values(kind="x")),
    "an insert": lambda s, _: s.execute(insert(TaskRow), [_values(s, "x")]),
    "a quick insert": lambda s, _: s.insert_rows(TaskRow, [_values(s, "x")]),
}


@pytest.mark.parametrize("way", LOOK_WRITES)
def test_a_look_changes_nothing(store: Store, home: Workspace, theirs: str, way: str) -> None:
    with store.look(home.id) as session, pytest.raises(LookOnly):
        LOOK_WRITES[way](session, theirs)
    assert _keys(store, home) == ["ours"]

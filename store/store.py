"""The store: everything is remembered through it, a unit of work or a look at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from program.clock import Clock
from store import key_check, migrate
from store.engine import Engines, open_engines
from store.keys import Keyring
from store.pulse.emptying import Emptying
from store.pulse.vault import NO_VAULT, Vault
from store.pulse.voting import Ballot
from store.session import Queue, StoreSession
from store.troubles import StoreTrouble
from store.workspaces import Workspace, WorkspaceRow, row_of

_PATIENCE = 30  # seconds a unit of work waits for its turn


class Store:
    """Open it once per process; `work` and `look` may be used from any thread."""

    def __init__(
        self, engines: Engines, keys: Keyring, clock: Clock, vault: Vault = NO_VAULT
    ) -> None:
        self.engines = engines
        self.keys = keys
        self.clock = clock
        self.vault = vault
        self._emptying = Emptying(engines)
        self._turns: dict[str, threading.Lock] = {}
        self._in_work = threading.local()
        self._hooks: dict[Queue, list[Callable[[], None]]] = {queue: [] for queue in Queue}
        self._known: dict[tuple[str, str | None], Workspace] = {}
        self._by_id: dict[str, Workspace] = {}

    @classmethod
    def open(
        cls,
        url: str,
        keys: Keyring,
        clock: Clock,
        *,
        vault: Vault | None = None,
        durable: bool = True,
    ) -> "Store":
        """Opens a migrated database. Raises StoreTrouble, KeyTrouble or NewerDatabase.

        Without a vault there are no pulses.
        """
        engines = open_engines(url, durable=durable)
        try:
            migrate.require_current(engines.look)
            store = cls(engines, keys, clock, vault or NO_VAULT)
            with store.anywhere() as session:
                key_check.require_own(session, keys)
            store._emptying.at_start()
        except BaseException:
            engines.dispose()
            raise
        return store

    @contextmanager
    def work(self, workspace_id: str) -> Iterator[StoreSession]:
        """One transaction that may write: commits at the end, is undone by any exception.

        One at a time per workspace on PostgreSQL, one at a time on SQLite.
        """
        with self._my_turn(workspace_id):
            session = StoreSession(
                self.engines.work,
                workspace_id,
                self.clock(),
                self.keys,
                self.vault,
                may_write=True,
            )
            with session:
                self._alone(session)
                yield session
                session.finish()
        for queue in session.wakes:
            for hook in self._hooks[queue]:
                hook()

    @contextmanager
    def look(self, workspace_id: str) -> Iterator[StoreSession]:
        """One transaction that only reads, and sees one moment throughout."""
        with StoreSession(
            self.engines.look,
            workspace_id,
            self.clock(),
            self.keys,
            self.vault,
            may_write=False,
        ) as session:
            yield session

    @contextmanager
    def ballot(self, workspace_id: str) -> Iterator[Ballot]:
        """Takes votes: each is a transaction of its own, which no hook and no session sees."""
        yield Ballot(
            self.engines,
            workspace_id,
            vault=self.vault,
            clock=self.clock,
            emptying=self._emptying,
            turn=partial(self._my_turn, None),
        )

    def empty_log(self) -> None:
        """SQLite: what the write-ahead log holds goes into the file, as soon as nobody reads it."""
        self._emptying.empty()

    @contextmanager
    def anywhere(self) -> Iterator[Session]:
        """A transaction across all workspaces, for the store's own upkeep."""
        with self._my_turn(None), Session(self.engines.work, expire_on_commit=False) as session:
            yield session
            session.commit()

    def workspaces(self) -> list[Workspace]:
        """All workspaces that are served, in the order of their ids."""
        served = select(WorkspaceRow).where(WorkspaceRow.left_at.is_(None))
        with Session(self.engines.look) as session:
            found = [row.record() for row in session.scalars(served.order_by(WorkspaceRow.id))]
        by_id = {one.id: one for one in found}
        if by_id != self._by_id:  # another process may have let somebody in, or out
            self._by_id = by_id
            self._known.clear()
        return found

    def workspace(self, workspace_id: str) -> Workspace | None:
        """A workspace that is served, by its id."""
        if workspace_id not in self._by_id:
            self.workspaces()
        return self._by_id.get(workspace_id)

    def workspace_of(self, team_id: str, enterprise_id: str | None = None) -> Workspace | None:
        """The workspace of a team; that of its organization where the app serves all of it."""
        known = self._known.get((team_id, enterprise_id))
        if known is None or self._by_id.get(known.id) != known:
            teams = [team_id] if enterprise_id is None else [team_id, enterprise_id]
            with Session(self.engines.look) as session:
                served = select(WorkspaceRow).where(WorkspaceRow.left_at.is_(None))
                rows = session.scalars(served.where(WorkspaceRow.team_id.in_(teams)))
                found = {row.team_id: row.record() for row in rows}
            known = found.get(team_id) or found.get(enterprise_id or "")
            if known is not None:
                self._known[team_id, enterprise_id] = known
                self._by_id[known.id] = known
        return known

    def enrol(
        self,
        *,
        team_id: str,
        enterprise_id: str | None,
        name: str,
        app_id: str | None,
        bot_user_id: str | None,
    ) -> Workspace:
        """Serves a workspace from now on; writes down what changed about a known one."""
        with self.anywhere() as session:
            row = row_of(session, team_id, self.clock())
            row.enterprise_id, row.name = enterprise_id, name[:255]
            row.app_id, row.bot_user_id, row.left_at = app_id, bot_user_id, None
            workspace = row.record()
        self.forget_known()
        return workspace

    def forget_known(self) -> None:
        """Ask the database anew which workspaces are served: one came, changed or left."""
        self._known.clear()
        self._by_id = {}

    def on_commit(self, queue: Queue, hook: Callable[[], None]) -> None:
        """Calls the hook after each commit that added to the queue."""
        self._hooks[queue].append(hook)

    def close(self) -> None:
        """Lets go of the database."""
        self._emptying.close()
        self.engines.dispose()

    @contextmanager
    def _my_turn(self, workspace_id: str | None) -> Iterator[None]:
        if getattr(self._in_work, "now", False):
            raise RuntimeError("A unit of work does not open another")
        turn = self._turn_of(workspace_id)
        if turn is not None and not turn.acquire(timeout=_PATIENCE):
            raise StoreTrouble("store.locked")
        self._in_work.now = True
        try:
            yield
        finally:
            self._in_work.now = False
            if turn is not None:
                turn.release()

    def _turn_of(self, workspace_id: str | None) -> "threading.Lock | None":
        """What to wait for before a connection is taken.

        SQLite has one writer, and waiting here is fairer than its busy loop. On PostgreSQL those
        of one workspace wait for each other, and would hold a connection each meanwhile.
        """
        one_for_all = "" if self.engines.is_sqlite else workspace_id
        return (
            None if one_for_all is None else self._turns.setdefault(one_for_all, threading.Lock())
        )

    def _alone(self, session: StoreSession) -> None:
        if not self.engines.is_sqlite:
            session.wait_for_workspace()

"""The desk: where a door opens one transaction for one act, and the actor is found inside it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from documents.shelf import Shelf
from program.actor import Actor, Standing
from program.clock import Clock
from program.delivery import DeliveryClass, Method, NewDelivery
from program.person import Person, SlackPerson
from program.task import NewTask
from services.ballot_desk import BallotDesk
from store import audit, deliveries, homes, people, roles, serving, tasks
from store.pulse.vault import Vault
from store.session import StoreSession
from store.store import Store
from store.workspaces import Workspace

HOME_KEPT_FRESH = timedelta(days=30)
"""How long after somebody last opened their Home it is still published on every change."""


@dataclass(frozen=True)
class Caller:
    """Who pressed, typed or came, as Slack names them."""

    team: str
    slack_user: str
    enterprise: str | None = None
    home_team: str | None = None
    """The caller's own workspace, where Slack says that it is another one."""

    @property
    def is_from_elsewhere(self) -> bool:
        """Does the caller belong to another organisation?"""
        return self.home_team not in (None, self.team, self.enterprise)


Acquaint = Callable[[Workspace, str], SlackPerson | None]
"""Asks Slack who an account is. Called outside every transaction; None: Slack does not know."""


StillIn = Callable[[Workspace], bool]
"""Asks Slack whether the app is in a workspace although an event says that it left."""


class UnknownWorkspace(LookupError):
    """The bot is not enrolled in the workspace that calls."""


@dataclass(frozen=True)
class Look:
    """A transaction that only reads, for one actor at one moment."""

    session: StoreSession
    actor: Actor
    now: datetime
    workspace: Workspace
    shelf: Shelf = field(default_factory=Shelf, repr=False)
    """What there is to read: `services/shelf.py` hands it out."""

    @property
    def me(self) -> str:
        """The acting person; only members pass the permission table, and they have an id."""
        return self.actor.person_id or ""

    def seen_by(self, person_id: str) -> "Look":
        """The same look with another reader: for what the courier shows to a person."""
        return replace(self, actor=_actor_by_id(self.session, person_id))

    def by_the_house(self) -> "Look":
        """The same look in the house's own name: for what is told to whoever may ask nothing."""
        return replace(self, actor=Actor.system(self.workspace.id))


@dataclass(frozen=True)
class Work(Look):
    """A transaction that writes: what it notes, sends and starts happens on commit or never."""

    def note(self, entry: str, *, about: str, **facts: str | int) -> None:
        """Append to the audit log: past tense (`nomination.received`), ids and counts only."""
        audit.append(self.session, entry, actor=self.actor.person_id, about=about, facts=facts)

    def send(
        self,
        kind: str,
        *,
        to: str,
        about: Mapping[str, str],
        cls: DeliveryClass,
        key: str,
        not_before: datetime | None = None,
        expires_at: datetime | None = None,
        batch_key: str | None = None,
        method: Method = Method.POST,
    ) -> None:
        """Queue a message (or, by UPLOAD, a file) to a person (`to`: a person id).

        The same key again is quiet.
        """
        deliveries.queue(
            self.session,
            NewDelivery(
                kind=kind,
                recipient=to,
                about=about,
                cls=cls,
                key=key,
                not_before=not_before,
                expires_at=expires_at,
                batch_key=batch_key,
                method=method,
            ),
        )

    def retouch(self, *about: str) -> None:
        """Show anew every message already sent about these things (`nomination:ID`)."""
        deliveries.retouch(self.session, *about)

    def refresh_home(self, *person_ids: str) -> None:
        """Publish the Home of these people anew, if they looked at it in the last 30 days."""
        since = self.now - HOME_KEPT_FRESH
        for person_id in homes.who_opened(self.session, person_ids, since=since):
            deliveries.queue(
                self.session,
                NewDelivery(
                    kind="home.page",
                    recipient=person_id,
                    about={"person": person_id},
                    cls=DeliveryClass.REPLY,
                    key=f"home:{person_id}",
                    method=Method.PUBLISH,
                ),
            )

    def start_task(self, kind: str, *, ids: Mapping[str, str], key: str) -> None:
        """Queue long work. The same key again is a quiet success."""
        tasks.enqueue(
            self.session, NewTask(kind=kind, ids=ids, key=key, asked_by=self.actor.person_id)
        )


Opened = TypeVar("Opened", bound=Look)
Transaction = Callable[[str], AbstractContextManager[StoreSession]]
"""Opens a transaction in the workspace of that id."""


class Desk:
    """Opens transactions for listeners, the courier, tasks and commands; never one in another."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        acquaint: Acquaint | None = None,
        shelf: Shelf | None = None,
        still_in: StillIn | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._acquaint = acquaint
        self._still_in = still_in
        self._shelf = shelf or Shelf()

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""
        return self._clock()

    @contextmanager
    def open_work(self, caller: Caller) -> Iterator[Work]:
        """One writing transaction for one act of the caller; commits when the block ends well.

        Somebody never seen before is asked of Slack first, outside the transaction.
        Raises UnknownWorkspace when the bot is not enrolled there.
        """
        with self._open(caller, self._store.work, Work) as work:
            yield work

    @contextmanager
    def open_look(self, caller: Caller) -> Iterator[Look]:
        """One reading transaction for the caller. Raises UnknownWorkspace."""
        with self._open(caller, self._store.look, Look) as look:
            yield look

    @contextmanager
    def open_work_in(self, workspace_id: str) -> Iterator[Work]:
        """One writing transaction of the house itself: planner, courier, task, command."""
        workspace = self._workspace(workspace_id)
        with self._store.work(workspace_id) as session:
            yield Work(session, Actor.system(workspace_id), session.now, workspace, self._shelf)

    @contextmanager
    def open_look_in(self, workspace_id: str) -> Iterator[Look]:
        """One reading transaction of the house itself."""
        workspace = self._workspace(workspace_id)
        with self._store.look(workspace_id) as session:
            yield Look(session, Actor.system(workspace_id), session.now, workspace, self._shelf)

    @contextmanager
    def open_ballot(self, caller: Caller) -> Iterator[BallotDesk]:
        """For one vote of the caller, and for nothing else: no session is open meanwhile.

        Slack is not asked about somebody never seen, and nothing is written about anybody: a
        stranger is nobody. Raises UnknownWorkspace.
        """
        workspace = self.workspace_of(caller)
        with self._store.look(workspace.id) as session:
            actor = _actor_of(session, caller) or _stranger(session, caller)
            now = session.now
        with self._store.ballot(workspace.id) as ballot:
            yield BallotDesk(actor, now, workspace, ballot)

    @property
    def vault(self) -> Vault:
        """Where the keys of open pulses lie."""
        return self._store.vault

    def workspaces(self) -> list[Workspace]:
        """Every workspace the bot is enrolled in."""
        return self._store.workspaces()

    def workspace_of(self, caller: Caller) -> Workspace:
        """The workspace the caller presses in. Raises UnknownWorkspace."""
        workspace = self._store.workspace_of(caller.team, caller.enterprise)
        if workspace is None:
            raise UnknownWorkspace(caller.team)
        return workspace

    def served(self, team: str) -> Workspace | None:
        """The workspace of this very id, or the organization; None where it is not served."""
        return self._store.workspace_of(team)

    def meet(self, caller: Caller, slack_user: str) -> None:
        """Ask Slack who a picked account is, if it was never seen; outside every transaction."""
        workspace = self.workspace_of(caller)
        with self._store.look(workspace.id) as session:
            known = people.by_slack_user(session, slack_user) is not None
        if not known:
            self._meet(workspace, slack_user)

    def leave(self, team: str) -> bool:
        """Serve a workspace no longer, since the app was taken out of it: all stops, tokens go.

        `team` is the id of the very workspace, or of an organization that installed the app as a
        whole. False: it was not served, or has installed the app again since.
        """
        workspace = self._store.workspace_of(team)
        if workspace is None or (self._still_in is not None and self._still_in(workspace)):
            return False
        return serving.serve_no_longer(self._store, workspace.id)

    @contextmanager
    def _open(
        self, caller: Caller, transaction: Transaction, kind: type[Opened]
    ) -> Iterator[Opened]:
        workspace = self.workspace_of(caller)
        with transaction(workspace.id) as session:
            actor = _actor_of(session, caller)
            if actor is not None:
                yield kind(session, actor, session.now, workspace, self._shelf)
                return
        self._meet(workspace, caller.slack_user)
        with transaction(workspace.id) as session:
            actor = _actor_of(session, caller) or _stranger(session, caller)
            yield kind(session, actor, session.now, workspace, self._shelf)

    def _workspace(self, workspace_id: str) -> Workspace:
        workspace = self._store.workspace(workspace_id)
        if workspace is None:
            raise UnknownWorkspace(workspace_id)
        return workspace

    def _meet(self, workspace: Workspace, slack_user: str) -> None:
        found = self._acquaint(workspace, slack_user) if self._acquaint else None
        if found is not None and not found.is_bot:
            with self._store.work(workspace.id) as session:
                people.keep(session, [found])


def _actor_of(session: StoreSession, caller: Caller) -> Actor | None:
    """The caller with the roles held at this moment; None for whoever Slack has to be asked about.

    That is somebody never seen before, or an account noted as closed that presses all the same.
    """
    if caller.is_from_elsewhere:
        return Actor(session.workspace_id, None, caller.slack_user, Standing.OUTSIDER)
    person = people.by_slack_user(session, caller.slack_user)
    return None if person is None or person.deactivated else _actor(session, person)


def _actor_by_id(session: StoreSession, person_id: str) -> Actor:
    return _actor(session, people.by_id(session, person_id))


def _actor(session: StoreSession, person: Person) -> Actor:
    return Actor(
        workspace_id=session.workspace_id,
        person_id=person.id,
        slack_user=person.slack_user,
        standing=Standing.UNKNOWN if person.deactivated else person.standing,
        roles=roles.held_by(session, person.id),
        zone=person.zone,
    )


def _stranger(session: StoreSession, caller: Caller) -> Actor:
    return Actor(session.workspace_id, None, caller.slack_user, Standing.UNKNOWN)

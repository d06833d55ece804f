"""The workspace in memory, written through to its file: look-ups here, rules elsewhere."""

from bisect import insort
from collections import defaultdict
from typing import Any, TypeVar

from sandbox.documents import Documents, Shelf
from sandbox.records import (
    KINDS,
    App,
    Channel,
    File,
    Grant,
    Message,
    Person,
    Read,
    Record,
    Scheduled,
    Setting,
    Team,
    Usergroup,
    View,
)  # fmt: skip

R = TypeVar("R", bound=Record)


class State:
    def __init__(self, documents: Documents | Shelf) -> None:
        self.documents = documents
        self._tables: dict[str, dict[str, Any]] = {kind.kind: {} for kind in KINDS}
        self.timeline: dict[str, list[str]] = defaultdict(list)  # channel -> ts in order
        self.threads: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.directs: dict[frozenset[str], str] = {}
        self.stacks: dict[str, list[str]] = defaultdict(list)  # person -> open modals, root first
        self.homes: dict[tuple[str, str], str] = {}
        self.whispers: dict[str, dict[str, Message]] = defaultdict(dict)  # ephemerals by person
        self._load()

    def _load(self) -> None:
        classes = {kind.kind: kind for kind in KINDS}
        for kind, body in self.documents.load():
            record = classes[kind](**body)
            self._tables[kind][record.id] = record
            self._index(record)
        for stack in self.stacks.values():
            stack.sort(key=self._depth)

    def _depth(self, view_id: str) -> int:
        depth, previous = 0, self.views[view_id].previous_view_id
        while previous in self.views:
            depth, previous = depth + 1, self.views[previous].previous_view_id
        return depth

    @property
    def team(self) -> Team:
        teams: dict[str, Team] = self._tables["team"]
        return next(iter(teams.values()))

    @property
    def has_team(self) -> bool:
        return bool(self._tables["team"])

    @property
    def people(self) -> dict[str, Person]:
        return self._tables["person"]

    @property
    def channels(self) -> dict[str, Channel]:
        return self._tables["channel"]

    @property
    def messages(self) -> dict[str, Message]:
        return self._tables["message"]

    @property
    def views(self) -> dict[str, View]:
        return self._tables["view"]

    @property
    def files(self) -> dict[str, File]:
        return self._tables["file"]

    @property
    def apps(self) -> dict[str, App]:
        return self._tables["app"]

    @property
    def grants(self) -> dict[str, Grant]:
        return self._tables["grant"]

    @property
    def scheduled(self) -> dict[str, Scheduled]:
        return self._tables["scheduled"]

    @property
    def usergroups(self) -> dict[str, Usergroup]:
        return self._tables["usergroup"]

    @property
    def reads(self) -> dict[str, Read]:
        return self._tables["read"]

    @property
    def settings(self) -> dict[str, Setting]:
        return self._tables["setting"]

    def message(self, channel: str, ts: str) -> Message | None:
        return self.messages.get(f"{channel}/{ts}")

    def put(self, record: R) -> R:
        """Keep a record, new or changed; `commit` makes it durable."""
        table = self._tables[record.kind]
        if record.id not in table:
            table[record.id] = record
            self._index(record)
        self.documents.put(record.kind, record.id, vars(record))
        return record

    def remove(self, record: Record) -> None:
        if self._tables[record.kind].pop(record.id, None) is not None:
            self._unindex(record)
            self.documents.remove(record.kind, record.id)

    def commit(self) -> None:
        self.documents.commit()

    def counts(self) -> dict[str, int]:
        return {kind: len(table) for kind, table in self._tables.items()}

    def _index(self, record: Record) -> None:
        if isinstance(record, Message):
            insort(self.timeline[record.channel], record.ts)
            if record.thread_ts and record.thread_ts != record.ts:
                insort(self.threads[record.channel, record.thread_ts], record.ts)
        elif isinstance(record, Channel) and record.is_direct:
            self.directs[frozenset(record.members)] = record.id
        elif isinstance(record, View) and record.type == "home":
            self.homes[record.app_id, record.user] = record.id
        elif isinstance(record, View):
            self.stacks[record.user].append(record.id)

    def _unindex(self, record: Record) -> None:
        if isinstance(record, Message):
            self.timeline[record.channel].remove(record.ts)
            if record.thread_ts and record.thread_ts != record.ts:
                self.threads[record.channel, record.thread_ts].remove(record.ts)
        elif isinstance(record, Channel) and record.is_direct:
            self.directs.pop(frozenset(record.members), None)
        elif isinstance(record, View) and record.type == "home":
            self.homes.pop((record.app_id, record.user), None)
        elif isinstance(record, View):
            self.stacks[record.user].remove(record.id)

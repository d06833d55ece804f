"""Reads every audit chain from its start and says what is not as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import anchors
from store.anchors import Anchor
from store.audit import START, AuditHeadRow, AuditRow, bond_of, digest_of
from store.keys import Keyring
from store.store import Store
from store.troubles import KeyTrouble
from store.workspaces import WorkspaceRow

_BATCH = 500
_NEIGHBOURS = 200  # how far from its place a moved entry is looked for


class Kind(StrEnum):
    """What can be wrong with an entry."""

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    CUT_OFF = "cut_off"
    LOST = "lost"
    """Written after the backup that was restored: gone with what stood there before it."""


RESTORED = "workspace.restored"
"""The entry of a restore."""
KNOWN_TO = "known_to"
"""Its fact: how far the log went that stood there before, as far as anchors know."""


@dataclass(frozen=True)
class Finding:
    """Something wrong: the number of the entry where it shows, and of the last one it concerns."""

    workspace_id: str
    kind: Kind
    number: int
    last: int
    day: date | None = None
    """Of the restore, where that explains it."""

    @property
    def is_explained(self) -> bool:
        """The log itself says what became of these entries: nothing is wrong with it."""
        return self.kind is Kind.LOST


def verify(store: Store) -> list[Finding]:
    """Checks every entry, the ends of all chains and all anchors. Empty: all is well."""
    findings: list[Finding] = []
    with Session(store.engines.look) as session:
        known = set(session.scalars(select(WorkspaceRow.id)))
        for workspace_id in sorted(known | anchors.workspaces(store.keys.folder)):
            findings += _Chain(session, store.keys, workspace_id).findings(store.keys.folder)
    return findings


class _Chain:
    def __init__(self, session: Session, keys: Keyring, workspace_id: str) -> None:
        self.session = session
        self.keys = keys
        self.workspace_id = workspace_id
        self.wrong: dict[int, tuple[Kind, int]] = {}
        self.lost: list[Finding] = []

    def findings(self, keys_folder: Path) -> list[Finding]:
        known = anchors.read(keys_folder, self.workspace_id)
        number, digest = 0, START
        broken: list[AuditRow] = []
        for row in self._rows():
            if row.number != number + 1:
                self._note(Kind.MISSING, number + 1, row.number - 1)
            elif not self._is(row, digest):
                broken.append(row)
                self._note(Kind.CHANGED, row.number)
            elif row.entry == RESTORED:
                known = self._still_to_hold(row, known)
            if any(a.digest != row.digest for a in known if a.number == row.number):
                self._note(Kind.CHANGED, row.number)
            number, digest = row.number, row.digest
        for row in broken:
            if self._stood_elsewhere(row):
                self.wrong[row.number] = (Kind.REORDERED, row.number)
        self._end(number, digest, max((a.number for a in known), default=0))
        wrong = [
            Finding(self.workspace_id, kind, first, last)
            for first, (kind, last) in sorted(self.wrong.items())
        ]
        return sorted([*wrong, *self.lost], key=lambda one: one.number)

    def _still_to_hold(self, row: AuditRow, known: list[Anchor]) -> list[Anchor]:
        """The anchors without those of entries that a restore, noted in the chain, has undone.

        From the entry of the restore on, other entries stand where those once stood.
        """
        last, day = int(row.facts.get(KNOWN_TO, 0)), row.at.date()
        if last >= row.number:
            self.lost.append(Finding(self.workspace_id, Kind.LOST, row.number, last, day))
        return [a for a in known if not (row.number <= a.number <= last and a.day <= day)]

    def _note(self, kind: Kind, first: int, last: int | None = None) -> None:
        self.wrong.setdefault(first, (kind, first if last is None else last))

    def _rows(self) -> Iterator[AuditRow]:
        mine = select(AuditRow).where(AuditRow.workspace_id == self.workspace_id)
        last = -1
        while rows := self.session.scalars(
            mine.where(AuditRow.number > last).order_by(AuditRow.number).limit(_BATCH)
        ).all():
            yield from rows
            last = rows[-1].number
            self.session.expunge_all()

    def _is(self, row: AuditRow, before: str) -> bool:
        try:
            return digest_of(self.keys, self.workspace_id, row, before) == row.digest
        except (KeyTrouble, ValueError):  # an id of a key that never was, or a sentence among facts
            return False

    def _stood_elsewhere(self, row: AuditRow) -> bool:
        """Whether it is whole, but follows another entry than the one it now stands behind."""
        near = self.session.scalars(
            select(AuditRow.digest).where(
                AuditRow.workspace_id == self.workspace_id,
                AuditRow.number.between(row.number - _NEIGHBOURS, row.number + _NEIGHBOURS),
            )
        )
        return any(self._is(row, digest) for digest in (START, *near))

    def _end(self, number: int, digest: str, anchored: int) -> None:
        head = self.session.scalars(
            select(AuditHeadRow).where(AuditHeadRow.workspace_id == self.workspace_id)
        ).one_or_none()
        longest = max(anchored, head.number if head else 0)
        if longest > number:
            self._note(Kind.CUT_OFF, number + 1, longest)
        ends_well = (number, digest) == ((head.number, head.digest) if head else (0, START))
        if number >= longest and not (ends_well and (head is None or self._is_bound(head))):
            self._note(Kind.CHANGED, number)

    def _is_bound(self, head: AuditHeadRow) -> bool:
        try:
            return bond_of(self.keys, self.workspace_id, head) == head.bond
        except (KeyTrouble, ValueError):
            return False

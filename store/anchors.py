"""A line a day beside the keys: how long each audit chain was and how it ended."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from store.audit import AuditHeadRow
from store.session import StoreSession

FOLDER = "anchors"
"""Inside the folder of the keys."""


@dataclass(frozen=True)
class Anchor:
    """The end of a chain on a day: a tail cut off later shows by it."""

    day: date
    number: int
    digest: str


def anchor(session: StoreSession, keys_folder: Path) -> Anchor | None:
    """Writes today's anchor if there is none yet; None for a chain without entries.

    The day is that of UTC. Safe to be called as often as one likes.
    """
    head = session.scalars(select(AuditHeadRow)).one_or_none()
    if head is None:
        return None
    today = session.now.date()
    known = read(keys_folder, session.workspace_id)
    if known and known[-1].day >= today:
        return known[-1]
    new = Anchor(today, head.number, head.digest)
    _write(keys_folder, session.workspace_id, new)
    return new


def read(keys_folder: Path, workspace_id: str) -> list[Anchor]:
    """All anchors of a workspace, oldest first; a line cut short by a power cut is passed over."""
    file = keys_folder / FOLDER / f"{workspace_id}.jsonl"
    if not file.exists():
        return []
    lines = file.read_text(encoding="ascii").split("\n")
    return [_anchor(line) for line in lines[:-1]]


def workspaces(keys_folder: Path) -> set[str]:
    """The ids of all workspaces that have anchors."""
    return {file.stem for file in (keys_folder / FOLDER).glob("*.jsonl")}


def put_aside(keys_folder: Path, workspace_ids: Iterable[str]) -> None:
    """Takes the anchors of workspaces that are gone out of use; their lines stay readable."""
    for workspace_id in workspace_ids:
        file = keys_folder / FOLDER / f"{workspace_id}.jsonl"
        if file.exists():
            file.replace(file.with_suffix(".gone"))


def _anchor(line: str) -> Anchor:
    said = json.loads(line)
    return Anchor(date.fromisoformat(said["day"]), said["number"], said["digest"])


def _write(keys_folder: Path, workspace_id: str, new: Anchor) -> None:
    folder = keys_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    with os.fdopen(os.open(folder / f"{workspace_id}.jsonl", flags, 0o600), "ab") as file:
        file.write(json.dumps(asdict(new) | {"day": new.day.isoformat()}).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())

"""The list beside the keys of whom and what was erased: an older backup does not bring them back.

It holds our own ids, which lead to nobody once the erasure is done, and nothing else.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE = "erasures.jsonl"
"""Inside the folder of the keys; backed up with them, and never replaced by an older one."""


@dataclass(frozen=True)
class Erased:
    """One line: a person of a workspace, or (person None) all of the workspace."""

    workspace_id: str
    person_id: str | None
    at: datetime


def note(keys_folder: Path, workspace_id: str, person_id: str | None, at: datetime) -> None:
    """Add a line, synced to disk; once for each. Written before the first row goes."""
    if any(
        (one.workspace_id, one.person_id) == (workspace_id, person_id) for one in noted(keys_folder)
    ):
        return
    line = json.dumps({"workspace": workspace_id, "person": person_id, "at": at.isoformat()})
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    with os.fdopen(os.open(keys_folder / FILE, flags, 0o600), "ab") as file:
        file.write(line.encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def noted(keys_folder: Path) -> list[Erased]:
    """Every line, the oldest first; one cut short by a power cut is passed over."""
    file = keys_folder / FILE
    if not file.exists():
        return []
    lines = file.read_text(encoding="ascii").split("\n")[:-1]
    return [one for line in lines if (one := _read(line)) is not None]


def _read(line: str) -> Erased | None:
    try:
        said = json.loads(line)
        return Erased(said["workspace"], said["person"], datetime.fromisoformat(said["at"]))
    except (ValueError, KeyError, TypeError):
        return None

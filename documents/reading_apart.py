"""A file read in a process of its own, so that no file can take this one's memory or time."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from documents.budget import LARGEST_FILE, WALL_SECONDS
from documents.raw import SheetRead, Written
from documents.unreadable import Unreadable, UnreadableFile

_ROOT = Path(__file__).resolve().parent.parent
# All that the child may know of us; on Windows no program starts without the second.
_HANDED_ON = ("LD_LIBRARY_PATH", "SYSTEMROOT")


def read_apart(content: bytes) -> tuple[SheetRead, ...]:
    """The sheets of a file that hold anything, read by a child process with limits.

    UnreadableFile: the file is refused; also where the child ran out of time or memory.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(Unreadable.TOO_LARGE, megabytes=LARGEST_FILE // 1024**2)
    try:
        ended = subprocess.run(
            [sys.executable, "-P", "-m", "documents.reader"],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as reason:
        raise UnreadableFile(Unreadable.TOO_MUCH) from reason
    return tuple(_sheets(ended.stdout))


def _environment() -> dict[str, str]:
    handed_on = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    return {"PYTHONPATH": str(_ROOT), **handed_on}


def _sheets(said: bytes) -> Iterator[SheetRead]:
    lines = said.splitlines()
    # A child that was ended by its limits, or by anything else, leaves no last line.
    ending = json.loads(lines.pop()) if said.endswith(b"}\n") else {}
    if "end" not in ending:
        refused = ending.get("refused", Unreadable.TOO_MUCH.value)
        raise UnreadableFile(Unreadable(refused), **ending.get("facts", {}))
    rows: dict[int, dict[int, Written]] = {}
    for line in map(json.loads, lines):
        if isinstance(line, dict):
            rows = {}
            yield SheetRead(line["sheet"], rows, frozenset(line["totals"]), line["from_1904"])
        else:
            rows[line[0]] = dict(zip(line[1::2], line[2::2], strict=True))

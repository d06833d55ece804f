"""The limits a reading process sets itself before it reads a byte."""

import sys
from contextlib import suppress

from documents.budget import CPU_SECONDS, MEMORY

if sys.platform != "win32":
    import resource


def limit_this_process() -> None:
    """Memory and CPU as in ``documents.budget``; no file written, no core left behind.

    Windows has no such limits, and macOS none for memory: what is counted while reading, and the
    wall time the parent waits, hold there as well.
    """
    if sys.platform == "win32":
        return
    for kind, limit in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # Some systems refuse a limit below what is in use; the others still hold.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))

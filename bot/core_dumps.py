"""No core dumps: whoever answers a pulse is in memory together with the answer, for a moment."""

import sys


def forbid_core_dumps() -> None:
    """From now on this process, and those it starts, leave no image of their memory behind."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  there is none on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

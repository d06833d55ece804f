"""What the log may know of something unexpected: its type and place, never its words."""

import traceback


def trace_of(error: BaseException) -> str:
    """Type and places. The message is left out: it may quote what a person wrote."""
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__module__}.{type(error).__qualname__}\n{places}"

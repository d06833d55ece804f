"""What the log may know of something unexpected: its type and place, never its words."""

import re
import traceback

_A_CODE = re.compile(r"[\w.]{1,60}")


def trace_of(error: BaseException) -> str:
    """Type, code and places. The message is left out: it may quote what a person wrote."""
    places = "".join(traceback.format_tb(error.__traceback__))
    code = getattr(error, "code", None)
    known = f" {code}" if isinstance(code, str) and _A_CODE.fullmatch(code) else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{known}\n{places}"

"""What is logged meanwhile, as the running bot would write it."""

import io
import json
import logging
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import structlog

from bot import redaction
from bot.logs import configure

Lines = Callable[[], list[dict[str, Any]]]


class Logged:
    """As it stands now, each time it is asked."""

    def __init__(self, out: io.StringIO) -> None:
        self.text = out.getvalue

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text().splitlines()]


@contextmanager
def logged(level: Literal["debug", "info"], secrets: Collection[str] = ()) -> Iterator[Logged]:
    """Everything from this level on; afterwards the log is as it was before."""
    root = logging.getLogger()
    handlers, before = list(root.handlers), root.level
    made = logging.getLogRecordFactory()
    hooks = sys.excepthook, threading.excepthook
    out = io.StringIO()
    configure(level, "json", out, secrets=secrets)
    try:
        yield Logged(out)
    finally:
        logging.setLogRecordFactory(made)
        root.handlers[:] = handlers
        root.setLevel(before)
        sys.excepthook, threading.excepthook = hooks
        logging.captureWarnings(False)
        redaction.withhold(())
        structlog.reset_defaults()

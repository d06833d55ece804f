"""One log for everything: ids and counts as fields, one line each, for people or for machines."""

import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Literal, TextIO

import slack_bolt
import slack_sdk
import structlog

from bot.redaction import redact, trace

Event = MutableMapping[str, Any]

SLACK_LIBRARIES = tuple(
    str(Path(library.__file__).parent) for library in (slack_bolt, slack_sdk) if library.__file__
)
CHATTY = ("apscheduler", "alembic.runtime.plugins")
OWN_FIELDS = frozenset({"event", "level", "logger", "timestamp", "exception"})


def configure(
    level: Literal["debug", "info", "warning", "error"] = "info",
    look: Literal["auto", "console", "json"] = "auto",
    stream: TextIO | None = None,
) -> None:
    """Send structlog and the standard library's logging through one redaction to one stream."""
    out = stream or sys.stderr
    plain = look == "console" or (look == "auto" and out.isatty())
    before: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _shorten_trace,
        _redact,
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.addFilter(_is_fit_to_print)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(colors=out.isatty())
                if plain
                else structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET if level == "debug" else logging.WARNING)
    logging.captureWarnings(True)


def _is_fit_to_print(record: logging.LogRecord) -> bool:
    """Slack's libraries write whole bodies below WARNING, under loggers of many names."""
    return record.levelno >= logging.WARNING or not record.pathname.startswith(SLACK_LIBRARIES)


def _shorten_trace(_logger: Any, _method: str, event: Event) -> Event:
    raised = event.pop("exc_info", None)
    if raised is True:
        raised = sys.exc_info()
    if isinstance(raised, tuple):
        raised = raised[1]
    if isinstance(raised, BaseException):
        event["exception"] = trace(raised)
    return event


def _redact(_logger: Any, _method: str, event: Event) -> Event:
    for name, value in event.items():
        if not name.startswith("_"):
            event[name] = redact(value, "" if name in OWN_FIELDS else name)
    return event

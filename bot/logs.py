"""One log for everything: ids and counts as fields, one line each, for people or for machines."""

import logging
import sys
import threading
from collections.abc import Collection, Mapping, MutableMapping
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog

from bot.emptied import Record, is_empty, is_floored, is_slacks
from bot.redaction import redact, trace, withhold

Event = MutableMapping[str, Any]

CHATTY = ("apscheduler", "alembic.runtime.plugins", "uvicorn", "uvicorn.error")
"""Heard from WARNING on, and wholly at the level debug."""
TALKATIVE = (
    *("asyncio", "httpcore", "httpx", "multipart", "psycopg", "psycopg.pool", "python_multipart"),
    *("sqlalchemy", "uvicorn.access", "uvicorn.asgi", "websockets"),
)
"""Below WARNING these write rows, statements, addresses or whole requests: never heard there."""
OWN_FIELDS = frozenset({"event", "level", "logger", "timestamp", "exception"})
_log = logging.getLogger("baton")


class Lines(logging.StreamHandler[TextIO]):
    """Writes lines; one that cannot be made says only where: its values may be private."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's name
        try:
            self.stream.write(f"A line of {record.pathname}:{record.lineno} could not be made.\n")
        except (OSError, ValueError):
            return  # nobody listens any more


def configure(
    level: Literal["debug", "info", "warning", "error"] = "info",
    look: Literal["auto", "console", "json"] = "auto",
    stream: TextIO | None = None,
    secrets: Collection[str] = (),
) -> None:
    """Send structlog and the standard library's logging through one redaction to one stream.

    `secrets` stand in no line from now on, whatever the line says of them.
    """
    withhold(secrets)
    logging.setLogRecordFactory(Record)
    out = stream or sys.stderr
    plain = look == "console" or (look == "auto" and out.isatty())
    before: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _quote_nothing,
        _shorten_trace,
        _redact,
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    as_line: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=out.isatty())
        if plain
        else structlog.processors.JSONRenderer()
    )
    handler = Lines(out)
    handler.addFilter(_is_fit_to_print)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            pass_foreign_args=True,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, as_line],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    _quieten(level)
    logging.captureWarnings(True)
    sys.excepthook = _unforeseen
    threading.excepthook = _unforeseen_in_a_thread


def _quieten(level: str) -> None:
    """Libraries say less than we do, and through us."""
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET if level == "debug" else logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        # By default it writes past everybody else, to a handler of its own.
        its_own = logging.getLogger(name)
        its_own.handlers.clear()
        its_own.propagate = True
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _is_fit_to_print(record: logging.LogRecord) -> bool:
    """Slack's libraries write whole bodies below WARNING, under loggers of many names."""
    return not (is_floored(record) or is_empty(record))


def _quote_nothing(_logger: Any, _method: str, event: Event) -> Event:
    """Say of an exception or an answer inside a sentence what it is, not what it said."""
    record = event.get("_record")
    if not isinstance(record, logging.LogRecord):
        return event
    args = event.pop("positional_args", None)
    if isinstance(record.msg, str):
        if args:
            event["event"] = record.msg % _fit_to_be_named(args)
    else:
        event["event"] = redact(record.msg)
    if is_slacks(record):
        event["event"] = _without_quotations(str(event["event"]))
    elif record.name == "asyncio":
        event["event"] = str(event["event"]).partition("\n")[0]  # below it, whole exceptions
    return event


def _fit_to_be_named(args: Any) -> Any:
    """What goes into the places of a sentence: one mapping, or as many things as it has places."""
    return redact(args) if isinstance(args, Mapping) else tuple(redact(one) for one in args)


def _without_quotations(sentence: str) -> str:
    """Slack's libraries put bodies and exceptions into their sentences, behind a word like these.

    What they say before it tells an operator enough: the exception itself is logged by us.
    """
    for mark in ("{", "message:", "body:", "responded with", "\n"):
        said, found, _ = sentence.partition(mark)
        sentence = f"{said.rstrip()} [withheld]" if found else sentence
    return sentence


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
    for name, value in list(event.items()):
        if not name.startswith("_"):
            event[name] = redact(value, "" if name in OWN_FIELDS else name)
    return event


def _unforeseen(
    kind: type[BaseException], raised: BaseException, where: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, raised, where)
        return
    _log.critical("Something unforeseen ended the program.", exc_info=raised)


def _unforeseen_in_a_thread(found: threading.ExceptHookArgs) -> None:
    if found.exc_value is not None:
        name = found.thread.name if found.thread else "unknown"
        _log.critical("Something unforeseen ended the thread %s.", name, exc_info=found.exc_value)

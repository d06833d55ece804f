"""Records that say too much are empty for every handler, whatever level anybody sets."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import slack_sdk
import structlog

from bot.emptied import EMPTY, Record
from tests.bot.logged import logged

SENT = {
    "type": "view_submission",
    "user": {"id": "U0MIA"},
    "view": {"state": {"values": {"question:1": {"v": {"value": "I would like to leave"}}}}},
}


@pytest.fixture
def elsewhere() -> Iterator[io.StringIO]:
    """What a handler writes that somebody added to the root."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    with logged("debug"):
        logging.getLogger().addHandler(handler)
        yield out
        logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("level", [logging.DEBUG, logging.ERROR])
@pytest.mark.parametrize(
    "said",
    [
        repr(SENT),
        json.dumps(SENT),
        json.dumps(SENT, separators=(",", ":")),
        json.dumps(json.dumps(SENT["view"])),
        repr(SENT["view"]),
        "body: payload=%7B%22type%22%3A%22view_submission%22%7D I would like to leave",
    ],
)
def test_nobody_prints_a_form_that_was_sent(elsewhere: io.StringIO, said: str, level: int) -> None:
    logging.getLogger("anybody").log(level, said.replace("%", "%%"))
    logging.getLogger("anybody").log(level, "It was %s", said)
    structlog.get_logger("anybody").log(level, "odd", what=said)
    assert "leave" not in elsewhere.getvalue()


def test_an_exception_beside_such_a_sentence_goes_with_it(elsewhere: io.StringIO) -> None:
    try:
        raise ValueError("I would like to leave")
    except ValueError:
        logging.getLogger("anybody").exception("view_submission broke")
    assert elsewhere.getvalue() == f"{EMPTY}\n"


@pytest.mark.parametrize("name", ["slack_sdk.web.client", "slack_bolt.App", "sqlalchemy.engine"])
def test_what_libraries_say_below_warning_is_never_heard(elsewhere: io.StringIO, name: str) -> None:
    log = logging.getLogger(name)
    log.setLevel(logging.DEBUG)
    log.debug("on_message %s", "I would like to leave")
    log.info("[raw sql] ('I would like to leave',)")
    log.warning("The connection is gone")
    log.setLevel(logging.NOTSET)
    assert "leave" not in elsewhere.getvalue()
    assert "The connection is gone" in elsewhere.getvalue()


def test_slacks_libraries_are_known_by_their_place_under_any_name() -> None:
    place = str(Path(slack_sdk.__file__ or "").parent / "socket_mode" / "client.py")
    record = Record("baton.bolt", logging.DEBUG, place, 1, "on_message %s", ("words",), None)
    assert record.getMessage() == EMPTY


@pytest.mark.parametrize(
    ("message", "args"),
    [("3 sent", ()), ("state: %s", ("open",)), ("%d", ("no number",)), ({"event": "x"}, ())],
)
def test_everything_else_stays_as_it_is(message: Any, args: tuple[object, ...]) -> None:
    record = Record("baton", logging.INFO, "a.py", 1, message, args, None)
    assert (record.msg, record.args) == (message, args)

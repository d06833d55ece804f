"""The log: one line per event, without tokens, addresses or what a person wrote."""

import io
import json
import logging
import warnings
from collections.abc import Iterator, Sequence

import pytest
import slack_bolt
import structlog
from slack_bolt.request import BoltRequest
from slack_sdk.errors import SlackApiError

from bot.logs import configure
from bot.redaction import WITHHELD, redact, trace
from tests.bot.logged import Lines, logged


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Everything that is logged meanwhile, at the level that logs most."""
    with logged("debug") as log:
        yield log.lines


def test_both_kinds_of_logger_write_the_same_lines(lines: Lines) -> None:
    logging.getLogger("one").info("sent", extra={"deliveries": 3})
    structlog.get_logger("two").info("sent", deliveries=3)
    first, second = lines()
    assert (first["event"], first["deliveries"], first["level"]) == ("sent", 3, "info")
    assert {**first, "logger": 0, "timestamp": 0} == {**second, "logger": 0, "timestamp": 0}


@pytest.mark.parametrize("name", ["text", "value", "blocks", "payload", "view", "private_metadata"])
def test_what_a_person_wrote_is_withheld_however_deep_it_lies(lines: Lines, name: str) -> None:
    words = "I would like to leave"
    structlog.get_logger().warning("odd", **{name: words})
    structlog.get_logger().warning("odd", deep=[{"block": {name: [words]}}])
    logging.getLogger("one").warning("odd", extra={"deep": {name: words}})
    assert words not in json.dumps(lines())
    assert json.dumps(lines()).count(WITHHELD) == 3


@pytest.mark.parametrize(
    "secret",
    [
        *("xoxb-12-34-abcDEF", "xoxe.xoxb-1-abc", "xapp-1-A-2-b", "xoxp-1-2"),
        *("ada.lovelace+x@mail.example.co", "postgresql://baton:hunter2@host/base"),
        "wss://wss.example.com/link/?ticket=12345-abc",
        "https://hooks.slack.com/actions/T1/2/abc",
    ],
)
def test_tokens_and_addresses_are_taken_out_of_any_text(lines: Lines, secret: str) -> None:
    logging.getLogger("one").error("Slack said %s, twice", secret)
    structlog.get_logger().error("said", reference=[secret], more={"still": secret})
    assert secret not in json.dumps(lines())


def test_ids_and_counts_stay_as_they_are() -> None:
    facts = {"nomination": "01J8", "slack_user": "U0ADA", "count": 3, "late": 1.5, "on": True}
    assert redact(facts) == facts


def test_an_exception_says_where_and_not_what(lines: Lines) -> None:
    try:
        try:
            raise ValueError("I would like to leave")
        except ValueError as first:
            raise KeyError("I would like to leave") from first
    except KeyError:
        logging.getLogger("one").exception("broke")
        structlog.get_logger().exception("broke")
    assert "leave" not in json.dumps(lines())
    for line in lines():
        assert "builtins.KeyError" in line["exception"]
        assert "builtins.ValueError" in line["exception"]
        assert "test_logs.py" in line["exception"]


def test_an_exception_of_the_system_or_of_slack_keeps_its_code() -> None:
    full = OSError(28, "No space left on device")
    answer = {"error": "channel_not_found", "needed": "words"}
    refused = SlackApiError("The server said …", answer)  # type: ignore[no-untyped-call]
    assert "No space left" in trace(full)
    assert trace(refused).endswith(": channel_not_found")


def test_bolt_writes_no_body_of_a_request_it_does_not_trust(lines: Lines) -> None:
    app = slack_bolt.App(token="xoxb-1", signing_secret="x", token_verification_enabled=False)
    headers: dict[str, str | Sequence[str]] = {"x-slack-signature": ["v0=1"]}
    headers["x-slack-request-timestamp"] = ["1"]
    answer = app.dispatch(BoltRequest(body="text=my+private+words&team_id=T1", headers=headers))
    assert answer.status == 401
    assert "private" not in json.dumps(lines())


def test_a_warning_of_python_is_a_line_of_the_log(lines: Lines) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn("soon gone", DeprecationWarning, stacklevel=1)
    assert any("soon gone" in line["event"] for line in lines())


def test_for_people_a_line_is_plain_text(lines: Lines) -> None:
    out = io.StringIO()
    configure("info", "console", out)
    structlog.get_logger("one").info("sent", deliveries=3, text="private")
    assert "sent" in out.getvalue()
    assert "deliveries=3" in out.getvalue()
    assert "private" not in out.getvalue()

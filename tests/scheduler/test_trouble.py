"""What may be done about a call that went wrong."""

from http.client import IncompleteRead, RemoteDisconnected
from socket import gaierror
from urllib.error import URLError

import pytest
from slack_sdk.errors import SlackApiError

from scheduler.trouble import Nature, sort_out
from tests.kit.slack import refusal

SAID_NO = ["user_disabled", "channel_not_found", "messages_tab_disabled", "invalid_blocks"]
SHUT_OUT = ["account_inactive", "token_revoked", "invalid_auth", "missing_scope"]
MAYBE_DONE = ["internal_error", "fatal_error", "service_unavailable"]


@pytest.mark.parametrize("code", [*SAID_NO, "a_code_of_next_year"])
def test_a_plain_no_is_for_good(code: str) -> None:
    trouble = sort_out(refusal(code))

    assert (trouble.nature, trouble.code, trouble.wait) == (Nature.REFUSED, code, 0.0)


@pytest.mark.parametrize("code", SHUT_OUT)
def test_a_token_or_scope_is_about_the_workspace(code: str) -> None:
    trouble = sort_out(refusal(code))

    assert (trouble.nature, trouble.code) == (Nature.CLOSED, code)
    assert trouble.wait > 60


@pytest.mark.parametrize("code", MAYBE_DONE)
def test_slacks_own_trouble_may_have_done_the_work(code: str) -> None:
    assert sort_out(refusal(code)).nature is Nature.UNKNOWN


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_that_breaks_may_have_done_the_work(status: int) -> None:
    trouble = sort_out(refusal("<html>Bad gateway, dear customer</html>", status=status))

    assert (trouble.nature, trouble.code) == (Nature.UNKNOWN, f"http_{status}")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TimeoutError(), "timeout"),
        (URLError(TimeoutError()), "timeout"),
        (ConnectionResetError(), "connection_lost"),
        (RemoteDisconnected("gone"), "connection_lost"),
        (URLError("EOF occurred in violation of protocol"), "connection_lost"),
        (IncompleteRead(b""), "connection_lost"),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else one,
)
def test_a_lost_answer_may_have_been_a_yes(error: OSError, code: str) -> None:
    trouble = sort_out(error)

    assert (trouble.nature, trouble.code) == (Nature.UNKNOWN, code)


@pytest.mark.parametrize("cause", [ConnectionRefusedError(), gaierror()])
def test_a_slack_that_was_not_reached_did_nothing(cause: OSError) -> None:
    assert sort_out(URLError(cause)).nature is Nature.BUSY


@pytest.mark.parametrize(("asked", "waited"), [(30, 30.0), (0, 1.0), (None, 30.0)])
def test_the_pause_slack_asks_for_is_the_one_we_make(asked: int | None, waited: float) -> None:
    trouble = sort_out(refusal("ratelimited", status=429, retry_after=asked))

    assert (trouble.nature, trouble.code, trouble.wait) == (Nature.BUSY, "ratelimited", waited)


def test_an_answer_that_is_no_answer_counts_as_unknown() -> None:
    html = {"ok": False, "error": "Received a response in a non-JSON format: <html>"}
    error = SlackApiError("", html)  # type: ignore[no-untyped-call]  # the SDK leaves it bare

    assert sort_out(error).nature is Nature.UNKNOWN

"""What went wrong between the courier and Slack, sorted by what may be done about it."""

import socket
from dataclasses import dataclass
from enum import Enum, auto
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError


class Nature(Enum):
    """The four ways a call goes wrong."""

    REFUSED = auto()
    """Slack said no to this very message or reader; saying it again changes nothing."""
    CLOSED = auto()
    """Slack takes nothing from us in this workspace: token or scope. All wait, none is lost."""
    BUSY = auto()
    """Certainly not done: too fast, or Slack was not reached. Later."""
    UNKNOWN = auto()
    """It may have been done. Ask before trying again."""


@dataclass(frozen=True)
class SlackTrouble:
    """Its nature, Slack's code for it (never its sentence), and the pause Slack asked for."""

    nature: Nature
    code: str
    wait: float
    """Seconds for which nothing else is sent in this workspace either."""

    @property
    def concerns_the_method_only(self) -> bool:
        """Slack limits each method of a workspace by itself: the others go on."""
        return self.code == "ratelimited"


_CLOSED = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_disabled",
        "token_expired",
        "token_revoked",
    }
)
_BUSY = frozenset({"ratelimited", "rate_limited", "request_timeout", "team_added_to_org"})
_UNKNOWN = frozenset({"fatal_error", "internal_error", "service_unavailable"})

_WAIT_WHEN_CLOSED = 120.0
_WAIT_WHEN_UNREACHED = 30.0
_WAIT_WHEN_UNKNOWN = 5.0
_OUR_PAUSE_WHEN_SLACK_NAMES_NONE = 30.0
_LONGEST_CODE = 60


CallFailed = (SlackClientError, HTTPException, OSError)
"""Everything a call may raise; to be caught around calls only."""


CallTrouble = SlackClientError | HTTPException | OSError


def sort_out(error: CallTrouble) -> SlackTrouble:
    """Sort what a call raised. What is not certain to have stayed undone counts as unknown."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ConnectionRefusedError | socket.gaierror):
        return SlackTrouble(Nature.BUSY, "not_reached", _WAIT_WHEN_UNREACHED)
    code = "timeout" if isinstance(cause, TimeoutError) else "connection_lost"
    return SlackTrouble(Nature.UNKNOWN, code, _WAIT_WHEN_UNKNOWN)


def _answered(error: SlackApiError) -> SlackTrouble:
    status = getattr(error.response, "status_code", 200)
    code = str(_field(error, "error") or f"http_{status}")
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return SlackTrouble(Nature.BUSY, "ratelimited", _retry_after(error))
    if status >= 500 or code in _UNKNOWN or not code.replace("_", "").isalnum():
        known = code if code in _UNKNOWN else f"http_{status}"
        return SlackTrouble(Nature.UNKNOWN, known, _WAIT_WHEN_UNKNOWN)
    if code in _CLOSED:
        return SlackTrouble(Nature.CLOSED, code, _WAIT_WHEN_CLOSED)
    if code in _BUSY:
        return SlackTrouble(Nature.BUSY, code, _OUR_PAUSE_WHEN_SLACK_NAMES_NONE)
    return SlackTrouble(Nature.REFUSED, code[:_LONGEST_CODE], 0.0)


def _retry_after(error: SlackApiError) -> float:
    headers = getattr(error.response, "headers", None) or {}
    asked = {str(name).lower(): value for name, value in headers.items()}.get("retry-after")
    first = asked[0] if isinstance(asked, list) and asked else asked
    try:
        return max(float(str(first)), 1.0)
    except ValueError:
        return _OUR_PAUSE_WHEN_SLACK_NAMES_NONE


def _field(error: SlackApiError, name: str) -> object:
    answer = getattr(error.response, "data", error.response)
    return answer.get(name) if isinstance(answer, dict) else None

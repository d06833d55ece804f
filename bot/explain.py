"""From an exception to what an operator reads: a sentence, what to do, and the exit code."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.error import URLError

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError

from bot.settings import SettingsTrouble
from bot.troubles import Trouble
from store.troubles import StoreTrouble, named

FOUND = 1
USAGE = 2

_SYSTEM: Mapping[int, tuple[str, str]] = {
    errno.EADDRNOTAVAIL: (
        "This machine has no such address to listen at.",
        "Give BATON_LISTEN and BATON_HEALTH a host of this machine, such as 127.0.0.1.",
    ),
    errno.EADDRINUSE: (
        "Another program uses this port.",
        "Give another one (BATON_LISTEN for `baton run`, else --port), or stop that program.",
    ),
    errno.ENOSPC: ("There is no room left on the disk.", "Make room; nothing was changed."),
    errno.EDQUOT: ("The disk quota is used up.", "Make room; nothing was changed."),
    errno.EROFS: (
        "The disk may only be read.",
        "Give a BATON_HOME that the account Baton runs under may write to.",
    ),
}
_MAY_NOT = {errno.EACCES, errno.EPERM}

_SLACK: Mapping[str, tuple[str, str]] = {
    "invalid_auth": (
        "Slack does not know this token.",
        "Copy it again from your app's page at https://api.slack.com/apps.",
    ),
    "not_authed": ("Slack got no token.", "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN."),
    "token_revoked": ("Slack no longer takes this token.", "Install the app again and copy it."),
    "token_expired": ("This token expired.", "Install the app again and copy the new one."),
    "account_inactive": ("The app was taken out of the workspace.", "Install it again."),
    "not_allowed_token_type": (
        "Slack does not take this kind of token here.",
        "SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.",
    ),
    "missing_scope": (
        "The app was not granted all it needs.",
        "Update the app from manifest.yml and install it again; `baton doctor` says what lacks.",
    ),
    "ratelimited": ("Slack asks to wait.", "Try again in a minute."),
}


@dataclass(frozen=True)
class Explained:
    """What the operator reads, line by line, and the exit code."""

    lines: tuple[tuple[str, str], ...]
    code: int = FOUND


def explain(raised: BaseException) -> Explained | None:
    """The words for a trouble we know; None for one we do not."""
    if isinstance(raised, SettingsTrouble):
        lines = tuple(
            (f"{problem.name} {problem.what}.", problem.do) for problem in raised.problems
        )
        return Explained(lines, USAGE)
    if isinstance(raised, StoreTrouble | DBAPIError):
        return _of_store(raised)
    line = _one_line(raised)
    return Explained((line,)) if line else None


def _one_line(raised: BaseException) -> tuple[str, str] | None:
    match raised:
        case Trouble():
            return raised.what, raised.do
        case SlackApiError():
            return _of_slack(raised)
        case URLError():
            return UNREACHED
        case OSError():
            return _of_system(raised)
    return None


UNREACHED = (
    "Slack cannot be reached from here.",
    "Check the network, the proxy (HTTPS_PROXY) and SLACK_API_URL.",
)


def slack_words(code: str) -> tuple[str, str]:
    """What Slack's word for a trouble means, and what to do."""
    known = _SLACK.get(code)
    return known or (f"Slack answers {code or 'nothing we know'}.", "Run `baton doctor`.")


_ABOUT_THE_TOKEN = frozenset(
    {"invalid_auth", "not_allowed_token_type", "not_authed", "token_expired", "token_revoked"}
)


def _of_slack(refused: SlackApiError) -> tuple[str, str]:
    code = str(refused.response.get("error", ""))
    what, do = slack_words(code)
    if code not in _ABOUT_THE_TOKEN:
        return what, do
    of_app = "apps.connections" in str(getattr(refused.response, "api_url", ""))
    return f"{what.rstrip('.')}: {'SLACK_APP_TOKEN' if of_app else 'SLACK_BOT_TOKEN'}.", do


def _of_store(raised: StoreTrouble | DBAPIError) -> Explained | None:
    trouble = named(raised) if isinstance(raised, DBAPIError) else raised
    if trouble is None:
        return None
    where = ", ".join(f"{name}: {value}" for name, value in trouble.facts.items())
    return Explained(((trouble.advice, where),))


def _of_system(trouble: OSError) -> tuple[str, str] | None:
    at = f" ({trouble.filename})" if trouble.filename else ""
    if trouble.errno in _MAY_NOT:
        do = "Give the account Baton runs under the right to write there."
        return f"The system does not let Baton in{at}.", do
    known = _SYSTEM.get(trouble.errno or 0)
    return (known[0].rstrip(".") + f"{at}.", known[1]) if known else None

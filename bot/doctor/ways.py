"""The ways in: Socket Mode or HTTP, installing by a link, and whether a bot answers here."""

import json
import socket
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from bot.doctor.check import Check, fine, look, trouble
from bot.settings import Settings
from bot.web.health import is_chosen

SECONDS = 3.0
SLACK_ALLOWS = 10
"""Socket Mode connections of one app, all processes together."""


def ways(settings: Settings, *, http: bool) -> list[Check]:
    """What stands between Slack and the bot, and what answers at the health port."""
    found = [*_by_link(settings), _health(settings)]
    if http:
        return [*_http(settings), *found]
    return [_connections(settings.slack_connections), *found]


def _connections(each: int) -> Check:
    processes = SLACK_ALLOWS // each
    many = "process" if processes == 1 else "processes"
    said = f"Each process keeps {each} open; Slack's ten are enough for {processes} {many}."
    return fine("connections", said)


def _http(settings: Settings) -> list[Check]:
    public = settings.baton_public_url
    if public is None:
        do = "Set it to the balancer's address; the manifest's request URLs are made from it."
        return [trouble("http", "BATON_PUBLIC_URL is not set, so Slack cannot find the bot.", do)]
    address = f"{public}/slack/events"
    status = _status_of_an_unsigned_request(address)
    if status == 401:  # as it should: nobody but Slack gets in
        return [fine("http", f"{address} is answered, and refuses what Slack did not sign.")]
    said = f"{address} answers {status}" if status else f"{address} cannot be reached from here"
    do = "Start `baton run --http`, and let the balancer hand /slack/events to BATON_LISTEN."
    return [look("http", f"{said}, where the bot would refuse an unsigned request.", do)]


def _status_of_an_unsigned_request(address: str) -> int | None:
    request = Request(address, data=b"{}", headers={"Content-Type": "application/json"})  # noqa: S310
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310  checked with the settings
            return int(answer.status)
    except HTTPError as refused:
        return refused.code
    except (URLError, OSError, HTTPException, ValueError):
        return None


def _by_link(settings: Settings) -> list[Check]:
    if not settings.installs_by_link:
        return []
    if settings.bot_token:
        do = "Remove SLACK_BOT_TOKEN: each workspace has its own token, in the database."
        return [look("installing", "Workspaces install by a link; the bot token is not used.", do)]
    return [fine("installing", f"Workspaces install at {settings.baton_public_url}/slack/install.")]


def _health(settings: Settings) -> Check:
    where = settings.baton_health
    if where == "off":
        do = "Give BATON_HEALTH a host and a port, so that something can look after the bot."
        return look("health", "BATON_HEALTH is off: nobody can ask how the bot is.", do)
    status, told = _readiness(where)
    if status is None:
        return fine("health", f"No bot runs here: nothing answers at {where}.")
    if status == 200:
        return fine("health", f"The bot that runs here is ready, says {where}.")
    if status == 503:
        do = "Look again in a minute, then at the log."
        return look("health", f"The bot that runs here is not ready: {told}.", do)
    do = "Give BATON_HEALTH another port, or stop what is there."
    unless = trouble if is_chosen(settings) else look
    return unless("health", f"Something else than Baton answers at {where}.", do)


def _readiness(where: str) -> tuple[int | None, str]:
    """The status of /readyz and what is not ready; 0 for what is not ours; None for nobody."""
    host, _, port = where.rpartition(":")
    host = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104  it, not we
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS):
            pass
    except OSError:
        return None, ""
    try:
        with urlopen(f"http://{host}:{port}/readyz", timeout=SECONDS) as answer:
            return _read(200, answer.read())
    except HTTPError as refused:
        return _read(refused.code, refused.read())
    except (URLError, OSError, HTTPException):
        return 0, ""


def _read(status: int, body: bytes) -> tuple[int, str]:
    try:
        parts = json.loads(body)["parts"]
        return status, "; ".join(f"{it['name']}: {it['why']}" for it in parts if not it["ready"])
    except (ValueError, KeyError, TypeError):
        return 0, ""

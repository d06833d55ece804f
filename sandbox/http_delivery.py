"""Signed HTTP delivery: the other way Slack reaches an app, one request per payload."""

import asyncio
import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

from sandbox.records import App

_ANSWER_LIMIT = 1024 * 1024


class HttpRefusal(Exception):
    """The app answered, but not with 200."""

    def __init__(self, status: int, *, no_retry: bool) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.no_retry = no_retry


class NotReached(Exception):
    """Nothing listens at the app's URL."""


def sign(secret: str, stamp: str, body: str) -> str:
    """`v0=` and the HMAC-SHA256 over version, timestamp and raw body."""
    base = f"v0:{stamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class HttpDelivery:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(max_workers=32, thread_name_prefix="delivery")

    async def send(
        self, app: App, kind: str, payload: dict[str, Any], headers: Mapping[str, str]
    ) -> tuple[dict[str, Any], int]:
        """One signed POST; its answer in the shape of a socket's ack, and the bytes sent."""
        if not app.request_url:
            raise NotReached
        content_type, body = _encode(kind, payload)
        stamp = str(int(time.time()))
        sent = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": sign(app.signing_secret, stamp, body),
            **headers,
        }
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(self._seconds):
            answer = await loop.run_in_executor(
                self._threads, self._post, app.request_url, body, sent
            )
        return ({"payload": answer} if answer else {}), len(body)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _post(self, url: str, body: str, headers: dict[str, str]) -> Any:
        parts = urlsplit(url)
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(parts.hostname or "", parts.port, timeout=self._seconds)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", path or "/", body.encode(), headers)
            answer = connection.getresponse()
            content = answer.read(_ANSWER_LIMIT)
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException) as trouble:
            raise NotReached from trouble
        finally:
            connection.close()
        if answer.status != 200:
            no_retry = answer.getheader("x-slack-no-retry") == "1"
            raise HttpRefusal(answer.status, no_retry=no_retry)
        return _decode(content)


def _encode(kind: str, payload: dict[str, Any]) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    if kind == "slash_commands":
        return form, urlencode(payload)
    if kind == "interactive":
        return form, urlencode({"payload": json.dumps(payload)})
    return "application/json", json.dumps(payload)


def _decode(content: bytes) -> Any:
    text = content.decode(errors="replace").strip()
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return {"text": text}

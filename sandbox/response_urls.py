"""Response URLs: five answers within half an hour, without a token."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.ids import new_secret
from sandbox.problem import ApiProblem

_KEPT = 5000


@dataclass
class ResponseUrl:
    app_id: str
    user: str
    channel: str
    message_ts: str | None  # the message the interaction came from
    ephemeral: bool
    expires: float
    uses: int = 0


class ResponseUrls:
    """Kept in memory: they are short-lived, and a restart ends them."""

    def __init__(
        self, seconds: float, uses: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._uses = uses
        self._clock = clock
        self._issued: dict[str, ResponseUrl] = {}

    def issue(
        self,
        base_url: str,
        app_id: str,
        user: str,
        channel: str,
        message_ts: str | None = None,
        *,
        ephemeral: bool = False,
    ) -> str:
        if len(self._issued) > _KEPT:
            del self._issued[next(iter(self._issued))]
        key = new_secret(32)
        expires = self._clock() + self._seconds
        self._issued[key] = ResponseUrl(app_id, user, channel, message_ts, ephemeral, expires)
        return f"{base_url}/response/{key}"

    def knows(self, key: str) -> bool:
        return key in self._issued

    def use(self, key: str) -> ResponseUrl:
        """The right to answer once more. Raises expired_url or used_url."""
        url = self._issued.get(key)
        if url is None or self._clock() > url.expires:
            raise ApiProblem("expired_url", status=404)
        if url.uses >= self._uses:
            raise ApiProblem("used_url", status=404)
        url.uses += 1
        return url

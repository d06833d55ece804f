"""Speaks to the sandbox's control surface: the clock, and the wishes of who sits at the page."""

import json
import time
import urllib.error
import urllib.request
from typing import Any


class ControlTrouble(Exception):
    """The sandbox did not answer, or not as agreed. Carries the status only, never a body."""


class Control:
    """A client for `/_control/…` on loopback."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    def wait_until_it_answers(self, seconds: float) -> None:
        """Return once it answers. Raises ControlTrouble when it does not in that time."""
        until = time.monotonic() + seconds
        while True:
            try:
                self.clock()
            except ControlTrouble:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    def clock(self) -> float:
        """The practice clock now, as Unix seconds."""
        return float(self._call("GET", "/_control/clock")["now"])

    def set_clock(
        self, now: float, *, label: str = "", line: str = "", moving: bool = False
    ) -> None:
        """Set the practice clock; while it moves, the page shows label and line."""
        shown = {"label": label, "line": line} if moving else None
        self._call("POST", "/_control/clock", {"now": now, "moving": shown})

    def wishes(self, wait: float) -> list[dict[str, Any]]:
        """What was pressed on the page since the last time, waiting up to `wait` seconds for it."""
        path = f"/_control/wishes?wait={wait:g}"
        return list(self._call("GET", path, timeout=wait + 10)["wishes"])

    def host(self, words: dict[str, Any]) -> None:
        """Hand the page its title, buttons, roles and tour."""
        self._call("POST", "/_control/host", words)

    def toast(self, text: str, *, level: str = "info") -> None:
        """Show a line for a while on every page, and have it spoken."""
        self._call("POST", "/_control/toast", {"text": text, "level": level})

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None = None, timeout: float = 30
    ) -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310 - the address is our own child's, on loopback
            self._address + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "X-Sandbox": "control"},
        )
        # The environment's proxies are for the world outside; the sandbox is on this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=timeout) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as refused:
            raise ControlTrouble(
                f"the practice workspace answered {refused.code} to {path}"
            ) from None
        except (urllib.error.URLError, TimeoutError, ConnectionError) as lost:
            raise ControlTrouble(f"the practice workspace did not answer {path}") from lost

"""Asks the pages of a bot, as a machine does."""

from typing import Any

import httpx


class Pages:
    """The three pages of a bot, asked over HTTP."""

    def __init__(self, address: str) -> None:
        self._address = address

    def get(self, page: str) -> httpx.Response:
        return httpx.get(f"{self._address}/{page}", trust_env=False, timeout=30)

    def not_ready(self) -> dict[str, str]:
        """What is not ready, and why."""
        parts: list[dict[str, Any]] = self.get("readyz").json()["parts"]
        return {one["name"]: one["why"] for one in parts if not one["ready"]}

    def figure(self, name: str, **labels: str) -> float:
        said = ",".join(f'{key}="{value}"' for key, value in sorted(labels.items()))
        wanted = f"{name}{{{said}}} " if said else f"{name} "
        for line in self.get("metrics").text.splitlines():
            if line.startswith(wanted):
                return float(line.removeprefix(wanted))
        return 0.0

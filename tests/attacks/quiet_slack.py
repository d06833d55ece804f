"""A Slack that only listens: every call is kept, and each gets the answer it needs."""

import itertools
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse


class QuietSlack(WebClient):
    """In place of the line to Slack; nothing leaves the process."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-1")
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._numbers = itertools.count(1)

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        """Keeps the call. Raises KeyError for one this Slack has no answer to."""
        sent = dict(arguments.get("json") or arguments.get("params") or {})
        self.calls.append((api_method, sent))
        answers: dict[str, dict[str, Any]] = {
            "views.open": {"view": {**_view(sent), "id": f"V{next(self._numbers)}"}},
            "views.update": {"view": _view(sent)},
            "views.push": {"view": {**_view(sent), "id": f"V{next(self._numbers)}"}},
            "views.publish": {"view": {}},
        }
        return SlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args=arguments,
            data={"ok": True, **answers[api_method]},
            headers={},
            status_code=200,
        )

    def shown(self) -> dict[str, Any]:
        """The view that was opened last."""
        return next(_view(sent) for method, sent in reversed(self.calls) if method == "views.open")


def _view(sent: dict[str, Any]) -> dict[str, Any]:
    found = sent.get("view") or {}
    return found if isinstance(found, dict) else dict(found.to_dict())

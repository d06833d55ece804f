"""Calls that outlast their token: what Slack takes for expired is renewed, and said once more."""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from scheduler.slack import NoToken

Renewed = Callable[[str], str]
"""From a token that Slack takes no more to one that is good. Raises NoToken."""

_RAN_OUT = frozenset({"invalid_auth", "token_expired"})
"""Slack's words for it; of a token that cannot be renewed the first means something else."""


def ran_out(refused: SlackApiError) -> bool:
    """Whether Slack refused the token for its age, whatever we thought of that."""
    return refused.response["error"] in _RAN_OUT


class Outlasting(WebClient):
    """Speaks as the client it is made of. A call that Slack refused was not done: it may be again.

    Once for each call, so nothing goes round in circles.
    """

    def __init__(self, client: WebClient, renewed: Renewed) -> None:
        super().__init__(
            token=client.token,
            base_url=client.base_url,
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            headers=dict(client.headers),
            retry_handlers=list(client.retry_handlers),
        )
        self._renewed = renewed

    def api_call(self, *args: Any, **kwargs: Any) -> SlackResponse:
        """As the SDK's own."""
        try:
            return super().api_call(*args, **kwargs)
        except SlackApiError as refused:
            if not ran_out(refused):
                raise
            try:
                self.token = self._renewed(self.token or "")
            except NoToken:
                raise refused from None
        return super().api_call(*args, **kwargs)

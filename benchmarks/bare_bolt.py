"""The reference: the barest Bolt app that acks, on the same Socket Mode client and pool sizes."""

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

THREADS = 32
MODAL = {
    "type": "modal",
    "callback_id": "bare",
    "title": {"type": "plain_text", "text": "Bare"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "text",
            "label": {"type": "plain_text", "text": "Text"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}


def main() -> None:
    """Open a modal at any command, ack any submission, remember nothing."""
    client = WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(
        client=client,
        token_verification_enabled=False,
        listener_executor=ThreadPoolExecutor(THREADS),
    )

    @app.event(re.compile(".*"))
    def heard() -> None:
        """Events are acked by Bolt itself."""

    @app.command(re.compile(".*"))
    def command(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        ack()

    @app.view(re.compile(".*"))
    def submitted(ack: Ack) -> None:
        ack()

    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], concurrency=THREADS).connect()  # type: ignore[no-untyped-call]
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main()

"""A small Bolt app behind the page: it answers, and keeps what it received for the tests."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from tests.kit.lines import hang_up
from tests.kit.sandbox import RunningSandbox
from tests.page.listeners import listen
from tests.page.received import Received


@contextmanager
def helper_app(running: RunningSandbox) -> Iterator[Received]:
    """The app, connected; what it receives is kept in the value."""
    received = Received()
    client = WebClient(token=running.bot_token, base_url=running.api_url)
    pool = ThreadPoolExecutor(max_workers=10)
    app = App(client=client, listener_executor=pool, token_verification_enabled=False)
    listen(app, received)
    handler = SocketModeHandler(app, running.app_token)
    handler.connect()  # type: ignore[no-untyped-call]  # the SDK leaves it bare
    try:
        yield received
    finally:
        hang_up(handler)
        pool.shutdown(wait=True)

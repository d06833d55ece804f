"""Closing a socket of Slack's own client, however short it lived."""

from slack_bolt.adapter.socket_mode import SocketModeHandler


def hang_up(handler: SocketModeHandler) -> None:
    """Close it. A client that only begins to listen takes back its word to end: say it again."""
    client = handler.client
    client.auto_reconnect_enabled = False
    listening = client.current_session_runner
    listening.event.set()
    while listening.is_alive():
        client.current_session_state.terminated = True
        listening.thread.join(0.02)
    handler.close()  # type: ignore[no-untyped-call]  # the SDK leaves it bare

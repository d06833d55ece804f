"""Checking an app's request URL before anything real is sent there."""

from sandbox.http_delivery import HttpDelivery, HttpRefusal, NotReached
from sandbox.ids import new_secret
from sandbox.records import App
from sandbox.settings import Settings


async def verified(settings: Settings, app: App, url: str) -> bool:
    """Whether the app says the challenge back, which Slack asks of every new URL."""
    challenge = new_secret(40)
    payload = {"type": "url_verification", "token": app.verification_token, "challenge": challenge}
    delivery = HttpDelivery(settings.ack_seconds)
    before, app.request_url = app.request_url, url
    try:
        answer, _ = await delivery.send(app, "events_api", payload, {})
    except (HttpRefusal, NotReached, TimeoutError):
        return False
    finally:
        app.request_url = before
        delivery.close()
    said = answer.get("payload") or {}
    return challenge in (said.get("challenge"), said.get("text"))

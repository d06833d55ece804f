"""What an app was sent, kept for the tests."""

from collections.abc import Callable

from tests.kit.sandbox import eventually
from tests.page.gallery import Json


class Received:
    """What the app was sent, in order."""

    def __init__(self) -> None:
        self._bodies: list[Json] = []

    def keep(self, body: Json) -> None:
        self._bodies.append(body)

    def wait_for(self, wanted: Callable[[Json], bool], what: str = "") -> Json:
        def look() -> Json | None:
            return next((body for body in reversed(self._bodies) if wanted(body)), None)

        return eventually(look, what=what or "a request to the app") or {}

    def action(self, action_id: str, user: str) -> Json:
        """The latest use of an element by this person."""
        body = self.wait_for(
            lambda one: (
                one.get("type") == "block_actions"
                and one["user"]["id"] == user
                and one["actions"][0]["action_id"] == action_id
            ),
            what=f"{user} uses {action_id}",
        )
        action: Json = body["actions"][0]
        return action

    def submission(self, callback_id: str, user: str) -> Json:
        body = self.wait_for(
            lambda one: (
                one.get("type") == "view_submission"
                and one["user"]["id"] == user
                and one["view"]["callback_id"] == callback_id
            ),
            what=f"{user} sends {callback_id}",
        )
        values: Json = body["view"]["state"]["values"]
        return values

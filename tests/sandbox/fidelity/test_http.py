"""The other door: signed requests over HTTP, checked by Bolt's own verification."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.request import BoltRequest

from tests.kit.loopback import served
from tests.kit.sandbox import NotAllowed
from tests.sandbox.fidelity.bolt import Heard, web_client
from tests.sandbox.fidelity.stage import CHANNEL, Stage, modal, question

Json = dict[str, Any]


class Door(BaseHTTPRequestHandler):
    """One URL for everything, as Bolt has it."""

    app: App
    statuses: list[int]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        answer = self.app.dispatch(BoltRequest(body=body, headers=dict(self.headers.items())))
        self.statuses.append(answer.status)
        self.send_response(answer.status)
        for name, value in answer.first_headers_without_set_cookie().items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body.encode())

    def log_message(self, *_arguments: Any) -> None:
        """Tests are silent."""


@pytest.fixture
def door(stage: Stage) -> Iterator[type[Door]]:
    """A Bolt app behind a plain server, and the sandbox told to deliver there."""
    app = App(
        client=web_client(stage.sandbox.base_url, stage.client.token or ""),
        signing_secret=stage.sandbox.signing_secret,
    )

    class OneDoor(Door):
        pass

    kind = OneDoor
    kind.app, kind.statuses = app, []
    with served(kind) as where:
        url = f"http://{where}/slack/events"
        wish = {"app": stage.sandbox.app_id, "do": "deliver_by_http", "url": url}
        stage.sandbox.control("app", wish)
        kind.statuses.clear()
        yield kind
    app.listener_runner.listener_executor.shutdown(wait=True)


def test_commands_forms_and_events_arrive_signed(stage: Stage, door: type[Door]) -> None:
    heard = Heard()
    view = modal(question(), callback_id="form")
    door.app.command("/helper")(
        lambda ack, body, client: (
            ack("Hello"),
            heard(client.views_open(trigger_id=body["trigger_id"], view=view)["view"]["id"]),
        )
    )
    door.app.view("form")(lambda ack: ack(response_action="errors", errors={"why": "More."}))
    door.app.event("app_home_opened")(lambda body: heard(body["event"]["user"]))
    stage.ann.command("/helper", "apply", channel=CHANNEL)
    answer = stage.ann.submit({"id": heard.next()}, {"why": {"text": {"value": "Because"}}})
    stage.ann.open_home()
    assert heard.next() == stage.ann.id
    assert answer["errors"] == {"why": "More."}
    assert stage.ann.messages(CHANNEL)[-1]["text"] == "Hello"
    assert set(door.statuses) == {200}


def test_a_request_signed_with_another_secret_is_refused(stage: Stage, door: type[Door]) -> None:
    door.app.command("/helper")(lambda ack: ack("Hello"))
    app = stage.sandbox.sandbox.world.state.apps[stage.sandbox.app_id]
    app.signing_secret = "another-secret"
    with pytest.raises(NotAllowed):
        stage.ann.command("/helper", channel=CHANNEL)
    assert door.statuses == [401]


def test_an_event_that_failed_comes_again_over_http(stage: Stage, door: type[Door]) -> None:
    heard = Heard()

    @door.app.middleware
    def stumble(body: Json, request: BoltRequest, next: Any) -> None:
        heard((body["event_id"], request.headers.get("x-slack-retry-num")))
        if "x-slack-retry-num" not in request.headers:
            raise RuntimeError("a bad day")
        next()

    door.app.event("app_home_opened")(lambda: None)
    stage.ann.open_home()
    first, second = heard.next(), heard.next()
    assert first[0] == second[0]
    assert (first[1], second[1]) == (None, ["1"])

"""The bot's Slack door without a line: payloads go in as Slack sends them, answers come out."""

import json
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from slack_bolt import BoltRequest
from slack_sdk import WebClient

from bot.assemble import assemble
from bot.parts import FEATURES
from bot.settings import Settings
from handlers.feature import Feature
from handlers.ids import PulseAnswer
from program.clock import Clock
from store.store import Store
from tests.attacks.quiet_slack import QuietSlack
from tests.kit import cast

Filled = Mapping[str, str]
"""By field of a form: what is typed, or the value of the option that is chosen."""


class Door:
    """Presses, opens and sends, as somebody's Slack would."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        home: Path,
        features: Sequence[Feature] = FEATURES,
    ) -> None:
        self.slack = QuietSlack()
        self.house = assemble(
            _settings(home), store, clock, client_factory=no_line, features=features
        )
        self.house.app.use(self._be_quiet)

    def close(self) -> None:
        """Ends the threads of the listeners."""
        self.house.app.listener_runner.listener_executor.shutdown(wait=True)

    def open_pulse(self, slack_user: str, survey_id: str) -> dict[str, Any]:
        """Press the button of the invitation; the form that opens."""
        value = json.dumps({"pulse": survey_id})
        button = {"type": "button", "action_id": PulseAnswer.OPEN.value, "block_id": "b"}
        self._send(
            slack_user,
            {
                "type": "block_actions",
                "actions": [{**button, "value": value, "action_ts": "1"}],
                "container": {"type": "message", "channel_id": "D1", "message_ts": "1.0"},
                "channel": {"id": "D1", "name": "directmessage"},
                "message": {"ts": "1.0", "text": "", "blocks": []},
                "response_url": "https://hooks.slack.test/1",
            },
        )
        return self.slack.shown()

    def submit(self, slack_user: str, view: Mapping[str, Any], filled: Filled) -> dict[str, Any]:
        """Send a form that was opened; what the bot answers, once it has committed."""
        values = {
            block["block_id"]: {block["element"]["action_id"]: _entered(block["element"], filled)}
            for block in _named(view["blocks"], filled)
        }
        sent = {**view, "id": "V1", "hash": "1", "state": {"values": values}}
        return self._send(slack_user, {"type": "view_submission", "view": sent})

    def _send(self, slack_user: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        body = {
            **payload,
            "team": {"id": cast.TEAM, "domain": "baton"},
            "user": {"id": slack_user, "team_id": cast.TEAM, "name": "n"},
            "api_app_id": "A0BATON",
            "token": "t",
            "trigger_id": uuid.uuid4().hex,
        }
        answer = self.house.app.dispatch(BoltRequest(mode="socket_mode", body=body))
        assert answer.status == 200, answer.status
        return json.loads(answer.body) if answer.body else {}

    def _be_quiet(self, context: Any, next: Any) -> None:
        context["client"] = self.slack
        next()


def _named(blocks: list[dict[str, Any]], filled: Filled) -> list[dict[str, Any]]:
    """Every input of a form, with what was filled in for it under `filled[its field]`."""
    inputs = [one for one in blocks if one["type"] == "input"]
    unknown = set(filled) - {one["block_id"] for one in inputs}
    assert not unknown, f"the form has no {unknown}"
    return [{**one, "element": {**one["element"], "block_id": one["block_id"]}} for one in inputs]


def _entered(element: Mapping[str, Any], filled: Filled) -> dict[str, Any]:
    given = filled.get(element["block_id"])
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": given}
    chosen = next((one for one in element["options"] if one["value"] == given), None)
    assert chosen is not None or given is None, f"no option {given}"
    return {"type": element["type"], "selected_option": chosen}


def _settings(home: Path) -> Settings:
    given: dict[str, Any] = {
        "_env_file": None,
        "slack_bot_token": "xoxb-1",
        "slack_app_token": "xapp-1-A0BATON-1",
        "baton_home": home,
    }
    return Settings(**given)


def no_line(_: Settings) -> WebClient:
    """What the house is given to speak to Slack with: nobody is there."""
    return QuietSlack()

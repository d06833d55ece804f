"""How modals stand on one another, are changed, closed, and opened by short-lived triggers."""

import re
import time
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.sandbox.fidelity.bolt import Heard
from tests.sandbox.fidelity.stage import (
    Stage,
    connected,
    modal,
    opened,
    opening,
    question,
    said,
    staged,
    words,
)

Json = dict[str, Any]


def test_three_views_stand_on_one_another_and_a_fourth_is_refused(stage: Stage) -> None:
    heard = Heard()
    button = {"type": "button", "action_id": "push", "text": words("More")}
    more = {"type": "actions", "block_id": "more", "elements": [button]}
    view = modal(more)
    opening(stage, view, heard)

    @stage.app.action("push")
    def push(ack: Any, body: Json, client: Any) -> None:
        ack()
        try:
            heard(client.views_push(trigger_id=body["trigger_id"], view=view)["view"])
        except SlackApiError as refused:
            heard(refused.response["error"])

    with connected(stage):
        top = opened(stage, heard)
        for _ in range(3):
            stage.ann.press(top, "push")
            answer = heard.next()
            top = answer if isinstance(answer, dict) else top
    assert answer == "push_limit_reached"
    assert len(stage.ann.views()) == 3


def test_a_stale_hash_is_refused_and_a_fresh_one_taken(stage: Stage) -> None:
    heard = Heard()
    opening(stage, modal(question(), external_id="mine"), heard)
    with connected(stage):
        view = opened(stage, heard)
    client, changed = stage.client, modal(question(), title="Changed", external_id="mine")
    fresh = client.views_update(view_id=view["id"], hash=view["hash"], view=changed)["view"]
    assert fresh["hash"] != view["hash"]
    with pytest.raises(SlackApiError) as refused:
        client.views_update(view_id=view["id"], hash=view["hash"], view=changed)
    assert refused.value.response["error"] == "hash_conflict"
    again = client.views_update(external_id="mine", view=changed)["view"]
    assert again["id"] == view["id"]
    with pytest.raises(SlackApiError) as gone:
        client.views_update(view_id="V0NOSUCH", view=changed)
    assert gone.value.response["error"] == "not_found"


def test_an_external_id_belongs_to_one_view(stage: Stage) -> None:
    heard = Heard()
    opening(stage, modal(question(), external_id="mine"), heard)

    @stage.app.shortcut("again")
    def again(ack: Any, body: Json, client: Any) -> None:
        ack()
        try:
            client.views_open(
                trigger_id=body["trigger_id"], view=modal(question(), external_id="mine")
            )
        except SlackApiError as refused:
            heard(refused.response["error"])

    with connected(stage):
        opened(stage, heard)
        stage.ben.shortcut("again")
        assert heard.next() == "duplicate_external_id"


@pytest.mark.parametrize("everything", [False, True])
def test_closing_is_told_where_it_was_asked_for(stage: Stage, everything: bool) -> None:
    heard = Heard()
    root = modal(question(), callback_id="root", notify_on_close=True)
    upper = modal(question(), callback_id="upper", notify_on_close=True)
    opening(stage, root, heard)
    stage.app.view("root")(lambda ack: ack(response_action="push", view=upper))
    stage.app.view_closed(re.compile(".*"))(lambda ack, body: (ack(), heard(body)))
    with connected(stage):
        view = opened(stage, heard)
        stage.ann.submit(view, said("Because"))
        top = stage.ann.views()[-1]
        stage.ann.close(top, everything=everything)
        body = heard.next()
    assert body["type"] == "view_closed"
    assert body["is_cleared"] is everything
    assert body["view"]["id"] == (view["id"] if everything else top["id"])
    assert len(stage.ann.views()) == (0 if everything else 1)


def test_closing_is_silent_where_nobody_asked(stage: Stage) -> None:
    heard = Heard()
    opening(stage, modal(question()), heard)
    stage.app.view_closed(re.compile(".*"))(lambda ack, body: (ack(), heard(body)))
    with connected(stage):
        view = opened(stage, heard)
        assert stage.ann.close(view, everything=False)["ok"]
    assert heard.nothing()


def refusal_to_open(client: WebClient, trigger: str) -> str:
    with pytest.raises(SlackApiError) as refused:
        client.views_open(trigger_id=trigger, view=modal(question()))
    name: str = refused.value.response["error"]
    return name


def test_a_trigger_opens_one_modal(stage: Stage) -> None:
    heard = Heard()
    stage.app.shortcut("start")(lambda ack, body: (ack(), heard(body["trigger_id"])))
    with connected(stage):
        stage.ann.shortcut("start")
        trigger = heard.next()
    stage.client.views_open(trigger_id=trigger, view=modal(question()))
    assert refusal_to_open(stage.client, trigger) == "exchanged_trigger_id"
    assert refusal_to_open(stage.client, "12345.98765.abcd") == "invalid_trigger_id"


def test_a_trigger_is_good_for_a_short_while() -> None:
    heard = Heard()
    with staged(trigger_seconds=0.1) as stage:
        stage.app.shortcut("start")(lambda ack, body: (ack(), heard(body["trigger_id"])))
        with connected(stage):
            stage.ann.shortcut("start")
            trigger = heard.next()
        time.sleep(0.2)
        assert refusal_to_open(stage.client, trigger) == "expired_trigger_id"


def test_a_bad_view_is_pointed_at_and_costs_no_trigger(stage: Stage) -> None:
    heard = Heard()

    @stage.app.shortcut("start")
    def log(ack: Any, body: Json, client: Any) -> None:
        ack()
        with pytest.raises(SlackApiError) as refused:
            client.views_open(trigger_id=body["trigger_id"], view=modal(title="x" * 25))
        heard(refused.value.response.data)
        heard(client.views_open(trigger_id=body["trigger_id"], view=modal())["ok"])

    with connected(stage):
        stage.ann.shortcut("start")
        answer = heard.next()
        assert heard.next() is True
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]

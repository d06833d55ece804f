"""Modals over the real SDK: opened, sent, changed, stacked, closed, and all that can go wrong."""

import re
import time
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.kit.sandbox import NotAllowed
from tests.sandbox.fidelity.bolt import Heard, until
from tests.sandbox.fidelity.stage import Stage, connected, modal, question, staged, words

Json = dict[str, Any]


def opening(stage: Stage, view: Json, heard: Heard) -> None:
    """The global shortcut `log` opens this view and tells the test about it."""
    stage.app.shortcut("start")(
        lambda ack, body, client: (
            ack(),
            heard(client.views_open(trigger_id=body["trigger_id"], view=view)["view"]),
        )
    )


def opened(stage: Stage, heard: Heard) -> Json:
    stage.ann.shortcut("start")
    view: Json = heard.next()
    return view


def said(text: str) -> Json:
    return {"why": {"text": {"value": text}}}


def test_a_submission_brings_what_was_typed_and_closes_the_modal(stage: Stage) -> None:
    heard = Heard()
    opening(stage, modal(question(), private_metadata="kept", callback_id="form"), heard)
    stage.app.view("form")(lambda ack, body: (ack(), heard(body)))
    with connected(stage):
        view = opened(stage, heard)
        assert stage.stack() == [view["id"]]
        answer = stage.ann.submit(view, said("Because"))
        body = heard.next()
    assert answer["result"] == "closed"
    assert stage.ann.views() == []
    sent = body["view"]
    assert body["type"] == "view_submission"
    assert body["user"]["id"] == stage.ann.id
    assert body["user"]["team_id"] == body["team"]["id"] == sent["team_id"]
    assert body["response_urls"] == []
    assert sent["private_metadata"] == "kept"
    assert sent["hash"] == view["hash"]
    assert sent["root_view_id"] == sent["id"] == view["id"]
    assert sent["previous_view_id"] is None
    assert sent["state"]["values"] == {
        "why": {"text": {"type": "plain_text_input", "value": "Because"}}
    }


def test_what_is_required_is_refused_before_the_app_hears_of_it(stage: Stage) -> None:
    heard = Heard()
    opening(stage, modal(question(), callback_id="form"), heard)
    stage.app.view("form")(lambda ack, body: (ack(), heard(body)))
    with connected(stage):
        view = opened(stage, heard)
        answer = stage.ann.submit(view, {})
    assert answer["result"] == "errors"
    assert answer["errors"] == {"why": "Please complete this required field."}
    assert heard.nothing()


def test_errors_stand_under_their_question_and_the_modal_stays(stage: Stage) -> None:
    heard = Heard()
    opening(stage, modal(question(), callback_id="form"), heard)
    stage.app.view("form")(
        lambda ack: ack(response_action="errors", errors={"why": "Say a little more."})
    )
    with connected(stage):
        view = opened(stage, heard)
        answer = stage.ann.submit(view, said("Because"))
    assert answer["result"] == "errors"
    assert answer["errors"] == {"why": "Say a little more."}
    assert stage.stack() == [view["id"]]


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nobody": "No such question."}},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
def test_an_answer_slack_cannot_use_shows_a_general_sentence(stage: Stage, answer: Json) -> None:
    heard = Heard()
    opening(stage, modal(question(), callback_id="form"), heard)
    stage.app.view("form")(lambda ack: ack(**answer))
    with connected(stage):
        view = opened(stage, heard)
        with pytest.raises(NotAllowed):
            stage.ann.submit(view, said("Because"))
    assert stage.stack() == [view["id"]]


def test_an_answer_can_change_push_and_clear(stage: Stage) -> None:
    heard = Heard()
    opening(stage, modal(question(), callback_id="first"), heard)
    second = modal(question(), callback_id="second", title="Second")
    third = modal(question(), callback_id="third", title="Third", external_id="third")
    stage.app.view("first")(lambda ack: ack(response_action="update", view=second))
    stage.app.view("second")(lambda ack: ack(response_action="push", view=third))
    stage.app.view("third")(lambda ack: ack(response_action="clear"))
    with connected(stage):
        view = opened(stage, heard)
        results = []
        for _ in range(3):
            top = stage.ann.views()[-1]
            sent = stage.ann.submit(top, said("Because"))
            results.append(sent["result"])
            if sent["result"] == "updated":
                [changed] = stage.ann.views()
                assert changed["id"] == view["id"]
                assert changed["hash"] != view["hash"]
                assert changed["title"]["text"] == "Second"
            if sent["result"] == "pushed":
                bottom, pushed = stage.ann.views()
                assert pushed["previous_view_id"] == bottom["id"] == pushed["root_view_id"]
                assert pushed["external_id"] == "third"
    assert results == ["updated", "pushed", "cleared"]
    assert stage.ann.views() == []


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


def test_several_people_have_modals_open_at_once(stage: Stage) -> None:
    heard = Heard()
    opening(stage, modal(question(), callback_id="form"), heard)
    stage.app.view("form")(lambda ack, body: (ack(), heard(body)))
    with connected(stage):
        anns = opened(stage, heard)
        stage.ben.shortcut("start")
        bens = heard.next()
        with pytest.raises(NotAllowed):
            stage.ben.submit(anns, said("Not mine"))
        stage.ben.submit(bens, said("Ben"))
        assert heard.next()["user"]["id"] == stage.ben.id
        assert stage.stack() == [anns["id"]]
        stage.ann.submit(anns, said("Ann"))
        assert heard.next()["user"]["id"] == stage.ann.id
    until(lambda: stage.ann.views() == [])


def test_an_external_select_offers_what_the_app_finds(stage: Stage) -> None:
    heard = Heard()
    select = question(
        {"type": "external_select", "action_id": "mentor", "min_query_length": 1}, "who"
    )
    opening(stage, modal(select, callback_id="form"), heard)
    found = [{"text": {"type": "plain_text", "text": "Cleo"}, "value": "U3"}]
    stage.app.options("mentor")(
        lambda ack, body: (heard(body), ack(options=found if body["value"] == "cl" else []))
    )
    stage.app.view("form")(lambda ack, body: (ack(), heard(body)))
    with connected(stage):
        view = opened(stage, heard)
        offered = stage.ann.suggest(view, "mentor", "cl")
        asked = heard.next()
        nobody = stage.ann.suggest(view, "mentor", "zz")
        heard.next()
        chosen = {"who": {"mentor": {"selected_option": offered["options"][0]}}}
        stage.ann.submit(view, chosen)
        body = heard.next()
    assert asked["type"] == "block_suggestion"
    assert (asked["block_id"], asked["action_id"], asked["value"]) == ("who", "mentor", "cl")
    assert "trigger_id" not in asked
    assert asked["container"] == {"type": "view", "view_id": view["id"]}
    assert nobody["options"] == []
    said_option = body["view"]["state"]["values"]["who"]["mentor"]["selected_option"]
    assert said_option["value"] == "U3"
    assert said_option["text"]["text"] == "Cleo"

"""Modals over the real SDK: opened, sent, changed, stacked, closed, and all that can go wrong."""

from typing import Any

import pytest

from tests.kit.sandbox import NotAllowed
from tests.sandbox.fidelity.bolt import Heard, until
from tests.sandbox.fidelity.stage import Stage, connected, modal, opened, opening, question, said

Json = dict[str, Any]


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

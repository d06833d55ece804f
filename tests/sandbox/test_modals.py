"""Modals: triggers, the stack, hashes, and what the ack of a submission does."""

import time
from typing import Any

import pytest

from tests.kit.sandbox import NotAllowed, PagePerson, RunningSandbox, running_sandbox
from tests.sandbox.forms import Json, button, field, modal, plain, typed
from tests.sandbox.listening import SILENT, SocketApp


def trigger(box: RunningSandbox, app: SocketApp, user: str = "U0ANN") -> str:
    """A fresh trigger of that person, by way of a command."""
    before = len(app.payloads("slash_commands"))
    box.person(user).command("/helper")
    return str(app.wait_for("slash_commands", before + 1)["trigger_id"])


def opened(box: RunningSandbox, app: SocketApp, view: Json, user: str = "U0ANN") -> Json:
    answer = box.api("views.open", trigger_id=trigger(box, app, user), view=view)
    assert answer["ok"], answer
    found: Json = answer["view"]
    return found


def pressed(app: SocketApp, person: PagePerson, view: Json) -> str:
    """The trigger of a press inside an open view."""
    before = len(app.payloads("block_actions"))
    person.press(view, "go")
    return str(app.wait_for("block_actions", before + 1)["trigger_id"])


def test_a_trigger_opens_a_modal_once(box: RunningSandbox, app: SocketApp) -> None:
    used = trigger(box, app)
    assert box.api("views.open", trigger_id=used, view=modal())["ok"]
    again = box.api("views.open", trigger_id=used, view=modal())
    assert again["error"] == "exchanged_trigger_id"
    assert (
        box.api("views.open", trigger_id="1.2.abc", view=modal())["error"] == "invalid_trigger_id"
    )


def test_a_trigger_expires() -> None:
    with running_sandbox(trigger_seconds=0.05) as box:
        app = SocketApp(box)
        late = trigger(box, app)
        time.sleep(0.1)
        answer = box.api("views.open", trigger_id=late, view=modal())
        assert answer["error"] == "expired_trigger_id"
        app.close()


def test_the_answer_carries_the_whole_view(box: RunningSandbox, app: SocketApp) -> None:
    view = opened(box, app, modal(private_metadata="x", external_id="mine"))
    assert view["id"].startswith("V")
    assert view["id"] == view["root_view_id"]
    assert view["previous_view_id"] is None
    assert (view["team_id"], view["app_id"], view["bot_id"]) == (
        "T0PRACTICE",
        "A0HELPER",
        "B0HELPER",
    )
    assert (view["private_metadata"], view["external_id"]) == ("x", "mine")
    assert view["state"] == {"values": {}}
    assert view["title"] == {"type": "plain_text", "text": "Form", "emoji": True}
    assert view["hash"]


def test_a_bad_view_is_refused_as_slack_refuses_it(box: RunningSandbox, app: SocketApp) -> None:
    unused = trigger(box, app)
    answer = box.api("views.open", trigger_id=unused, view=modal(title=plain("x" * 25)))
    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in answer["response_metadata"]["messages"][0]
    assert box.api("views.open", trigger_id=unused, view=modal())["ok"]
    assert box.api("views.open", trigger_id=unused)["error"] == "invalid_arguments"
    assert box.api("views.open", view=modal())["error"] == "invalid_arguments"


def test_a_submission_has_everything_bolt_looks_at(box: RunningSandbox, app: SocketApp) -> None:
    view = opened(box, app, modal(field(), field("more", optional=True)))
    box.person("U0ANN").submit(view, typed("Ann"))
    payload = app.wait_for("view_submission")
    assert payload["user"] == {
        "id": "U0ANN", "username": "ann", "name": "ann", "team_id": "T0PRACTICE",
    }  # fmt: skip
    assert payload["team"] == {"id": "T0PRACTICE", "domain": "practice"}
    assert payload["view"]["id"] == view["id"]
    assert payload["view"]["hash"] == view["hash"]
    assert payload["view"]["state"]["values"] == {
        "name": {"value": {"type": "plain_text_input", "value": "Ann"}},
        "more": {"value": {"type": "plain_text_input", "value": None}},
    }
    assert payload["response_urls"] == []
    assert payload["is_enterprise_install"] is False
    assert payload["trigger_id"]
    assert app.envelopes[-1]["accepts_response_payload"] is True


def test_an_empty_ack_closes_the_modal(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    view = opened(box, app, modal())
    assert ann.submit(view, typed("x"))["result"] == "closed"
    assert ann.views() == []
    with pytest.raises(NotAllowed, match="view_not_found"):
        ann.submit(view, typed("x"))


def test_errors_stand_under_their_blocks(box: RunningSandbox, app: SocketApp) -> None:
    app.answer = lambda one: (
        {"response_action": "errors", "errors": {"name": "Not that one"}}
        if one["type"] == "interactive"
        else None
    )
    ann = box.person("U0ANN")
    view = opened(box, app, modal())
    answer = ann.submit(view, typed("x"))
    assert (answer["result"], answer["errors"]) == ("errors", {"name": "Not that one"})
    assert [one["id"] for one in ann.views()] == [view["id"]]


def test_what_slack_refuses_never_reaches_the_app(box: RunningSandbox, app: SocketApp) -> None:
    view = opened(box, app, modal())
    assert box.person("U0ANN").submit(view)["result"] == "errors"
    assert app.payloads("view_submission") == []


@pytest.mark.parametrize(
    "ack",
    [
        {"response_action": "errors", "errors": {"elsewhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
        "text",
    ],
)
def test_an_ack_slack_cannot_use_shows_a_general_sentence(
    box: RunningSandbox, app: SocketApp, ack: Any
) -> None:
    app.answer = lambda one: ack if one["type"] == "interactive" else None
    ann = box.person("U0ANN")
    view = opened(box, app, modal())
    with pytest.raises(NotAllowed) as refusal:
        ann.submit(view, typed("x"))
    assert refusal.value.sentence == "We had some trouble connecting. Try again?"
    assert ann.modal() is not None


def test_an_ack_may_update_push_and_clear(box: RunningSandbox, app: SocketApp) -> None:
    acks: list[Json] = [
        {"response_action": "update", "view": modal(callback_id="second")},
        {"response_action": "push", "view": modal(callback_id="third")},
        {"response_action": "clear"},
    ]
    app.answer = lambda one: acks.pop(0) if one["type"] == "interactive" else None
    ann = box.person("U0ANN")
    first = opened(box, app, modal())
    assert ann.submit(first, typed("x"))["result"] == "updated"
    second = ann.wait_for_modal("second")
    assert second["id"] == first["id"]
    assert second["hash"] != first["hash"]
    assert ann.submit(second, typed("x"))["result"] == "pushed"
    third = ann.wait_for_modal("third")
    assert (third["previous_view_id"], third["root_view_id"]) == (first["id"], first["id"])
    assert ann.submit(third, typed("x"))["result"] == "cleared"
    assert ann.views() == []


def test_a_stack_holds_three(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    view = opened(box, app, modal(button()))
    for expected in (2, 3):
        answer = box.api("views.push", trigger_id=pressed(app, ann, view), view=modal(button()))
        view = answer["view"]
        assert len(ann.views()) == expected
    answer = box.api("views.push", trigger_id=pressed(app, ann, view), view=modal())
    assert answer["error"] == "push_limit_reached"


def test_a_push_needs_a_trigger_from_inside_the_modal(box: RunningSandbox, app: SocketApp) -> None:
    opened(box, app, modal(button()))
    answer = box.api("views.push", trigger_id=trigger(box, app), view=modal())
    assert not answer["ok"]


def test_a_new_root_replaces_what_was_open(box: RunningSandbox, app: SocketApp) -> None:
    opened(box, app, modal(callback_id="old"))
    opened(box, app, modal(callback_id="new"))
    assert [one["callback_id"] for one in box.person("U0ANN").views()] == ["new"]


def test_a_stale_hash_is_a_conflict(box: RunningSandbox, app: SocketApp) -> None:
    view = opened(box, app, modal())
    first = box.api("views.update", view_id=view["id"], hash=view["hash"], view=modal())
    assert first["ok"]
    again = box.api("views.update", view_id=view["id"], hash=view["hash"], view=modal())
    assert again["error"] == "hash_conflict"
    fresh = first["view"]["hash"]
    assert box.api("views.update", view_id=view["id"], hash=fresh, view=modal())["ok"]


def test_an_external_id_names_a_view_and_is_taken_once(box: RunningSandbox, app: SocketApp) -> None:
    opened(box, app, modal(external_id="one"))
    named = box.api(
        "views.update", external_id="one", view=modal(callback_id="new", external_id="one")
    )
    assert named["view"]["callback_id"] == "new"
    clash = box.api(
        "views.open", trigger_id=trigger(box, app, "U0BEN"), view=modal(external_id="one")
    )
    assert clash["error"] == "duplicate_external_id"
    assert box.api("views.update", external_id="two", view=modal())["error"] == "not_found"


def test_a_closed_view_is_not_found(box: RunningSandbox, app: SocketApp) -> None:
    view = opened(box, app, modal())
    box.person("U0ANN").close(view)
    assert box.api("views.update", view_id=view["id"], view=modal())["error"] == "not_found"


def test_cancel_tells_the_app_if_it_asked_to_be_told(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    ann.close(opened(box, app, modal()))
    view = opened(box, app, modal(notify_on_close=True))
    ann.close(view)
    payload = app.wait_for("view_closed")
    assert (payload["view"]["id"], payload["is_cleared"]) == (view["id"], False)
    assert len(app.payloads("view_closed")) == 1


def test_a_form_closes_even_when_the_app_is_away(box: RunningSandbox) -> None:
    before = SocketApp(box)
    view = opened(box, before, modal(notify_on_close=True))
    before.close()
    box.person("U0ANN").close(view)
    assert box.person("U0ANN").views() == []


def test_the_cross_clears_the_stack_and_names_the_root(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    root = opened(box, app, modal(button(), notify_on_close=True))
    pushed = box.api("views.push", trigger_id=pressed(app, ann, root), view=modal())["view"]
    ann.close(pushed, everything=True)
    payload = app.wait_for("view_closed")
    assert (payload["view"]["id"], payload["is_cleared"]) == (root["id"], True)
    assert ann.views() == []


def test_submitting_a_pushed_view_goes_back_to_the_one_below(
    box: RunningSandbox, app: SocketApp
) -> None:
    ann = box.person("U0ANN")
    root = opened(box, app, modal(button(), field()))
    pushed = box.api("views.push", trigger_id=pressed(app, ann, root), view=modal())["view"]
    with pytest.raises(NotAllowed, match="view_not_on_top"):
        ann.submit(root, typed("x"))
    assert ann.submit(pushed, typed("x"))["result"] == "closed"
    assert [one["id"] for one in ann.views()] == [root["id"]]


def test_nobody_sends_the_modal_of_another(box: RunningSandbox, app: SocketApp) -> None:
    view = opened(box, app, modal())
    with pytest.raises(NotAllowed, match="view_not_found"):
        box.person("U0BEN").submit(view, typed("x"))


def test_several_people_have_modals_open_at_once(box: RunningSandbox, app: SocketApp) -> None:
    views = {user: opened(box, app, modal(), user) for user in ("U0ANN", "U0BEN", "U0CHIO")}
    for user, view in views.items():
        box.person(user).submit(view, typed(user))
    said = {
        one["user"]["id"]: one["view"]["state"]["values"]["name"]["value"]["value"]
        for one in app.payloads("view_submission")
    }
    assert said == {user: user for user in views}


def test_a_modal_opened_before_an_app_restart_can_be_sent_after_it(box: RunningSandbox) -> None:
    before = SocketApp(box)
    view = opened(box, before, modal())
    before.close()
    with pytest.raises(NotAllowed, match="no_app"):
        box.person("U0ANN").submit(view, typed("x"))
    after = SocketApp(box)
    assert box.person("U0ANN").submit(view, typed("x"))["result"] == "closed"
    assert after.wait_for("view_submission")["view"]["id"] == view["id"]
    after.close()


def test_a_submission_nobody_acks_leaves_the_modal_open() -> None:
    with running_sandbox(ack_seconds=0.4) as box:
        app = SocketApp(box)
        view = opened(box, app, modal())
        app.answer = lambda _: SILENT
        with pytest.raises(NotAllowed, match="operation_timeout"):
            box.person("U0ANN").submit(view, typed("x"))
        assert box.person("U0ANN").modal() is not None
        app.close()


def test_a_chosen_conversation_brings_a_response_url(box: RunningSandbox, app: SocketApp) -> None:
    select = {
        "type": "input",
        "block_id": "where",
        "label": plain("Where"),
        "element": {
            "type": "conversations_select",
            "action_id": "place",
            "response_url_enabled": True,
        },
    }
    view = opened(box, app, modal(select))
    state = {"where": {"place": {"selected_conversation": "C0GENERAL"}}}
    box.person("U0ANN").submit(view, state)
    (given,) = app.wait_for("view_submission")["response_urls"]
    assert (given["block_id"], given["action_id"]) == ("where", "place")
    assert given["channel_id"] == "C0GENERAL"
    answer = box.http.post(
        given["response_url"], json={"text": "Done", "response_type": "in_channel"}
    )
    assert answer.text == "ok"
    assert box.person("U0BEN").messages("C0GENERAL")[-1]["text"] == "Done"

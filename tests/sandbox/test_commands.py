"""Slash commands and shortcuts."""

import pytest

from tests.kit.sandbox import NotAllowed, RunningSandbox
from tests.sandbox.forms import modal
from tests.sandbox.listening import SocketApp


def test_a_command_carries_slacks_fields(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0ANN").command("/helper", "help me", channel="C0GENERAL")
    payload = app.wait_for("slash_commands")
    assert payload["command"] == "/helper"
    assert payload["text"] == "help me"
    assert (payload["channel_id"], payload["channel_name"]) == ("C0GENERAL", "general")
    assert (payload["user_id"], payload["user_name"]) == ("U0ANN", "ann")
    assert (payload["team_id"], payload["team_domain"]) == ("T0PRACTICE", "practice")
    assert payload["is_enterprise_install"] == "false"
    assert payload["api_app_id"] == "A0HELPER"
    assert payload["trigger_id"]
    assert payload["response_url"]


@pytest.mark.parametrize(
    ("channel", "name"), [("C0QUIET", "privategroup"), (None, "directmessage")]
)
def test_private_places_have_no_name(
    box: RunningSandbox, app: SocketApp, channel: str | None, name: str
) -> None:
    box.person("U0ANN").command("/helper", channel=channel)
    assert app.wait_for("slash_commands")["channel_name"] == name


def test_only_the_person_sees_the_ack_of_a_command(box: RunningSandbox, app: SocketApp) -> None:
    app.answer = lambda _: {"text": "Between us"}
    box.person("U0ANN").command("/helper", channel="C0GENERAL")
    shown = box.person("U0ANN").messages("C0GENERAL")[-1]
    assert (shown["text"], shown["ephemeral"]) == ("Between us", True)
    assert box.person("U0BEN").messages("C0GENERAL") == []


def test_the_ack_of_a_command_may_be_for_everybody(box: RunningSandbox, app: SocketApp) -> None:
    app.answer = lambda _: {"text": "For all", "response_type": "in_channel"}
    box.person("U0ANN").command("/helper", channel="C0GENERAL")
    assert box.person("U0BEN").messages("C0GENERAL")[-1]["text"] == "For all"


def test_should_escape_turns_names_into_ids(box: RunningSandbox, app: SocketApp) -> None:
    text = "ask @ben in #general and #quiet & <b> or <@U0DEV>, not me@ben"
    box.person("U0ANN").command("/helper", text)
    assert app.wait_for("slash_commands")["text"] == (
        "ask <@U0BEN|ben> in <#C0GENERAL|general> and <#C0QUIET|> &amp; &lt;b&gt; or <@U0DEV>,"
        " not me@ben"
    )


def test_without_should_escape_ids_become_names(box: RunningSandbox, app: SocketApp) -> None:
    manifest = box.sandbox.world.state.apps["A0HELPER"].manifest
    command = {**manifest["features"]["slash_commands"][0], "should_escape": False}
    features = {**manifest["features"], "slash_commands": [command]}
    box.seed({"app": {"id": "A0HELPER", "manifest": {**manifest, "features": features}}})
    box.person("U0ANN").command("/helper", "<@U0BEN> @ben <#C0GENERAL|general>")
    assert app.wait_for("slash_commands")["text"] == "@ben @ben #general"


def test_an_unknown_command_stays_with_slack(box: RunningSandbox, app: SocketApp) -> None:
    with pytest.raises(NotAllowed, match="no_such_command"):
        box.person("U0ANN").command("/unknown")
    assert app.envelopes == []


def test_outsiders_have_no_commands(box: RunningSandbox, app: SocketApp) -> None:
    ida = box.person("U0IDA")
    with pytest.raises(NotAllowed, match="not_available"):
        ida.command("/helper", channel="C0SHARED")
    with pytest.raises(NotAllowed, match="not_available"):
        ida.shortcut("start")
    with pytest.raises(NotAllowed, match="not_available"):
        ida.open_home()


def test_a_guest_may_use_commands(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0GUS").command("/helper")
    assert app.wait_for("slash_commands")["user_id"] == "U0GUS"


def test_a_deactivated_person_does_nothing(box: RunningSandbox) -> None:
    with pytest.raises(NotAllowed, match="account_inactive"):
        box.person("U0JON").command("/helper")


def test_a_global_shortcut(box: RunningSandbox, app: SocketApp) -> None:
    box.person("U0ANN").shortcut("start")
    payload = app.wait_for("shortcut")
    assert payload["callback_id"] == "start"
    assert "channel" not in payload
    assert "response_url" not in payload
    assert box.api("views.open", trigger_id=payload["trigger_id"], view=modal())["ok"]
    with pytest.raises(NotAllowed, match="no_such_shortcut"):
        box.person("U0ANN").shortcut("keep")


def test_a_message_shortcut(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    message = ann.say("C0GENERAL", "Remember this")
    ann.message_shortcut("keep", message)
    payload = app.wait_for("message_action")
    assert payload["message"]["text"] == "Remember this"
    assert payload["message_ts"] == message["ts"]
    assert payload["channel"] == {"id": "C0GENERAL", "name": "general"}
    assert payload["response_url"]


def test_the_newest_app_wins_a_clash_of_commands(box: RunningSandbox, app: SocketApp) -> None:
    manifest = box.sandbox.world.state.apps["A0HELPER"].manifest
    newer = {**manifest, "display_information": {"name": "Newer"}}
    box.control("seed", {"app": {"id": "A0NEWER", "manifest": newer}})
    with pytest.raises(NotAllowed, match="no_app"):
        box.person("U0ANN").command("/helper")
    assert app.envelopes == []

"""Who calls is read from the request alone."""

from typing import Any

from slack_bolt import BoltContext

from handlers.identify import caller_of
from services.desk import Caller


def caller(body: dict[str, Any], **context: Any) -> Caller | None:
    return caller_of(body, BoltContext(context))


def test_a_press_in_our_own_workspace() -> None:
    found = caller({"user": {"id": "U1", "team_id": "T1"}}, team_id="T1", user_id="U1")

    assert found == Caller("T1", "U1", None, "T1")
    assert not found.is_from_elsewhere


def test_a_press_from_another_organisation_in_a_shared_channel() -> None:
    found = caller({"user": {"id": "U1", "team_id": "T2"}}, team_id="T1", user_id="U1")

    assert found is not None
    assert found.is_from_elsewhere


def test_a_sibling_workspace_of_our_organisation_is_not_elsewhere() -> None:
    body = {"user": {"id": "U1", "team_id": "T2"}}
    found = caller(body, team_id="T1", user_id="U1", enterprise_id="E1")

    assert found is not None
    assert not found.is_from_elsewhere


def test_a_message_from_another_organisation() -> None:
    body = {"event": {"type": "message", "user": "U1", "user_team": "T2"}}
    found = caller(body, team_id="T1", user_id="U1")

    assert found is not None
    assert found.is_from_elsewhere


def test_a_request_that_nobody_made_has_no_caller() -> None:
    assert caller({"event": {"type": "app_uninstalled"}}, team_id="T1") is None

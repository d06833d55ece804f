"""What Slack promises in figures, and the refusals few meet: each as the documentation has it."""

import pytest

from sandbox.settings import Settings
from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.sandbox.forms import Json, home


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("ack_seconds", 3),
        ("trigger_seconds", 3),
        ("retry_delays", (0, 60, 300)),
        ("warning_seconds", 10),
        ("response_url_seconds", 30 * 60),
        ("response_url_uses", 5),
        ("rates", True),
        ("rate_factor", 1),
    ],
)
def test_left_alone_the_sandbox_is_as_patient_as_slack(name: str, figure: object) -> None:
    assert getattr(Settings(), name) == figure


def test_an_app_without_a_home_tab_publishes_none(box: RunningSandbox) -> None:
    app = box.sandbox.world.state.apps["A0HELPER"]
    closed = {"home_tab_enabled": False, "messages_tab_enabled": True}
    features = {**app.manifest["features"], "app_home": closed}
    box.seed({"app": {"id": "A0HELPER", "manifest": {**app.manifest, "features": features}}})
    assert box.api("views.publish", user_id="U0ANN", view=home())["error"] == "not_enabled"


def test_a_big_workspace_is_listed_page_by_page_only() -> None:
    crowd = [{"id": f"U1{number:04}", "real_name": f"P {number}"} for number in range(1000)]
    with running_sandbox() as box:
        box.seed({"people": crowd})
        assert box.api("users.list")["error"] == "limit_required"
        assert len(box.api("users.list", limit=200)["members"]) == 200


@pytest.mark.parametrize(
    "error",
    [
        "edit_window_closed",
        "internal_error",
        "restricted_action",
        "service_unavailable",
        "team_access_not_granted",
        "token_expired",
    ],
)
def test_what_a_setting_elsewhere_would_refuse_can_be_ordered(
    box: RunningSandbox, error: str
) -> None:
    box.misbehave(do="error", on="chat.postMessage", times=1, error=error)
    assert _post(box)["error"] == error
    assert box.person("U0ANN").messages() == []
    assert _post(box)["ok"]


def _post(box: RunningSandbox) -> Json:
    return box.api("chat.postMessage", channel="U0ANN", text="x")

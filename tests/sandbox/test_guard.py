"""Only this machine and only our own page: foreign names, sites and forms are turned away."""

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.kit.sandbox import RunningSandbox

PAGE = {"X-Sandbox": "page"}
ACT = {"as": "U0ANN", "act": "open_im", "user": "U0BEN"}


def test_it_listens_on_this_machine_only(box: RunningSandbox) -> None:
    assert box.base_url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", ""])
@pytest.mark.parametrize("path", ["/", "/api/api.test", "/_page/boot", "/_control/state"])
def test_a_foreign_name_for_this_machine_is_refused(
    box: RunningSandbox, host: str, path: str
) -> None:
    answer = box.http.get(path, headers={"Host": host, "X-Sandbox": "control"})
    assert answer.status_code in (400, 403)
    assert "host_not_allowed" in answer.text or answer.status_code == 400


def test_a_host_without_a_port_is_fine_as_some_clients_send_it(box: RunningSandbox) -> None:
    assert box.http.get("/api/api.test", headers={"Host": "127.0.0.1"}).json()["ok"]
    assert box.http.get("/api/api.test", headers={"Host": "localhost"}).json()["ok"]


def test_a_page_of_another_site_cannot_act(box: RunningSandbox) -> None:
    foreign = {**PAGE, "Origin": "https://evil.example"}
    assert box.http.post("/_page/act", json=ACT, headers=foreign).status_code == 403
    own = {**PAGE, "Origin": box.base_url}
    assert box.http.post("/_page/act", json=ACT, headers=own).json()["ok"]


def test_another_port_of_this_machine_is_another_site(box: RunningSandbox) -> None:
    foreign = {**PAGE, "Origin": "http://127.0.0.1:1"}
    assert box.http.post("/_page/act", json=ACT, headers=foreign).status_code == 403
    assert box.http.get("/_page/boot", headers={"Origin": "null"}).status_code == 403
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert box.http.get("/_page/boot", headers=cross).status_code == 403
    assert box.http.get("/", headers=cross).status_code == 200


def test_a_plain_form_cannot_act(box: RunningSandbox) -> None:
    assert box.http.post("/_page/act", json=ACT).status_code == 403
    assert box.http.post("/_page/upload?as=U0ANN", files={"file": b"x"}).status_code == 403
    assert box.http.post("/_control/clock", json={"now": 1}).status_code == 403
    assert box.http.post("/_control/clock", json={"now": 1}, headers=PAGE).status_code == 403
    assert box.http.get("/_control/wishes").status_code == 403


def test_a_foreign_page_opens_no_socket(box: RunningSandbox) -> None:
    url = box.api("apps.connections.open", box.app_token)["url"]
    with (
        pytest.raises(InvalidStatus) as refusal,
        connect(url, origin=Origin("https://evil.example"), proxy=None),
    ):
        raise AssertionError("a foreign page got a socket")
    assert refusal.value.response.status_code == 403

"""Response URLs: five answers in half an hour, private unless said otherwise."""

import time

from tests.kit.sandbox import PagePerson, RunningSandbox, running_sandbox
from tests.sandbox.forms import button
from tests.sandbox.listening import Json, SocketApp
from tests.sandbox.test_actions import posted


def of_command(box: RunningSandbox, app: SocketApp, channel: str | None = "C0GENERAL") -> str:
    box.person("U0ANN").command("/helper", channel=channel)
    return str(app.wait_for("slash_commands")["response_url"])


def of_press(app: SocketApp, person: PagePerson, message: Json) -> str:
    before = len(app.payloads("block_actions"))
    person.press(message, "go")
    return str(app.wait_for("block_actions", before + 1)["response_url"])


def test_an_answer_is_private_by_default_even_where_the_bot_is_not(
    box: RunningSandbox, app: SocketApp
) -> None:
    url = of_command(box, app)
    answer = box.http.post(url, json={"text": "Hello"})
    assert (answer.status_code, answer.text) == (200, "ok")
    assert box.person("U0ANN").messages("C0GENERAL")[-1]["ephemeral"] is True
    assert box.person("U0BEN").messages("C0GENERAL") == []
    box.http.post(url, json={"text": "Hello all", "response_type": "in_channel"})
    assert box.person("U0BEN").messages("C0GENERAL")[-1]["text"] == "Hello all"


def test_the_sixth_answer_is_one_too_many(box: RunningSandbox, app: SocketApp) -> None:
    url = of_command(box, app)
    codes = [box.http.post(url, json={"text": str(n)}).status_code for n in range(6)]
    assert codes == [200] * 5 + [404]
    assert box.http.post(url, json={"text": "x"}).json()["error"] == "used_url"


def test_a_response_url_ends_after_its_time() -> None:
    with running_sandbox(response_url_seconds=0.05) as box:
        app = SocketApp(box)
        url = of_command(box, app)
        time.sleep(0.1)
        assert box.http.post(url, json={"text": "Late"}).json()["error"] == "expired_url"
        app.close()


def test_replacing_and_deleting_the_original(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    message = posted(box, button())
    url = of_press(app, ann, message)
    box.http.post(url, json={"text": "Done", "replace_original": True})
    (now,) = ann.messages()
    assert (now["ts"], now["text"], now["blocks"]) == (message["ts"], "Done", None)
    box.http.post(url, json={"delete_original": True})
    assert ann.messages() == []


def test_without_replace_an_answer_to_a_press_is_a_new_message(
    box: RunningSandbox, app: SocketApp
) -> None:
    ann = box.person("U0ANN")
    url = of_press(app, ann, posted(box, button()))
    box.http.post(url, json={"text": "And also"})
    assert [one["text"] for one in ann.messages()] == ["Look", "And also"]


def test_an_ephemeral_message_changes_through_its_response_url_only(
    box: RunningSandbox, app: SocketApp
) -> None:
    ann = box.person("U0ANN")
    box.api("chat.postEphemeral", channel="C0SHARED", user="U0ANN", text="Psst", blocks=[button()])
    message = ann.messages("C0SHARED")[-1]
    direct = box.api("chat.update", channel="C0SHARED", ts=message["ts"], text="x")
    assert direct["error"] == "message_not_found"
    url = of_press(app, ann, message)
    box.http.post(url, json={"text": "Still between us", "replace_original": True})
    assert ann.messages("C0SHARED")[-1]["text"] == "Still between us"
    assert box.person("U0EVE").messages("C0SHARED") == []
    box.http.post(url, json={"delete_original": True})
    assert ann.messages("C0SHARED") == []


def test_what_slack_refuses_is_refused_here(box: RunningSandbox, app: SocketApp) -> None:
    url = of_command(box, app)
    assert box.http.post(url, json={}).json()["error"] == "no_text"
    assert box.http.post(url, content=b"no json").json()["error"] == "invalid_payload"
    assert box.http.post(url, json={"text": "x", "delete_original": True}).status_code == 400
    assert box.http.post("/response/unknown", json={"text": "x"}).status_code == 404

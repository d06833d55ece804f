"""What the page is given: only what a person may see, live, and the traffic beside it."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.kit.sandbox import NotAllowed, RunningSandbox, eventually
from tests.sandbox.forms import Json, button, field, home, modal, typed
from tests.sandbox.listening import SocketApp
from tests.sandbox.test_modals import opened


class Watcher:
    """A page's stream, read in a thread of its own."""

    def __init__(
        self, box: RunningSandbox, user: str, last: str = "", after: int | None = None
    ) -> None:
        self.events: list[Json] = []
        self.last = last
        self._headers = {"Last-Event-ID": last} if last else {}
        self._address = f"{box.base_url}/_page/stream"
        self._where = {"as": user} | ({} if after is None else {"after": str(after)})
        self._response: httpx.Response | None = None
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        eventually(lambda: self._response, what="the stream")

    def of(self, kind: str) -> list[Json]:
        return [one for one in self.events if one["type"] == kind]

    def wait_for(self, kind: str) -> Json:
        return eventually(lambda: self.of(kind), what=kind)[-1]

    def close(self) -> None:
        self._closing = True
        if self._response:
            self._response.extensions["network_stream"].get_extra_info("socket").shutdown(2)
        self._thread.join()

    def _read(self) -> None:
        with httpx.Client(timeout=60, trust_env=False) as http:
            parts = {"params": self._where, "headers": self._headers}
            with http.stream("GET", self._address, **parts) as response:  # type: ignore[arg-type]
                self._response = response
                try:
                    for line in response.iter_lines():
                        self._take(line)
                except httpx.TransportError:
                    return

    def _take(self, line: str) -> None:
        if line.startswith("id: "):
            self.last = line[4:]
        elif line.startswith("data: "):
            self.events.append(json.loads(line[6:]))


@contextmanager
def watching(box: RunningSandbox, user: str = "U0ANN", **where: Any) -> Iterator[Watcher]:
    watcher = Watcher(box, user, **where)
    eventually(lambda: box.state()["streams"])
    try:
        yield watcher
    finally:
        watcher.close()


def test_the_page_starts_with_all_it_needs(box: RunningSandbox) -> None:
    boot = box.person("U0ANN").boot()
    assert boot["team"] == {"id": "T0PRACTICE", "name": "Practice", "domain": "practice"}
    assert boot["me"]["id"] == "U0ANN"
    assert len(boot["people"]) == 12
    (app,) = boot["apps"]
    assert (app["name"], app["online"], app["home_tab"]) == ("Helper", False, True)
    assert app["commands"][0]["command"] == "/helper"
    assert [one["type"] for one in app["shortcuts"]] == ["global", "message"]
    assert boot["clock"]["moving"] is None
    assert boot["views"] == []


def test_without_a_name_the_hosts_person_acts(box: RunningSandbox) -> None:
    assert box.http.get("/_page/boot").json()["me"]["id"] == "U0ANN"
    box.control("host", {"default_person": "U0EVE", "roles": {"U0EVE": {"role": "Runs it"}}})
    me = box.http.get("/_page/boot").json()["me"]
    assert (me["id"], me["role"]) == ("U0EVE", "Runs it")


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        ("U0ANN", {"general", "shared-partner", "quiet"}),
        ("U0EVE", {"general", "shared-partner"}),
        ("U0GUS", {"general"}),
        ("U0IDA", {"shared-partner"}),
    ],
)
def test_each_person_sees_their_own_conversations(
    box: RunningSandbox, user: str, seen: set[str]
) -> None:
    names = {one["name"] for one in box.person(user).boot()["conversations"]}
    assert names == seen


def test_a_closed_door_stays_closed(box: RunningSandbox) -> None:
    box.person("U0ANN").say("C0QUIET", "Secret")
    eve = box.person("U0EVE")
    for look in (
        lambda: eve.messages("C0QUIET"),
        lambda: eve.say("C0QUIET", "x"),
        lambda: eve.command("/helper", channel="C0QUIET"),
        lambda: eve.act("read", channel="C0QUIET", ts="1"),
        lambda: eve.act("join", channel="C0QUIET"),
    ):
        with pytest.raises(NotAllowed, match="channel_not_found"):
            look()


def test_unread_marks_come_and_go(box: RunningSandbox) -> None:
    ann, ben = box.person("U0ANN"), box.person("U0BEN")
    for text in ("One", "Two"):
        message = ann.say("C0GENERAL", text)
    assert ben.boot()["me"]["unread"] == 2
    assert ann.boot()["me"]["unread"] == 0
    ben.act("read", channel="C0GENERAL", ts=message["ts"])
    assert ben.boot()["me"]["unread"] == 0


def test_people_write_change_and_delete_their_own(box: RunningSandbox) -> None:
    ann, ben = box.person("U0ANN"), box.person("U0BEN")
    message = ann.say("C0GENERAL", "Helo <@U0BEN> & co")
    assert message["text"] == "Helo <@U0BEN> &amp; co"
    where = {"channel": "C0GENERAL", "ts": message["ts"]}
    ann.act("edit", **where, text="Hello")
    assert ben.messages("C0GENERAL")[0]["edited"]["user"] == "U0ANN"
    with pytest.raises(NotAllowed, match="message_not_found"):
        ben.act("delete", **where)
    ann.act("delete", **where)
    assert ben.messages("C0GENERAL") == []
    with pytest.raises(NotAllowed, match="no_text"):
        ann.say("C0GENERAL", "   ")


def test_messages_come_in_stretches(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    for number in range(7):
        ann.say("C0GENERAL", str(number))
    params = {"as": "U0ANN", "channel": "C0GENERAL", "limit": "3"}
    newest = box.http.get("/_page/messages", params=params).json()
    assert [one["text"] for one in newest["messages"]] == ["4", "5", "6"]
    assert newest["has_more"] is True
    params["before"] = newest["messages"][0]["ts"]
    older = box.http.get("/_page/messages", params={**params, "limit": "50"}).json()
    assert [one["text"] for one in older["messages"]] == ["0", "1", "2", "3"]
    assert older["has_more"] is False


def test_a_stream_tells_what_this_person_may_know(box: RunningSandbox, app: SocketApp) -> None:
    with watching(box, "U0BEN") as page:
        box.person("U0ANN").say("C0QUIET", "For two")
        assert page.wait_for("message")["message"]["text"] == "For two"
        assert page.wait_for("unread") == {"type": "unread", "channel": "C0QUIET", "count": 1}
        box.person("U0EVE").act("open_im", user="U0ANN")
        ann_and_eve = box.person("U0EVE").act("open_im", user="U0ANN")["channel"]
        box.person("U0EVE").say(ann_and_eve, "Not for Ben")
        box.api("chat.postEphemeral", channel="C0SHARED", user="U0ANN", text="Nor this")
        box.api("views.publish", user_id="U0BEN", view=home())
        assert page.wait_for("home")["view"]["type"] == "home"
        assert [one["message"]["text"] for one in page.of("message")] == ["For two"]
        assert page.of("ephemeral") == []


def test_a_stream_follows_the_stack_of_modals(box: RunningSandbox, app: SocketApp) -> None:
    with watching(box) as page:
        view = opened(box, app, modal(field(), button()))
        shown = page.wait_for("view")
        assert (shown["action"], shown["view"]["id"]) == ("open", view["id"])
        assert shown["view"]["state"]["values"]["name"]["value"]["value"] is None
        box.api("views.update", view_id=view["id"], view=modal(callback_id="new"))
        eventually(lambda: page.of("view")[-1]["action"] == "update")
        box.person("U0ANN").submit(view, typed("x"))
        eventually(lambda: page.of("view")[-1]["action"] == "close")
        assert page.of("view")[-1]["stack"] == []


def test_a_page_that_comes_back_missed_nothing(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    with watching(box) as page:
        ann.say("C0GENERAL", "One")
        page.wait_for("message")
    ann.say("C0GENERAL", "Two")
    with watching(box, last=page.last) as back:
        assert back.wait_for("message")["message"]["text"] == "Two"
    with watching(box, last="999999") as stranger:
        assert stranger.wait_for("reset")


def test_what_happens_before_the_stream_is_open_is_told(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    told = ann.boot()["stream"]
    ann.say("C0GENERAL", "Between")
    with watching(box, after=told) as page:
        assert page.wait_for("message")["message"]["text"] == "Between"
        assert page.of("reset") == []


def test_clock_people_and_apps_are_live(box: RunningSandbox) -> None:
    with watching(box) as page:
        box.control("clock", {"moving": {"label": "Next morning", "line": "3 messages"}})
        assert page.wait_for("clock")["moving"]["line"] == "3 messages"
        box.seed({"people": [{"id": "U0LEE", "real_name": "Lee"}], "events": True})
        assert page.wait_for("person")["person"]["id"] == "U0LEE"
        app = SocketApp(box)
        assert eventually(lambda: page.of("app"))[-1]["app"]["online"] is True
        app.close()
        eventually(lambda: page.of("app")[-1]["app"]["online"] is False)
        box.control("toast", {"text": "Hello", "to": "U0ANN"})
        assert page.wait_for("toast")["text"] == "Hello"


def test_traffic_shows_both_directions_whole(box: RunningSandbox, app: SocketApp) -> None:
    app.answer = lambda _: {"text": "Hi"}
    box.person("U0ANN").command("/helper", "x")
    entries = box.http.get("/_page/traffic").json()["entries"]
    names = [(one["direction"], one["name"], one["status"]) for one in entries]
    assert names[:2] == [
        ("to_app", "/helper", "ok"),
        ("from_app", "apps.connections.open", "ok"),
    ]
    whole = box.http.get(f"/_page/traffic/{entries[0]['id']}").json()
    assert (whole["request"]["text"], whole["answer"]) == ("x", {"text": "Hi"})
    older = box.http.get("/_page/traffic", params={"before": entries[0]["id"]}).json()["entries"]
    assert older[0]["name"] == "apps.connections.open"
    assert box.http.get("/_page/traffic/9999").status_code == 404


def test_no_token_is_ever_in_the_traffic(box: RunningSandbox, app: SocketApp) -> None:
    box.http.post("/api/auth.test", data={"token": box.bot_token})
    box.api("auth.test")
    entries = box.http.get("/_page/traffic").json()["entries"]
    texts = [box.http.get(f"/_page/traffic/{one['id']}").text for one in entries]
    assert not any(box.bot_token in text or box.app_token in text for text in texts)


def test_withheld_callbacks_leave_a_line_and_no_content(
    box: RunningSandbox, app: SocketApp
) -> None:
    box.control("host", {"withheld_callbacks": ["pulse.*"]})
    view = opened(box, app, modal(callback_id="pulse.answer"))
    box.person("U0ANN").submit(view, typed("my private thought"))
    entries = box.http.get("/_page/traffic").json()["entries"]
    wholes: list[Any] = [box.http.get(f"/_page/traffic/{one['id']}").json() for one in entries]
    submission = next(one for one in wholes if one["type"] == "view_submission")
    assert submission["name"] == "pulse.answer"
    assert (submission["request"], submission["answer"]) == ("withheld", "withheld")
    assert "my private thought" not in json.dumps(wholes)


def test_wishes_reach_the_host_once(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    ann.act("clock", button="next_morning")
    ann.act("clock", to=2_000_000_000)
    ann.act("clock_stop")
    ann.act("host", button="reset")
    wishes = [{**one, "id": 0} for one in box.control("wishes?wait=5")["wishes"]]
    assert wishes == [
        {"id": 0, "type": "clock", "button": "next_morning"},
        {"id": 0, "type": "clock", "to": 2_000_000_000.0},
        {"id": 0, "type": "clock", "stop": True},
        {"id": 0, "type": "host", "button": "reset", "as": "U0ANN"},
    ]
    assert box.control("wishes?wait=0")["wishes"] == []


def test_whoever_waits_for_wishes_is_let_go_at_the_end(box: RunningSandbox) -> None:
    with ThreadPoolExecutor(1) as host:
        waiting = host.submit(box.control, "wishes?wait=60")
        box.wait_for(lambda: box.sandbox.world.wishes.waiting, what="a host that waits")
        box.sandbox.stop()
        assert waiting.result(30)["wishes"] == []


def test_an_unknown_act_is_a_sentence(box: RunningSandbox) -> None:
    with pytest.raises(NotAllowed, match="unknown_act"):
        box.person("U0ANN").act("dance")
    with pytest.raises(NotAllowed, match="unknown_person"):
        box.person("U0NOBODY").act("dance")
    with pytest.raises(NotAllowed, match="unknown_person"):
        box.person("U0HELPER").act("dance")

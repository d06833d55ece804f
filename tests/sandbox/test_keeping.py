"""The sandbox's file: what was answered is kept, whatever happens to the process."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.documents import FileTrouble
from sandbox.server import BusyPort, Sandbox
from sandbox.settings import Settings
from tests.kit.sandbox import running_sandbox
from tests.sandbox.forms import home, modal, typed
from tests.sandbox.listening import SocketApp
from tests.sandbox.test_modals import opened


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    file = str(tmp_path / "practice.db")
    with running_sandbox(file=file) as box:
        app = SocketApp(box)
        view = opened(box, app, modal(external_id="mine"))
        app.close()
        posted = box.api("chat.postMessage", channel="U0ANN", text="Kept")
        box.api("chat.postMessage", channel=posted["channel"], text="In", thread_ts=posted["ts"])
        published = box.api("views.publish", user_id="U0ANN", view=home())["view"]
        upload = box.person("U0ANN").upload("x.txt", b"bytes")
        box.control("host", {"title": "Mine"})
        tokens = box.tokens
    with running_sandbox(file=file) as box:
        ann = box.person("U0ANN")
        assert box.tokens["bot_token"] == tokens["bot_token"]
        assert box.tokens["app_token"] == tokens["app_token"]
        (message,) = ann.messages()
        assert (message["text"], message["reply_count"]) == ("Kept", 1)
        again = box.api("views.publish", user_id="U0ANN", view=home(), hash=published["hash"])
        assert again["view"]["id"] == published["id"]
        found = box.http.get(f"/_page/files/{upload['id']}", params={"as": "U0ANN"})
        assert found.content == b"bytes"
        assert ann.boot()["host"]["title"] == "Mine"
        app = SocketApp(box)
        assert ann.submit(view, typed("x"))["result"] == "closed"
        app.close()


def started(*arguments: str) -> tuple[subprocess.Popen[str], dict[str, Any]]:
    command = [sys.executable, "-m", "sandbox", "--print-json", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())


def ended(process: subprocess.Popen[str], how: signal.Signals) -> int:
    os.kill(process.pid, how)
    process.communicate(timeout=30)
    return process.returncode


def post(facts: dict[str, Any], text: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {facts['bot_token']}"}
    wish = {"channel": "U0ANN", "text": text}
    with httpx.Client(trust_env=False) as http:
        answer = http.post(f"{facts['api_url']}chat.postMessage", json=wish, headers=headers)
    found: dict[str, Any] = answer.json()
    return found


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    file = str(tmp_path / "practice.db")
    process, facts = started("--port", "0", "--file", file, "--no-rates")
    answers = [post(facts, str(number)) for number in range(20)]
    assert ended(process, signal.SIGKILL) != 0
    with running_sandbox(file=file) as box:
        found = [one["ts"] for one in box.person("U0ANN").messages()]
        assert found == [one["ts"] for one in answers]
        newer = box.api("chat.postMessage", channel="U0ANN", text="After")["ts"]
        assert newer > found[-1]


def test_it_runs_alone_and_ends_cleanly(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    person = {"id": "U1", "real_name": "Only One"}
    seed.write_text(json.dumps({"team": {"id": "T1", "name": "Mine"}, "people": [person]}))
    process, facts = started("--port", "0", "--seed", str(seed))
    assert facts["team_id"] == "T1"
    with httpx.Client(trust_env=False) as http:
        boot = http.get(f"{facts['page']}_page/boot").json()
    assert (boot["team"]["name"], boot["me"]["real_name"]) == ("Mine", "Only One")
    assert ended(process, signal.SIGTERM) == 0


def test_a_busy_port_is_named() -> None:
    with running_sandbox() as box:
        with pytest.raises(BusyPort) as trouble:
            Sandbox(Settings(port=box.sandbox.port))
        assert trouble.value.port == box.sandbox.port
        command = [sys.executable, "-m", "sandbox", "--port", str(box.sandbox.port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 3
        assert "is in use" in done.stderr


def test_a_file_belongs_to_one_sandbox_at_a_time(tmp_path: Path) -> None:
    file = str(tmp_path / "practice.db")
    with running_sandbox(file=file), pytest.raises(FileTrouble, match="locked"):
        Sandbox(Settings(file=file))


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "practice.db"
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(FileTrouble, match="newer version"):
        Sandbox(Settings(file=str(file)))


def test_a_file_from_before_there_were_installations_still_serves(tmp_path: Path) -> None:
    file = tmp_path / "practice.db"
    with running_sandbox(file=str(file)) as box:
        token = box.bot_token
    db = sqlite3.connect(file)
    db.execute("DELETE FROM document WHERE kind = 'grant'")
    db.execute(
        "UPDATE document SET body = json_remove(body, '$.client_id', '$.client_secret',"
        " '$.granted', '$.org_wide') WHERE kind = 'app'"
    )
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()
    with running_sandbox(file=str(file)) as again:
        assert again.bot_token == token
        assert again.api("auth.test")["ok"]
        assert again.client_id


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("my notes " * 500)
    with pytest.raises(FileTrouble):
        Sandbox(Settings(file=str(file)))
    assert file.read_text().startswith("my notes")


def test_planting_the_same_seed_twice_changes_nothing() -> None:
    seed = {
        "team": {"id": "T1", "name": "Mine"},
        "people": [{"id": "U1", "real_name": "One"}, {"id": "U2", "real_name": "Two"}],
        "app": {"id": "A1", "manifest": {"display_information": {"name": "Bot"}}},
        "channels": [{"id": "C1", "name": "all", "members": ["U1", "A1"]}],
        "messages": [
            {"channel": "C1", "user": "U1", "text": "First", "ts": "1700000000.000100"},
            {"app": "A1", "to": "U2", "text": "Hello", "ts": "1700000001", "unread": True},
        ],
        "usergroups": [{"id": "S1", "name": "Group", "users": ["U1"]}],
    }
    with running_sandbox(seed) as box:
        before, tokens = box.state()["counts"], box.tokens
        again = box.seed(seed)
        assert box.state()["counts"] == before
        assert again == tokens
        assert [one["text"] for one in box.person("U1").messages("C1")] == ["First"]
        assert box.person("U1").boot()["me"]["unread"] == 0
        assert box.person("U2").boot()["me"]["unread"] == 1


def test_a_seed_that_lacks_something_is_refused_with_the_reason() -> None:
    with running_sandbox() as box:
        headers = {"X-Sandbox": "control"}
        wish = {"people": [{"real_name": "No Id"}]}
        answer = box.http.post("/_control/seed", json=wish, headers=headers)
        assert answer.status_code == 400
        assert "'id'" in answer.json()["message"]

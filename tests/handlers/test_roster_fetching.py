"""A file is fetched by its id from Slack and from nowhere else, and only as much as may be."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.rosters.fetching import LARGEST, fetch
from program.refusal import Refusal
from tests.kit.loopback import served

Json = dict[str, Any]
TOKEN = "xoxb-of-tests"


@dataclass
class FileServer:
    """Answers files.info with `about`, and the file's address with `content` or what is set."""

    url: str = ""
    about: Json = field(default_factory=dict)
    content: bytes = b"name,e-mail\n"
    status: int = 200
    leads_to: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and token of every request, in order."""

    def client(self) -> WebClient:
        return WebClient(token=TOKEN, base_url=f"{self.url}/api/", retry_handlers=[])

    def told(self, **more: Any) -> None:
        """What files.info says of a file that lies here."""
        address = f"{self.url}/files-pri/T1-F1/people.csv"
        self.about = {
            "ok": True,
            "file": {"id": "F1", "name": "people.csv", "url_private": address, **more},
        }

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if path.startswith("/api/"):
            return 200, {"content-type": "application/json"}, json.dumps(self.about).encode()
        return self.status, {"location": self.leads_to} if self.leads_to else {}, self.content


@pytest.fixture
def slack() -> Iterator[FileServer]:
    server = FileServer()
    with served(_handler(server)) as where:
        server.url = f"http://{where}"
        server.told()
        yield server


def _handler(server: FileServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            self._reply()

        def _reply(self) -> None:
            server.asked.append((self.path, self.headers.get("authorization", "")))
            status, headers, content = server.answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(content)
            except OSError:
                return  # whoever asked has had enough

        def log_message(self, *_: Any) -> None:
            """Nothing is said on the tests' output."""

    return Handler


def refused(slack: FileServer) -> str:
    with pytest.raises(Refusal) as found:
        fetch(slack.client(), "F1")
    return found.value.code


def test_the_bytes_and_the_name_come_with_the_bots_token(slack: FileServer) -> None:
    assert fetch(slack.client(), "F1") == ("people.csv", b"name,e-mail\n")
    assert slack.asked[-1] == ("/files-pri/T1-F1/people.csv", f"Bearer {TOKEN}")


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"is_external": True}, "rosters.elsewhere"),
        ({"mode": "external"}, "rosters.elsewhere"),
        ({"mode": "remote"}, "rosters.elsewhere"),
        ({"url_private": "https://evil.example/people.csv"}, "rosters.elsewhere"),
        ({"url_private": "https://slack.com.evil.example/x"}, "rosters.elsewhere"),
        ({"url_private": "http://files.slack.com/x"}, "rosters.elsewhere"),
        ({"url_private": "file:///etc/passwd"}, "rosters.elsewhere"),
        ({"mode": "tombstone"}, "rosters.file_gone"),
        ({"mode": "hidden_by_limit"}, "rosters.file_gone"),
        ({"url_private": ""}, "rosters.file_gone"),
        ({"size": LARGEST + 1}, "rosters.too_large"),
    ],
)
def test_what_lies_elsewhere_is_gone_or_too_large_is_not_fetched(
    slack: FileServer, about: Json, code: str
) -> None:
    slack.told(**about)

    assert refused(slack) == code
    assert [path for path, _ in slack.asked] == ["/api/files.info"]


def test_a_file_that_is_larger_than_slack_said_is_given_up(slack: FileServer) -> None:
    slack.told(size=10)
    slack.content = b"x" * (LARGEST + 1)

    assert refused(slack) == "rosters.too_large"


def test_the_token_follows_no_redirect(slack: FileServer) -> None:
    slack.status, slack.leads_to = 302, f"{slack.url}/elsewhere"

    assert refused(slack) == "rosters.file_gone"
    assert "/elsewhere" not in [path for path, _ in slack.asked]


@pytest.mark.parametrize("status", [403, 404])
def test_a_file_slack_does_not_hand_over_is_gone(slack: FileServer, status: int) -> None:
    slack.status = status

    assert refused(slack) == "rosters.file_gone"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_come_right_by_itself_is_tried_again_by_the_worker(
    slack: FileServer, status: int
) -> None:
    slack.status = status

    with pytest.raises(OSError, match=str(status)):
        fetch(slack.client(), "F1")


@pytest.mark.parametrize("error", ["file_not_found", "file_deleted"])
def test_a_file_slack_does_not_know_is_gone(slack: FileServer, error: str) -> None:
    slack.about = {"ok": False, "error": error}

    assert refused(slack) == "rosters.file_gone"


def test_a_missing_scope_is_no_fault_of_the_file(slack: FileServer) -> None:
    slack.about = {"ok": False, "error": "missing_scope"}

    with pytest.raises(SlackApiError):
        fetch(slack.client(), "F1")

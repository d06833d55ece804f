"""Nothing that is secret or somebody's words comes out of the log, whatever puts it in."""

import asyncio
import json
import logging
import sys
import threading
import urllib.error
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.logs import Lines
from bot.settings import load
from bot.web.server import WebServer
from store.engine import open_engines
from tests.bot.logged import logged
from tests.bot.slack_answers import slack_answers

WORDS = "I am thinking of leaving the company"
SIGNING, CLIENT, PASSWORD = (
    "8f742231b10e8888abcd99yyyzzz85a5",
    "c1ient5ecretc1ient5ecret",
    "hunter2+x/9",
)
HOSTILE = (
    "xoxb-1234567890-1234567890123-AbCdEf",
    "xoxe.xoxb-1-MTIzNDU2Nzg5MA",
    "xoxe-1-My0xLTIzNDU2Nzg5MA",
    "xapp-1-A012ABCD0A0-1234567890-abcdef0123",
    "ada.lovelace+board@mail.example.co.uk",
    SIGNING,
    CLIENT,
    PASSWORD,
)
IN_A_SENTENCE = (
    ("redirected to /install?code={}&state=x", "123456789.987654321.0f1e2d3c4b5a"),
    ("redirected to /install?state={}", "Zm9vYmFyLXN0YXRl"),
    ("postgresql://baton:{}@db.example.com/baton refused", "p4ss:w/rd@x"),
    ("connection with password={} failed", "s3cr3t"),
    ("{{'access_token': '{}', 'ok': True}}", "notslackshaped123456"),
    ("client_secret={} was sent", "0123456789abcdef0123"),
    ("Authorization: Bearer {}", "abcdef0123456789"),
    ("x-slack-signature v0={}", "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
    ("prefix_with_no_boundary_{}", "xoxb-99-88-zz"),
    ("mail%20to%20{}", "grace%40example.com"),
)
LEVELS = ("debug", "info", "warning", "error", "critical")


@pytest.fixture
def said() -> Iterator[Callable[[], str]]:
    """All that is written meanwhile, at the level that writes most, with the settings' secrets."""
    with logged("debug", (SIGNING, CLIENT, PASSWORD)) as log:
        yield log.text


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("secret", HOSTILE)
def test_no_level_and_no_place_lets_a_secret_out(
    said: Callable[[], str], level: str, secret: str
) -> None:
    plain, structured = logging.getLogger("one"), structlog.get_logger("two")
    for log in (plain, structured):
        getattr(log, level)(f"said {secret} twice {secret}")
    getattr(plain, level)("said %s and %r", secret, {"deep": [secret]})
    getattr(plain, level)("said", extra={"odd": secret, "deep": {"er": (secret,)}})
    getattr(structured, level)("said", odd=secret, deep={secret: [secret]}, raw=secret.encode())
    getattr(structured, level)("said", error=ValueError(secret))
    assert said().count("\n") == 6
    assert secret not in said()


@pytest.mark.parametrize(("sentence", "secret"), IN_A_SENTENCE)
def test_what_stands_beside_a_telling_word_is_withheld(
    said: Callable[[], str], sentence: str, secret: str
) -> None:
    logging.getLogger("one").error(sentence.format(secret))
    assert said()
    assert secret not in said()


@pytest.mark.parametrize(
    "name", ["bot_token", "clientSecret", "display_name", "answer_text", "code"]
)
def test_a_private_field_is_withheld_whatever_is_in_it(said: Callable[[], str], name: str) -> None:
    for private in (WORDS, 4711, [WORDS], {"a": WORDS}, WORDS.encode()):
        structlog.get_logger().warning("odd", **{name: private})
    assert WORDS not in said()
    assert "4711" not in said()


def test_an_exception_inside_a_sentence_says_what_it_is_only(said: Callable[[], str]) -> None:
    wrong = ValueError(WORDS)
    logging.getLogger("one").error("It raised %s, that is %r", wrong, wrong)
    logging.getLogger("one").error(wrong)
    logging.getLogger("one").error("It raised", extra={"cause": wrong})
    assert said().count("builtins.ValueError") == 4
    assert WORDS not in said()


def test_the_database_says_no_value_and_logs_no_row(
    said: Callable[[], str], tmp_path: Path
) -> None:
    engines = open_engines(f"sqlite:///{tmp_path / 'one.db'}")
    engine = engines.work
    log = logging.getLogger("one")
    with engine.begin() as database:
        database.execute(text("create table words (said text primary key)"))
        database.execute(text("insert into words values (:said)"), {"said": WORDS})
        assert database.execute(text("select said from words")).scalar() == WORDS
    try:
        with engine.begin() as database:
            database.execute(text("insert into words values (:said)"), {"said": WORDS})
    except IntegrityError as raised:
        log.exception("The database refused: %s", raised)
    try:
        with engine.begin() as database:
            database.execute(text("select said from nowhere where said = :said"), {"said": WORDS})
    except OperationalError:
        log.exception("The database refused")
    try:
        with engine.begin() as database:
            database.execute(text("insert into words values (:said)"), {"more": WORDS})
    except StatementError:
        log.exception("The database refused")
    engines.dispose()
    assert "sqlalchemy.exc.IntegrityError" in said()
    assert WORDS not in said()


def test_a_database_that_does_not_answer_does_not_say_its_password(
    said: Callable[[], str],
) -> None:
    url = f"postgresql+psycopg://baton:{PASSWORD.replace('/', '%2F')}@127.0.0.1:1/baton"
    engine = create_engine(url, connect_args={"connect_timeout": 2})
    try:
        engine.connect()
    except OperationalError as raised:
        logging.getLogger("one").exception("No database: %s", raised)
    engine.dispose()
    assert "OperationalError" in said()
    assert PASSWORD not in said()
    assert "hunter2" not in said()


def test_slacks_own_client_says_no_body_and_no_token(said: Callable[[], str]) -> None:
    log = logging.getLogger("one")
    with slack_answers() as answers:
        answers.methods["chat.postMessage"] = {"ok": False, "error": "msg_too_long", "echo": WORDS}
        client = WebClient(token=HOSTILE[0], base_url=answers.url, timeout=5)
        try:
            client.chat_postMessage(channel="C1", text=WORDS)
        except SlackApiError as refused:
            log.exception("Slack refused: %s", refused)
            log.error("Slack refused", extra={"refusal": refused, "response": refused.response})
    gone = WebClient(token=HOSTILE[0], base_url="http://127.0.0.1:1/api/", timeout=2)
    try:
        gone.chat_postMessage(channel="C1", text=WORDS)
    except urllib.error.URLError as raised:
        log.exception("Slack is away: %s", raised)
    assert "msg_too_long" in said()
    assert WORDS not in said()
    assert HOSTILE[0] not in said()


def test_slacks_library_quotes_nobody_in_its_own_sentences(said: Callable[[], str]) -> None:
    library = logging.getLogger("slack_sdk.socket_mode.builtin.client")
    place = Path(WebClient.__module__.replace(".", "/"))
    for sentence in (
        f"Failed to run a message listener: {{'text': '{WORDS}'}}",
        f"on_error invoked (session id: s_1, error: ValueError, message: {WORDS})",
    ):
        record = logging.LogRecord(
            library.name, logging.ERROR, f"{_folder_of_slack()}/{place}.py", 1, sentence, (), None
        )
        library.handle(record)
    assert said().count("[withheld]") == 2
    assert WORDS not in said()


def _folder_of_slack() -> str:
    return str(Path(sys.modules["slack_sdk"].__file__ or "").parent)


def test_the_web_server_says_nothing_of_a_request_that_broke(said: Callable[[], str]) -> None:
    async def breaks(request: Request) -> Response:
        raise RuntimeError(f"{WORDS} {await request.body()!r} {request.query_params}")

    server = WebServer(
        Starlette(routes=[Route("/breaks", breaks, methods=["POST"])]), "127.0.0.1:0"
    )
    server.connect()
    try:
        address = f"{server.address}/breaks?code=123.456.789abc&state=mine"
        headers = {"Authorization": f"Bearer {HOSTILE[0]}", "X-Words": WORDS}
        answer = httpx.post(address, content=WORDS, headers=headers, trust_env=False)
        broken = httpx.get(f"{server.address}/%00{WORDS}", trust_env=False)
    finally:
        server.hang_up()
    assert (answer.status_code, broken.status_code) == (500, 404)
    assert "RuntimeError" in said()
    for private in (WORDS, HOSTILE[0], "123.456.789abc", "mine"):
        assert private not in said()
        assert private not in answer.text


def test_a_thread_and_a_program_that_end_unforeseen_say_where_only(
    said: Callable[[], str], capfd: pytest.CaptureFixture[str]
) -> None:
    wrong = ValueError(WORDS)
    sys.excepthook(ValueError, wrong, None)
    threading.excepthook(
        threading.ExceptHookArgs((ValueError, wrong, None, threading.main_thread()))
    )
    assert said().count("builtins.ValueError") == 2
    assert WORDS not in said() + "".join(capfd.readouterr())


def test_a_line_that_cannot_be_made_says_where_only(
    said: Callable[[], str], capfd: pytest.CaptureFixture[str]
) -> None:
    [ours] = [one for one in logging.getLogger().handlers if isinstance(one, Lines)]
    ours.handle(logging.LogRecord("one", logging.ERROR, "one.py", 7, "so %d", (WORDS,), None))
    assert "A line of one.py:7 could not be made." in said()
    assert WORDS not in said() + "".join(capfd.readouterr())


def test_a_task_that_nobody_awaited_is_not_quoted(said: Callable[[], str]) -> None:
    async def whole() -> None:
        asyncio.get_running_loop().call_exception_handler(
            {
                "message": "Task exception was never retrieved",
                "exception": ValueError(WORDS),
                "future": [WORDS],
            }
        )

    # A thread of its own: a browser that another test drives may keep a loop going in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(whole())).result()
    assert "never retrieved" in said()
    assert WORDS not in said()


def test_every_secret_of_the_settings_is_known_to_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING)
    monkeypatch.setenv("SLACK_CLIENT_SECRET", CLIENT)
    monkeypatch.setenv("SLACK_BOT_TOKEN", HOSTILE[0])
    monkeypatch.setenv("SLACK_APP_TOKEN", HOSTILE[3])
    monkeypatch.setenv("BATON_DATABASE_URL", "postgresql://baton:hunter2%2Bx@host/baton")
    known = load(env_file=None).secrets
    assert {SIGNING, CLIENT, HOSTILE[0], HOSTILE[3], "hunter2%2Bx", "hunter2+x"} <= known


def test_ids_counts_and_references_stay(said: Callable[[], str]) -> None:
    facts = {"delivery": "01J8ZK", "workspace": "01J8AA", "reference": "0f1e2d", "count": 3}
    structlog.get_logger().info("The delivery 01J8ZK is due: exit code: 1, state: held", **facts)
    line = json.loads(said())
    assert facts.items() <= line.items()
    assert line["event"] == "The delivery 01J8ZK is due: exit code: 1, state: held"

"""The doctor of a bot that runs: ways in, installations, server, queue, rates and copies."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import clock
from bot.doctor.check import State
from bot.doctor.examine import examine
from bot.doctor.server import _connections, _rights, _version
from bot.last_backup import note, noted
from bot.manifest import SCOPES
from bot.opening import open_store
from bot.settings import load
from program.delivery import DeliveryClass, DeliveryState
from program.speed import Lane, Speed
from services.desk import Desk
from store.delivery_tables import DeliveryRow
from store.installations import Installation, Tokens, keep
from store.pace import keep as keep_pace
from store.session import StoreSession
from tests.bot.doctored import found, healthy, sentences
from tests.bot.slack_answers import Answers
from tests.kit import cast
from tests.kit.loopback import served

SIGNING = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"


@pytest.fixture
def slack(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """A whole and healthy installation, which each test spoils in one place."""
    with healthy(monkeypatch) as answers:
        yield answers


@contextmanager
def the_workspace() -> Iterator[StoreSession]:
    """A unit of work of the one workspace."""
    store = open_store(load(), clock.now)
    [workspace] = store.workspaces()
    with store.work(workspace.id) as session:
        yield session
    store.close()


@contextmanager
def something_answers(status: int, body: bytes) -> Iterator[str]:
    """A program that answers everything alike; its host and port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(status)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with served(Handler) as where:
        yield where


def by_http(monkeypatch: pytest.MonkeyPatch, public: str) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING)
    monkeypatch.setenv("BATON_PUBLIC_URL", public)


def installation(
    bot: str, refresh: str | None = None, *, scopes: Collection[str] = SCOPES, old: bool = False
) -> Installation:
    """Of the workspace; a token that is renewed, or is old, has expired."""
    then = datetime(2020, 1, 1, tzinfo=UTC)
    tokens = Tokens(bot, refresh, then if refresh or old else None)
    return Installation(tokens, tuple(scopes), False, None, then)


def by_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", SIGNING)
    monkeypatch.setenv("BATON_PUBLIC_URL", "https://baton.example.com")
    monkeypatch.delenv("SLACK_BOT_TOKEN")


def test_the_settings_of_http_mode_are_known_for_what_they_are(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with something_answers(401, b"") as where:
        by_http(monkeypatch, f"http://{where}")
        report = examine(clock.now)
    assert report.is_well, report
    assert "refuses what Slack did not sign" in found(report, "http", State.FINE).sentence
    assert "app token" not in {check.name for check in report.checks}
    asked = examine(clock.now, http=False)
    assert "SLACK_APP_TOKEN is not set." in found(asked, "settings", State.TROUBLE).sentence


def test_an_address_where_another_answers_deserves_a_look(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with something_answers(200, b"hello") as where:
        by_http(monkeypatch, f"http://{where}")
        assert "answers 200" in found(examine(clock.now), "http", State.LOOK).sentence
    report = examine(clock.now)
    assert "cannot be reached from here" in found(report, "http", State.LOOK).sentence


def test_http_mode_without_an_address_is_a_trouble(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_http(monkeypatch, "")
    assert "BATON_PUBLIC_URL" in found(examine(clock.now), "http", State.TROUBLE).sentence


def test_connections_are_counted_against_slacks_ten(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_CONNECTIONS", "4")
    told = found(examine(clock.now), "connections", State.FINE).sentence
    assert told == "Each process keeps 4 open; Slack's ten are enough for 2 processes."


def test_half_of_what_installing_by_a_link_needs_is_named(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    report = examine(clock.now)
    assert "SLACK_CLIENT_SECRET is not set." in sentences(report)
    assert "BATON_PUBLIC_URL is not set." in sentences(report)


def test_a_bot_token_beside_installing_by_a_link_is_said_to_be_unused(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_link(monkeypatch)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert found(examine(clock.now), "installing", State.LOOK)


@pytest.mark.parametrize(
    "case",
    [
        (installation("xoxb-2"), "", State.FINE, "1 of 1 installations"),
        (installation("xoxb-2", scopes=list(SCOPES)[1:]), "", State.TROUBLE, "was not granted"),
        (installation("xoxe.xoxb-2", "xoxe-1"), "", State.LOOK, "is to be renewed"),
        (
            replace(installation(""), tokens=Tokens("xoxe.xoxb-2", "xoxe-1")),
            *("token_expired", State.LOOK, "before its time"),
        ),
        (installation("xoxb-2"), "token_expired", State.TROUBLE, "This token expired"),
        (installation("xoxe.xoxb-2", old=True), "", State.TROUBLE, "cannot be renewed"),
        (installation("xoxb-2"), "token_revoked", State.TROUBLE, "no longer takes"),
    ],
)
def test_each_installation_is_looked_at(
    slack: Answers,
    monkeypatch: pytest.MonkeyPatch,
    case: tuple[Installation, str, State, str],
) -> None:
    installed, answer, state, says = case
    with the_workspace() as session:
        keep(session, installed)
    by_link(monkeypatch)
    slack.methods["auth.test"] = {"ok": not answer, "error": answer}
    slack.methods["api.test"] = {"ok": True}
    report = examine(clock.now)
    assert says in found(report, "installations", state).sentence
    assert found(report, "clock", State.FINE)
    assert installed.tokens.bot not in repr(report)


def test_an_installation_without_a_token_is_a_trouble(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_link(monkeypatch)
    told = found(examine(clock.now), "installations", State.TROUBLE)
    assert told.sentence == "Acme: there is no token for it."


def test_the_health_port_says_whether_a_bot_runs_here(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No bot runs here" in found(examine(clock.now), "health", State.FINE).sentence
    with something_answers(200, b'{"ready": true, "parts": []}') as where:
        monkeypatch.setenv("BATON_HEALTH", where)
        assert "is ready" in found(examine(clock.now), "health", State.FINE).sentence
    parts = b'{"parts": [{"name": "slack", "ready": false, "why": "not connected yet"}]}'
    with something_answers(503, parts) as where:
        monkeypatch.setenv("BATON_HEALTH", where)
        told = found(examine(clock.now), "health", State.LOOK).sentence
        assert "not ready: slack: not connected yet." in told
    with something_answers(200, b"<html>") as where:
        monkeypatch.setenv("BATON_HEALTH", where)
        assert "Something else" in found(examine(clock.now), "health", State.TROUBLE).sentence
    monkeypatch.setenv("BATON_HEALTH", "off")
    assert found(examine(clock.now), "health", State.LOOK)


def test_what_waits_too_long_is_in_doubt_or_failed_is_counted(slack: Answers) -> None:
    assert "none is late" in found(examine(clock.now), "queue", State.FINE).sentence
    store = open_store(load(), clock.now)
    desk = Desk(store, clock.now)
    stage = cast.set_stage(store, desk)
    person = stage.person_id(cast.MENTEE)
    with desk.open_work_in(stage.workspace_id) as work:
        for number in range(4):
            work.send("home.page", to=person, about={}, cls=DeliveryClass.OWED, key=f"k{number}")
    with desk.open_work_in(stage.workspace_id) as work:
        rows = list(work.session.scalars(select(DeliveryRow).where(DeliveryRow.key.like("k_"))))
        rows[0].look_at = clock.now() - timedelta(days=5, hours=6)
        rows[1].state, rows[1].look_at = DeliveryState.UNKNOWN.value, None
        for row in rows[2:]:
            row.state, row.look_at = DeliveryState.FAILED.value, None
    store.close()
    report = examine(clock.now)
    assert "waits for 5 days" in sentences(report)
    assert "A message may have arrived or not." in sentences(report)
    assert "A message did not arrive and will not. There are 2 of them." in sentences(report)


def test_a_lane_that_slack_paused_or_slowed_down_is_named(slack: Answers) -> None:
    assert found(examine(clock.now), "rates", State.FINE)
    now = clock.now()
    with the_workspace() as session:
        keep_pace(session, Lane.POST, Speed(now, 5.0, now, now + timedelta(minutes=10)))
        keep_pace(session, Lane.PUBLISH, Speed(now, 0.2, now))
    told = sentences(examine(clock.now))
    assert "Acme: Slack asked for a pause of chat.postMessage until" in told
    assert "Acme: views.publish goes slowly" in told


def test_a_backup_that_is_old_or_was_never_made_deserves_a_look(slack: Answers) -> None:
    assert "young installation" in found(examine(clock.now), "backup", State.FINE).sentence
    long_ago = (clock.now() - timedelta(days=30)).timestamp()
    for key in load().keys_folder.glob("*.key"):
        os.utime(key, (long_ago, long_ago))
    assert "No backup was ever made" in found(examine(clock.now), "backup", State.LOOK).sentence
    note(load(), Path("copies", "baton.db"))
    assert noted(load()) is not None
    assert "was made here on" in found(examine(clock.now), "backup", State.FINE).sentence
    os.utime("var/last-backup", (long_ago, long_ago))
    assert "30 days ago" in found(examine(clock.now), "backup", State.LOOK).sentence


def test_the_code_is_for_the_workspace_that_is_named(slack: Answers) -> None:
    store = open_store(load(), clock.now)
    store.enrol(team_id="T2", enterprise_id=None, name="Beta", app_id="A1", bot_user_id="U2")
    store.close()
    told = found(examine(clock.now, team="T2"), "program manager", State.LOOK).sentence
    assert told == "Beta has no program manager yet; the same is true of others (T1, T2)."
    report = examine(clock.now, team="T3")
    assert report.code is None
    assert "T3 needs no one-time code" in found(report, "program manager", State.LOOK).sentence


def test_postgresql_is_looked_at_for_version_rights_and_room(
    slack: Answers, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_HOME", "elsewhere")
    open_store(load(), clock.now).close()
    told = [check.sentence for check in examine(clock.now).checks if check.name == "postgresql"]
    assert any("there is room for" in one for one in told)
    assert any("may do everything" in one for one in told), "the tests' account, among others"


def test_a_server_that_does_not_suit_is_named() -> None:
    assert [check.state for check in _version(12, "SQL_ASCII")] == [State.LOOK, State.TROUBLE]
    assert [check.state for check in _rights(almighty=False, may_create=False)] == [State.LOOK]
    assert _connections(20, 3, 24).state is State.TROUBLE
    assert _connections(97, 3, 24).sentence.endswith("room for 4 processes.")

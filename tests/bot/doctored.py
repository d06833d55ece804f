"""A whole and healthy installation for the doctor to look at, and what it said."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot import clock
from bot.doctor.check import Check, State
from bot.doctor.examine import Report
from bot.opening import open_store
from bot.settings import load
from tests.bot.slack_answers import Answers, slack_answers


@contextmanager
def healthy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """Keys, a database with one workspace, and a Slack that answers."""
    with slack_answers() as answers:
        monkeypatch.setenv("SLACK_API_URL", answers.url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
        monkeypatch.setenv("BATON_HEALTH", "127.0.0.1:1")  # where nobody listens
        store = open_store(load(), clock.now)
        store.enrol(team_id="T1", enterprise_id=None, name="Acme", app_id="A1", bot_user_id="U1")
        store.close()
        yield answers


def found(report: Report, name: str, state: State) -> Check:
    """The one check of that name and state. Whatever is not well says what to do."""
    for check in report.checks:
        assert check.sentence.endswith(".")
        assert bool(check.do) == (check.state in {State.TROUBLE, State.LOOK})
    [check] = [check for check in report.checks if (check.name, check.state) == (name, state)]
    return check


def sentences(report: Report) -> str:
    return " ".join(check.sentence for check in report.checks)

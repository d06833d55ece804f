"""The bot as a process at the level that logs most: nobody's words, and no token."""

import json

import pytest

from tests.bot.processes import running, slack_with_tokens, stopped
from tests.kit import cast
from tests.kit.entering import typed

WORDS = "I am thinking of leaving the company"


def test_at_debug_nobodys_words_and_no_token_stand_in_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BATON_LOG_LEVEL", "debug")
    monkeypatch.setenv("BATON_LOG_FORMAT", "json")
    with slack_with_tokens(monkeypatch) as slack, running(slack) as process:
        person = slack.person(cast.MENTEE.slack_user)
        person.open_home()
        person.wait_for_home()
        person.command("/mentoring", WORDS)
        person.wait_for_modal()
        person.command("/mentoring-admin", "claim")
        form = person.wait_for_modal()
        assert person.submit(form, typed(code=WORDS))["result"] == "errors"
        log = stopped(process)
    whole = json.dumps(log)
    assert len(log) > 5
    for private in (WORDS, "leaving", slack.bot_token, slack.app_token, "@"):
        assert private not in whole
    for account in cast.EVERYONE:
        assert account.real_name not in whole

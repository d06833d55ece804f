"""Settings: read from two places, wrong ones named all at once, secrets never shown."""

import base64
from pathlib import Path

import pytest

from bot.settings import TOKENS, Settings, SettingsTrouble, load

BOT, APP = "xoxb-1-secret", "xapp-1-secret"

WRONG = [
    ("SLACK_BOT_TOKEN", "xapp-1-secret", "belongs in SLACK_APP_TOKEN"),
    ("SLACK_BOT_TOKEN", "xoxe.xoxb-1-secret", "token rotation is on"),
    ("SLACK_BOT_TOKEN", "secret", "begin with xoxb-"),
    ("SLACK_APP_TOKEN", "xoxb-1-secret", "belongs in SLACK_BOT_TOKEN"),
    ("SLACK_APP_TOKEN", "secret", "begin with xapp-"),
    ("SLACK_API_URL", "slack.com/api", "not an address"),
    ("SLACK_API_URL", "ftp://slack.com/api", "not an address"),
    ("SLACK_SIGNING_SECRET", "xoxb-secret", "is not what stands"),
    ("SLACK_CLIENT_SECRET", "secret", "is not what stands"),
    ("SLACK_CLIENT_ID", "A0SECRET", "two numbers with a dot"),
    ("SLACK_CONNECTIONS", "0", "not from 1 to 10"),
    ("SLACK_CONNECTIONS", "many", "not one Baton knows: many"),
    ("BATON_PUBLIC_URL", "http://baton.example.com", "begins with https://"),
    ("BATON_LISTEN", "3000", "not a host and a port"),
    ("BATON_HEALTH", "localhost", "not a host and a port"),
    ("BATON_MESSAGES_A_SECOND", "50", "at most 20"),
    ("BATON_HOME", "a-file", "is a file, not a folder"),
    ("BATON_KEYS", "a-file", "is a file, not a folder"),
    ("BATON_LIBRARY", "a-file", "a file, not a folder"),
    ("BATON_PULSE_KEYS", "a-file", "a file, not a folder"),
    ("BATON_PULSE_SECRET", "secret", "is not 32 bytes in Base64"),
    ("BATON_PULSE_SECRET", "c2VjcmV0", "is not 32 bytes in Base64"),
    ("BATON_PULSE_SECRET", "!" * 44, "is not 32 bytes in Base64"),
    ("BATON_DATABASE_URL", "mysql://name:secret@host/base", "neither a SQLite nor a PostgreSQL"),
    ("BATON_DATABASE_URL", "postgresql://", "neither a SQLite nor a PostgreSQL"),
    ("BATON_DATABASE_URL", "sqlite://", "names no file"),
    ("BATON_DATABASE_URL", "sqlite:///:memory:", "names no file"),
    ("BATON_PROGRAM_MANAGERS", "ada@example.com, secret", "at place 2"),
    ("BATON_LOG_LEVEL", "loud", "not one Baton knows: loud"),
    ("BATON_LOG_FORMAT", "xml", "not one Baton knows: xml"),
]


def problems(*needed: str) -> dict[str, str]:
    with pytest.raises(SettingsTrouble) as raised:
        load(*needed)
    assert all(problem.do for problem in raised.value.problems)
    return {problem.name: problem.what for problem in raised.value.problems}


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_a_wrong_setting_is_named_with_its_reason_and_never_shows_a_secret(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    (folder / "a-file").write_text("")
    monkeypatch.setenv(name, value)
    found = problems()
    assert list(found) == [name]
    assert says in found[name]
    assert "secret" not in found[name]


def test_every_setting_has_a_wrong_value_among_these_tests() -> None:
    assert {name for name, _, _ in WRONG} == {name.upper() for name in Settings.model_fields}


def test_all_missing_and_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_LOG_LEVEL", "loud")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xoxb-1")
    found = problems(*TOKENS)
    assert set(found) == {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "BATON_LOG_LEVEL"}
    assert found["SLACK_BOT_TOKEN"] == "is not set"


def test_the_environment_outdoes_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN=xapp-file\n")
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    found = load(*TOKENS)
    assert (found.bot_token, found.app_token) == (BOT, "xapp-file")


def test_an_empty_value_counts_as_not_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("SLACK_BOT_TOKEN=\nSLACK_APP_TOKEN=xapp-file\n")
    monkeypatch.setenv("SLACK_APP_TOKEN", "")
    assert set(problems(*TOKENS)) == {"SLACK_BOT_TOKEN"}


def test_a_file_that_is_not_text_is_named(folder: Path) -> None:
    (folder / ".env").write_bytes(b"\xff\xfe\x00BATON")
    assert set(problems()) == {".env"}


def test_nothing_needs_to_be_set_to_look_around() -> None:
    found = load()
    assert found.speaks_to_slack
    assert found.database_file == Path.cwd() / "var" / "data" / "baton.db"
    assert found.keys_folder.parent == found.data_folder.parent
    assert found.pulse_keys_folder.parent == found.data_folder.parent
    assert found.pulse_secret is None


def test_the_secret_of_pulses_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_PULSE_SECRET", " " + base64.b64encode(bytes(range(32))).decode())
    assert load().pulse_secret == bytes(range(32))


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgres://a:b@host/base", "postgresql+psycopg://a:b@host/base"),
        ("postgresql://host/base", "postgresql+psycopg://host/base"),
        ("sqlite:////folder/it.db", "sqlite:////folder/it.db"),
    ],
)
def test_the_database_may_be_spelled_in_the_usual_ways(
    monkeypatch: pytest.MonkeyPatch, given: str, url: str
) -> None:
    monkeypatch.setenv("BATON_DATABASE_URL", given)
    assert load().database_url == url


def test_a_stand_in_is_told_from_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:8765/api")
    found = load()
    assert found.slack_api_url == "http://127.0.0.1:8765/api/"
    assert not found.speaks_to_slack


def test_addresses_of_program_managers_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "BATON_PROGRAM_MANAGERS", " Ada@Example.com,grace@example.com;; ada@example.com"
    )
    assert load().baton_program_managers == ("ada@example.com", "grace@example.com")


def test_nothing_private_shows_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    monkeypatch.setenv("BATON_DATABASE_URL", "postgresql://a:secret@host/base")
    monkeypatch.setenv("BATON_PROGRAM_MANAGERS", "secret@example.com")
    pulse = base64.b64encode(b"a secret of exactly 32 bytes now").decode()
    monkeypatch.setenv("BATON_PULSE_SECRET", pulse)
    found = load()
    printed = f"{found!r} {found}"
    assert "secret" not in printed
    assert pulse not in printed
    assert pulse in found.secrets

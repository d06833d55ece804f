"""Generated files: never stale, and the sample is one that can be filled in."""

from pathlib import Path

import pytest

from bot import generated
from bot.settings import TOKENS, Settings, SettingsTrouble, described, load

DRAWN = "BATON_PULSE_SECRET"
"""Whoever took a value from a page would have a secret that everybody knows."""


def test_no_generated_file_is_stale() -> None:
    assert generated.stale() == [], "run: make docs"


def test_the_sample_names_every_setting_and_asks_only_for_what_is_needed() -> None:
    lines = generated.env_sample().splitlines()
    assert {line.rstrip("=") for line in lines if line and not line.startswith("#")} == {
        name.upper() for name in TOKENS
    }
    for name in Settings.model_fields:
        assert any(line.lstrip("#").startswith(f"{name.upper()}=") for line in lines)


def test_the_sample_with_two_tokens_is_a_working_file(folder: Path) -> None:
    text = generated.env_sample()
    text = text.replace("SLACK_BOT_TOKEN=", "SLACK_BOT_TOKEN=xoxb-1")
    (folder / ".env").write_text(text.replace("SLACK_APP_TOKEN=", "SLACK_APP_TOKEN=xapp-1"))
    assert load(*TOKENS).bot_token == "xoxb-1"


def test_every_sample_value_is_one_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, about in described().items():
        if name != DRAWN:
            monkeypatch.setenv(name, about["sample"])
    assert load(*TOKENS).baton_program_managers == ("ada@example.com", "grace@example.com")


def test_the_one_secret_that_has_to_be_drawn_has_no_sample_that_would_be_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(DRAWN, described()[DRAWN]["sample"])
    with pytest.raises(SettingsTrouble, match=DRAWN):
        load()


def test_every_setting_is_described_in_full() -> None:
    for about in described().values():
        assert about["about"].endswith(".")
        assert about["do"].endswith(".")

"""The command line: help with examples, exit codes that mean what they say, no tracebacks."""

import json
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.commands import COMMANDS
from bot.explain import explain
from bot.manifest import as_yaml, build
from bot.troubles import Trouble
from store.migrations import REVISIONS
from tests.bot.commands import baton

PROJECT = Path(__file__).parents[2]
FOR_READERS = {
    "doctor": [],
    "manifest": [],
    "migrate": ["--check"],
    "version": [],
    "docs": ["--check"],
}


def test_bare_baton_says_what_it_can_do() -> None:
    shown = baton("--help").output
    for name, entry in COMMANDS.items():
        assert (entry.line in shown) is not entry.hidden, name
    assert "Exit codes" in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_the_line_of_the_list(name: str) -> None:
    shown = baton(name, "--help")
    assert shown.exit_code == 0
    assert COMMANDS[name].line in shown.output
    assert f"baton {name}" in shown.output.split("Example")[1]
    assert "-h" in shown.output


@pytest.mark.parametrize("name", FOR_READERS)
def test_what_there_is_to_read_can_be_had_as_one_json_object(name: str) -> None:
    assert isinstance(json.loads(baton(name, *FOR_READERS[name], "--json").stdout), dict)


def test_a_near_word_is_offered_and_never_run() -> None:
    shown = baton("doktor")
    assert shown.exit_code == 2
    assert "baton doctor" in shown.output


@pytest.mark.parametrize("words", [["--nothing"], ["version", "--nothing"], ["migrate", "now"]])
def test_a_wrong_word_is_exit_code_2(words: list[str]) -> None:
    assert baton(*words).exit_code == 2


def test_the_version_is_the_project_s() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert json.loads(baton("version", "--json").stdout)["baton"] == project["version"]
    assert project["version"] in baton("version").stdout


def test_run_names_every_missing_setting_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_LOG_FORMAT", "xml")
    shown = baton("run")
    assert shown.exit_code == 2
    for name in ("SLACK_BOT_TOKEN is not set.", "SLACK_APP_TOKEN is not set.", "BATON_LOG_FORMAT"):
        assert name in shown.stderr
    assert "api.slack.com/apps" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_run_with_a_wrong_setting_makes_nothing(folder: Path) -> None:
    assert baton("run").exit_code == 2
    assert list(folder.iterdir()) == []


def test_migrate_makes_the_database_and_then_finds_it_current() -> None:
    assert baton("migrate", "--check").exit_code == 1
    assert baton("migrate").exit_code == 0
    checked = baton("migrate", "--check", "--json")
    assert checked.exit_code == 0
    assert json.loads(checked.stdout) == {"before": "current", "after": "current"}


def test_a_trouble_of_the_store_is_a_sentence_and_exit_code_1() -> None:
    baton("migrate")
    Path("var", "data", "baton.db").write_bytes(b"no database" * 1000)
    shown = baton("migrate")
    assert shown.exit_code == 1
    assert "damaged" in shown.stderr
    assert "Traceback" not in shown.output


def test_an_older_database_without_keys_is_not_migrated() -> None:
    baton("migrate")
    Path("var", "keys").rename("elsewhere")
    with closing(sqlite3.connect("var/data/baton.db")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", [REVISIONS[0]])
        raw.commit()
    assert "Keys are missing." in baton("migrate").stderr


def test_the_manifest_is_written_printed_or_put_into_a_link(folder: Path) -> None:
    assert baton("manifest").exit_code == 0
    assert (folder / "manifest.yml").read_text("utf-8") == as_yaml(build())
    assert baton("manifest", "--to", "-").stdout == as_yaml(build())
    assert baton("manifest", "--link").stdout.startswith("https://api.slack.com/apps?new_app=1")


def test_an_address_slack_would_not_call_is_refused(folder: Path) -> None:
    shown = baton("manifest", "--http", "http://bot.example.com")
    assert shown.exit_code == 2
    assert "https://" in shown.output
    assert list(folder.iterdir()) == []


def test_the_doctor_in_an_empty_folder_finds_trouble_and_makes_nothing(folder: Path) -> None:
    shown = baton("doctor")
    assert shown.exit_code == 1
    assert "TROUBLE   settings        SLACK_BOT_TOKEN is not set." in shown.stdout
    assert list(folder.iterdir()) == []


def test_a_trouble_of_our_own_is_told_with_its_way_out() -> None:
    explained = explain(Trouble("The port is busy.", "Take another."))
    assert explained is not None
    assert (explained.lines, explained.code) == ((("The port is busy.", "Take another."),), 1)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (28, "no room"),
        (98, "uses this port"),
        (99, "no such address"),
        (30, "only be read"),
        (13, "let"),
    ],
)
def test_a_trouble_of_the_system_is_told_in_words(number: int, says: str) -> None:
    explained = explain(OSError(number, "errno", "/a/file"))
    assert explained is not None
    assert says in explained.lines[0][0]
    assert "/a/file" in explained.lines[0][0]


def test_what_is_not_known_stays_a_traceback() -> None:
    assert explain(ValueError("new")) is None


def test_a_light_command_loads_nothing_heavy() -> None:
    code = (
        "import sys; from bot.cli.commands import app; app(['version'], standalone_mode=False);"
        "print([name for name in ('sqlalchemy', 'alembic', 'slack_bolt', 'uvicorn')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout.splitlines()[-1] == "[]"

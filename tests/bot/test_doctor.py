"""The doctor: each thing that can be wrong is found, said in a sentence, and has a way out."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot import clock
from bot.doctor.check import State
from bot.doctor.examine import examine
from bot.doctor.shelf import WHY
from bot.manifest import SCOPES
from bot.opening import open_store
from bot.settings import load
from documents.shelf import WhyNot
from store.keys import Keyring
from tests.bot.doctored import found, healthy, sentences
from tests.bot.slack_answers import Answers


@pytest.fixture
def slack(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """A whole and healthy installation, which each test spoils in one place."""
    with healthy(monkeypatch) as answers:
        yield answers


def test_a_healthy_installation_is_well_and_gets_its_first_code(slack: Answers) -> None:
    report = examine(clock.now)
    assert report.is_well, report
    assert "Acme has no program manager" in found(report, "program manager", State.LOOK).sentence
    assert report.code
    assert report.code not in repr(report)


def test_each_code_takes_the_place_of_the_one_before(slack: Answers) -> None:
    assert examine(clock.now).code != examine(clock.now).code


def test_a_missing_token_hides_nothing_else(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")
    report = examine(clock.now)
    assert "SLACK_APP_TOKEN is not set." in found(report, "settings", State.TROUBLE).sentence
    assert found(report, "app token", State.SKIPPED)
    assert found(report, "bot token", State.FINE)
    assert report.code


def test_a_wrong_setting_stops_what_needs_it(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_LOG_LEVEL", "loud")
    report = examine(clock.now)
    assert not report.is_well
    assert found(report, "database", State.SKIPPED)


def test_a_slip_in_a_name_is_noticed(slack: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_PROGRAM_MANAGER", "ada@example.com")
    check = found(examine(clock.now), "settings", State.LOOK)
    assert "BATON_PROGRAM_MANAGERS" in check.do


def test_a_file_of_tokens_that_others_may_read_is_noticed(slack: Answers, folder: Path) -> None:
    (folder / ".env").write_text("BATON_LOG_LEVEL=info\n")
    (folder / ".env").chmod(0o644)
    assert "others may read it" in found(examine(clock.now), "settings", State.LOOK).sentence


@pytest.mark.parametrize("folder_name", ["data", "keys"])
def test_a_folder_open_to_others_is_a_trouble(slack: Answers, folder_name: str) -> None:
    Path("var", folder_name).chmod(0o755)
    report = examine(clock.now)
    assert f"var/{folder_name} is open to other accounts." in sentences(report)
    assert not report.is_well


def test_keys_inside_the_database_s_folder_are_a_trouble(
    slack: Answers, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_DATABASE_URL", f"sqlite:///{folder}/var/baton.db")
    assert "inside the database" in found(examine(clock.now), "folders", State.TROUBLE).sentence


def test_a_new_installation_is_told_what_the_first_start_makes(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_HOME", "elsewhere")
    report = examine(clock.now)
    assert report.is_well
    assert found(report, "database", State.FINE)
    assert not Path("elsewhere").exists()


def test_keys_of_another_database_are_named(slack: Answers) -> None:
    keys = Path("var", "keys")
    keys.rename("var/old")
    Keyring.create(keys)
    report = examine(clock.now)
    assert "not the keys of this database" in found(report, "keys", State.TROUBLE).sentence
    assert found(report, "program manager", State.SKIPPED)


def test_missing_keys_are_named(slack: Answers) -> None:
    Path("var", "keys").rename("var/old")
    assert "missing" in found(examine(clock.now), "keys", State.TROUBLE).sentence


def test_a_damaged_database_is_named(slack: Answers) -> None:
    for file in Path("var", "data").glob("baton.db*"):
        file.write_bytes(b"this is no database" * 400)
    assert found(examine(clock.now), "database", State.TROUBLE)


def test_a_database_that_does_not_answer_is_named(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_DATABASE_URL", "postgresql://a:hidden-word@127.0.0.1:1/base")
    report = examine(clock.now)
    assert found(report, "database", State.TROUBLE)
    assert "hidden-word" not in repr(report)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("invalid_auth", "does not know this token"),
        ("account_inactive", "taken out of the workspace"),
        ("something_new", "something_new"),
    ],
)
def test_a_bot_token_that_does_not_work_is_named(slack: Answers, code: str, says: str) -> None:
    slack.methods["auth.test"] = {"ok": False, "error": code}
    report = examine(clock.now)
    assert says in found(report, "bot token", State.TROUBLE).sentence
    assert found(report, "scopes", State.SKIPPED)
    assert found(report, "app token", State.FINE)


def test_an_app_token_without_its_scope_is_named(slack: Answers) -> None:
    slack.methods["apps.connections.open"] = {"ok": False, "error": "missing_scope"}
    assert "connections:write" in found(examine(clock.now), "app token", State.TROUBLE).do


def test_scopes_that_lack_are_named_and_those_to_spare_too(slack: Answers) -> None:
    slack.scopes = ",".join(sorted(SCOPES)[1:])
    assert sorted(SCOPES)[0] in found(examine(clock.now), "scopes", State.TROUBLE).sentence
    slack.scopes = ",".join([*SCOPES, "channels:history"])
    assert "channels:history" in found(examine(clock.now), "scopes", State.LOOK).sentence
    slack.scopes = None
    assert "did not say" in found(examine(clock.now), "scopes", State.LOOK).sentence


def test_a_clock_that_is_off_is_named(slack: Answers) -> None:
    slack.date -= timedelta(seconds=100)
    assert found(examine(clock.now), "clock", State.LOOK)
    slack.date -= timedelta(hours=1)
    assert found(examine(clock.now), "clock", State.TROUBLE)


def test_a_slack_out_of_reach_is_named(slack: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")
    report = examine(clock.now)
    assert "cannot be reached" in found(report, "bot token", State.TROUBLE).sentence
    assert found(report, "clock", State.SKIPPED)


def test_a_database_from_a_newer_version_is_named(slack: Answers) -> None:
    with closing(sqlite3.connect("var/data/baton.db")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_later'")
        raw.commit()
    assert "newer version" in found(examine(clock.now), "database", State.TROUBLE).sentence


def test_on_postgresql_all_is_well_too(
    slack: Answers, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_HOME", "elsewhere")
    assert "no database yet" in found(examine(clock.now), "database", State.FINE).sentence
    open_store(load(), clock.now).close()
    assert found(examine(clock.now), "database", State.FINE)
    assert examine(clock.now).is_well


def test_a_stand_in_is_told_from_slack(slack: Answers) -> None:
    assert slack.url in found(examine(clock.now), "slack", State.LOOK).sentence


def test_every_file_of_the_library_that_is_no_article_is_told_with_what_to_do(
    slack: Answers,
) -> None:
    folder = load().shelf_folder
    folder.mkdir(parents=True)
    (folder / "good.md").write_text("---\ntitle: Ours\n---\nText.")
    assert "1 yours" in found(examine(clock.now), "library", State.FINE).sentence
    (folder / "bad.md").write_text("---\nkind: poem\n---\nText.")
    told = found(examine(clock.now), "library", State.LOOK)
    assert "bad.md in the library names no kind we know" in told.sentence
    for number in range(9):
        (folder / f"{number}.md").write_text("no title")
    assert "5 more files are left out." in sentences(examine(clock.now))


def test_every_reason_to_leave_a_file_out_has_a_sentence() -> None:
    assert set(WHY) == set(WhyNot)

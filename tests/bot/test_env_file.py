"""`--env-file`: every command that reads settings takes it, and acts on what the file names."""

from pathlib import Path

import pytest

from bot import clock
from bot.opening import open_store
from bot.settings import load
from tests.bot.commands import baton

READ_SETTINGS = (
    ["run"],
    ["doctor"],
    ["ready"],
    ["migrate"],
    ["roster", "import"],
    ["audit", "verify"],
    ["deliveries"],
    ["deliveries", "tasks"],
    ["deliveries", "arrived"],
    ["deliveries", "retry"],
    ["deliveries", "drop"],
    ["backup"],
    ["restore"],
    ["erase"],
    ["store", "copy"],
    ["keys", "rotate"],
)


@pytest.fixture
def elsewhere(folder: Path) -> Path:
    """A file of settings whose home holds a database; the folder we stand in holds none."""
    file = folder / "other.env"
    file.write_text(f"BATON_HOME={folder / 'other'}\n")
    file.chmod(0o600)
    open_store(load(env_file=file), clock.now).close()
    return file


@pytest.mark.parametrize("words", READ_SETTINGS, ids=" ".join)
def test_every_command_that_reads_settings_has_it_in_its_help(words: list[str]) -> None:
    assert "--env-file" in baton(*words, "--help").stdout


@pytest.mark.parametrize("words", READ_SETTINGS, ids=" ".join)
def test_a_file_that_is_not_there_is_refused_before_anything_is_done(
    words: list[str], folder: Path
) -> None:
    refused = baton(*words, "--env-file", "typo.env")
    assert (refused.exit_code, "There is no file typo.env." in refused.stderr) == (2, True)
    assert list(folder.iterdir()) == []


def test_each_acts_on_the_database_that_the_file_names(elsewhere: Path, folder: Path) -> None:
    (folder / "people.csv").write_text("e-mail\nada@example.com\n")
    for words, code, says in (
        (["migrate", "--check"], 0, "this version's form"),
        (["audit", "verify"], 0, "The audit log is whole."),
        (["backup", "copy.db"], 0, "The copy is whole"),
        (["restore", "copy.db", "--replace"], 0, "Restored from"),
        (["keys", "rotate"], 0, "New keys are in use"),
        (["erase", "U0NOBODY"], 1, "Nobody here has U0NOBODY."),
        (["deliveries"], 1, "No workspace is known yet."),
        (["deliveries", "tasks"], 1, "No workspace is known yet."),
        (["deliveries", "retry", "0" * 26], 1, "No workspace is known yet."),
        (["roster", "import", "people.csv"], 1, "No workspace is known yet."),
        (["store", "copy", "--to", f"sqlite:///{folder}/moved.db"], 0, "the same on both sides"),
    ):
        without = baton(*words)
        assert without.exit_code == 1, words
        done = baton(*words, "--env-file", str(elsewhere))
        assert (done.exit_code, says in done.output) == (code, True), (words, done.output)
    assert not (folder / "var").exists()


@pytest.mark.parametrize("word", ["tasks", "retry"])
def test_it_may_also_stand_before_the_word_that_settles(elsewhere: Path, word: str) -> None:
    ids = [] if word == "tasks" else ["0" * 26]
    done = baton("deliveries", "--env-file", str(elsewhere), word, *ids)
    assert "No workspace is known yet." in done.stderr

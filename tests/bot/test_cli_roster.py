"""`baton roster import`: the same import as in Slack, from the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import app
from services import rosters
from services.desk import Desk
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.rosters import PEOPLE, csv_of


@pytest.fixture
def stage(home: Store, clock: FrozenClock) -> Stage:
    return set_stage(home, Desk(home, clock))


def baton(*words: str) -> Result:
    return CliRunner().invoke(app, ["roster", "import", *words])


def names(stage: Stage) -> list[str]:
    with stage.desk.open_look(stage.caller(cast.PROGRAM_MANAGER)) as look:
        return [one.name for one in rosters.colleagues(look)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "people.csv"
    found.write_bytes(csv_of(*PEOPLE))
    return found


def test_a_dry_run_says_what_would_change_and_changes_nothing(stage: Stage, file: Path) -> None:
    said = baton(str(file), "--dry-run")

    assert said.exit_code == 0, said.output
    assert "It would add 4 people" in said.output
    assert names(stage) == []


def test_an_import_writes_and_a_second_one_doubles_nobody(stage: Stage, file: Path) -> None:
    first, second = baton(str(file)), baton(str(file))

    assert "Imported: 4 new, 0 updated, 0 the same." in first.output
    assert "Imported: 0 new, 0 updated, 4 the same." in second.output
    assert len(names(stage)) == len(PEOPLE)


def test_rows_left_out_are_listed_and_the_exit_code_says_so(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(csv_of(*PEOPLE, ("Nobody", "", "", "", "", "", "")))

    said = baton(str(file), "--json")

    told = json.loads(said.stdout)
    assert said.exit_code == 1
    assert told["imported"] is True
    assert [(one["row"], one["reason"]) for one in told["left_out"]] == [(6, "no_key")]
    assert len(names(stage)) == len(PEOPLE)


def test_what_is_no_roster_is_refused_in_one_sentence(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(b"\x00\x01\x02 no workbook")

    said = baton(str(file))

    assert said.exit_code == 1
    assert "Save it as .xlsx" in said.output
    assert names(stage) == []


@pytest.mark.usefixtures("stage")
def test_a_file_that_is_not_there_is_told_without_a_traceback(tmp_path: Path) -> None:
    said = baton(str(tmp_path / "nothing.csv"))

    assert said.exit_code == 1
    assert "Check the name" in said.output

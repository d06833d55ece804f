"""`baton erase`: said first, done by --yes, and never what has to be settled before."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import app
from services import people
from services.desk import Desk
from store.audit_check import verify
from store.serving import serve_no_longer
from store.store import Store
from tests.kit.cast import MENTEE, PROGRAM_MANAGER, TEAM, Stage, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.erasing import ROSTER, live, remembered
from tests.kit.nominations import nominate, open_cohort
from tests.kit.rosters import imported, roster_of


@pytest.fixture
def stage(home: Store, clock: FrozenClock) -> Stage:
    return set_stage(home, Desk(home, clock))


def baton(*words: str) -> Result:
    return CliRunner().invoke(app, ["erase", *words])


def close_account(stage: Stage) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTEE, deactivated=True)])


def test_without_yes_it_says_what_goes_and_changes_nothing(stage: Stage, home: Store) -> None:
    nominate(stage, MENTEE, open_cohort(stage))
    before = remembered(home)

    said = baton("mia@example.com")

    assert said.exit_code == 0, said.output
    assert "1  nomination" in said.output
    assert "Nothing was changed. To do it: baton erase mia@example.com --yes" in said.output
    assert remembered(home) == before


def test_with_yes_a_closed_account_is_gone_at_once(stage: Stage, home: Store) -> None:
    nominate(stage, MENTEE, open_cohort(stage))
    close_account(stage)

    said = json.loads(baton(MENTEE.slack_user, "--yes", "--json").stdout)

    assert said["done"] is True
    assert said["goes"]["nomination"] == 1
    traces = [one for one in remembered(home) if MENTEE.real_name in one.text]
    assert traces == []
    assert verify(home) == []
    again = baton(MENTEE.slack_user, "--yes")
    assert "Nobody here has U0MIA." in again.output


def test_an_open_account_hears_a_last_word_from_the_running_bot(stage: Stage) -> None:
    said = baton(MENTEE.slack_user, "--yes")
    assert "the running bot sends a last word" in said.output
    assert json.loads(baton(MENTEE.slack_user, "--json").stdout)["begun"] is True


def test_a_running_pairing_has_to_be_ended_first(
    stage: Stage, clock: FrozenClock, home: Store
) -> None:
    live(stage, clock)
    before = remembered(home)

    said = baton(MENTEE.slack_user, "--yes")

    assert said.exit_code == 1
    assert "1 running: a program manager ends them first" in said.output
    assert remembered(home) == before


def test_the_only_program_manager_stays(stage: Stage) -> None:
    open_cohort(stage)
    said = baton(PROGRAM_MANAGER.slack_user, "--yes")
    assert said.exit_code == 1
    assert "Nobody else runs" in said.output


def test_a_workspace_that_has_left_goes_by_yes(stage: Stage, home: Store) -> None:
    nominate(stage, MENTEE, open_cohort(stage))
    assert baton("--workspace", TEAM, "--yes").exit_code == 1
    serve_no_longer(home, stage.workspace_id)

    said = baton("--workspace", TEAM)
    assert "1  nomination" in said.output
    assert "Nothing was changed." in said.output
    assert baton("--workspace", TEAM, "--yes").exit_code == 0
    assert [one for one in remembered(home) if one.text == stage.workspace_id] == []


def test_an_entry_of_the_roster_without_an_account_goes_by_its_email(
    stage: Stage, home: Store
) -> None:
    imported(stage, *ROSTER)

    assert "1  colleague" in baton("ada@example.com").output
    assert "Ada Nowhere" in roster_of(stage)
    assert baton("ada@example.com", "--yes").exit_code == 0

    assert {"Mia Moreau", "Martin Mayer"} <= roster_of(stage).keys()
    assert "Ada Nowhere" not in roster_of(stage)
    assert [one for one in remembered(home) if "ada@example.com" in one.text] == []


def test_somebody_has_to_be_named(stage: Stage) -> None:
    assert baton().exit_code == 1
    assert "Nobody here has nobody@example.com." in baton("nobody@example.com").output
    assert "No workspace T0OTHER is known." in baton("--workspace", "T0OTHER").output

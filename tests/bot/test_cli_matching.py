"""`baton matching`: the same drafts as in Slack, from the command line, for people and machines."""

import json
from dataclasses import replace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import app
from program.matching.records import EditKind
from program.matching_draft import DraftState
from services import matching_drafts
from services.desk import Desk
from store.store import Store
from tests.kit.cast import LIAISON, MENTEE, MENTOR, SPONSOR, Stage, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import NILS, Ready, ask, drafted, edit, pairs_of, set_cohort
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import PLAN, open_cohort
from tests.kit.pairings import accepted_mentee, disclose

COHORT = "spring 2027"


@pytest.fixture
def stage(home: Store, clock: FrozenClock) -> Stage:
    return set_stage(home, Desk(home, clock))


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


def baton(*words: str) -> Result:
    return CliRunner().invoke(app, ["matching", *words])


def told(*words: str) -> dict[str, Any]:
    said = baton(*words, "--json")
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_a_proposal_is_a_draft_with_its_proof(stage: Stage, ready: Ready) -> None:
    found = told("propose", "--cohort", COHORT)

    with stage.desk.open_look_in(stage.workspace_id) as look:
        draft = matching_drafts.newest(look, ready.cohort.id)
    assert draft is not None
    assert (draft.id, draft.state, draft.asked_by) == (found["id"], DraftState.READY, None)
    assert found["proof"]["gap"] == 0
    assert found["proof"]["inputs_sha256"] == draft.digest
    assert (found["paired"], found["mentees"], found["without"]) == (3, 3, [])
    assert {one["mentee"]["slack"] for one in found["pairs"]} == {
        "U0MIA",
        "U0NILS",
        "U0ADA",
    }
    assert all(0 <= one["fit"] <= 100 for one in found["pairs"])


@pytest.mark.usefixtures("ready")
def test_for_people_it_is_one_line_a_mentee() -> None:
    said = baton("propose", "--cohort", COHORT)

    assert said.exit_code == 0, said.output
    assert "no better set exists" in said.output
    assert "Mia Moreau with " in said.output


def test_a_run_that_waits_already_is_carried_out_and_no_second_one_made(
    stage: Stage, ready: Ready
) -> None:
    waiting = ask(stage, ready.cohort)
    assert told("propose", "--cohort", COHORT)["id"] == waiting.id


def test_a_cohort_without_mentors_is_refused_in_one_sentence(stage: Stage) -> None:
    cohort = open_cohort(stage)
    accepted_mentee(stage, cohort)

    said = baton("propose", "--cohort", cohort.id, "--json")
    assert said.exit_code == 1
    assert json.loads(said.stdout)["refused"] == "no_mentors"
    plain = baton("propose", "--cohort", COHORT)
    assert plain.exit_code == 1
    assert "Invite mentors first" in plain.output


def test_a_cohort_nobody_knows_is_told_with_those_there_are(ready: Ready) -> None:
    said = baton("propose", "--cohort", "Winter")
    assert said.exit_code == 1
    assert "Leadership mentoring / Spring 2027" in said.output


def test_one_name_for_two_cohorts_asks_which(stage: Stage, ready: Ready) -> None:
    open_cohort(stage, replace(PLAN, program="Another program"))

    said = baton("propose", "--cohort", COHORT)
    assert said.exit_code == 1
    assert "Another program / Spring 2027" in said.output
    assert told("propose", "--cohort", "leadership mentoring / spring 2027")["paired"] == 3


@pytest.mark.parametrize("typed", ["Mia Moreau", "mia mo", "U0MIA", "mia@example.com"])
def test_a_mentee_is_explained_by_name_account_or_address(
    stage: Stage, ready: Ready, typed: str
) -> None:
    draft = drafted(stage, ready.cohort)
    mentor = pairs_of(stage, draft)[stage.person_id(MENTEE)]

    found = told("explain", typed)
    assert found["mentee"] == {"slack": "U0MIA", "name": "Mia Moreau"}
    accounts = {stage.person_id(one): one.slack_user for one in (MENTOR, SPONSOR, LIAISON)}
    assert found["mentor"]["slack"] == accounts[mentor]
    points = sum(round(one["points"] * 10) for one in found["points"])
    assert abs(points - found["fit"] * 10) < 1
    assert found["reasons"]
    assert len(found["alternatives"]) == 2


def test_an_explanation_reads_from_the_draft_and_not_from_today(stage: Stage, ready: Ready) -> None:
    drafted(stage, ready.cohort)
    before = told("explain", "U0MIA")
    disclose(stage, MENTEE, MENTOR)
    assert told("explain", "U0MIA") == before


def test_an_explanation_can_be_read_by_people(stage: Stage, ready: Ready) -> None:
    drafted(stage, ready.cohort)
    said = baton("explain", "Mia Moreau")
    assert said.exit_code == 0, said.output
    assert "Mia Moreau with " in said.output
    assert "Skills" in said.output
    assert "Other mentors:" in said.output


def test_a_name_that_several_have_asks_which(stage: Stage, ready: Ready) -> None:
    drafted(stage, ready.cohort)
    said = baton("explain", "a")
    assert said.exit_code == 1
    assert "Ada Amis (U0ADA)" in said.output
    assert "Mia Moreau (U0MIA)" in said.output


def test_somebody_in_two_cohorts_asks_for_the_cohort(stage: Stage, ready: Ready) -> None:
    drafted(stage, ready.cohort)
    other = set_cohort_of(stage, "Another program")
    drafted(stage, other.cohort)
    said = baton("explain", "U0MIA")
    assert said.exit_code == 1
    assert "Name one with --cohort" in said.output
    assert told("explain", "U0MIA", "--cohort", "Another program / Spring 2027")["mentor"]


def set_cohort_of(stage: Stage, program: str) -> Ready:
    cohort = open_cohort(stage, replace(PLAN, program=program))
    accepted_mentee(stage, cohort)
    offer_to_mentor(stage, cohort)
    return Ready(cohort, (stage.person_id(MENTEE),), (stage.person_id(MENTOR),))


def test_why_not_tells_the_price_of_a_possible_pair(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    mentor = pairs_of(stage, draft)[stage.person_id(MENTEE)]
    accounts = (MENTOR, SPONSOR, LIAISON)
    other = next(one for one in accounts if stage.person_id(one) != mentor)

    found = told("whynot", "U0MIA", other.slack_user)
    assert (found["is_pair"], found["possible"], found["bars"]) == (False, True, [])
    assert found["price"]["cost"] >= 0
    assert found["sentence"].startswith("Possible, ")


def test_why_not_of_the_pair_itself_says_so(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    edit(stage, draft, EditKind.LOCK, stage.person_id(NILS), stage.person_id(MENTOR))
    said = baton("whynot", "nils nord", "martin")
    assert said.exit_code == 0, said.output
    assert "They are the pair of this draft." in said.output


def test_a_confidential_reason_is_told_as_one_and_nothing_beside_it(stage: Stage) -> None:
    ready = set_cohort(stage)
    disclose(stage, MENTOR, MENTEE)
    drafted(stage, ready.cohort)

    found = told("whynot", "U0MIA", "U0MARTIN")
    assert found["confidential"] is True
    assert (found["bars"], found["fit"], found["price"]) == ([], None, None)
    assert found["sentence"] == "Not possible: a confidential reason."
    assert "conflict" not in json.dumps(found)


def test_without_a_draft_it_says_how_to_make_one(ready: Ready) -> None:
    said = baton("explain", "U0MIA")
    assert said.exit_code == 1
    assert "baton matching propose" in said.output


def test_a_name_no_mentor_has_is_told(stage: Stage, ready: Ready) -> None:
    drafted(stage, ready.cohort)
    said = baton("whynot", "U0MIA", "Nobody")
    assert said.exit_code == 1
    assert "No mentor of this draft is called Nobody." in said.output


def test_every_command_says_what_it_does_and_shows_an_example() -> None:
    for name in ("propose", "explain", "whynot"):
        said = baton(name, "--help")
        assert said.exit_code == 0
        assert f"baton matching {name}" in said.output
        assert "Exit codes" in said.output

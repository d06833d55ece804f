"""Ids in views and buttons are never trusted: somebody else's nomination stays closed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App, BoltRequest

from bot.assemble import assemble
from bot.settings import Settings
from handlers.feature import pack
from handlers.ids import Nominations
from handlers.nominations import review_views, views
from program.nomination import Standing, Step
from program.person import SlackPerson
from services import nomination_review, nominations
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    MENTEE,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    TEAM,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.entering import picked, typed
from tests.kit.nominations import REASON, nominate, open_cohort


@dataclass(frozen=True)
class Unplugged:
    """The whole bot, taken apart from Slack: requests are handed in by the test."""

    app: App
    stage: Stage


@pytest.fixture
def town(sqlite_store: Store, clock: FrozenClock, tmp_path: Path) -> Unplugged:
    given: dict[str, Any] = {
        "_env_file": None,
        "slack_bot_token": "xoxb-made-up",
        "slack_app_token": "xapp-made-up",
        "slack_api_url": "http://127.0.0.1:9/api/",
        "baton_home": tmp_path,
    }
    house = assemble(Settings(**given), sqlite_store, clock)
    return Unplugged(house.app, set_stage(sqlite_store, house.desk))


@pytest.fixture
def standing(town: Unplugged) -> Standing:
    return nominate(town.stage, MENTEE, open_cohort(town.stage))


def submitted(
    town: Unplugged, account: SlackPerson, view: dict[str, Any], entered: dict[str, Any]
) -> dict[str, Any]:
    """The bot's answer to a view that this person sends, whoever it was built for."""
    body = {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "baton"},
        "user": {"id": account.slack_user, "team_id": account.team_id},
        "api_app_id": "A0BATON",
        "token": "t",
        "trigger_id": "1.2.abc",
        "is_enterprise_install": False,
        "enterprise": None,
        "view": {**view, "id": "V1", "root_view_id": "V1", "state": {"values": entered}},
    }
    answer = town.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
    found: dict[str, Any] = json.loads(answer.body) if answer.body else {}
    return found


@pytest.mark.parametrize("account", [COLLEAGUE, SPONSOR, PROGRAM_MANAGER, GUEST, OUTSIDER])
def test_nobody_adds_to_somebody_elses_nomination(
    town: Unplugged, standing: Standing, account: SlackPerson
) -> None:
    form = views.add(standing, None)
    answer = submitted(town, account, form, typed(text="Not mine."))
    assert list(answer["errors"]) == ["text"]
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        assert nominations.standings(look)[0].version == standing.version


@pytest.mark.parametrize("account", [MENTEE, COLLEAGUE, SPONSOR, GUEST, OUTSIDER])
def test_nobody_but_a_program_manager_sends_a_decision(
    town: Unplugged, standing: Standing, account: SlackPerson
) -> None:
    with town.stage.desk.open_look(town.stage.caller(PROGRAM_MANAGER)) as look:
        form = review_views.decide(nomination_review.before_decision(look, standing.id), {})
    entered = {**picked(form, "decision", Step.ACCEPTED), **typed(reason=REASON, remark="")}
    answer = submitted(town, account, form, entered)
    assert list(answer["errors"]) == ["decision"]
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        assert nominations.standings(look)[0].version == standing.version


@pytest.mark.parametrize("metadata", ["", "not json", "[]", pack(nomination="nothing")])
def test_a_view_whose_ids_were_lost_or_changed_gets_a_sentence(
    town: Unplugged, standing: Standing, metadata: str
) -> None:
    form = {**views.add(standing, None), "private_metadata": metadata}
    answer = submitted(town, MENTEE, form, typed(text="Something more."))
    assert "not there any more" in answer["errors"]["text"]


def test_a_decision_that_was_sent_twice_closes_quietly(town: Unplugged, standing: Standing) -> None:
    with town.stage.desk.open_look(town.stage.caller(PROGRAM_MANAGER)) as look:
        form = review_views.decide(nomination_review.before_decision(look, standing.id), {})
    entered = {**picked(form, "decision", Step.ACCEPTED), **typed(reason=REASON, remark="")}
    assert submitted(town, PROGRAM_MANAGER, form, entered) == {}
    assert submitted(town, PROGRAM_MANAGER, form, entered) == {}


def test_a_form_from_before_a_restart_is_sent_after_it(town: Unplugged, standing: Standing) -> None:
    form = views.add(standing, "A question that was asked before.")
    answer = submitted(town, MENTEE, form, typed(text="An answer from before the restart."))
    assert answer["response_action"] == "update"
    assert answer["view"]["callback_id"] == Nominations.MINE_VIEW

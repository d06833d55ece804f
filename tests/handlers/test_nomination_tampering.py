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
from handlers.ids import Home, Nominations
from handlers.nominations import bulk_views, consent_views, review_views, views, voice_views
from program.hours import local_day
from program.nomination import Standing
from program.nomination_steps import Step
from program.nomination_voice import KnownAs, VoiceForm
from program.person import SlackPerson
from services import (
    nomination_bulk,
    nomination_consent,
    nomination_review,
    nomination_views,
    nomination_voices,
    nominations,
)
from services.nomination_queue import Shown
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    TEAM,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.entering import picked, typed
from tests.kit.nominations import REASON, nominate, open_cohort, put_forward
from tests.kit.roster import listed
from tests.kit.story import rated


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


@pytest.fixture
def proposed(town: Unplugged) -> Standing:
    return put_forward(town.stage, SPONSOR, MENTEE, open_cohort(town.stage))


@pytest.mark.parametrize("account", [COLLEAGUE, SPONSOR, PROGRAM_MANAGER, GUEST, OUTSIDER])
def test_nobody_says_yes_for_somebody_else(
    town: Unplugged, proposed: Standing, account: SlackPerson
) -> None:
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        form = consent_views.question(
            nomination_consent.question(look, proposed.id), "UTC", local_day(look.now, "UTC")
        )
    answer = submitted(town, account, form, {})
    assert answer["errors"] or answer["view"]["callback_id"] == Home.NOTICE_VIEW
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        assert nominations.standings(look)[0].version == proposed.version


@pytest.mark.parametrize("account", [COLLEAGUE, MENTEE, PROGRAM_MANAGER, GUEST, OUTSIDER])
def test_nobody_gives_the_view_a_manager_was_asked_for(
    town: Unplugged, account: SlackPerson
) -> None:
    listed(town.stage, MENTEE, manager=listed(town.stage, MENTOR))
    standing = nominate(town.stage, MENTEE, open_cohort(town.stage))
    with town.stage.desk.open_look(town.stage.caller(MENTOR)) as look:
        asked = nomination_views.before_giving(look, standing.id)
        form = consent_views.give_view(asked, local_day(look.now, "UTC"))
    answer = submitted(town, account, form, rated(form))
    assert answer["response_action"] == "errors"
    with town.stage.desk.open_work(town.stage.caller(PROGRAM_MANAGER)) as work:
        review = nomination_review.open_review(work, standing.id)
    assert review.views[0].ratings == {}


@pytest.mark.parametrize("account", [COLLEAGUE, SPONSOR, GUEST, OUTSIDER])
def test_nobody_but_a_program_manager_previews_a_decision_on_several(
    town: Unplugged, standing: Standing, account: SlackPerson
) -> None:
    with town.stage.desk.open_look(town.stage.caller(PROGRAM_MANAGER)) as look:
        form = bulk_views.form(nomination_bulk.choices(look, Shown.WAITING, ""), {})
    entered = {
        **picked(form, "chosen"),
        **picked(form, "decision", Step.ACCEPTED),
        **typed(reason=REASON),
    }
    answer = submitted(town, account, form, entered)
    assert answer["response_action"] == "errors"
    with town.stage.desk.open_look(town.stage.caller(MENTEE)) as look:
        assert nominations.standings(look)[0].version == standing.version


def test_the_last_step_for_somebody_else_than_the_draft_s_is_not_sent(
    town: Unplugged,
) -> None:
    cohort = open_cohort(town.stage)
    form = VoiceForm(cohort_id=cohort.id, nominee="", known_as=KnownAs.TEAM)
    with town.stage.desk.open_work(town.stage.caller(SPONSOR)) as work:
        nomination_voices.keep_who(work, form, MENTEE.slack_user)
    with town.stage.desk.open_work(town.stage.caller(SPONSOR)) as work:
        texts = {cohort.criteria[0].id: "They listen."}
        mia = town.stage.person_id(MENTEE)
        going = nomination_voices.keep_words(work, cohort.id, mia, texts, ())
    view = voice_views.how(going)
    changed = pack(cohort=cohort.id, person=town.stage.person_id(COLLEAGUE))
    answer = submitted(town, SPONSOR, {**view, "private_metadata": changed}, rated(view))
    assert answer["response_action"] == "errors"
    answer = submitted(town, SPONSOR, view, rated(view))
    assert answer["view"]["callback_id"] == Nominations.THEIRS_VIEW
    again = submitted(town, SPONSOR, view, rated(view))
    assert again["view"]["callback_id"] == Nominations.THEIRS_VIEW

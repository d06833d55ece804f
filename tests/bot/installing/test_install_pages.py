"""The install pages: one button, a state per click, and a sentence whatever happens."""

import logging
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import select, text

from bot.connections import client_for
from bot.installing import pages, words
from bot.installing.flow import Installing
from bot.installing.outcome import Installed, NotInstalled, Why
from bot.manifest import SCOPES
from services import governance, people
from services.desk import Caller
from services.people import SWEEP
from store import installations
from store.delivery_tables import DeliveryRow
from store.serving import serve_no_longer
from store.tasks import TaskRow
from tests.bot.installing.conftest import (
    CODE,
    TOKEN,
    WHOLE,
    Site,
    answer,
    come_back,
    serving,
)
from tests.kit.clock import FrozenClock
from tests.kit.installed import PUBLIC, settings_of


def queued(site: Site, workspace_id: str) -> list[str]:
    with site.house.desk.open_look_in(workspace_id) as look:
        return sorted(row.kind for row in look.session.scalars(select(DeliveryRow)))


def test_the_page_says_what_is_asked_for_and_why_and_has_one_button(site: Site) -> None:
    page = site.browser.get("/slack/install")

    assert page.status_code == 200
    for scope in SCOPES:
        assert f"<code>{scope}</code>" in page.text
    assert page.text.count("<button") == 1
    assert "<script" not in page.text


def test_nothing_is_loaded_framed_kept_or_told_onwards(site: Site) -> None:
    for page in (site.browser.get("/slack/install"), site.come_back(), site.install()):
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-frame-options"] == "DENY"


def test_a_click_goes_to_slack_with_a_new_state(site: Site) -> None:
    first, second = site.click(), site.click()

    assert first["client_id"] == "123.456"
    assert first["scope"].split(",") == sorted(SCOPES)
    assert first["redirect_uri"] == f"{PUBLIC}/slack/oauth_redirect"
    assert first["state"] != second["state"]


def test_both_of_two_tabs_may_be_gone_on_with(site: Site) -> None:
    first, second = site.click(), site.click()
    site.slack.methods["oauth.v2.access"] = answer()

    assert site.come_back(state=first["state"], code=CODE).status_code == 200
    assert site.come_back(state=second["state"], code=CODE).status_code == 200


@pytest.mark.parametrize(
    ("public", "name", "secure"),
    [("https://baton.example.com", "__Host-baton-install", True), (PUBLIC, "baton-install", False)],
)
def test_the_cookie_is_for_this_site_and_no_script(
    site: Site, public: str, name: str, secure: bool
) -> None:
    settings = settings_of(site.slack.url, site.settings.baton_home, baton_public_url=public)
    installing = Installing(settings, site.house.store, client_for, lambda *_: True)
    with serving(settings, installing) as address:
        cookie = httpx.post(f"{address}/slack/install", trust_env=False).headers["set-cookie"]

    assert cookie.startswith(f"{name}=")
    assert ("Secure" in cookie) is secure
    for part in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=600"):
        assert part in cookie


def test_a_done_installation_is_served_with_its_tokens_sealed(site: Site) -> None:
    page = site.install()

    assert page.status_code == 200
    assert "Baton is in Acme" in page.text
    workspace = site.house.store.workspace_of("T0ACME")
    assert workspace is not None
    with site.house.store.look(workspace.id) as session:
        found = installations.current(session)
    assert found is not None
    assert found.tokens.bot == TOKEN
    assert (found.installed_by, found.is_org_wide) == ("U0INGA", False)
    assert TOKEN not in page.text


def test_everyone_is_looked_at_and_whoever_installed_is_told_how_to_begin(site: Site) -> None:
    site.install()
    workspace = site.house.desk.workspaces()[0]

    assert queued(site, workspace.id) == ["people.installed"]
    with site.house.desk.open_look_in(workspace.id) as look:
        assert [row.kind for row in look.session.scalars(select(TaskRow))] == [SWEEP]
        told = look.session.scalars(select(DeliveryRow)).one()
        who = told.recipient or ""
        assert people.named(look, [who])[who].slack_user == "U0INGA"


def test_installing_again_changes_tokens_and_tells_nobody_again(site: Site) -> None:
    site.install()
    site.install(access_token="xoxe.xoxb-2-of-acme")

    (workspace,) = site.house.desk.workspaces()
    assert queued(site, workspace.id) == ["people.installed"]
    with site.house.store.look(workspace.id) as session:
        found = installations.current(session)
    assert found is not None
    assert found.tokens.bot == "xoxe.xoxb-2-of-acme"


def test_where_somebody_is_program_manager_the_page_says_that_all_goes_on(site: Site) -> None:
    site.install()
    (workspace,) = site.house.desk.workspaces()
    assert words.NEXT_PROGRAM_MANAGER in site.install().text
    with site.house.desk.open_work_in(workspace.id) as work:
        code, _ = governance.issue_code(work)
    with site.house.desk.open_work(Caller("T0ACME", "U0INGA")) as work:
        governance.claim_code(work, code)
    assert words.NEXT_AS_BEFORE in site.install().text


def test_a_whole_organization_is_served_under_its_own_id(site: Site) -> None:
    page = site.install(**WHOLE)

    assert "Baton is in Acme Group" in page.text
    assert words.NEXT_TEAMS in page.text
    found = site.house.store.workspace_of("T0ANY", "E0ACME")
    assert found is not None
    assert found.team_id == "E0ACME"


def test_a_workspace_whose_organization_has_baton_gets_no_second_program(site: Site) -> None:
    site.install(**WHOLE)
    page = site.install(enterprise=WHOLE["enterprise"])

    assert (page.status_code, len(site.house.desk.workspaces())) == (400, 1)
    assert "Your organization has Baton already" in page.text
    assert site.slack.called[-1] == "auth.revoke"


def test_a_workspace_that_had_baton_before_its_organization_keeps_its_own(site: Site) -> None:
    site.install(enterprise=WHOLE["enterprise"])
    site.install(**WHOLE)

    own = site.house.store.workspace_of("T0ACME", "E0ACME")
    assert own is not None
    assert own.team_id == "T0ACME"
    assert site.install(enterprise=WHOLE["enterprise"]).status_code == 200


def test_less_than_baton_needs_is_not_installed_and_the_token_given_back(site: Site) -> None:
    page = site.install(scope="commands,chat:write")

    assert "did not grant files:read, files:write" in page.text
    assert site.house.desk.workspaces() == []
    assert site.slack.called[-1] == "auth.revoke"


def test_less_for_a_workspace_that_is_served_leaves_it_as_it_was(site: Site) -> None:
    site.install()
    assert site.install(scope="commands").status_code == 400

    assert len(site.house.desk.workspaces()) == 1
    assert "auth.revoke" not in site.slack.called


@pytest.mark.parametrize(
    ("came", "title"),
    [
        ({"error": "access_denied"}, "Nothing was installed"),
        ({"error": "invalid_scope_requested"}, "Nothing was installed"),
        ({"code": ""}, "Nothing was installed"),
    ],
)
def test_slack_s_own_no_has_its_sentence(site: Site, came: dict[str, str], title: str) -> None:
    page = site.come_back(state=site.click()["state"], **came)

    assert page.status_code == 400
    assert title in page.text
    assert site.slack.called == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"ok": False, "error": "invalid_code"}, Why.CODE),
        ({"ok": False, "error": "bad_client_secret"}, Why.SETTINGS),
        ({"ok": False, "error": "ratelimited"}, Why.AWAY),
        ({"ok": False, "error": "something_new"}, Why.DECLINED),
        (answer(access_token=""), Why.DECLINED),
        (answer(team=None), Why.DECLINED),
    ],
)
def test_an_answer_that_installs_nothing_has_its_sentence(
    site: Site, said: dict[str, Any], why: Why
) -> None:
    site.slack.methods["oauth.v2.access"] = said
    page = site.come_back(state=site.click()["state"], code=CODE)

    title, sentence = words.not_done(NotInstalled(why))
    assert title in page.text.replace("&#x27;", "'")
    assert sentence in page.text.replace("&#x27;", "'")
    assert site.house.desk.workspaces() == []


def test_slack_that_does_not_answer_has_its_sentence(site: Site) -> None:
    nowhere = settings_of("http://127.0.0.1:1/api/", site.settings.baton_home)
    installing = Installing(nowhere, site.house.store, client_for, lambda *_: True)
    begun = installing.begin(None)
    state = parse_qs(urlsplit(begun.address).query)["state"][0]

    with pytest.raises(NotInstalled) as refused:
        installing.finish({"state": state, "code": CODE}, begun.browser)
    assert refused.value.why is Why.AWAY


def test_a_state_works_once(site: Site) -> None:
    site.slack.methods["oauth.v2.access"] = answer()
    state = site.click()["state"]

    assert site.come_back(state=state, code=CODE).status_code == 200
    again = site.come_back(state=state, code=CODE)
    assert (again.status_code, site.slack.called.count("oauth.v2.access")) == (400, 1)
    assert "This link has been used" in again.text


def test_a_state_works_in_the_browser_it_was_made_in_only(site: Site) -> None:
    state = site.click()["state"]

    with site.another_browser() as other:
        assert come_back(other, state=state, code=CODE).status_code == 400
        other.post("/slack/install")
        assert come_back(other, state=state, code=CODE).status_code == 400
    assert site.slack.called == []


def test_a_state_works_for_ten_minutes(site: Site, clock: FrozenClock) -> None:
    state = site.click()["state"]
    clock.move(minutes=11)

    assert site.come_back(state=state, code=CODE).status_code == 400


def test_without_a_state_slack_is_not_asked(site: Site) -> None:
    assert site.come_back(code=CODE).status_code == 400
    assert site.slack.called == []


def test_no_token_code_or_state_comes_into_the_log(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = site.click()
    site.slack.methods["oauth.v2.access"] = answer()
    site.come_back(state=asked["state"], code=CODE)
    site.slack.methods["oauth.v2.access"] = {"ok": False, "error": "invalid_code"}
    site.come_back(state=site.click()["state"], code=CODE)

    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith(("bot", "store")))
    assert "invalid_code" in ours
    for secret in (TOKEN, CODE, asked["state"], "0a1b2c3d"):
        assert secret not in ours


def test_a_name_that_is_html_stays_a_name(site: Site) -> None:
    page = site.install(team={"id": "T0ACME", "name": "<script>alert(1)</script>"})

    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


def test_the_way_into_slack_names_app_and_workspace(site: Site) -> None:
    at_slack = settings_of("https://slack.com/api/", site.settings.baton_home)
    done = Installed("Acme", "T0ACME", "A0BATON", is_org_wide=False, is_managed=False)

    assert "https://slack.com/app_redirect?app=A0BATON&amp;team=T0ACME" in pages.done(
        done, at_slack
    )


def test_a_database_that_takes_nothing_has_its_sentence(site: Site) -> None:
    site.slack.methods["oauth.v2.access"] = answer()
    state = site.click()["state"]
    with site.house.store.engines.work.begin() as connection:
        connection.execute(text("DROP TABLE installation"))

    page = site.come_back(state=state, code=CODE)
    assert page.status_code == 500
    assert words.not_done(NotInstalled(Why.UNWRITTEN))[1] in page.text


def test_coming_back_after_leaving_goes_on_where_it_was(site: Site) -> None:
    site.install()
    (before,) = site.house.desk.workspaces()
    serve_no_longer(site.house.store, before.id)

    site.install()
    assert site.house.desk.workspaces() == [before]


def test_every_reason_has_a_page(site: Site) -> None:
    for why in Why:
        title, sentence = words.not_done(NotInstalled(why, ["im:write"]))
        assert title
        assert sentence.endswith(".")
        assert "!" not in title + sentence

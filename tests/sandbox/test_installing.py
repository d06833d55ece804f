"""Installing by link: the page that asks, the code it gives, and what the app gets for it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from sandbox.oauth.codes import Codes, Consent
from sandbox.problem import ApiProblem
from tests.kit.authorizing import AuthorizeForm
from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.sandbox.towns import FIRST, OTHER, OVER_BOTH, REDIRECT, two_teams

SCOPES = "chat:write,users:read"


@pytest.fixture
def box() -> Iterator[RunningSandbox]:
    with running_sandbox(two_teams()) as running:
        yield running


def link(box: RunningSandbox, **changed: str | None) -> str:
    fields: dict[str, str | None] = {
        "client_id": box.client_id, "scope": SCOPES, "state": "s/1&2", "redirect_uri": REDIRECT,
    }  # fmt: skip
    kept = {name: value for name, value in {**fields, **changed}.items() if value is not None}
    return f"{box.base_url}/oauth/v2/authorize?{urlencode(kept)}"


def said(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def code_for(box: RunningSandbox, team: str = OTHER, **changed: str | None) -> str:
    return said(box.authorize(link(box, **changed), team=team))["code"]


def test_the_page_asks_who_and_where_and_lists_the_scopes(box: RunningSandbox) -> None:
    page = box.http.get(link(box))
    assert page.status_code == 200
    for words in ("Helper", "Practice", "Second", "chat:write", "Write messages as itself"):
        assert words in page.text
    assert AuthorizeForm(page.text).hidden["state"] == "s/1&2"
    assert "script-src" not in page.headers["content-security-policy"]
    assert "<script" not in page.text


def test_only_members_may_install(box: RunningSandbox) -> None:
    people = AuthorizeForm(box.http.get(link(box)).text).people
    assert "U0ANN" in people
    assert not {"U0GUS", "U0IDA", "U0JON", "USLACKBOT", "U0HELPER"} & set(people)
    fields = AuthorizeForm(box.http.get(link(box)).text).hidden
    for person in ("U0GUS", "U0ZOE", ""):
        wish = fields | {"person": person, "decision": "allow"}
        refused = box.http.post("/oauth/v2/authorize", data=wish)
        assert (refused.status_code, "user_not_found" in refused.text) == (400, True)


def test_allowing_leads_back_with_a_code_and_the_state(box: RunningSandbox) -> None:
    address = box.authorize(link(box), team=OTHER)
    assert address.startswith(f"{REDIRECT}?code=")
    assert said(address)["state"] == "s/1&2"


def test_cancelling_leads_back_without_a_code(box: RunningSandbox) -> None:
    address = box.authorize(link(box), allow=False)
    assert said(address) == {"error": "access_denied", "state": "s/1&2"}
    assert box.team(OTHER).person("U0ZOE").boot()["apps"] == []


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_id": None}, "invalid_client_id"),
        ({"redirect_uri": "https://elsewhere.example/slack/oauth_redirect"}, "bad_redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:3000/slack/oauth_redirect2"}, "bad_redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:3000.evil.example/slack"}, "bad_redirect_uri"),
        ({"scope": ""}, "no_scopes"),
        ({"scope": "chat:write,admin"}, "invalid_scope"),
        ({"team": "T0NOWHERE"}, "invalid_team_for_non_distributed_app"),
        ({"team": OVER_BOTH}, "invalid_team_for_non_distributed_app"),
    ],
)
def test_a_link_that_cannot_be_used_says_so_and_leads_nowhere(
    box: RunningSandbox, changed: dict[str, str | None], error: str
) -> None:
    page = box.http.get(link(box, **changed))
    assert page.status_code == 400
    assert error in page.text
    fields = dict(parse_qs(urlsplit(link(box, **changed)).query).items())
    answer = box.http.post("/oauth/v2/authorize", data=fields | {"decision": ["allow"]})
    assert (answer.status_code, error in answer.text) == (400, True)


def test_what_a_link_says_is_shown_as_text(box: RunningSandbox) -> None:
    page = box.http.get(link(box, redirect_uri='https://x.example/"><script>alert(1)</script>'))
    assert "<script>" not in page.text
    page = box.http.get(link(box, state='"><script>alert(1)</script>'))
    assert "<script>" not in page.text


def test_another_site_cannot_answer_the_page_for_somebody(box: RunningSandbox) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    fields = {"client_id": box.client_id, "decision": "allow", "person": "U0ANN"}
    answer = box.http.post("/oauth/v2/authorize", data=fields, headers=headers)
    assert answer.status_code == 403


def test_a_code_is_worth_a_bot_token(box: RunningSandbox) -> None:
    answer = box.access(code=code_for(box), redirect_uri=REDIRECT)
    other = box.team(OTHER)
    assert answer == {
        "ok": True,
        "app_id": "A0HELPER",
        "authed_user": {"id": "U0ZOE"},
        "scope": SCOPES,
        "token_type": "bot",
        "access_token": other.bot_token,
        "bot_user_id": other.bot_user,
        "team": {"id": OTHER, "name": "Second"},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    assert answer["access_token"].startswith("xoxb-")
    assert other.api("auth.test")["team_id"] == OTHER


def test_what_was_granted_is_what_the_token_may(box: RunningSandbox) -> None:
    box.access(code=code_for(box), redirect_uri=REDIRECT)
    other = box.team(OTHER)
    assert other.api("users.info", user="U0ZOE")["ok"]
    assert other.api("team.info")["error"] == "missing_scope"
    box.access(code=code_for(box, scope="team:read"), redirect_uri=REDIRECT)
    assert other.api("team.info")["ok"]
    assert other.api("users.info", user="U0ZOE")["ok"]


def test_a_code_works_once(box: RunningSandbox) -> None:
    code = code_for(box)
    assert box.access(code=code, redirect_uri=REDIRECT)["ok"]
    again = box.access(code=code, redirect_uri=REDIRECT)
    assert again == {"ok": False, "error": "invalid_code"}


def test_a_code_works_for_ten_minutes() -> None:
    moment = [0.0]
    codes = Codes(lambda: moment[0])
    consent = Consent("A0HELPER", OTHER, "U0ZOE", ("chat:write",), None)
    early, late = codes.issue(consent), codes.issue(consent)
    moment[0] = 599
    assert codes.redeem(early, "A0HELPER", None) == consent
    moment[0] = 601
    with pytest.raises(ApiProblem, match="invalid_code"):
        codes.redeem(late, "A0HELPER", None)


def test_a_code_belongs_to_the_address_it_was_sent_to(box: RunningSandbox) -> None:
    code = code_for(box)
    assert box.access(code=code)["error"] == "bad_redirect_uri"
    wrong = box.access(code=code, redirect_uri=f"{REDIRECT}/other")
    assert wrong["error"] == "bad_redirect_uri"
    assert box.access(code=code, redirect_uri=REDIRECT)["ok"]


def test_without_an_address_the_first_of_the_manifest_is_taken(box: RunningSandbox) -> None:
    address = box.authorize(link(box, redirect_uri=None), team=OTHER)
    assert address.startswith(f"{REDIRECT}?code=")
    assert box.access(code=said(address)["code"])["ok"]


@pytest.mark.parametrize(
    ("fields", "basic", "error"),
    [
        ({"code": "nonsense"}, True, "invalid_code"),
        ({}, True, "invalid_code"),
        ({"grant_type": "password"}, True, "invalid_grant_type"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, True, "invalid_refresh_token"),
        ({"client_id": "1.2", "client_secret": "x"}, False, "invalid_client_id"),
        ({}, False, "invalid_client_id"),
    ],
)
def test_what_cannot_be_exchanged_is_refused(
    box: RunningSandbox, fields: dict[str, str], basic: bool, error: str
) -> None:
    auth: Any = (box.client_id, box.client_secret) if basic else None
    answer = box.http.post("/api/oauth.v2.access", data=fields, auth=auth)
    assert (answer.status_code, answer.json()["error"]) == (200, error)


def test_the_secret_may_come_in_the_form_and_has_to_be_right(box: RunningSandbox) -> None:
    code = code_for(box)
    fields = {"client_id": box.client_id, "code": code, "redirect_uri": REDIRECT}
    wrong = box.http.post("/api/oauth.v2.access", data=fields | {"client_secret": "x"}).json()
    assert wrong["error"] == "bad_client_secret"
    right = fields | {"client_secret": box.client_secret}
    assert box.http.post("/api/oauth.v2.access", data=right).json()["ok"]


def test_installing_again_gives_the_same_token_while_it_works(box: RunningSandbox) -> None:
    first = box.install(OTHER)
    assert box.install(OTHER)["access_token"] == first["access_token"]
    box.team(OTHER).uninstall()
    second = box.install(OTHER)
    assert second["access_token"] != first["access_token"]
    assert second["bot_user_id"] == first["bot_user_id"]
    assert box.api("auth.test", first["access_token"])["error"] == "account_inactive"


def test_secrets_and_tokens_stay_out_of_the_traffic_log(box: RunningSandbox) -> None:
    token = box.install(OTHER)["access_token"]
    headers = {"X-Sandbox": "page"}
    for entry in box.http.get("/_page/traffic", headers=headers).json()["entries"]:
        whole = box.http.get(f"/_page/traffic/{entry['id']}", headers=headers).text
        assert token not in whole
        assert box.client_secret not in whole


def test_an_app_may_be_registered_and_installed_nowhere() -> None:
    seed = two_teams()
    seed["app"]["installed"] = False
    with running_sandbox(seed) as box:
        assert "bot_token" not in box.tokens
        assert box.person("U0ANN").boot()["apps"] == []
        assert box.api("apps.connections.open", box.app_token)["ok"]
        token = box.install(FIRST)["access_token"]
        assert box.api("auth.test", token)["team_id"] == FIRST
        assert [one["name"] for one in box.person("U0ANN").boot()["apps"]] == ["Helper"]


def test_redirect_urls_may_become_known_late(box: RunningSandbox) -> None:
    late = "http://127.0.0.1:4567/slack/oauth_redirect"
    assert box.http.get(link(box, redirect_uri=late)).status_code == 400
    box.change_app("redirect_urls", urls=[late])
    assert box.install(OTHER, redirect_uri=late)["ok"]

"""The manifest: what Slack takes, tied to what the code has."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
import yaml

from bot.manifest import (
    EVENTS,
    ORGANIZATION_EVENTS,
    SAYS,
    SCOPES,
    Manifest,
    as_yaml,
    build,
    create_link,
    problems,
)
from bot.parts import FEATURES
from handlers.ids import Command, Shortcut
from sandbox.rules import scopes

SCHEMA = Path(__file__).parents[3] / "shared" / "reference" / "slack-manifest.schema.json"
URL = "https://bot.example.com/slack/events"


LINK = "https://bot.example.com"


@pytest.fixture(params=[(None, None), (URL, None), (None, LINK)], ids=["socket", "http", "by link"])
def manifest(request: pytest.FixtureRequest) -> Manifest:
    request_url, public_url = request.param
    return build(request_url, public_url=public_url)


@pytest.mark.skipif(not SCHEMA.exists(), reason="Slack's schema is not beside the project")
def test_slack_s_own_schema_takes_the_manifest(manifest: Manifest) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert [
        error.message for error in jsonschema.Draft7Validator(schema).iter_errors(manifest)
    ] == []


def test_no_limit_of_slack_is_passed(manifest: Manifest) -> None:
    assert problems(manifest) == []


def broken() -> Iterator[tuple[str, Manifest]]:
    manifest = build()
    manifest["display_information"]["name"] = "n" * 36
    yield "name has 36", manifest
    manifest = build()
    manifest["features"]["slash_commands"][0]["command"] = "mentoring"
    yield "does not begin with a slash", manifest
    manifest = build()
    manifest["features"]["shortcuts"] = []
    yield "one to ten shortcuts", manifest
    manifest = build()
    manifest["features"]["shortcuts"][0]["name"] = "n" * 25
    yield "has 25 characters", manifest
    manifest = build()
    manifest["oauth_config"]["scopes"]["bot"].append("chat:write")
    yield "asked for twice", manifest
    yield "needs an address", build("http://bot.example.com")


@pytest.mark.parametrize(("says", "manifest"), list(broken()))
def test_what_slack_would_not_take_is_said_before_slack_does(says: str, manifest: Manifest) -> None:
    assert any(says in problem for problem in problems(manifest))


def test_every_command_and_shortcut_of_the_code_is_in_it_and_no_other(manifest: Manifest) -> None:
    features = manifest["features"]
    assert {one["command"] for one in features["slash_commands"]} == {one.value for one in Command}
    assert {one["callback_id"] for one in features["shortcuts"]} == {one.value for one in Shortcut}
    assert all(one["should_escape"] for one in features["slash_commands"])


def test_each_scope_and_event_has_a_sentence_of_reason() -> None:
    for why in [*SCOPES.values(), *EVENTS.values()]:
        assert why.endswith(".")
        assert len(why.split()) > 4


def test_over_socket_mode_no_address_is_named() -> None:
    manifest = build()
    assert manifest["settings"]["socket_mode_enabled"]
    assert "url" not in as_yaml(manifest)


def test_over_http_everything_goes_to_the_one_address() -> None:
    manifest = build(URL)
    settings = manifest["settings"]
    assert not settings["socket_mode_enabled"]
    assert settings["event_subscriptions"]["request_url"] == URL
    assert settings["interactivity"]["request_url"] == URL
    assert {command["url"] for command in manifest["features"]["slash_commands"]} == {URL}


def test_the_link_carries_the_whole_manifest(manifest: Manifest) -> None:
    link = urlsplit(create_link(manifest))
    assert link.hostname == "api.slack.com"
    assert yaml.safe_load(parse_qs(link.query)["manifest_yaml"][0]) == manifest


def test_no_person_is_acted_for_and_a_token_of_the_settings_does_not_expire(
    manifest: Manifest,
) -> None:
    assert not build()["settings"]["token_rotation_enabled"]
    assert set(manifest["oauth_config"]["scopes"]) == {"bot"}


def test_where_workspaces_install_by_a_link_tokens_are_renewed_and_teams_come_and_go() -> None:
    by_link = build(public_url="https://baton.example.com")

    assert by_link["oauth_config"]["redirect_urls"] == [
        "https://baton.example.com/slack/oauth_redirect"
    ]
    assert by_link["settings"]["org_deploy_enabled"]
    assert by_link["settings"]["token_rotation_enabled"]
    assert set(ORGANIZATION_EVENTS) < set(by_link["settings"]["event_subscriptions"]["bot_events"])
    assert problems(by_link) == []
    assert problems(build(public_url="http://baton.example.com")) != []


ROOMS = ("bot", "handlers", "scheduler")
BESIDE_METHODS = {"commands", "files:write", "users:read.email"}
"""Needed by no method called by name: slash commands and shortcuts; the SDK's upload, which goes
through three; the address among what users.list answers."""


def sources() -> str:
    project = Path(__file__).parents[2]
    return "\n".join(
        path.read_text("utf-8") for room in ROOMS for path in sorted((project / room).rglob("*.py"))
    )


def methods_called() -> set[str]:
    by_name = re.findall(r"client\.([a-z]+_\w+)\(", sources())
    by_word = re.findall(r'call\(\s*"([a-z]+\.[\w.]+)"', sources())
    return {name.replace("_", ".") for name in by_name} | set(by_word)


def test_every_method_called_has_its_scope_and_every_scope_its_use() -> None:
    called = methods_called()
    assert {"chat.postMessage", "views.open", "conversations.open", "users.list"} <= called
    used = set(BESIDE_METHODS)
    for method in called & set(scopes.NEEDED):
        needed = scopes.NEEDED[method]
        assert not needed or needed & set(SCOPES), f"{method} needs one of {sorted(needed)}"
        used |= needed & set(SCOPES)
    assert used | {"im:history"} == set(SCOPES)


def test_every_event_asked_for_is_heard_and_every_event_heard_is_asked_for() -> None:
    heard = set(re.findall(r'app\.event\("(\w+)"\)', sources()))
    if re.search(r'app\.event\(\{"type": "message"', sources()):
        heard.add("message.im")
    assert heard == {*EVENTS, *ORGANIZATION_EVENTS}


def test_the_hints_name_words_that_exist() -> None:
    words = {(one.admin, one.word) for feature in FEATURES for one in feature.commands}
    for command, (_, hint) in SAYS.items():
        named = hint.strip("[]").split(" | ")
        assert named[-1] == "help"
        assert {(command is Command.ADMIN, word) for word in named[:-1]} <= words

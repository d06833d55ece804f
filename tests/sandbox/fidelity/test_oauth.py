"""Slack's own OAuth flow, as Bolt and the SDK drive it, against the sandbox."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_bolt import App
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.oauth.token_rotation import TokenRotator

from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.sandbox.fidelity.bolt import Heard, until
from tests.sandbox.fidelity.stage import Stage, connected
from tests.sandbox.towns import FIRST, OTHER, OVER_BOTH, REDIRECT, organization, two_teams

SCOPES = ["chat:write", "commands", "im:history", "users:read"]


@dataclass(frozen=True)
class Distributed:
    """An app that workspaces install by link, with the SDK's stores."""

    box: RunningSandbox
    app: App
    store: FileInstallationStore

    def install(self, team: str, **choice: Any) -> int:
        """What a browser does: the app's link, the page, and back; the status of the end."""
        flow = self.app.oauth_flow
        assert flow is not None
        begun = flow.handle_installation(BoltRequest(body="", query={}, headers={}))
        cookie = begun.headers["set-cookie"][0].split(";")[0]
        sent = self.box.authorize(begun.headers["location"][0], team=team, **choice)
        query = {name: values[0] for name, values in parse_qs(urlsplit(sent).query).items()}
        headers: dict[str, str | Sequence[str]] = {"cookie": cookie}
        ended = flow.handle_callback(BoltRequest(body="", query=query, headers=headers))
        return int(ended.status)

    @property
    def stage(self) -> Stage:
        return Stage(self.box, self.app)

    def bot(self, team: str | None, enterprise: str | None = None) -> Any:
        is_org = enterprise is not None and team is None
        return self.store.find_bot(
            enterprise_id=enterprise, team_id=team, is_enterprise_install=is_org
        )


@contextmanager
def distributed(folder: Path, seed: dict[str, Any]) -> Iterator[Distributed]:
    seed["app"]["installed"] = False
    with running_sandbox(seed) as box:
        store = FileInstallationStore(base_dir=str(folder / "bots"))
        client = WebClient(base_url=box.api_url)
        settings = OAuthSettings(
            client_id=box.client_id,
            client_secret=box.client_secret,
            scopes=SCOPES,
            install_page_rendering_enabled=False,
            redirect_uri=REDIRECT,
            installation_store=store,
            state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(folder / "state")),
            authorization_url=f"{box.base_url}/oauth/v2/authorize",
        )
        app = App(client=client, signing_secret=box.signing_secret, oauth_settings=settings)
        yield Distributed(box, app, store)


def test_two_workspaces_install_and_each_gets_its_own_answers(tmp_path: Path) -> None:
    with distributed(tmp_path, two_teams()) as one:
        assert [one.install(FIRST), one.install(OTHER, person="U0YAN")] == [200, 200]
        tokens = {team: one.bot(team).bot_token for team in (FIRST, OTHER)}
        assert len(set(tokens.values())) == 2
        heard = Heard()

        @one.app.command("/helper")
        def answer(ack: Callable[..., None], context: Any, client: WebClient, body: Any) -> None:
            ack()
            client.chat_postMessage(channel=body["user_id"], text=f"In {context.team_id}")
            heard((context.team_id, context.bot_token, context.bot_user_id))

        with connected(one.stage):
            for team, person in ((FIRST, "U0ANN"), (OTHER, "U0ZOE")):
                place = one.box.team(team)
                place.person(person).command("/helper")
                assert heard.next() == (team, tokens[team], place.bot_user)
                assert place.person(person).messages()[-1]["text"] == f"In {team}"


def test_a_person_who_cancels_installs_nothing(tmp_path: Path) -> None:
    with distributed(tmp_path, two_teams()) as one:
        one.install(OTHER, allow=False)
        assert one.bot(OTHER) is None


def test_the_sdk_renews_tokens(tmp_path: Path) -> None:
    with distributed(tmp_path, two_teams(token_rotation_enabled=True)) as one:
        assert one.install(OTHER) == 200
        before = one.bot(OTHER)
        one.box.team(OTHER).expire_tokens()
        with pytest.raises(SlackApiError, match="token_expired"):
            WebClient(before.bot_token, base_url=one.box.api_url).auth_test()
        rotator = TokenRotator(
            client_id=one.box.client_id,
            client_secret=one.box.client_secret,
            client=WebClient(base_url=one.box.api_url),
        )
        after = rotator.perform_bot_token_rotation(bot=before, minutes_before_expiration=10**6)
        assert after is not None
        assert after.bot_refresh_token != before.bot_refresh_token
        test = WebClient(after.bot_token, base_url=one.box.api_url).auth_test()
        assert test["team_id"] == OTHER


@pytest.mark.parametrize("order", ["uninstalled_first", "revoked_first"])
def test_bolts_own_listeners_forget_a_workspace_that_left(tmp_path: Path, order: str) -> None:
    with distributed(tmp_path, two_teams()) as one:
        one.install(FIRST)
        one.install(OTHER)
        one.app.enable_token_revocation_listeners()
        with connected(one.stage):
            one.box.team(OTHER).uninstall(order)
            until(lambda: one.bot(OTHER) is None)
        assert one.bot(FIRST) is not None


def test_bolt_serves_a_whole_organization_with_one_installation(tmp_path: Path) -> None:
    with distributed(tmp_path, organization()) as one:
        assert one.install(OVER_BOTH, everywhere=True) == 200
        bot = one.bot(None, OVER_BOTH)
        assert bot.is_enterprise_install
        heard = Heard()

        @one.app.event("app_home_opened")
        def opened(context: Any, event: Any, client: WebClient) -> None:
            home = {"type": "home", "blocks": []}
            published = client.views_publish(user_id=event["user"], view=home)
            view = published["view"]
            heard((context.is_enterprise_install, context.enterprise_id, view["team_id"]))

        with connected(one.stage):
            for team, person in ((FIRST, "U0ANN"), (OTHER, "U0ZOE")):
                one.box.team(team).person(person).open_home()
                assert heard.next() == (True, OVER_BOTH, team)
        client = WebClient(bot.bot_token, base_url=one.box.api_url)
        teams = [each["id"] for each in client.auth_teams_list()["teams"]]
        assert teams == [FIRST, OTHER]
        with pytest.raises(SlackApiError, match="missing_argument"):
            client.users_list()
        assert client.users_list(team_id=OTHER)["ok"]

"""The whole bot, connected to a sandbox of several workspaces that install it by a link."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot import manifest
from bot.assemble import assemble
from bot.house import House
from bot.settings import Settings
from program.clock import Clock
from program.person import SlackPerson
from store.keys import Keyring
from store.store import Store
from store.workspaces import Workspace
from tests.kit import cast
from tests.kit.house import workspace_seed
from tests.kit.sandbox import PagePerson, RunningSandbox, running_sandbox

SECOND = "T0SECOND"
ORGANIZATION = "E0GROUP"


@dataclass(frozen=True)
class Towns:
    """A house, and two workspaces with the same cast (the same ids too) in each."""

    sandbox: RunningSandbox
    house: House
    address: str
    organization: bool = False

    def person(self, team: str, account: SlackPerson) -> PagePerson:
        """Somebody of the cast in one workspace."""
        other = self.organization and team != cast.TEAM
        return self.team(team).person(account.slack_user + ("2" if other else ""))

    def team(self, team: str) -> RunningSandbox:
        """One workspace, as its people see it."""
        return self.sandbox.team(team)

    def install(
        self, team: str, *, person: str = cast.LIAISON.slack_user, everywhere: bool = False
    ) -> httpx.Response:
        """The whole way in one browser; the page it ends on."""
        with httpx.Client(base_url=self.address, trust_env=False) as browser:
            sent = browser.post("/slack/install").headers["location"]
            back = self.sandbox.authorize(sent, team=team, person=person, everywhere=everywhere)
            return browser.get(back)

    def workspace(self, team: str) -> Workspace | None:
        return self.house.store.workspace_of(team)


@contextmanager
def running_towns(
    url: str, keys: Keyring, clock: Clock, home: Path, *, organization: bool = False
) -> Iterator[Towns]:
    """Everything running, and nothing installed anywhere yet."""
    address = f"http://127.0.0.1:{_unused_port()}"
    with running_sandbox(_seed(address, organization=organization)) as sandbox:
        store = Store.open(url, keys, clock, durable=False)
        house = assemble(_settings(sandbox, home, address), store, clock)
        house.start()
        try:
            yield Towns(sandbox, house, address, organization)
        finally:
            house.stop()
            store.close()


def _unused_port() -> int:
    """Known before anything listens: Slack has to be told where to send the browser back to."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _seed(address: str, *, organization: bool) -> dict[str, Any]:
    first = workspace_seed()
    first["app"] = {"manifest": manifest.build(public_url=address), "installed": False}
    second: dict[str, Any] = {
        "team": {"id": SECOND, "name": "Second & Sons", "domain": "second"},
        "people": [{**one, "real_name": f"{one['real_name']} II"} for one in first["people"]],
    }
    if organization:
        first["organization"] = {"id": ORGANIZATION, "name": "Baton Group", "domain": "group"}
        for one in (first, second):
            one["team"] = {**one["team"], "organization": True}
        # Inside one organization an id is one person; these are others.
        second["people"] = [_other(one) for one in second["people"]]
    return {**first, "teams": [second]}


def _other(person: dict[str, Any]) -> dict[str, Any]:
    return {**person, "id": f"{person['id']}2", "email": f"2{person['email']}"}


def _settings(sandbox: RunningSandbox, home: Path, address: str) -> Settings:
    given: dict[str, Any] = {
        "_env_file": None,
        "slack_app_token": sandbox.app_token,
        "slack_client_id": sandbox.client_id,
        "slack_client_secret": sandbox.client_secret,
        "slack_api_url": sandbox.api_url,
        "baton_public_url": address,
        "baton_listen": address.removeprefix("http://"),
        "baton_home": home,
        "baton_program_managers": (cast.PROGRAM_MANAGER.email or "",),
    }
    return Settings(**given)

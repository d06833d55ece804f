"""The whole bot, connected to a running sandbox with the cast in it."""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import manifest
from bot.acquaintance import sweep_everyone
from bot.assemble import assemble
from bot.house import House
from bot.parts import FEATURES
from bot.settings import Settings
from handlers.feature import Feature
from program.clock import Clock
from program.person import SlackPerson
from program.task import TaskState
from services import undelivered
from store.keys import Keyring
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.pulse import SECRET as PULSE_SECRET
from tests.kit.pulse import vault_in
from tests.kit.sandbox import PagePerson, RunningSandbox, eventually, running_sandbox


@dataclass(frozen=True)
class Town:
    """A house, the sandbox it is connected to, and the people in both."""

    sandbox: RunningSandbox
    house: House
    stage: Stage

    def person(self, account: SlackPerson) -> PagePerson:
        """Somebody in front of Slack."""
        return self.sandbox.person(account.slack_user)

    def joined_by(self, *slack_users: str) -> None:
        """More people in Slack, before whom nobody read the list of everybody any more.

        A look at everybody that began earlier would close their accounts when it ends.
        """
        people = [{"id": one, "real_name": one, "tz": "UTC"} for one in slack_users]
        self.sandbox.seed({"people": people})
        sweep_everyone(self.house.desk)
        eventually(self._is_idle, what="the end of the look at everybody")

    def _is_idle(self) -> bool:
        self.house.clockwork.settle()
        with self.house.desk.open_look_in(self.stage.workspace_id) as look:
            return not undelivered.tasks(look, [TaskState.WAITING, TaskState.RUNNING])


def workspace_seed(accounts: Sequence[SlackPerson] = cast.EVERYONE) -> dict[str, Any]:
    """What the sandbox needs to know of the cast and of our app."""
    return {
        "team": {"id": cast.TEAM, "name": "Baton & Co", "domain": "baton"},
        "people": [_person(account) for account in accounts],
        "app": {"manifest": manifest.build()},
    }


def _person(account: SlackPerson) -> dict[str, Any]:
    return {
        "id": account.slack_user,
        "name": account.real_name.split()[0].lower(),
        "real_name": account.real_name,
        "display_name": account.display_name or account.real_name,
        "tz": account.zone,
        "title": account.title,
        "email": account.email,
        "is_guest": account.is_guest,
        "deleted": account.deactivated,
        **({"team_id": account.team_id} if account.is_outsider else {}),
    }


def settings_for(sandbox: RunningSandbox, home: Path) -> Settings:
    """Settings of a bot that speaks to this sandbox."""
    given: dict[str, Any] = {
        "_env_file": None,
        "slack_bot_token": sandbox.bot_token,
        "slack_app_token": sandbox.app_token,
        "slack_api_url": sandbox.api_url,
        "baton_home": home,
        "baton_program_managers": (cast.PROGRAM_MANAGER.email or "",),
        "baton_pulse_secret": base64.b64encode(PULSE_SECRET).decode(),
    }
    return Settings(**given)


@contextmanager
def running_town(
    url: str,
    keys: Keyring,
    clock: Clock,
    home: Path,
    features: Sequence[Feature] = FEATURES,
    **sandbox_settings: Any,
) -> Iterator[Town]:
    """Everything running, everyone known, Petra program manager of all programs."""
    with running_sandbox(workspace_seed(), **sandbox_settings) as sandbox:
        store = Store.open(url, keys, clock, vault=vault_in(home), durable=False)
        house = assemble(settings_for(sandbox, home), store, clock, features=features)
        house.start()
        try:
            stage = cast.set_stage(store, house.desk)
            yield Town(sandbox, house, stage)
        finally:
            house.stop()
            store.close()

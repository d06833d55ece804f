"""One life of the bot: the real house over the real database, until a step that it was told."""

import base64
import time
from pathlib import Path

from pydantic import SecretStr

from bot.assemble import assemble
from bot.house import House
from bot.parts import FEATURES
from bot.settings import Settings
from bot.stopping import asked_to_stop
from scheduler import slack
from scheduler.pace import Pace
from store.keys import Keyring
from store.store import Store
from tests.chaos import variants
from tests.chaos.feature import FEATURE
from tests.chaos.orders import FROM_SETTLING, SERVE, Order, TownClock
from tests.chaos.steps import Steps, watch_commits, watch_presses, watch_slack
from tests.kit import cast
from tests.kit.pulse import SECRET, vault_in

CONNECTED = "connected"


def live(order: Order) -> None:
    """From the opening of the database to the end, whichever comes first."""
    clock = TownClock(Path(order.clock))
    keys, vault = Keyring.load(Path(order.keys)), vault_in(Path(order.home))
    store = Store.open(order.url, keys, clock, vault=vault, durable=False)
    steps = Steps(order)
    watch_commits(store.engines, steps)
    watch_slack(steps)
    watch_presses(steps)
    variants.take_up(order.variant)
    slack.SECONDS_TO_ANSWER = order.seconds_to_answer  # type: ignore[assignment]
    pace = _pace(clock, order.a_second)
    house = assemble(_settings(order), store, clock, features=(*FEATURES, FEATURE), pace=pace)
    if order.act == SERVE:
        _serve(house, steps)
    else:
        house.enrol()
        steps.begins(FROM_SETTLING)
        house.stopping.set()  # no pause is sat out: time is moved from outside
        house.clockwork.settle()
    store.close()


def _serve(house: House, steps: Steps) -> None:
    with asked_to_stop() as asked:
        steps.begins(FROM_SETTLING)
        house.start()
        steps.note(CONNECTED)
        asked.wait()
        house.stop()


def _pace(clock: TownClock, a_second: float | None) -> Pace:
    """By the town's clock, so that pauses Slack asks for are over when it has moved on."""
    sleep = time.sleep if a_second else _never_wait
    return Pace(lambda: clock().timestamp(), sleep, a_second)


def _never_wait(_: float) -> None:
    """Whoever waits for time here waits for a hand that moves the clock."""


def _settings(order: Order) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # what lies about on this machine decides nothing
        slack_bot_token=SecretStr(order.bot_token),
        slack_app_token=SecretStr(order.app_token),
        slack_api_url=order.api_url,
        baton_home=Path(order.home),
        baton_program_managers=(cast.PROGRAM_MANAGER.email or "",),
        baton_pulse_secret=SecretStr(base64.b64encode(SECRET).decode()),
    )

"""A replica is frozen at every step until its claim has expired, and thawed: nothing twice."""

import signal

from program.delivery import DeliveryState
from tests.chaos.orders import FREEZE
from tests.chaos.town import Town

MOST_STEPS = 40


def frozen_and_thawed(town: Town, step: int) -> bool:
    """Whether a life had this step: it stands still there, another one takes over, it goes on."""
    life = town.begin(at_step=step, how=FREEZE)
    if life.end() == "ended":
        return False
    town.settle()
    life.send(signal.SIGCONT)
    assert life.end() == "ended"
    return True


def test_a_message_is_said_once_wherever_its_courier_was_frozen(postgres_town: Town) -> None:
    # On SQLite there is no other replica: a frozen process holds the file.
    town, keys = postgres_town, []
    for step in range(1, MOST_STEPS):
        keys.append(town.queue(f"frozen:{step}"))
        if not frozen_and_thawed(town, step):
            break
    town.settle()

    assert town.copies() == dict.fromkeys(keys, 1)
    assert {town.row(key).state for key in keys} == {DeliveryState.SENT}

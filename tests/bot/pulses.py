"""An open pulse in the operator's database."""

from bot import clock
from bot.opening import open_store
from bot.settings import load
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_closed import answered


def running(votes: int = 6) -> OpenPulse:
    """An open survey in the operator's database. Its store is open: close it."""
    store = open_store(load(), clock.now)
    workspace = store.enrol(
        team_id="T1", enterprise_id=None, name="Acme", app_id="A1", bot_user_id="U1"
    )
    return answered(store, workspace.id, votes=votes)


def stopped(votes: int = 6) -> OpenPulse:
    """The same, and the bot has stopped."""
    pulse = running(votes)
    pulse.store.close()
    return pulse

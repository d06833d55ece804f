"""Runs the bot: opens the house, connects, waits to be asked to stop, drains."""

import logging
import time

from bot.assemble import assemble
from bot.core_dumps import forbid_core_dumps
from bot.doctor.first import without_program_manager
from bot.opening import open_store
from bot.settings import Settings
from bot.stopping import asked_to_stop, in_time
from bot.web.health import open_health
from program.clock import Clock

SECONDS_TO_BE_NOTICED = 3.0
"""In which a balancer sees that we are leaving, while everything it still sends is answered."""

log = logging.getLogger(__name__)


def serve(
    settings: Settings, clock: Clock, *, may_migrate: bool = True, http: bool = False
) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises what `bot.explain` has words for."""
    forbid_core_dumps()
    with asked_to_stop() as asked:
        store = open_store(settings, clock, may_migrate=may_migrate)
        try:
            house = assemble(settings, store, clock, http=http, in_real_time=True)
            health = open_health(house)
            try:
                house.start()
                log.info("Baton is connected. Ctrl-C or SIGTERM stops it.")
                if not settings.baton_program_managers and without_program_manager(house.desk):
                    log.warning("Nobody is program manager yet: `baton doctor` gives you a code.")
                asked.wait()
                log.info("Stopping: what has begun is ended first.")
            finally:
                with in_time():
                    if http and asked.is_set():
                        house.draining = True  # /readyz says so from now on
                        time.sleep(SECONDS_TO_BE_NOTICED)
                    house.stop()
                    if health is not None:
                        health.hang_up()
        finally:
            store.close()
    log.info("Stopped.")

"""The pulse on Home: for the program team what is open and what came of it, for readers the latter.

Home looks the same before and after an answer, whoever looks.
"""

from handlers.feature import Block
from handlers.pulse import result_views
from program.hours import local_day
from program.permissions import Act, may_somewhere
from services import pulse_digest, reports
from services.desk import Look


def card(look: Look) -> list[Block]:
    """For the program's tab."""
    if not may_somewhere(look.actor, Act.PULSE_OVERSEE):
        return []
    zone = look.actor.zone
    return result_views.team_home(pulse_digest.on_home(look), zone, local_day(look.now, zone))


def of_sponsor(look: Look) -> list[Block]:
    """For the sponsor's tab, where the charter lets sponsors read it."""
    return _latest(look) if reports.is_sponsor(look) else []


def of_invited(look: Look) -> list[Block]:
    """For the first tab, where everyone who was invited may read it; said to nobody twice."""
    elsewhere = reports.is_sponsor(look) or may_somewhere(look.actor, Act.PULSE_OVERSEE)
    return [] if elsewhere else _latest(look)


def _latest(look: Look) -> list[Block]:
    today = local_day(look.now, look.actor.zone)
    return result_views.others_home(pulse_digest.on_home(look), today)

"""What conduct puts on Home: until somebody who takes part has accepted it."""

from handlers import blocks
from handlers.conduct import code_views, words
from handlers.feature import Block, NextStep
from handlers.ids import Conduct
from program.permissions import Act, may, may_somewhere
from services import conduct_asked
from services.desk import Look


def start_well(look: Look) -> list[Block]:
    """The way to the code of conduct; gone once it is accepted."""
    return code_views.start_well() if _is_open(look) else []


def next_step(look: Look) -> NextStep | None:
    """Nothing begins before it is accepted."""
    if not _is_open(look):
        return None
    return NextStep(12, words.next_accept(), words.READ_AND_ACCEPT, Conduct.READ)


def home_buttons(look: Look) -> list[Block]:
    """The way to what was declared, for program managers."""
    if not may_somewhere(look.actor, Act.CONDUCT_READ_CONFLICT):
        return []
    return [blocks.button(words.CONFLICTS, Conduct.CONFLICTS)]


def _is_open(look: Look) -> bool:
    return may(look.actor, Act.CONDUCT_READ) and conduct_asked.is_asked_of(look)

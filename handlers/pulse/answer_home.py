"""What an open pulse puts on Home: the same for everyone invited, until it closes."""

from handlers.feature import Block
from handlers.pulse import answer_views
from services import pulse_answering
from services.desk import Look


def for_you(look: Look) -> list[Block]:
    """A line for each pulse that is open for the reader."""
    return [
        block
        for survey in pulse_answering.open_for_me(look)
        for block in answer_views.on_home(survey)
    ]

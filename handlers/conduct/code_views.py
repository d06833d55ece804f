"""The code of conduct: read and accept, then the conflict question."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, inputs
from handlers.conduct import words
from handlers.feature import Block, View
from handlers.ids import Conduct
from handlers.notice import notice
from program.conduct import Accepted

MOST_BLOCKS = 90
"""Of the text; the form's own blocks stand beside them in a view of at most 100."""


def read_and_accept(text: Sequence[Block], version: int) -> View:
    """The text, and the box that says it was read."""
    return blocks.modal(
        Conduct.CODE_VIEW,
        words.CODE_TITLE,
        [
            blocks.context(words.STEP_1),
            *text[:MOST_BLOCKS],
            blocks.context(words.version_line(version)),
            inputs.boxes_input("read", words.READ_LABEL, [blocks.Choice("yes", words.READ_BOX)]),
        ],
        submit=words.NEXT,
        ids={"version": str(version)},
    )


def accepted_before(text: Sequence[Block], accepted: Accepted, zone: str, today: date) -> View:
    """The text for somebody who accepted it, with the day."""
    said = words.accepted(accepted.version, accepted.at, zone, today)
    return blocks.modal(
        Conduct.CODE_VIEW, words.CODE_TITLE, [blocks.context(said), *text[:MOST_BLOCKS]]
    )


def conflict_check(version: int) -> View:
    """The second step."""
    return blocks.modal(
        Conduct.CHECK_VIEW,
        words.CODE_TITLE,
        [
            blocks.context(words.STEP_2),
            blocks.section(words.CHECK_WHY),
            inputs.radio_input(
                "check",
                words.CHECK_LABEL,
                blocks.labelled(words.CHECKS),
            ),
        ],
        submit=words.ACCEPT,
        ids={"version": str(version)},
    )


def accepted(version: int) -> View:
    """It is noted."""
    return notice(words.now_accepted(version), title=words.CODE_TITLE)


def start_well() -> list[Block]:
    """On Home, until it is accepted."""
    button = blocks.button(words.READ_AND_ACCEPT, Conduct.READ)
    return [blocks.header(words.START_WELL), blocks.section(words.start_well(), button)]

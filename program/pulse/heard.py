"""What a program manager says to everyone who was invited: what was heard, what will be done."""

from dataclasses import dataclass
from datetime import datetime

from program.refusal import Trouble

SENTENCE = 140
"""Characters of each of the two: together they are one short message."""
FIELDS = ("heard", "will")


@dataclass(frozen=True)
class Heard:
    """The two sentences."""

    heard: str
    will: str


@dataclass(frozen=True)
class Said:
    """What was said last, by whom and when. One message for each survey, corrected where it is."""

    heard: Heard
    by: str
    """Person id."""
    at: datetime


def check(heard: Heard) -> tuple[Trouble, ...]:
    """What stands in the way of these words, each under its field."""
    troubles = []
    for field in FIELDS:
        text = getattr(heard, field)
        if not text:
            troubles.append(Trouble("pulse.say_something", field=field))
        elif len(text) > SENTENCE:
            facts = {"over": len(text) - SENTENCE}
            troubles.append(Trouble("pulse.sentence_too_long", field=field, facts=facts))
    return tuple(troubles)

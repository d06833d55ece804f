"""Sentences around what was heard in a pulse and what will be done."""

from collections.abc import Mapping

from handlers.feature import Sentence
from handlers.said import counted, said
from handlers.visibility import PULSE_HEARD, line
from program.pulse.heard import Heard

TITLE = "What we heard"
LABELS = {"heard": "We heard", "will": "We will"}
EXAMPLES = {
    "heard": "that time is short and safety is good",
    "will": "ask the line managers to keep the hours free",
}
PREVIEW = "Look at it first"
SEND = "Send"
CORRECT = "Correct it"
BACK = "Back"
ONCE = (
    "It goes out once. To correct it later, open this form again: the words change where the "
    "message stands, and nobody is messaged anew."
)
SAID_ALREADY = (
    "This was sent. What you change here changes where it stands; nobody is messaged anew."
)
CORRECTED = "Corrected. Whoever got the message reads the new words."


def hint(field: str) -> str:
    return f"Such as: {EXAMPLES[field]}. {line(PULSE_HEARD)}"


def goes_to(people: int, *, again: bool) -> str:
    """Above the message as it will stand."""
    to = counted(people, "person", "people")
    if again:
        return f"*{to} got this message. It will say:*"
    return f"*This goes to everyone who was invited, {to}:*"


def message(heard: Heard) -> str:
    """The two sentences."""
    return f"We heard: {_closed(heard.heard)} We will: {_closed(heard.will)}"


def sent(people: int) -> str:
    to = counted(people, "person", "people")
    return f"Sent to {to}; each gets it in their own hours, with other messages before it."


def _closed(text: str) -> str:
    """What somebody wrote, ending like a sentence."""
    return said(text if text[-1:] in ".?…" else f"{text}.")


REFUSALS: Mapping[str, Sentence] = {
    "pulse.say_something": lambda _: "Write a sentence: everyone who was invited reads it.",
    "pulse.sentence_too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
    "pulse.heard_meanwhile": lambda facts: (
        f"{facts['name']} said something meanwhile. Close this and open it again to read it; what "
        "you wrote is kept."
    ),
}

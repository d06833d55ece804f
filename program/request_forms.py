"""What is entered when somebody asks for a new pairing, and when that is settled."""

from dataclasses import dataclass, field
from enum import StrEnum

from program.refusal import Trouble
from program.request import Asked

WORDS_LIMIT = 2000
ANSWER_LIMIT = 2000
REACH_LIMIT = 150
MOST_WISHES = 3
MOST_AVOIDED = 5


class Closing(StrEnum):
    """How a request is settled."""

    GO_ON = "go_on"
    END = "end"


@dataclass(frozen=True)
class Answer:
    """How a request is closed, with the version its owner had before them."""

    request_id: str
    seen_version: int
    closing: Closing | None
    text: str = field(repr=False)
    told: bool = True
    """Whether whoever asked reads the text; else only the program team does."""


def check_first(asked: Asked) -> tuple[Trouble, ...]:
    """What stands in the way of step 1: a reason, what would help, some words."""
    troubles = []
    if asked.reason is None:
        troubles.append(Trouble("requests.choose", field="reason"))
    if asked.helps is None:
        troubles.append(Trouble("requests.choose", field="helps"))
    return (*troubles, *check_text("words", asked.words, WORDS_LIMIT))


def check_second(asked: Asked) -> tuple[Trouble, ...]:
    """What stands in the way of step 2: who is wished for and who not, how to be reached."""
    troubles = []
    if set(asked.wishes) & set(asked.avoid):
        troubles.append(Trouble("requests.in_both", field="avoid"))
    for name, people, most in (
        ("wishes", asked.wishes, MOST_WISHES),
        ("avoid", asked.avoid, MOST_AVOIDED),
    ):
        if len(people) > most:
            troubles.append(Trouble("requests.too_many", field=name, facts={"most": most}))
    over = len(asked.reach) - REACH_LIMIT
    if over > 0:
        troubles.append(Trouble("requests.text_too_long", field="reach", facts={"over": over}))
    return tuple(troubles)


def check_answer(answer: Answer) -> tuple[Trouble, ...]:
    """What stands in the way of closing it as it was written down."""
    choose = (Trouble("requests.choose", field="closing"),) if answer.closing is None else ()
    return (*choose, *check_text("text", answer.text, ANSWER_LIMIT))


def check_text(name: str, text: str, limit: int) -> tuple[Trouble, ...]:
    """A text that must say something, within `limit` characters."""
    if not any(sign.isalnum() for sign in text):
        return (Trouble("requests.text_missing", field=name),)
    if len(text) <= limit:
        return ()
    return (Trouble("requests.text_too_long", field=name, facts={"over": len(text) - limit}),)

"""The questions a pulse may ask: good ones to choose from, and how one's own are made."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from program.pulse.survey import AnswerKind, Question
from program.text import same_words

QUESTION_LIMIT = 150
"""Characters of a question a program manager writes."""
OWN = "own."
"""The ids of such questions begin so."""
THEMES = ("fit", "safety", "progress", "time", "support", "recommend")

_SCALE, _CHOICE, _COMMENT = AnswerKind.SCALE, AnswerKind.CHOICE, AnswerKind.COMMENT

LIBRARY: tuple[Question, ...] = (
    Question("fit.right", _SCALE, "My mentor or mentee is the right one for me.", "fit"),
    Question("fit.talk", _SCALE, "We talk about what matters to me.", "fit"),
    Question("safety.open", _SCALE, "I can say openly what I think when we meet.", "safety"),
    Question("safety.trouble", _SCALE, "I know whom to ask if something goes wrong.", "safety"),
    Question(
        "progress.goals", _SCALE, "We are getting closer to what we set out to do.", "progress"
    ),
    Question("progress.use", _SCALE, "I use in my work what comes up when we meet.", "progress"),
    Question("time.enough", _SCALE, "I have the time that this mentoring needs.", "time"),
    Question(
        "time.obstacle",
        _CHOICE,
        "What gets in the way of meeting most often?",
        "time",
        (
            "Nothing does",
            "Too much other work",
            "Finding a date",
            "Time zones",
            "Not knowing what to talk about",
            "Something else",
        ),
    ),
    Question("support.team", _SCALE, "The program team helps when I need it.", "support"),
    Question(
        "support.manager",
        _SCALE,
        "My line manager makes room for this mentoring.",
        "support",
    ),
    Question(
        "support.need",
        _CHOICE,
        "What would help you most right now?",
        "support",
        (
            "Nothing, it goes well",
            "A guide for our meetings",
            "More time for it at work",
            "Meeting others in the program",
            "A talk with the program team",
            "Something else",
        ),
    ),
    Question(
        "recommend.program",
        _SCALE,
        "I would recommend this program to a colleague.",
        "recommend",
    ),
    Question("support.change", _COMMENT, "What is the one thing we should change?", "support"),
    Question("progress.best", _COMMENT, "What has been worth most to you so far?", "progress"),
)
"""Statements are answered from 1, not at all, to 5, fully. An id is for ever: trends go by it."""

BY_ID: Mapping[str, Question] = MappingProxyType({one.id: one for one in LIBRARY})

STANDARD: tuple[Question, ...] = tuple(
    BY_ID[one]
    for one in (
        "fit.right",
        "safety.open",
        "progress.goals",
        "time.enough",
        "recommend.program",
        "support.change",
    )
)
"""What a pulse asks unless something else is chosen: a minute, and every theme."""


def own_question(text: str, kind: AnswerKind) -> Question:
    """A question in somebody's own words, by scale or comment; one of the library if it says that.

    The same words asked the same way are the same question, whoever writes them and when.
    """
    words = same_words(text)
    for known in LIBRARY:
        if known.kind is kind and same_words(known.text) == words:
            return known
    digest = hashlib.sha256(f"{kind}:{words}".encode()).hexdigest()[:12]
    return Question(f"{OWN}{digest}", kind, text)

"""Sentences of the library."""

from collections.abc import Mapping

from documents.shelf import Article, Audience, Kind
from handlers.feature import Sentence
from handlers.said import said
from program.text import shortened

TITLE = "Library"
LIST_TITLE = "Library"
LABEL = "Library"
WHAT = "guides, agendas, tips and conversation starters to read"
FIND = "Find words in a title or text"
READ = "Read"
OPEN_LIBRARY = "Library"
PREVIOUS_PAGE, NEXT_PAGE = "Previous page", "Next page"
FROM_THE_LIBRARY = "From the library"
NOTHING_FOUND = "Nothing in the library says that. Empty the field to see everything."
NOTHING_OF_THIS = "Nothing of this kind is in the library. Choose Everything to see what is."
WORDS_A_MINUTE = 200
HEADING = ("Title", "Kind", "Text")

FILTERS: Mapping[str, str] = {
    "all": "Everything",
    "guides": "Guides and agreements",
    "agendas": "Agendas",
    "tips": "Tips",
    "starters": "Conversation starters",
}
KINDS: Mapping[Kind, str] = {
    Kind.GUIDE: "Guide",
    Kind.CONDUCT: "Code of conduct",
    Kind.AGREEMENT: "Agreement",
    Kind.AGENDA: "Agenda",
    Kind.TIP: "Tip",
    Kind.STARTER: "Conversation starter",
}
ANOTHER: Mapping[Kind, str] = {
    Kind.AGENDA: "Another agenda",
    Kind.TIP: "Another tip",
    Kind.STARTER: "Another starter",
}
_FOR: Mapping[Audience, str] = {
    Audience.BOTH: "",
    Audience.MENTOR: " for mentors",
    Audience.MENTEE: " for mentees",
}


def kind(article: Article) -> str:
    return f"{KINDS[article.kind]}{_FOR[article.audience]}"


def about(article: Article) -> str:
    """Kind, time to read, and whose it is."""
    minutes = max(1, round(len(article.text.split()) / WORDS_A_MINUTE))
    whose = " · from your program team" if article.own else ""
    return f"{kind(article)} · {minutes} min{whose}"


def row(article: Article) -> str:
    return f"*{said(article.title)}*\n{about(article)}"


def spoken(article: Article) -> str:
    return shortened(f"{READ}: {article.title}", 75)


def page(number: int, of: int) -> str:
    return f"Page {number} of {of}"


REFUSALS: Mapping[str, Sentence] = {
    "library.not_found": lambda _: (
        "This is not in the library any more. /mentoring library shows what is there."
    ),
}

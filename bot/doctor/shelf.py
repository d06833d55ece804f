"""The program team's own articles: each file of their folder is read, or said to be unreadable."""

from collections.abc import Mapping

from bot.doctor.check import Check, fine, look
from bot.settings import Settings
from documents.shelf import Audience, Kind, Unread, WhyNot, shelf, unread

NAME = "library"
MOST_NAMED = 5
_KINDS = ", ".join([*Kind, "tips", "starters"])
_READERS = ", ".join(Audience)
WHY: Mapping[WhyNot, tuple[str, str]] = {
    WhyNot.KIND: ("names no kind we know", f"Write one of these behind kind: {_KINDS}."),
    WhyNot.READERS: ("names readers we do not know", f"Write one of these behind for: {_READERS}."),
    WhyNot.TITLE: (
        "has no title",
        "Write title: and its title between two lines of ---.",
    ),
    WhyNot.VERSION: ("has a version that is no number", "Write a whole number behind version:."),
    WhyNot.EMPTY: ("has nothing to read below the lines at its top", "Write the text below them."),
    WhyNot.LARGE: ("is larger than 256 KB", "Make several files of it."),
    WhyNot.NO_TEXT: ("is no text in UTF-8", "Save it as plain text in UTF-8."),
}


def library(settings: Settings) -> list[Check]:
    """How many articles there are, and which files of the folder are none."""
    folder = settings.shelf_folder
    articles = shelf(folder)
    own = sum(one.own for one in articles)
    troubles = unread(folder)
    checks = [_left_out(one) for one in troubles[:MOST_NAMED]]
    if len(troubles) > MOST_NAMED:
        more = len(troubles) - MOST_NAMED
        checks.append(look(NAME, f"{more} more files are left out.", "Mend the first ones first."))
    return [
        *checks,
        fine(NAME, f"The library holds {len(articles)} articles, {own} yours."),
    ]


def _left_out(file: Unread) -> Check:
    why, do = WHY[file.code]
    return look(NAME, f"{file.name} in the library {why}; it is left out.", do)

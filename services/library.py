"""The library: what there is to read, found by slug or by words."""

from unicodedata import combining, normalize

from documents.library import Article
from program.permissions import Act, require
from services.desk import Look


def articles(look: Look) -> tuple[Article, ...]:
    """Everything on the shelf, by kind and title: shipped, and from the program team's folder."""
    require(look.actor, Act.LIBRARY_READ)
    return look.shelf.articles()


def article(look: Look, slug: str) -> Article | None:
    """One article; where the program team has its own of that slug, theirs."""
    require(look.actor, Act.LIBRARY_READ)
    return look.shelf.article(slug)


def found(look: Look, words: str) -> tuple[Article, ...]:
    """The articles that hold each of the words, whatever their case and accents.

    Those that have them all in the title come first. No words: everything.
    """
    wanted = _plain(words).split()
    shown = [one for one in articles(look) if _holds(f"{one.title} {one.text}", wanted)]
    return tuple(sorted(shown, key=lambda one: not _holds(one.title, wanted)))


def _holds(text: str, wanted: list[str]) -> bool:
    plain = _plain(text)
    return all(word in plain for word in wanted)


def _plain(text: str) -> str:
    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))

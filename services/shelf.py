"""The library: what there is to read, found by slug or by words."""

from unicodedata import combining, normalize

from documents.shelf import Article, Audience, Kind
from program.hours import local_day
from program.permissions import Act, require
from program.refusal import Refusal
from services.desk import Look


def articles(look: Look) -> tuple[Article, ...]:
    """Everything on the shelf, by kind and title: shipped, and from the program team's folder."""
    require(look.actor, Act.LIBRARY_READ)
    return look.shelf.articles()


def article(look: Look, slug: str) -> Article | None:
    """One article; where the program team has its own of that slug, theirs."""
    require(look.actor, Act.LIBRARY_READ)
    return look.shelf.article(slug)


def read(look: Look, slug: str) -> Article:
    """One article. Raises Refusal `library.not_found` where it is not on the shelf any more."""
    found_there = article(look, slug)
    if found_there is None:
        raise Refusal("library.not_found")
    return found_there


def following(look: Look, slug: str) -> Article | None:
    """The next of the same kind for the same readers, the first after the last; None: no other."""
    this = read(look, slug)
    alike = [
        one for one in articles(look) if (one.kind, one.audience) == (this.kind, this.audience)
    ]
    place = alike.index(this)
    return alike[(place + 1) % len(alike)] if len(alike) > 1 else None


def tip_of_the_week(look: Look, audience: Audience) -> Article | None:
    """A tip for these readers, another one each week of the calendar, in the order of the shelf."""
    tips = [one for one in articles(look) if one.kind is Kind.TIP and one.audience is audience]
    if not tips:
        return None
    week = local_day(look.now, look.actor.zone).toordinal() // 7
    return tips[week % len(tips)]


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

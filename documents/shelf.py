"""The library's shelf: articles that ship with us, and those of the program manager's own folder.

An article is a file of Markdown with a few lines above it, between two lines of `---`:

    ---
    kind: guide
    title: Your first meeting
    ---

A file of kind `tips` or `starters` holds many: each heading of the second level begins one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock
from unicodedata import combining, normalize

SHIPPED = Path(__file__).with_name("library")

LARGEST_FILE = 256 * 1024  # bytes
MOST_FILES = 500
LONGEST_TITLE = 150  # characters: what Slack takes for a heading
FIRST_VERSION = 1

_ABOVE = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*\n", re.DOTALL)
_EACH = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)
_NOT_IN_A_SLUG = re.compile(r"[^\w]+")


class Kind(StrEnum):
    """What an article is for."""

    GUIDE = "guide"
    CONDUCT = "conduct"
    AGREEMENT = "agreement"
    AGENDA = "agenda"
    TIP = "tip"
    STARTER = "starter"


class Audience(StrEnum):
    """Whom an article speaks to."""

    BOTH = "both"
    MENTOR = "mentor"
    MENTEE = "mentee"


_MANY = {"tips": Kind.TIP, "starters": Kind.STARTER}


@dataclass(frozen=True)
class Article:
    """One piece to read. `version` counts up when people should read it anew; `own`: not ours."""

    slug: str
    kind: Kind
    title: str
    text: str
    version: int = FIRST_VERSION
    audience: Audience = Audience.BOTH
    own: bool = False


class WhyNot(StrEnum):
    """Why a file of the folder is not on the shelf."""

    KIND = "kind"
    READERS = "for"
    TITLE = "title"
    VERSION = "version"
    EMPTY = "empty"
    LARGE = "large"
    NO_TEXT = "text"


@dataclass(frozen=True)
class Unread:
    """A file of the folder that is not on the shelf."""

    name: str
    code: WhyNot


class _NoArticle(Exception):
    def __init__(self, code: WhyNot) -> None:
        super().__init__(code.value)
        self.code = code


def shelf(folder: Path | None = None) -> tuple[Article, ...]:
    """Every article, by kind, readers and title; with the same slug the folder's own wins."""
    found = {article.slug: article for article in _read_all(SHIPPED, own=False)[0]}
    if folder is not None:
        found |= {article.slug: article for article in _read_all(folder, own=True)[0]}
    kinds, readers = list(Kind), list(Audience)
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (
                kinds.index(one.kind),
                readers.index(one.audience),
                one.title.casefold(),
            ),
        )
    )


def unread(folder: Path) -> tuple[Unread, ...]:
    """The files of the folder that are no articles, and why."""
    return _read_all(folder, own=True)[1]


class Shelf:
    """The shelf of one house; what somebody puts into the folder is there at the next look."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._seen: tuple[tuple[str, int, int], ...] | None = None
        self._articles: Mapping[str, Article] = {}

    def articles(self) -> tuple[Article, ...]:
        """Every article, by kind and title."""
        return tuple(self._now().values())

    def article(self, slug: str) -> Article | None:
        """The article of that slug, if there is one."""
        return self._now().get(slug)

    def _now(self) -> Mapping[str, Article]:
        seen = tuple(_traces(self._folder)) if self._folder else ()
        with self._lock:
            if seen != self._seen:
                self._articles = {article.slug: article for article in shelf(self._folder)}
                self._seen = seen
            return self._articles


def slug_of(text: str) -> str:
    """A title or file name as part of an address: small letters of any script, and hyphens."""
    plain = "".join(each for each in normalize("NFKD", text) if not combining(each))
    return _NOT_IN_A_SLUG.sub("-", plain.casefold()).strip("-_")[:60]


def _traces(folder: Path) -> Iterator[tuple[str, int, int]]:
    for file in _files(folder):
        found = file.stat()
        yield file.name, found.st_mtime_ns, found.st_size


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.md"))[:MOST_FILES] if folder.is_dir() else []


def _read_all(folder: Path, *, own: bool) -> tuple[tuple[Article, ...], tuple[Unread, ...]]:
    articles: list[Article] = []
    troubles: list[Unread] = []
    for file in _files(folder):
        try:
            articles += _read(file, own=own)
        except _NoArticle as reason:
            troubles.append(Unread(file.name, reason.code))
        except (OSError, UnicodeDecodeError):
            troubles.append(Unread(file.name, WhyNot.NO_TEXT))
    return tuple(articles), tuple(troubles)


def _read(file: Path, *, own: bool) -> list[Article]:
    if file.stat().st_size > LARGEST_FILE:
        raise _NoArticle(WhyNot.LARGE)
    text = file.read_text(encoding="utf-8-sig")
    above, body = _apart(text)
    name, audience = above.get("kind", Kind.GUIDE), above.get("for", Audience.BOTH)
    if name not in {*Kind, *_MANY}:
        raise _NoArticle(WhyNot.KIND)
    if audience not in set(Audience):
        raise _NoArticle(WhyNot.READERS)
    version = above.get("version", str(FIRST_VERSION))
    if not version.isascii() or not version.isdigit() or not 0 < int(version[:9]) < 10**6:
        raise _NoArticle(WhyNot.VERSION)
    if name in _MANY:
        return [
            Article(
                slug_of(title),
                _MANY[name],
                title[:LONGEST_TITLE],
                piece,
                int(version),
                Audience(audience),
                own,
            )
            for title, piece in _each(body)
        ]
    title = above.get("title", "")
    if not title or not body:
        raise _NoArticle(WhyNot.EMPTY if title else WhyNot.TITLE)
    slug = slug_of(file.stem)
    return [
        Article(
            slug, Kind(name), title[:LONGEST_TITLE], body, int(version), Audience(audience), own
        )
    ]


def _apart(text: str) -> tuple[dict[str, str], str]:
    """The lines above an article by name, and the article."""
    found = _ABOVE.match(text)
    if found is None:
        return {}, text.strip()
    lines = (line.partition(":") for line in found[1].splitlines() if ":" in line)
    above = {name.strip().lower(): value.strip().strip("\"'") for name, _, value in lines}
    return above, text[found.end() :].strip()


def _each(text: str) -> Iterator[tuple[str, str]]:
    """Title and text of each article in a file of many."""
    pieces = _EACH.split(text)
    for title, body in zip(pieces[1::2], pieces[2::2], strict=True):
        if body.strip() and slug_of(title):
            yield title, body.strip()

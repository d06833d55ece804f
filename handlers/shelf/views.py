"""An article in a modal, a line of the list, and the tip on Home."""

from collections.abc import Sequence

from documents.markdown import parts
from documents.sheet import Sheet
from documents.shelf import Article
from handlers import articles, blocks
from handlers.feature import Block, View
from handlers.ids import Library
from handlers.said import said
from handlers.shelf import words
from program.text import shortened

TITLE_ON_HOME = 150
FIRST_WORDS = 200


def read(article: Article, page: int, following: Article | None) -> View:
    """One page of an article; a page that is not there is the last."""
    pages = articles.pages(article.text)
    number = min(max(page, 0), len(pages) - 1)
    return blocks.modal(
        Library.READ_VIEW,
        words.TITLE,
        [
            blocks.header(article.title),
            blocks.context(words.about(article)),
            *articles.shown(pages[number]),
            *_foot(article, number, len(pages), following),
        ],
    )


def row(article: Article) -> list[Block]:
    """A line of the list."""
    return [blocks.section(words.row(article), _reading(article))]


def tip(article: Article) -> list[Block]:
    """The tip of the week on Home, with the way to all the rest."""
    opening = parts(article.text)[0].lines[0]
    first = shortened("".join(run.text for run in opening), FIRST_WORDS)
    return [
        blocks.header(words.FROM_THE_LIBRARY),
        blocks.section(f"*{said(shortened(article.title, TITLE_ON_HOME))}*"),
        blocks.written(first),
        blocks.actions(_reading(article), blocks.button(words.OPEN_LIBRARY, Library.LIST)),
    ]


def nothing(searched: str) -> list[Block]:
    """What stands where nothing is found."""
    return [blocks.section(words.NOTHING_FOUND if searched else words.NOTHING_OF_THIS)]


def sheet(found: Sequence[Article]) -> Sheet:
    """The same articles as a sheet."""
    rows = [(one.title, words.kind(one), one.text) for one in found]
    return Sheet(words.LIST_TITLE, words.HEADING, rows)


def _reading(article: Article) -> Block:
    ids = {"article": article.slug}
    return blocks.button(words.READ, Library.READ, ids=ids, spoken=words.spoken(article))


def _foot(article: Article, number: int, of: int, following: Article | None) -> list[Block]:
    buttons = []
    if number > 0:
        buttons.append(_turn(words.PREVIOUS_PAGE, Library.PREVIOUS, article, number - 1))
    if number < of - 1:
        buttons.append(_turn(words.NEXT_PAGE, Library.NEXT, article, number + 1))
    elif following is not None and following.kind in words.ANOTHER:
        buttons.append(_turn(words.ANOTHER[following.kind], Library.ANOTHER, following, 0))
    where = [blocks.context(words.page(number + 1, of))] if of > 1 else []
    return [*where, *([blocks.actions(*buttons)] if buttons else [])]


def _turn(label: str, action: Library, article: Article, page: int) -> Block:
    return blocks.button(label, action, ids={"article": article.slug, "page": str(page)})

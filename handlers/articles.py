"""Articles as blocks: what the library holds, readable in a modal and within Slack's limits."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
)

from documents.markdown import Part, PartKind, Run, parts
from handlers import blocks
from handlers.feature import Block
from program.text import shortened

PAGE_LETTERS = 6_000
PAGE_BLOCKS = 45
LONGEST_RUN = 3_000

Page = tuple[Part, ...]


def pages(text: str) -> tuple[Page, ...]:
    """An article's text in pages that end before a heading where they can; at least one page."""
    found: list[list[Part]] = [[]]
    for chapter in _chapters(parts(text)):
        if found[-1] and not _fits([*found[-1], *chapter]):
            found.append([])
        for part in chapter:
            if found[-1] and not _fits([*found[-1], part]):
                found.append([])
            found[-1].append(part)
    return tuple(tuple(page) for page in found)


def shown(page: Page) -> list[Block]:
    """The blocks of a page: headings as headers, all else as rich text that cannot mention."""
    return [_block(part) for part in page]


def _chapters(all_parts: Sequence[Part]) -> Iterator[list[Part]]:
    chapter: list[Part] = []
    for part in all_parts:
        if part.kind is PartKind.HEADING and chapter:
            yield chapter
            chapter = []
        chapter.append(part)
    if chapter:
        yield chapter


def _fits(page: Sequence[Part]) -> bool:
    return len(page) <= PAGE_BLOCKS and sum(part.letters for part in page) <= PAGE_LETTERS


def _block(part: Part) -> Block:
    match part.kind:
        case PartKind.HEADING:
            return blocks.header(shortened("".join(run.text for run in part.lines[0]), 150))
        case PartKind.PARAGRAPH:
            return _rich(_line(part.lines[0]))
        case PartKind.BULLETS:
            return _rich(_list("bullet", part))
        case PartKind.NUMBERS:
            return _rich(_list("ordered", part))


def _rich(element: RichTextElement) -> Block:
    return RichTextBlock(elements=[element]).to_dict()


def _list(style: str, part: Part) -> RichTextListElement:
    return RichTextListElement(style=style, elements=[_line(line) for line in part.lines])


def _line(runs: Sequence[Run]) -> RichTextSectionElement:
    return RichTextSectionElement(elements=[_run(run) for run in runs])


def _run(run: Run) -> RichTextElement:
    text = run.text[:LONGEST_RUN]
    if run.link:
        return RichTextElementParts.Link(url=run.link[:LONGEST_RUN], text=text)
    style = RichTextElementParts.TextStyle(bold=run.bold or None, italic=run.italic or None)
    plain = not (run.bold or run.italic)
    return RichTextElementParts.Text(text=text, style=None if plain else style)

"""XML read as a stream of names and texts: the two parts of a workbook that may be large.

Declarations of a document type are refused as soon as they begin, and with them every entity.
defusedxml does the same for trees; its trees of a large sheet would take ten times the memory.
"""

from collections.abc import Callable, Mapping
from typing import IO, TypeVar
from xml.parsers import expat

from documents.unreadable import Unreadable, UnreadableFile

_PIECE = 65_536
_DEEPEST = 64  # elements within elements; a sheet has about 8
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # workbooks saved as "strict"
)
_LONGEST_TOKEN = 1024 * 1024  # bytes of one tag; an attribute of a sheet has hardly a hundred

Call = TypeVar("Call")
Starts = Mapping[str, Callable[[dict[str, str]], None]]
Ends = Mapping[str, Callable[[], None]]


def stream(source: IO[bytes], starts: Starts, ends: Ends, texts: Callable[[str], None]) -> None:
    """Calls back for the elements named, and for every text. UnreadableFile: damaged, a bomb."""
    opening = _in_both_namespaces(starts)
    closing = _in_both_namespaces(ends)

    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnreadableFile(Unreadable.BOMB)
        if called := opening.get(name):
            called(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if called := closing.get(name):
            called()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = _PIECE
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts
    parser.StartDoctypeDeclHandler = _refuse
    fed = 0
    try:
        while piece := source.read(_PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise UnreadableFile(Unreadable.BOMB)
        parser.Parse(b"", True)
    except expat.ExpatError as reason:
        raise UnreadableFile(Unreadable.DAMAGED) from reason


def _refuse(name: str, system: str | None, public: str | None, inside: int) -> None:  # noqa: ARG001
    raise UnreadableFile(Unreadable.BOMB)


def _in_both_namespaces(called: Mapping[str, Call]) -> dict[str, Call]:
    return {f"{namespace} {name}": call for namespace in _MAIN for name, call in called.items()}

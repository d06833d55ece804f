"""The archive that an .xlsx is, opened without trusting what it says of itself."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from documents.budget import (
    HIGHEST_RATIO,
    LARGEST_LEAF,
    MOST_ENTRIES,
    MOST_UNPACKED,
    SMALL_PART,
)
from documents.unreadable import Unreadable, UnreadableFile

_SEALED = 0x1  # flag of an entry that needs a password
_HOW_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that a workbook may use
# What only .xlsb, .ods and Numbers files have.
_OTHERS = ("xl/workbook.bin", "content.xml", "index/document.iwa", "index.zip")


@dataclass(frozen=True)
class Relation:
    """One line of a part's relations: what it is, and the part it points to."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a workbook by name. Names are told apart without case, as Excel does."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as reason:
            raise UnreadableFile(Unreadable.DAMAGED) from reason
        except MemoryError as reason:
            raise UnreadableFile(Unreadable.BOMB) from reason
        entries = self._archive.infolist()
        _refuse_bombs(entries)
        self._entries = {_name(entry.filename): entry for entry in entries}
        if len(self._entries) < len(entries):  # two parts of one name: readers would disagree
            raise UnreadableFile(Unreadable.DAMAGED)

    def workbook_part(self) -> str:
        """The name of the part that lists the sheets. UnreadableFile: this is no workbook."""
        if any(other in self._entries for other in _OTHERS):
            raise UnreadableFile(Unreadable.OTHER_FORMAT)
        relations = self.relations("").values() if "_rels/.rels" in self._entries else ()
        named = [each.target for each in relations if each.kind == "officeDocument"]
        part = named[0] if named else "xl/workbook.xml"
        if part not in self._entries or not part.startswith("xl/"):
            raise UnreadableFile(Unreadable.NOT_A_WORKBOOK)
        return part

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part points to, by id; the whole package's relations for the empty name."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self._entries:
            return {}
        return {
            line.get("Id", ""): Relation(
                line.get("Type", "").rpartition("/")[2],
                _name(posixpath.join("/", folder, line.get("Target", ""))),
                line.get("TargetMode") == "External",
            )
            for line in self.tree(listed)
        }

    def tree(self, part: str) -> Element:
        """A small part as a tree. UnreadableFile: not there, not XML, or with declarations."""
        with self.stream(part) as packed:
            content = packed.read(LARGEST_LEAF + 1)
        if len(content) > LARGEST_LEAF:
            raise UnreadableFile(Unreadable.TOO_MUCH)
        try:
            return fromstring(content, forbid_dtd=True)
        except DefusedXmlException as reason:
            raise UnreadableFile(Unreadable.BOMB) from reason
        except (ParseError, ValueError, LookupError) as reason:
            raise UnreadableFile(Unreadable.DAMAGED) from reason

    @contextmanager
    def stream(self, part: str) -> Iterator[IO[bytes]]:
        """A part to be read piece by piece. UnreadableFile: not there, or cut short."""
        if part not in self._entries:
            raise UnreadableFile(Unreadable.DAMAGED)
        try:
            with self._archive.open(self._entries[part]) as packed:
                yield packed
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as reason:
            raise UnreadableFile(Unreadable.DAMAGED) from reason


def _name(written: str) -> str:
    return posixpath.normpath(written.replace("\\", "/")).lstrip("/").lower()


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > MOST_UNPACKED:
        raise UnreadableFile(Unreadable.BOMB)
    for entry in entries:
        if entry.flag_bits & _SEALED:
            raise UnreadableFile(Unreadable.ENCRYPTED)
        if entry.compress_type not in _HOW_PACKED:
            raise UnreadableFile(Unreadable.DAMAGED)
        if entry.file_size > SMALL_PART and entry.file_size > HIGHEST_RATIO * entry.compress_size:
            raise UnreadableFile(Unreadable.BOMB)

"""No file can take the bot down: each is refused with a code, whatever it claims to be.

Each refusal comes from a child process whose memory and time are limited, so the tests need no
watch: a file that were unpacked would end as ``too_much`` instead of the code named here.
"""

import io
import os
import struct
import subprocess
import sys
import threading
import zipfile

import pytest

from documents.budget import LARGEST_FILE, MOST_CELLS
from documents.reading_apart import read_apart
from documents.roster_file import Unreadable, UnreadableFile
from tests.documents.handmade import (
    ANA,
    HEADING,
    LINKS,
    book_of,
    changed,
    inline,
    packed,
    parts,
    saved,
    table,
    values,
    written,
)

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
BOOK_LINKS = "xl/_rels/workbook.xml.rels"
PLAIN = written(inline(1, HEADING) + inline(2, ANA))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = (
    '<!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def refused(content: bytes) -> Unreadable:
    with pytest.raises(UnreadableFile) as caught:
        table(content)
    return caught.value.code


def with_part(name: str, content: bytes) -> bytes:
    return packed(parts(PLAIN) | {name: content})


def with_declaration(part: str, declaration: str) -> bytes:
    def declared(content: bytes) -> bytes:
        body = content.decode()
        body = body.removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
        return (declaration + body).encode()

    return changed(packed(parts(PLAIN)), part, declared)


def test_the_hand_made_workbook_is_good_until_something_is_done_to_it() -> None:
    assert values(table(packed(parts(PLAIN)))) == [list(ANA)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), Unreadable.ENCRYPTED),
        (COMPOUND + "Workbook".encode("utf-16-le"), Unreadable.OLD_FORMAT),
        (COMPOUND + "WordDocument".encode("utf-16-le"), Unreadable.NOT_A_WORKBOOK),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", Unreadable.OLD_FORMAT),
        (b"PK\x05\x06" + bytes(18), Unreadable.NOT_A_WORKBOOK),
        (packed({"letter.txt": b"Dear Ana"}), Unreadable.NOT_A_WORKBOOK),
        (packed({"word/document.xml": b"<w/>"}), Unreadable.NOT_A_WORKBOOK),
        (packed({"mimetype": b"x", "content.xml": b"<x/>"}), Unreadable.OTHER_FORMAT),
        (packed({"xl/workbook.bin": b"\x83"}), Unreadable.OTHER_FORMAT),
        (packed({"Index/Document.iwa": b"\x00"}), Unreadable.OTHER_FORMAT),
        (b"PK\x03\x04 and then nothing of the kind", Unreadable.DAMAGED),
        (packed({BOOK: b"<workbook"}), Unreadable.DAMAGED),
        (packed({BOOK: b"<workbook/>"}), Unreadable.EMPTY),
        (packed({BOOK: b"\xff\xfe\x00garbage"}), Unreadable.DAMAGED),
        (packed(parts(written(""))), Unreadable.EMPTY),
        (saved(book_of()), Unreadable.EMPTY),
        (saved(book_of(["a", "b"], ["c", "d"])), Unreadable.NO_HEADING),
    ],
)
def test_what_is_no_roster_workbook_is_told_apart(content: bytes, code: Unreadable) -> None:
    assert refused(content) == code


def test_over_ten_megabytes_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(UnreadableFile) as caught:
        table(b"x" * (LARGEST_FILE + 1))
    assert caught.value.code == Unreadable.TOO_LARGE
    assert caught.value.facts == {"megabytes": 10}


def test_a_sheet_that_unpacks_a_thousandfold_is_not_unpacked() -> None:
    assert refused(with_part(SHEET, b" " * 30_000_000)) == Unreadable.BOMB


def test_a_bomb_in_a_part_nobody_reads_is_a_bomb_as_well() -> None:
    assert refused(with_part("xl/media/image1.png", bytes(30_000_000))) == Unreadable.BOMB


def test_archives_within_archives_are_never_opened() -> None:
    inner = packed({f"{number}.zip": packed({"0": bytes(1_000_000)}) for number in range(16)})
    assert refused(packed({"lib.zip": inner})) == Unreadable.NOT_A_WORKBOOK


def test_an_archive_of_too_many_parts_is_a_bomb() -> None:
    assert refused(packed(parts(PLAIN) | {f"x/{n}": b"" for n in range(6_000)})) == Unreadable.BOMB


def test_an_archive_that_is_all_directory_is_refused_within_the_memory() -> None:
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    count = 200_000
    directory = b"".join(entry + bytes([65 + n % 26]) for n in range(count))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, len(directory), 4, 0)
    assert refused(b"PK\x03\x04" + directory + end) == Unreadable.BOMB


def test_a_part_that_lies_about_its_size_is_found_out() -> None:
    content = bytearray(with_part(SHEET, b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>"))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := content.find(signature, start)) >= 0:
            (size,) = struct.unpack_from("<I", content, start + place)
            if size > 1_000_000:
                struct.pack_into("<I", content, start + place, 40_000)
            start += 4
    assert refused(bytes(content)) == Unreadable.DAMAGED


def test_parts_that_need_a_password_are_encrypted() -> None:
    content = bytearray(packed(parts(PLAIN)))
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    assert refused(bytes(content)) == Unreadable.ENCRYPTED


def test_a_part_packed_in_a_way_workbooks_never_are_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as archive:
        for name, part in parts(PLAIN).items():
            archive.writestr(name, part)
    assert refused(made.getvalue()) == Unreadable.DAMAGED


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    made = io.BytesIO(packed(parts(PLAIN)))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(SHEET.upper(), written(""))
    assert refused(made.getvalue()) == Unreadable.DAMAGED


@pytest.mark.parametrize("part", [SHEET, BOOK, BOOK_LINKS])
@pytest.mark.parametrize(
    "declaration",
    [LAUGHS, '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "<!DOCTYPE x>"],
)
def test_xml_that_declares_anything_is_a_bomb(part: str, declaration: str) -> None:
    assert refused(with_declaration(part, declaration)) == Unreadable.BOMB


def test_values_from_other_files_are_not_taken() -> None:
    good = packed(parts(PLAIN))
    assert refused(changed(good, BOOK_LINKS, _linked)) == Unreadable.EXTERNAL
    assert refused(changed(good, BOOK_LINKS, _outside)) == Unreadable.EXTERNAL


def _linked(content: bytes) -> bytes:
    link = f'<Relationship Id="rId8" Type="{LINKS}/externalLink" Target="x.xml"/></Relationships>'
    return content.replace(b"</Relationships>", link.encode())


def _outside(content: bytes) -> bytes:
    return content.replace(b'/worksheet" ', b'/worksheet" TargetMode="External" ')


def test_a_sheet_that_points_out_of_the_archive_finds_nothing() -> None:
    content = changed(
        packed(parts(PLAIN)),
        BOOK_LINKS,
        lambda part: part.replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd"),
    )
    assert refused(content) == Unreadable.DAMAGED


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="0"/>',
        '<row r="99999999"/>',
        '<row r="x"/>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c t="s"><v>7</v></c></row>',
        '<row r="1"><c t="s"><v>-1</v></c></row>',
        '<row r="1"><c t="s"><v>99999999999999999999</v></c></row>',
        '<row r="1"><c',
    ],
)
def test_a_sheet_that_is_not_as_sheets_are_is_damaged(rows: str) -> None:
    assert refused(packed(parts(written(rows)))) == Unreadable.DAMAGED


@pytest.mark.parametrize("value", ["abc", "inf", "nan", "1e999", "0x10", "9" * 400])
def test_numbers_that_are_none_trouble_their_cell_only(value: str) -> None:
    rows = (
        inline(1, HEADING)
        + f'<row r="2"><c t="inlineStr"><is><t>Ana</t></is></c><c><v>{value}</v></c></row>'
    )
    (row,) = table(packed(parts(written(rows)))).rows
    assert row.cells[1].value == "Ana"
    assert row.cells[2].value is None


def test_one_long_text_that_every_cell_repeats_is_too_much() -> None:
    link = b'<Relationship Id="rId9" Type="x/sharedStrings" Target="texts.xml"/></Relationships>'
    texts = (
        written("").split("<sheetData>")[0].replace("worksheet", "sst")
        + f"<si><t>{'x' * 30_000}</t></si></sst>"
    )
    cells = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 2_000))
    made = parts(written(cells)) | {"xl/texts.xml": texts.encode()}
    made[BOOK_LINKS] = made[BOOK_LINKS].replace(b"</Relationships>", link)
    assert refused(packed(made)) == Unreadable.TOO_MUCH


def test_more_cells_than_a_roster_has_are_too_much() -> None:
    numbers = (f"<c><v>{number * 7919 % 100_003}</v></c>" for number in range(MOST_CELLS + 1))
    assert refused(packed(parts(written(f"<row>{'</row><row>'.join(numbers)}</row>")))) == (
        Unreadable.TOO_MUCH
    )


def test_merges_over_everything_do_not_take_the_day() -> None:
    rows = "".join(inline(number, HEADING) for number in range(1, 2_000))
    merges = "".join(f'<mergeCell ref="A1:A{1_048_576 - n}"/>' for n in range(5_000))
    assert refused(packed(parts(written(rows, after=merges)))) == Unreadable.TOO_MUCH


def test_elements_within_elements_without_end_are_a_bomb() -> None:
    noise = "".join(f"{number * 7919 % 100_003:x}" for number in range(60_000))
    deep = f"<!--{noise}-->" + "<x>" * 3_000_000  # the noise keeps the archive from giving it away
    assert refused(packed(parts(written(deep)))) == Unreadable.BOMB


def test_a_tag_without_end_is_a_bomb() -> None:
    noise = "".join(f"{number * 7919 % 100_003:x}" for number in range(60_000))
    endless = f'<row x="{noise}{"x" * 9_000_000}" '
    long = written(inline(1, HEADING)).replace("<row ", endless, 1)
    assert refused(packed(parts(long))) == Unreadable.BOMB


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold to this limit")
def test_the_reading_process_cannot_take_more_memory_than_it_may() -> None:
    takes_too_much = (
        "from documents.limits import limit_this_process; limit_this_process();"
        "from documents.budget import MEMORY; bytearray(MEMORY)"
    )
    ended = subprocess.run([sys.executable, "-c", takes_too_much], capture_output=True, check=False)
    assert b"MemoryError" in ended.stderr


def test_files_are_read_in_several_threads_at_once() -> None:
    good, bad = packed(parts(PLAIN)), with_part(SHEET, b" " * 3_000_000)
    outcomes: list[object] = []

    def read(content: bytes) -> None:
        try:
            outcomes.append(len(table(content).rows))
        except UnreadableFile as caught:
            outcomes.append(caught.code)

    threads = [threading.Thread(target=read, args=(each,)) for each in (good, bad, good, bad)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["1", "1", "bomb", "bomb"]


def test_the_reading_process_is_told_none_of_our_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]
) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "nowhere")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # a child that took this over would not start
    monkeypatch.chdir(tmp_path)
    assert read_apart(b"Name,E-mail\nAna,a@x.com\n")[0].rows[2] == {1: "Ana", 2: "a@x.com"}


def test_a_reader_that_dies_is_a_code_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert refused(b"Name,E-mail\n") == Unreadable.TOO_MUCH

"""The search for canaries finds them in all clothes: else finding none would say nothing."""

import base64
import gzip
import json
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.attacks.canaries import Search, flock

CANARY = flock(1)[0].text

DRESSED = {
    "plain": f"x{CANARY}y".encode(),
    "latin": CANARY.encode("latin-1"),
    "wide": CANARY.encode("utf-16"),
    "wide the other way": CANARY.encode("utf-16-be"),
    "json": json.dumps({"a": CANARY}).encode(),
    "json in json": json.dumps({"a": json.dumps(CANARY)}).encode(),
    "address": b"a=" + quote(CANARY).encode() + b"&b",
    "hex": CANARY.encode().hex().encode(),
    "copied": f"\\\\x{CANARY.encode().hex().upper()}".encode(),
    **{
        f"base64 after {n} bytes": base64.b64encode(b"x" * n + CANARY.encode() + b"y" * n)
        for n in range(4)
    },
    "zlib": b"????" + zlib.compress(f"a{CANARY}".encode()) + b"????",
    "gzip": b"????" + gzip.compress(f"a{CANARY}".encode() * 9),
}


@pytest.mark.parametrize("content", DRESSED.values(), ids=DRESSED.keys())
def test_a_canary_is_found_in_any_clothes(content: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "some.log").write_bytes(b"\0" * 5000 + content + b"\0" * 500)
    hits = Search(CANARY).through([tmp_path])
    assert {one.file.name for one in hits} == {"some.log"}


def test_nothing_is_found_where_there_is_no_canary(tmp_path: Path) -> None:
    (tmp_path / "some.log").write_bytes(flock(1)[0].text.encode() * 100)
    assert Search(CANARY).through([tmp_path]) == []


def test_canaries_are_24_characters_and_each_its_own() -> None:
    found = [one.text for one in flock(50)]
    assert {len(one) for one in found} == {24}
    assert len(set(found)) == 50
    assert len({one[:12] for one in found}) == 1

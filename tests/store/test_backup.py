"""A backup is a whole copy that was opened, for its owner alone; nothing else passes for one."""

import stat

import pytest

from store import (
    deliveries,
)
from store.backup import back_up
from store.in_use import hold
from store.migrations import HEAD
from store.restoring import readied
from store.troubles import StoreTrouble
from tests.kit.cast import MENTEE
from tests.store.copies import Place, new, send_all

pytestmark = pytest.mark.usefixtures("tools_on_path")


def test_a_backup_is_for_its_owner_alone_and_says_what_is_in_it(place: Place) -> None:
    found = back_up(place.url, place.keys, place.folder / "copy")
    assert stat.S_IMODE((place.folder / "copy").stat().st_mode) == 0o600
    assert (found.revision, found.size) == (HEAD, (place.folder / "copy").stat().st_size)
    assert found.rows > 10
    assert [one.name for one in place.folder.iterdir() if "part" in one.name] == []


def test_a_backup_holds_no_key(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    content = (place.folder / "copy").read_bytes()
    for key in place.keys.keys:
        assert key.secret not in content
        assert (place.keys.folder / key.file_name).read_bytes().strip() not in content


def test_a_file_that_is_there_is_never_overwritten(place: Place) -> None:
    (place.folder / "copy").write_text("the last good one")
    with pytest.raises(StoreTrouble, match=r"backup\.exists"):
        back_up(place.url, place.keys, place.folder / "copy")
    assert (place.folder / "copy").read_text() == "the last good one"


def test_a_backup_is_made_while_somebody_writes(place: Place) -> None:
    hold(place.store.engines)
    with place.store.work(place.id) as session:
        deliveries.queue(session, new("k"))
        session.flush()
        back_up(place.url, place.keys, place.folder / "copy")
    assert send_all(place.store, place.id) == ["k"]


def test_a_file_of_something_else_is_refused(place: Place) -> None:
    (place.folder / "letter").write_text("Dear program manager, " * 100)
    with (
        pytest.raises(StoreTrouble, match=r"backup\.not_ours"),
        readied(place.url, place.keys, place.folder / "letter", place.clock, replace=True),
    ):
        pass


def test_a_copy_that_was_cut_short_is_refused(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    content = (place.folder / "copy").read_bytes()
    (place.folder / "short").write_bytes(content[: len(content) // 2])
    with (
        pytest.raises(StoreTrouble, match=r"backup\.damaged"),
        readied(place.url, place.keys, place.folder / "short", place.clock, replace=True),
    ):
        pass
    assert place.stage.person_id(MENTEE)

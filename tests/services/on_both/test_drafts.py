"""A long form put aside is its author's alone, sealed, and gone after seven days."""

from pathlib import Path

import pytest

from program.refusal import Refusal
from services import drafts
from services.desk import Desk
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage, set_stage
from tests.kit.clock import FrozenClock

FORM = "nominations.self"
WORDS = {"aspiration": "MARKER lead a region", "competencies": ["a", "b"]}


def keep(stage: Stage) -> None:
    with stage.desk.open_work(stage.caller(cast.MENTEE)) as work:
        drafts.keep(work, FORM, WORDS)


def test_a_draft_is_found_again_by_its_author_alone(stage: Stage) -> None:
    keep(stage)

    with stage.desk.open_look(stage.caller(cast.MENTEE)) as look:
        assert drafts.find(look, FORM) == WORDS
    with stage.desk.open_look(stage.caller(cast.PROGRAM_MANAGER)) as look:
        assert drafts.find(look, FORM) is None


def test_saving_again_takes_the_place_of_the_draft(stage: Stage) -> None:
    keep(stage)
    with stage.desk.open_work(stage.caller(cast.MENTEE)) as work:
        drafts.keep(work, FORM, {"aspiration": "shorter"})
        assert drafts.find(work, FORM) == {"aspiration": "shorter"}


def test_a_dropped_draft_is_gone(stage: Stage) -> None:
    keep(stage)
    with stage.desk.open_work(stage.caller(cast.MENTEE)) as work:
        drafts.drop(work, FORM)
    with stage.desk.open_look(stage.caller(cast.MENTEE)) as look:
        assert drafts.find(look, FORM) is None


def test_a_draft_lives_for_seven_days(stage: Stage, clock: FrozenClock) -> None:
    keep(stage)
    clock.move(days=7)

    with stage.desk.open_look(stage.caller(cast.MENTEE)) as look:
        assert drafts.find(look, FORM) is None
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert drafts.next_expiry(work) == clock.now
        drafts.drop_expired(work)
        assert drafts.next_expiry(work) is None


def test_a_guest_keeps_no_drafts(stage: Stage) -> None:
    with (
        pytest.raises(Refusal),
        stage.desk.open_work(stage.caller(cast.GUEST)) as work,
    ):
        drafts.keep(work, FORM, WORDS)


def test_the_words_of_a_draft_cannot_be_read_in_the_file(
    sqlite_store: Store, clock: FrozenClock, tmp_path: Path
) -> None:
    keep(set_stage(sqlite_store, Desk(sqlite_store, clock)))
    sqlite_store.close()

    for file in (tmp_path / "data").iterdir():
        assert b"MARKER" not in file.read_bytes()

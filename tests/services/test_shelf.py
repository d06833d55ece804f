"""Anybody with a full account reads the library; a week has one tip for each side."""

from datetime import timedelta
from pathlib import Path

import pytest

from documents.shelf import Audience, Shelf
from program.person import SlackPerson
from program.refusal import Refusal
from services import shelf
from services.desk import Desk
from store.store import Store
from tests.kit.cast import COLLEAGUE, GUEST, LIAISON, MENTEE, OUTSIDER, Stage, set_stage
from tests.kit.clock import FrozenClock


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock, tmp_path: Path) -> Stage:
    shelf = Shelf(tmp_path / "library")
    return set_stage(sqlite_store, Desk(sqlite_store, clock, shelf=shelf))


def titles(stage: Stage, words: str) -> list[str]:
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        return [one.title for one in shelf.found(look, words)]


def tip(stage: Stage, audience: Audience = Audience.MENTEE) -> str:
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        found = shelf.tip_of_the_week(look, audience)
    assert found is not None
    return found.slug


@pytest.mark.parametrize("account", [COLLEAGUE, MENTEE, LIAISON])
def test_every_colleague_reads_it(stage: Stage, account: SlackPerson) -> None:
    with stage.desk.open_look(stage.caller(account)) as look:
        assert shelf.read(look, "first-meeting-guide").title == "Your first meeting"


@pytest.mark.parametrize("account", [GUEST, OUTSIDER])
def test_guests_and_others_do_not(stage: Stage, account: SlackPerson) -> None:
    with (
        stage.desk.open_look(stage.caller(account)) as look,
        pytest.raises(Refusal, match="permissions"),
    ):
        shelf.found(look, "")


def test_words_are_found_in_titles_first_whatever_their_case_and_accents(
    stage: Stage, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: Ärger im Büro\n---\nText.", encoding="utf-8")
    (folder / "b.md").write_text("---\ntitle: Anderes\n---\nVom BURO und Arger.", encoding="utf-8")
    assert titles(stage, "buro arger") == ["Ärger im Büro", "Anderes"]
    assert titles(stage, "nowhere to be found at all") == []
    assert len(titles(stage, "")) == len(titles(stage, "  ")) > 40


def test_an_article_that_is_not_there_is_refused(stage: Stage) -> None:
    with (
        stage.desk.open_look(stage.caller(MENTEE)) as look,
        pytest.raises(Refusal, match=r"library\.not_found"),
    ):
        shelf.read(look, "../../etc/passwd")


def test_the_tip_changes_every_week_and_comes_round(stage: Stage, clock: FrozenClock) -> None:
    seen = []
    for _ in range(10):
        first = tip(stage)
        clock.set(clock.now + timedelta(days=7))
        seen.append(first)
    assert len(set(seen)) == 10
    assert tip(stage) == seen[0]
    assert tip(stage, Audience.MENTOR) not in seen


def test_after_the_last_of_a_kind_comes_the_first(stage: Stage) -> None:
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        slug, seen = "agenda-first-meeting", []
        for _ in range(3):
            after = shelf.following(look, slug)
            assert after is not None
            seen.append(slug := after.slug)
        assert shelf.following(look, "code-of-conduct") is None
    assert sorted(seen) == ["agenda-first-meeting", "agenda-last-meeting", "agenda-regular-meeting"]

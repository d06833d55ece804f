"""Lists of the program team: filtered, searched, leafed through, downloaded; for nobody else."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.parts import FEATURES
from documents.sheet import Sheet
from handlers import blocks, ids
from handlers.feature import Command, Feature, InboxItem, ListOf, Rank
from handlers.home.inbox import is_on_the_team
from handlers.lists.listeners import AllLists
from handlers.lists.view import Place
from program.refusal import Refusal
from services.desk import Look
from store.keys import Keyring
from tests.handlers.gallery import lists as gallery
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import actions_in, typed, words_in
from tests.kit.house import Town, running_town
from tests.kit.limits import check_view
from tests.kit.sandbox import PagePerson

HOSTILE = "=1+1 <!channel>"
THINGS = [f"Thing {number:02}" for number in range(1, 33)] + [HOSTILE]
OPEN = "probe.things.open"
WORD = "things"


def _rows(_: Look, shown: str, words: str) -> Sequence[str]:
    kept = THINGS[:5] if shown == "first_few" else THINGS
    return [one for one in kept if words.casefold() in one.casefold()]


THE_LIST = ListOf(
    name="probe.things",
    title="Things",
    form=OPEN,
    may=is_on_the_team,
    filters=lambda _: {"all": "All", "first_few": "The first few"},
    rows=_rows,
    show=lambda thing, _: [blocks.written(thing)],
    sheet=lambda rows, _: Sheet("Things", ("Thing",), [(one,) for one in rows]),
    empty=lambda *_: [blocks.section("No such thing.")],
)
PROBE = Feature(
    name="probe",
    register=lambda *_: None,
    commands=(
        Command(WORD, OPEN, "Things", "everything there is", may=is_on_the_team, admin=True),
    ),
    inbox=lambda look: (
        [
            InboxItem(Rank.PAST_DUE, "*The thing of 9 o'clock* is past due", OPEN),
            *(InboxItem(Rank.NOMINATIONS, f"{one} waits", OPEN) for one in THINGS[:11]),
        ]
        if is_on_the_team(look)
        else []
    ),
    lists=(THE_LIST,),
)


@pytest.fixture
def town(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Town]:
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path, features=(PROBE, *FEATURES)) as running:
        yield running


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(cast.PROGRAM_MANAGER)


def opened(person: PagePerson, words: str = WORD) -> dict[str, Any]:
    person.command(ids.Command.ADMIN, words)
    return person.wait_for_modal(ids.Lists.VIEW)


def shown_once(person: PagePerson, wanted: str) -> dict[str, Any]:
    """The list, once it says this."""

    return person.wait_for(
        lambda: next((one for one in person.views() if wanted in words_in(one)), {})
    )


def test_pages_follow_one_another_and_end(petra: PagePerson) -> None:
    first = opened(petra)
    assert "1 to 15 of 33" in words_in(first)
    assert ids.Lists.PREVIOUS not in actions_in(first)

    petra.press(first, ids.Lists.NEXT)
    petra.press(shown_once(petra, "16 to 30 of 33"), ids.Lists.NEXT)
    last = shown_once(petra, "31 to 33 of 33")
    assert ids.Lists.NEXT not in actions_in(last)
    assert HOSTILE in words_in(last)

    petra.press(last, ids.Lists.PREVIOUS)
    shown_once(petra, "16 to 30 of 33")


def test_a_search_keeps_to_the_filter_and_an_empty_field_shows_all_again(
    petra: PagePerson,
) -> None:
    view = opened(petra, "things first few")
    assert "5 rows" in words_in(view)

    assert petra.submit(view, typed(words="03"))["result"] == "updated"
    found = shown_once(petra, "1 row")
    assert "Thing 03" in words_in(found)
    assert 'Searched for "03"' in words_in(found)

    petra.submit(found, typed(words=""))
    shown_once(petra, "5 rows")


def test_words_that_find_nothing_say_so(petra: PagePerson) -> None:
    view = opened(petra, "things nowhere to be found")

    assert "No such thing." in words_in(view)
    assert ids.Lists.DOWNLOAD not in actions_in(view)


def test_the_file_holds_the_same_rows_and_no_formula(town: Town, petra: PagePerson) -> None:
    view = opened(petra, "things =1+1")
    petra.press(view, ids.Lists.DOWNLOAD)
    petra.press(shown_once(petra, "on its way"), ids.Lists.DOWNLOAD)

    message = petra.wait_for_message(lambda one: bool(one.get("files")))
    assert "Things: 1 row" in message["text"]
    file = message["files"][0]["id"]
    content = town.sandbox.http.get(
        f"/_page/files/{file}", params={"as": cast.PROGRAM_MANAGER.slack_user}
    ).content
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == HOSTILE]
    assert [cell.data_type for cell in cells] == ["s"]
    files = [one for one in petra.messages() if one.get("files")]
    assert len(files) == 1


def test_nobody_else_opens_a_list_or_gets_its_file(town: Town) -> None:
    mia = town.person(cast.MENTEE)
    mia.command(ids.Command.ADMIN, WORD)
    launcher = mia.wait_for_modal(ids.Launcher.VIEW)
    assert "for program managers" in words_in(launcher)

    lists = AllLists([THE_LIST])
    with (
        town.house.desk.open_look(town.stage.caller(cast.MENTEE)) as look,
        pytest.raises(Refusal, match=r"lists\.not_yours"),
    ):
        lists.view(look, Place("probe.things"))
    with (
        town.house.desk.open_look(town.stage.caller(cast.PROGRAM_MANAGER)) as look,
        pytest.raises(Refusal, match=r"lists\.not_yours"),
    ):
        lists.view(look, Place("probe.unknown"))


def test_a_page_that_is_no_page_is_the_nearest(town: Town) -> None:
    lists = AllLists([THE_LIST])
    with town.house.desk.open_look(town.stage.caller(cast.PROGRAM_MANAGER)) as look:
        beyond = lists.view(look, Place.read({"list": "probe.things", "page": "999"}))
        nonsense = lists.view(look, Place.read({"list": "probe.things", "page": "x"}))

    assert "31 to 33 of 33" in words_in(beyond)
    assert "1 to 15 of 33" in words_in(nonsense)


def test_what_presses_most_stands_first_and_the_rest_is_one_press_away(
    petra: PagePerson,
) -> None:
    petra.open_home()
    home = petra.wait_for_home(lambda view: "Inbox (12)" in words_in(view))
    said = words_in(home)
    assert said.index("past due") < said.index("Thing 01 waits")
    assert "Thing 11 waits" not in said

    petra.press(home, ids.Home.INBOX)
    view = petra.wait_for_modal(ids.Lists.VIEW)
    assert "Thing 11 waits" in words_in(view)


def test_every_list_fits_into_slack_at_its_fullest() -> None:
    for build in gallery.VIEWS.values():
        check_view(build())

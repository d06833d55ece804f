"""The library is found by word, searched, and read page by page, whatever stands in it."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from documents.shelf import Article, shelf
from handlers import articles
from handlers.ids import Command, Home, Launcher, Library, Lists
from handlers.lists.view import SEARCH
from handlers.shelf import views
from tests.handlers.gallery import shelf as gallery
from tests.kit import cast
from tests.kit.check_ins import pair
from tests.kit.entering import actions_in, typed, words_in
from tests.kit.house import Town
from tests.kit.limits import check_blocks, check_view
from tests.kit.sandbox import PagePerson


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(cast.MENTEE)


def shown_once(person: PagePerson, wanted: str) -> dict[str, object]:
    return person.wait_for(
        lambda: next((one for one in person.views() if wanted in words_in(one)), {})
    )


@pytest.mark.parametrize("name", gallery.VIEWS)
def test_slack_takes_every_view_of_the_library(name: str) -> None:
    check_view(gallery.VIEWS[name]())


@pytest.mark.parametrize("article", shelf(), ids=lambda one: one.slug)
def test_every_shipped_article_fits_one_page_that_slack_takes(article: Article) -> None:
    assert len(articles.pages(article.text)) == 1
    check_view(views.read(article, 0, None))
    check_blocks(views.tip(article), "home")


def test_a_long_article_is_paged_and_no_word_of_it_is_lost() -> None:
    pages = articles.pages(gallery.LONG_TEXT)
    assert len(pages) > 3
    for number in range(len(pages)):
        check_view(views.read(gallery.OWN, number, None))
    read = words_in({"blocks": [block for page in pages for block in articles.shown(page)]})
    assert read.count("word") == 200
    assert read.replace("\n", "").count("&") > 14_000


def test_no_page_ends_with_a_heading_alone() -> None:
    pages = articles.pages("\n\n".join(f"## Heading\n\n{'word ' * 300}" for _ in range(20)))
    assert all(page[-1].kind != "heading" for page in pages)


def test_what_is_written_in_an_article_can_mention_and_link_nobody() -> None:
    blocks = str(articles.shown(articles.pages("<!channel> <@U1> [x](javascript:y) *b*")[0]))
    assert "<!channel> <@U1> [x](javascript:y) " in blocks
    assert "'type': 'user'" not in blocks
    assert "'type': 'link'" not in blocks


def test_somebody_finds_reads_and_goes_on_to_another(town: Town, mia: PagePerson) -> None:
    mia.command(Command.MENTORING, "library")
    listed = mia.wait_for_modal(Lists.VIEW)
    assert "How mentoring works here" in words_in(listed)
    found = mia.submit(listed, typed(**{SEARCH: "count the seconds"}))
    assert found["result"] == "updated"
    tip = shown_once(mia, "Count the seconds")
    mia.press(tip, Library.READ)
    read = mia.wait_for_modal(Library.READ_VIEW)
    assert "Count slowly to eight" in words_in(read)
    mia.press(read, Library.ANOTHER)
    assert shown_once(mia, "Tip for mentors · 1 min")
    mia.wait_for(lambda: "Count slowly to eight" not in words_in(mia.modal() or {}))


def test_a_word_that_is_no_command_is_searched_for_with_one_press(
    town: Town, mia: PagePerson
) -> None:
    mia.command(Command.MENTORING, "count silence")
    launcher = mia.wait_for_modal(Launcher.VIEW)
    assert 'Search the library for "count silence"' in words_in(launcher)
    mia.press(launcher, Library.LIST)
    listed = mia.wait_for_modal(Lists.VIEW)
    assert "Count the seconds" in words_in(listed)
    assert "Send a question" not in words_in(listed)


@pytest.mark.parametrize("word", ["handbook", "templates", "tips", "library tips"])
def test_the_other_words_open_it_too(town: Town, mia: PagePerson, word: str) -> None:
    mia.command(Command.MENTORING, word)
    assert Library.READ in actions_in(mia.wait_for_modal(Lists.VIEW))


def test_the_program_teams_own_article_is_read_page_by_page(
    town: Town, mia: PagePerson, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "ours.md").write_text(f"---\ntitle: <!channel> & Co\n---\n{gallery.LONG_TEXT}")
    mia.command(Command.MENTORING, "library channel co")
    listed = mia.wait_for_modal(Lists.VIEW)
    assert "from your program team" in words_in(listed)
    mia.press(listed, Library.READ)
    first = mia.wait_for_modal(Library.READ_VIEW)
    assert Library.PREVIOUS not in actions_in(first)
    mia.press(first, Library.NEXT)
    second = shown_once(mia, "Page 2 of")
    mia.press(second, Library.PREVIOUS)
    assert shown_once(mia, "Page 1 of")


def test_an_article_that_is_gone_says_so(town: Town, mia: PagePerson, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    file = folder / "ours.md"
    file.write_text("---\ntitle: Ours alone\n---\nText.")
    mia.command(Command.MENTORING, "library ours alone")
    listed = mia.wait_for_modal(Lists.VIEW)
    file.unlink()
    mia.press(listed, Library.READ)
    assert "not in the library any more" in words_in(mia.wait_for_modal(Home.NOTICE_VIEW))


def test_a_guest_has_no_library(town: Town) -> None:
    guest = town.person(cast.GUEST)
    guest.command(Command.MENTORING, "library")
    assert "full account" in guest.wait_for_message(lambda one: one["ephemeral"])["text"]


def test_the_list_goes_out_as_a_file(town: Town, mia: PagePerson) -> None:
    mia.command(Command.MENTORING, "library agendas")
    listed = mia.wait_for_modal(Lists.VIEW)
    mia.press(listed, Lists.DOWNLOAD)
    message = mia.wait_for_message(lambda one: bool(one.get("files")))
    path = f"/_page/files/{message['files'][0]['id']}"
    content = town.sandbox.http.get(path, params={"as": cast.MENTEE.slack_user}).content
    page = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    kinds = {page.cell(row, 2).value for row in range(2, page.max_row + 1)}
    assert (page.title, kinds) == ("Library", {"Agenda"})


def test_a_pair_has_a_tip_on_home_and_nobody_else(town: Town, mia: PagePerson) -> None:
    colleague = town.person(cast.COLLEAGUE)
    colleague.open_home()
    assert Library.READ not in actions_in(colleague.wait_for_home())
    pair(town.stage)
    mia.open_home()
    mine = mia.wait_for_home(lambda view: Library.READ in actions_in(view))
    assert "From the library" in words_in(mine)
    mia.press(mine, Library.LIST)
    assert Library.READ in actions_in(mia.wait_for_modal(Lists.VIEW))

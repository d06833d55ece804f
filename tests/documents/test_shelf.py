"""What there is to read: shipped with us, and put beside it by the program team."""

import os
import re
from pathlib import Path

import pytest

from documents.markdown import PartKind, Run, parts
from documents.shelf import (
    LARGEST_FILE,
    SHIPPED,
    Article,
    Audience,
    Kind,
    Shelf,
    shelf,
    slug_of,
    unread,
)
from tests.handlers.test_voice import NEVER

MORE_NEVER = re.compile(r"\b(slots|HR|KPIs?|journey|leverage|synergy|battle|champion)\b", re.I)
DESIGNED = {
    "first-meeting-guide",
    "handbook",
    "code-of-conduct",
    "mentoring-agreement",
    "agenda-first-meeting",
    "agenda-regular-meeting",
    "agenda-last-meeting",
}


def of_kind(kind: Kind) -> list[Article]:
    return [one for one in shelf() if one.kind is kind]


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_what_was_promised_ships() -> None:
    assert {one.slug for one in shelf()} >= DESIGNED
    assert len(of_kind(Kind.AGENDA)) == 3
    assert len(of_kind(Kind.TIP)) + len(of_kind(Kind.STARTER)) >= 30
    assert {one.audience for one in of_kind(Kind.TIP)} == {Audience.MENTOR, Audience.MENTEE}


def test_every_shipped_file_is_on_the_shelf_and_every_article_has_its_own_slug() -> None:
    assert not unread(SHIPPED)
    slugs = [one.slug for one in shelf()]
    assert len(slugs) == len(set(slugs))
    assert all(slug == slug_of(slug) for slug in slugs)


@pytest.mark.parametrize("article", shelf(), ids=lambda one: one.slug)
def test_shipped_articles_keep_to_the_voice_of_the_house(article: Article) -> None:
    spoken = f"{article.title}\n{article.text}"
    assert not [found.group() for found in NEVER.finditer(spoken)]
    assert not [found.group() for found in MORE_NEVER.finditer(spoken)]
    assert len(article.title) <= 75


@pytest.mark.parametrize("article", shelf(), ids=lambda one: one.slug)
def test_shipped_articles_hold_nothing_that_stays_as_signs(article: Article) -> None:
    runs = [run.text for part in parts(article.text) for line in part.lines for run in line]
    assert runs
    assert not [text for text in runs if re.search(r"\*\*|^#|\]\(|^- |`", text)]


def test_the_folder_of_the_program_team_adds_articles(tmp_path: Path) -> None:
    put(
        tmp_path,
        "Gespräche führen.md",
        "---\nkind: guide\ntitle: Schwierige Gespräche\n---\nText.\n",
    )
    put(
        tmp_path,
        "ours.md",
        "---\nkind: tips\n---\n## One of ours\n\nRead it.\n\n## Another\n\nToo.\n",
    )
    added = {one.slug: one for one in shelf(tmp_path) if one.own}
    assert set(added) == {"gesprache-fuhren", "one-of-ours", "another"}
    assert added["one-of-ours"].kind is Kind.TIP
    assert len(shelf(tmp_path)) == len(shelf()) + 3


def test_with_the_same_slug_the_program_teams_own_article_wins(tmp_path: Path) -> None:
    put(
        tmp_path,
        "code-of-conduct.md",
        "---\nkind: conduct\ntitle: Ours\nversion: 4\n---\nBe fair.\n",
    )
    (conduct,) = [one for one in shelf(tmp_path) if one.kind is Kind.CONDUCT]
    assert (conduct.title, conduct.version, conduct.own) == ("Ours", 4, True)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.md", "---\nkind: poem\ntitle: A\n---\nText", "kind"),
        ("a.md", "---\nkind: guide\n---\nText", "title"),
        ("a.md", "No lines above", "title"),
        ("a.md", "---\ntitle: A\n---\n", "empty"),
        ("a.md", "---\ntitle: A\nversion: new\n---\nText", "version"),
        ("a.md", "---\ntitle: A\nversion: 0\n---\nText", "version"),
        ("a.md", "---\ntitle: A\nfor: everyone\n---\nText", "for"),
        ("a.md", "---\ntitle: A\n---\n" + "x" * LARGEST_FILE, "large"),
    ],
)
def test_a_file_that_is_no_article_is_left_out_and_told(
    tmp_path: Path, name: str, text: str, code: str
) -> None:
    put(tmp_path, name, text)
    assert shelf(tmp_path) == shelf()
    assert [(one.name, one.code) for one in unread(tmp_path)] == [(name, code)]


def test_a_file_that_is_no_text_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\xfe\x00\x01")
    assert shelf(tmp_path) == shelf()
    assert unread(tmp_path)[0].code == "text"


def test_other_files_and_a_folder_that_is_not_there_do_not_matter(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt", "not for the shelf")
    assert shelf(tmp_path) == shelf(tmp_path / "missing") == shelf()


def test_a_file_saved_by_an_editor_of_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"\xef\xbb\xbf---\r\nkind: guide\r\ntitle: 'Ours'\r\n---\r\nText.\r\n")
    assert [one.title for one in shelf(tmp_path) if one.own] == ["Ours"]


def test_what_is_put_into_the_folder_is_there_at_the_next_look(tmp_path: Path) -> None:
    ours = Shelf(tmp_path / "library")
    assert ours.article("ours") is None
    file = put(tmp_path / "library", "ours.md", "---\ntitle: Ours\n---\nFirst.\n")
    first = ours.article("ours")
    file.write_text("---\ntitle: Ours\n---\nSecond.\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    second = ours.article("ours")
    file.unlink()
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == ("First.", "Second.")
    assert ours.article("ours") is None


def test_markdown_is_taken_apart_into_what_slack_can_show() -> None:
    text = (
        "# Title\nA line\nthat goes on.\n\n- one\n- **two** and _three_\n  goes on\n\n"
        "1. first\n2) second\n"
        "[a page](https://example.com/x) and [no page](javascript:alert(1)) and snake_case_name\n"
    )
    heading, paragraph, bullets, numbers = parts(text)
    assert (heading.kind, heading.lines[0]) == (PartKind.HEADING, (Run("Title"),))
    assert paragraph.lines == ((Run("A line that goes on."),),)
    assert bullets.lines[1] == (
        Run("two", bold=True),
        Run(" and "),
        Run("three", italic=True),
        Run(" goes on"),
    )
    assert numbers.kind is PartKind.NUMBERS
    assert "".join(run.text for run in numbers.lines[1]) == (
        "second a page and [no page](javascript:alert(1)) and snake_case_name"
    )
    assert [run.link for run in numbers.lines[1] if run.link] == ["https://example.com/x"]


def test_an_empty_text_has_no_parts() -> None:
    assert parts(" \n\n") == ()

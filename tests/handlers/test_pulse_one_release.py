"""One release: every reader, view, list and file shows parts of the one document, for ever."""

import re
from dataclasses import replace

import pytest

from handlers.pulse import result_lines
from program.actor import Role
from program.hours import local_day
from program.person import SlackPerson
from program.pulse import document as documents
from program.pulse.document import Document, Figure
from program.pulse.survey import Dimension, Readers, Survey
from services import charters, governance, people, pulse_results
from services.desk import Desk
from store.pulse import results
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.pulse_results import answer, asked, closed
from tests.kit.walking import Walker, show_every_message

LOOKING = (PROGRAM_MANAGER, LIAISON, SPONSOR, MENTEE, MENTOR, COLLEAGUE)
PLACES = ("Berlin", "Berlin", "Lima", "Oslo", "Oslo", "Oslo", "Lima", "Berlin")
SCORES = ({"fit": 5, "safety": 4, "often": 0}, {"fit": 3, "often": 1}, {"fit": 4, "safety": 2})
FIGURE = re.compile(r"about (\d(?:\.\d)?)(?! hour)|(\d+) %")
"""A mentor's hours are told with *about* too."""


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock) -> Stage:
    return set_stage(sqlite_store, Desk(sqlite_store, clock))


@pytest.fixture
def survey(stage: Stage, sqlite_store: Store, clock: FrozenClock) -> Survey:
    """Closed, with groups shown and one that is hidden, read by everyone who was invited."""
    pulse = asked(stage, sqlite_store, readers=Readers.ALL, people=32, places=PLACES)
    stage.give(SPONSOR, Role.SPONSOR, pulse.program_id)
    stage.give(LIAISON, Role.LIAISON, pulse.program_id)
    answer(pulse, 21, SCORES, {"better": "More time <!channel>", "else": ""})
    return closed(stage, clock, pulse)


def bytes_of(stage: Stage, survey: Survey) -> str:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        text = results.document(look.session, survey.id)
    assert text is not None
    return text


def told(figure: Figure | None) -> set[str]:
    """The figures of a cell as they may be shown."""
    if figure is None:
        return set()
    shares = (figure.favourable, figure.middle, figure.unfavourable)
    percents = [*shares, *(one.percent for one in figure.shares)]
    means = [f"{figure.mean / 10:g}"] if figure.mean is not None else []
    return {*means, *(f"{one} %" for one in percents if one is not None)}


def allowed(document: Document) -> set[str]:
    """Every figure the document holds."""
    cells = [one.everyone for one in document.questions]
    cells += [cell.figure for one in document.questions for cell in one.groups]
    return {figure for cell in cells for figure in told(cell)}


def shown_in(text: str) -> set[str]:
    return {mean or f"{percent} %" for mean, percent in FIGURE.findall(text)}


def what_they_see(stage: Stage) -> list[str]:
    """Everything that one of each role can open, and every message."""
    walked = [Walker(stage, one).walk() for one in (PROGRAM_MANAGER, SPONSOR, MENTEE)]
    return [*walked, *show_every_message(stage)]


def sheet_rows(stage: Stage, survey: Survey, by: SlackPerson) -> list[tuple[str, ...]]:
    with stage.desk.open_look(stage.caller(by)) as look:
        found = result_lines.lines(pulse_results.read(look, survey.id))
    return [tuple(str(one) for one in row) for row in result_lines.sheet(found).rows]


def test_nothing_is_shown_that_is_not_in_the_document(stage: Stage, survey: Survey) -> None:
    document = documents.read(bytes_of(stage, survey))
    hidden = {"Berlin", "Lima", "Oslo"} - {
        cell.group for one in document.questions for cell in one.groups
    }
    seen = what_they_see(stage)
    assert any("about" in one for one in seen)
    for text in seen:
        assert shown_in(text) <= allowed(document)
        assert not [place for place in hidden if place in text]
    assert document.comments["better"] is not None
    assert document.comments["else"] is None


def test_each_row_of_the_file_is_a_cell_of_the_document(stage: Stage, survey: Survey) -> None:
    document = documents.read(bytes_of(stage, survey))
    texts = {one.text: one.id for one in survey.policy.questions}
    rows = sheet_rows(stage, survey, MENTEE)
    title = f"{survey.policy.title} · {survey.policy.program}"
    closed = str(local_day(survey.closes_at, survey.policy.zone))
    assert {row[-2:] for row in rows} == {(title, closed)}
    for asked_for, who, answers, said, *_ in rows:
        question = document.of(texts[asked_for])
        if question is None:
            comments = document.comments[texts[asked_for]]
            assert said in comments if comments else said.startswith("Comments are shown from")
            continue
        groups = {one.group: one.figure for one in question.groups}
        cell = question.everyone if who == "Everyone" else groups.get(who.lower()[:-1])
        cell = cell or groups.get(who)
        assert shown_in(said) == told(cell)
        assert answers == (cell.band.value if cell else "")
    cells = sum(1 + len(one.groups) + len(one.left_out) for one in document.questions)
    written = sum(len(one or ("withheld",)) for one in document.comments.values())
    assert len(rows) == cells + written


def test_all_readers_see_the_same_and_nothing_anybody_changes_changes_it(
    stage: Stage, survey: Survey, sqlite_store: Store
) -> None:
    first = bytes_of(stage, survey)
    rows = [sheet_rows(stage, survey, one) for one in LOOKING]
    assert all(one == rows[0] for one in rows)
    program_id = survey.program_id
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        charters.change_pulse_readers(work, program_id, 0, Readers.TEAM)
        governance.give_role(
            work, slack_user=COLLEAGUE.slack_user, role=Role.PROGRAM_MANAGER, program_id=program_id
        )
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTOR, deactivated=True, title="Left")])
    still = [one for one in LOOKING if one is not MENTOR]
    for _ in range(2):
        assert [sheet_rows(stage, survey, one) for one in still] == rows[:-1]
        assert bytes_of(stage, survey) == first
    assert documents.read(first).written() == first


def test_groups_of_which_one_is_too_small_hide_it_and_what_would_give_it_away(
    stage: Stage, survey: Survey
) -> None:
    document = documents.read(bytes_of(stage, survey))
    fit = document.of("fit")
    assert fit is not None
    assert {one.group for one in fit.of(Dimension.ROLE)} == {"mentee", "mentor"}
    assert Dimension.LOCATION in fit.left_out or len(fit.of(Dimension.LOCATION)) == 3

"""What is kept of somebody is shown to them and nobody else, without what others said of them."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from program.actor import Role
from program.person import SlackPerson
from program.refusal import Refusal
from services import cohort_news, cohorts, drafts, my_data, succession
from services.my_data_parts import PARTS
from store import people
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.nominations import ASPIRATION, EVIDENCE, REASON, decide, nominate, open_cohort
from tests.kit.pulse import open_pulse
from tests.kit.trail import deliveries_of

REMARK = "marker of a private remark"
DRAFT = "=cmd|'/c calc'!A0 and what I began to write"
KNOWN = [PROGRAM_MANAGER, LIAISON, SPONSOR, MENTEE, COLLEAGUE]


@pytest.fixture
def lived(stage: Stage) -> Stage:
    """Mia is nominated and decided on, with a remark; she began another form."""
    cohort = open_cohort(stage)
    decide(stage, nominate(stage, MENTEE, cohort), remark=REMARK)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        drafts.keep(work, "a.form", {"text": DRAFT, "several": ["a", "b"]})
    return stage


def exported(stage: Stage, account: SlackPerson) -> dict[str, list[tuple[object, ...]]]:
    with stage.desk.open_look(stage.caller(account)) as look:
        content = my_data.export(look, PARTS)
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
        for sheet in book.worksheets
    }


def words_of(sheets: dict[str, list[tuple[object, ...]]]) -> str:
    return "\n".join(str(cell) for rows in sheets.values() for row in rows for cell in row)


def test_the_file_holds_ones_own_words_and_what_one_was_told(lived: Stage) -> None:
    found = words_of(exported(lived, MENTEE))
    for own in (MENTEE.real_name, ASPIRATION, *EVIDENCE, REASON, DRAFT):
        assert own in found


def test_what_others_said_in_confidence_is_named_and_not_shown(lived: Stage) -> None:
    sheets = exported(lived, MENTEE)
    assert REMARK not in words_of(sheets)
    assert "Kept and not shown: 1 remarks and ratings of others" in words_of(sheets)


@pytest.mark.parametrize("account", [one for one in KNOWN if one is not MENTEE])
def test_nobody_else_gets_a_word_of_it(lived: Stage, account: SlackPerson) -> None:
    found = words_of(exported(lived, account))
    for theirs in (ASPIRATION, *EVIDENCE, REASON, DRAFT, REMARK):
        assert theirs not in found


def test_every_part_is_counted_also_where_there_is_nothing(lived: Stage) -> None:
    with lived.desk.open_look(lived.caller(MENTEE)) as look:
        mia = {one.part.name: one for one in my_data.overview(look, PARTS)}
    with lived.desk.open_look(lived.caller(COLLEAGUE)) as look:
        chio = {one.part.name: one for one in my_data.overview(look, PARTS)}
    assert mia["Unfinished forms"].count == 2
    assert mia["Nominations"].withheld == 1
    assert (chio["Nominations"].count, chio["Nominations"].withheld) == (0, 0)
    assert [one.part for one in mia.values()] == list(PARTS)


def test_roles_that_ended_are_shown_with_their_end(lived: Stage) -> None:
    rows = exported(lived, LIAISON)["Roles"]
    assert ("liaison", "Leadership mentoring") in [row[:2] for row in rows]


def test_a_place_in_line_and_a_wish_are_shown_to_the_person(lived: Stage) -> None:
    with lived.desk.open_work(lived.caller(COLLEAGUE)) as work:
        cohort_news.wish(work)
    with lived.desk.open_work(lived.caller(PROGRAM_MANAGER)) as work:
        (program,) = cohorts.programs(work)
        succession.set_line(work, program.id, [COLLEAGUE.slack_user])
    sheets = exported(lived, COLLEAGUE)
    assert "in line as program manager" in words_of({"": sheets["Roles"]})
    assert "Wants to be told of the next round since" in words_of({"": sheets["Account"]})


def test_the_file_is_queued_to_oneself_alone_and_once_a_minute(lived: Stage) -> None:
    for _ in range(2):
        with lived.desk.open_work(lived.caller(MENTEE)) as work:
            my_data.ask_for_export(work)
    (queued,) = deliveries_of(lived, my_data.KIND)
    assert queued.recipient == lived.person_id(MENTEE)
    assert set(queued.about) == {"person"}


@pytest.mark.parametrize("account", [GUEST, OUTSIDER])
def test_whoever_is_no_colleague_is_refused(lived: Stage, account: SlackPerson) -> None:
    with (
        pytest.raises(Refusal, match="permissions"),
        lived.desk.open_look(lived.caller(account)) as look,
    ):
        my_data.overview(look, PARTS)


def test_the_parts_have_names_that_fit_a_sheet_each_its_own() -> None:
    names = [part.name for part in PARTS]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 for name in names)


def test_of_pulses_it_says_that_one_was_invited_and_not_what_one_answered(
    stage: Stage, store: Store
) -> None:
    pulse = open_pulse(store, stage.workspace_id)
    with store.look(stage.workspace_id) as session:
        invited = people.by_id(session, pulse.people[0])
    assert pulse.cast(invited.id, comments={"better": REMARK})
    account = replace(MENTEE, slack_user=invited.slack_user)

    sheets = exported(stage, account)

    [row] = sheets["Pulses"][-1:]
    assert row[:2] == ("Horizon", "Autumn pulse")
    assert "What you answered cannot be found, by anybody." in words_of(sheets)
    assert REMARK not in words_of(sheets)
    assert len(exported(stage, COLLEAGUE)["Pulses"]) == len(sheets["Pulses"]) - 1

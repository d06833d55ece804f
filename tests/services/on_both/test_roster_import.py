"""A roster is checked, waits sealed for a day, and is written exactly as checked, or not at all."""

from pathlib import Path

import pytest

from bot.roster_tasks import apply_one, check_one, import_file, refuse
from program.actor import Role
from program.person import SlackPerson
from program.refusal import Refusal
from program.roster_import import ImportState, RosterImport
from program.roster_rows import Reason
from services import roster_applying, roster_import, rosters
from services.desk import Desk
from store import delivery_claims
from store.roster_tables import RosterImportRow
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.rosters import PEOPLE, Row, csv_of, imported, roster_of, workbook_of
from tests.kit.trail import audit_entries

MANAGER = cast.PROGRAM_MANAGER


def ask(stage: Stage, *rows: Row, file: str = "F0ROSTER") -> str:
    """Petra hands a file over, and it is checked; the id of the import."""
    with stage.desk.open_work(stage.caller(MANAGER)) as work:
        made = roster_import.ask(work, slack_file=file)
    check_one(stage.desk, stage.workspace_id, made.id, "people.csv", csv_of(*rows))
    return made.id


def say_yes(stage: Stage, import_id: str) -> RosterImport:
    with stage.desk.open_work(stage.caller(MANAGER)) as work:
        roster_applying.ask_to_apply(work, import_id)
    apply_one(stage.desk, stage.workspace_id, import_id, by=stage.person_id(MANAGER))
    return at(stage, import_id)


def at(stage: Stage, import_id: str) -> RosterImport:
    with stage.desk.open_look(stage.caller(MANAGER)) as look:
        return roster_import.of_id(look, import_id)


def sent(stage: Stage) -> list[str]:
    """The kinds of what waits to be delivered to Petra about rosters."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        due = delivery_claims.claim_due(work.session, work.now, 50, 60)
    return [one.kind for one in due if one.kind.startswith("rosters.")]


def test_a_check_changes_nothing_and_tells_what_it_would(stage: Stage) -> None:
    found = at(stage, ask(stage, *PEOPLE))

    assert found.state is ImportState.CHECKED
    assert (found.rows, found.counts["new"]) == (4, 4)
    assert roster_of(stage) == {}
    assert sent(stage) == ["rosters.checked"]


def test_a_yes_writes_everybody_with_their_lines(stage: Stage) -> None:
    found = say_yes(stage, ask(stage, *PEOPLE))

    people = roster_of(stage)
    assert found.state is ImportState.IMPORTED
    assert sorted(people) == sorted(one[0] for one in PEOPLE)
    assert people["Mia Moreau"].manager_id == people["Martin Mayer"].id
    assert people["Mia Moreau"].employee_id == "0003"
    assert set(sent(stage)) == {"rosters.checked", "rosters.imported"}


def test_a_second_yes_is_quiet(stage: Stage) -> None:
    import_id = ask(stage, *PEOPLE)
    say_yes(stage, import_id)

    assert say_yes(stage, import_id).state is ImportState.IMPORTED
    assert len(roster_of(stage)) == len(PEOPLE)
    assert [one.entry for one in audit_entries(stage)].count("rosters.imported") == 1


def test_a_second_import_updates_and_never_doubles(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    moved = [(*PEOPLE[3][:3], "Staff Engineer", *PEOPLE[3][4:])]

    result = imported(stage, *PEOPLE[:3], *moved)

    assert (result.counts["new"], result.counts["updated"], result.counts["same"]) == (0, 1, 3)
    assert roster_of(stage)["Ada Nowhere"].title == "Staff Engineer"
    assert len(roster_of(stage)) == len(PEOPLE)


def test_whoever_is_missing_is_reported_and_stays(stage: Stage) -> None:
    imported(stage, *PEOPLE)

    assert imported(stage, *PEOPLE[:3]).counts["missing"] == 1
    assert not roster_of(stage)["Ada Nowhere"].listed
    assert imported(stage, *PEOPLE[:3]).counts["missing"] == 0
    assert imported(stage, *PEOPLE).counts["updated"] == 1
    assert roster_of(stage)["Ada Nowhere"].listed


def test_good_rows_are_kept_and_bad_ones_listed_with_place_and_reason(stage: Stage) -> None:
    bad: list[Row] = [("Nobody Nowhere", "", "", "", "", "", ""), ("Total", "", "", "", "", "", "")]
    import_id = ask(stage, *PEOPLE, *bad)

    with stage.desk.open_look(stage.caller(MANAGER)) as look:
        found = roster_import.left_out(look, import_id)
    assert [(one.sheet, one.row, one.reason) for one in found] == [
        ("people", 6, Reason.NO_KEY),
        ("people", 7, Reason.TOTAL_ROW),
    ]
    assert say_yes(stage, import_id).counts["left_out"] == len(bad)
    assert len(roster_of(stage)) == len(PEOPLE)


def test_what_changed_since_the_check_is_said_and_nothing_is_written(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    import_id = ask(stage, *PEOPLE[:3], (*PEOPLE[3][:3], "Director", *PEOPLE[3][4:]))
    imported(stage, *PEOPLE[:3], (*PEOPLE[3][:3], "Principal", *PEOPLE[3][4:]))

    found = say_yes(stage, import_id)

    assert (found.state, found.reason) == (ImportState.REFUSED, "changed_since")
    assert found.counts["changed"] == 1
    assert roster_of(stage)["Ada Nowhere"].title == "Principal"
    assert "rosters.refused" in sent(stage)


def test_a_change_between_making_ready_and_writing_is_noticed(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    import_id = ask(stage, *PEOPLE[:3], (*PEOPLE[3][:3], "Director", *PEOPLE[3][4:]))
    with stage.desk.open_look_in(stage.workspace_id) as look:
        ready = roster_applying.prepare(look, import_id)
    imported(stage, *PEOPLE[:2])

    assert ready is not None
    with stage.desk.open_work_in(stage.workspace_id) as work:
        found = roster_applying.apply(work, ready)
    assert found.state is ImportState.REFUSED
    assert roster_of(stage)["Ada Nowhere"].title == "Engineer"


def test_a_stopped_import_keeps_nothing_of_anybody(stage: Stage) -> None:
    import_id = ask(stage, *PEOPLE)
    for _ in range(2):
        with stage.desk.open_work(stage.caller(MANAGER)) as work:
            roster_import.stop(work, import_id)

    with stage.desk.open_work(stage.caller(MANAGER)) as work, pytest.raises(Refusal) as refused:
        roster_applying.ask_to_apply(work, import_id)
    assert refused.value.code == "rosters.stopped"
    with stage.desk.open_look_in(stage.workspace_id) as look:
        row = look.session.get(RosterImportRow, import_id)
        assert row is not None
        assert (row.staged, row.left_out, row.file_name) == (None, None, None)


def test_a_day_later_what_was_read_is_deleted_and_a_yes_comes_too_late(
    stage: Stage, clock: FrozenClock
) -> None:
    import_id = ask(stage, *PEOPLE)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = roster_import.next_expiry(look)
    assert due is not None
    clock.set(due)

    with stage.desk.open_work(stage.caller(MANAGER)) as work, pytest.raises(Refusal) as refused:
        roster_applying.ask_to_apply(work, import_id)
    for _ in range(2):
        with stage.desk.open_work_in(stage.workspace_id) as work:
            roster_import.expire(work)

    assert refused.value.code == "rosters.expired"
    assert at(stage, import_id).state is ImportState.EXPIRED
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert roster_import.next_expiry(look) is None
        row = look.session.get(RosterImportRow, import_id)
        assert row is not None
        assert row.staged is None


def test_after_an_import_the_rows_left_out_are_kept_for_their_day_only(
    stage: Stage, clock: FrozenClock
) -> None:
    import_id = ask(stage, *PEOPLE, ("Nobody", "", "", "", "", "", ""))
    say_yes(stage, import_id)
    clock.move(days=2)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        roster_import.expire(work)

    assert at(stage, import_id).state is ImportState.IMPORTED
    with stage.desk.open_work(stage.caller(MANAGER)) as work, pytest.raises(Refusal) as refused:
        roster_import.send_left_out(work, import_id)
    assert refused.value.code == "rosters.left_out_gone"


@pytest.mark.parametrize("account", [cast.LIAISON, cast.SPONSOR, cast.MENTEE, cast.GUEST])
def test_only_program_managers_of_the_whole_workspace_import(
    stage: Stage, account: SlackPerson
) -> None:
    stage.give(cast.LIAISON, Role.LIAISON)
    stage.give(cast.SPONSOR, Role.SPONSOR)
    import_id = ask(stage, *PEOPLE)

    with stage.desk.open_work(stage.caller(account)) as work:
        for act in (
            lambda: roster_import.ask(work, slack_file="F1"),
            lambda: roster_applying.ask_to_apply(work, import_id),
            lambda: roster_import.stop(work, import_id),
            lambda: roster_import.left_out(work, import_id),
            lambda: roster_import.send_left_out(work, import_id),
            lambda: roster_import.of_id(work, import_id),
        ):
            with pytest.raises(Refusal) as refused:
                act()
            assert refused.value.code.startswith("permissions.")


def test_a_program_manager_of_one_program_reads_the_roster_and_imports_none(stage: Stage) -> None:
    cohort = open_cohort(stage)
    stage.give(cast.COLLEAGUE, Role.PROGRAM_MANAGER, cohort.program.id)
    imported(stage, *PEOPLE)

    with stage.desk.open_work(stage.caller(cast.COLLEAGUE)) as work:
        assert len(rosters.colleagues(work)) == len(PEOPLE)
        with pytest.raises(Refusal) as refused:
            roster_import.ask(work, slack_file="F1")
    assert refused.value.code == "permissions.not_yours"


def test_whoever_manages_no_longer_when_it_is_written_imports_nothing(stage: Stage) -> None:
    import_id = ask(stage, *PEOPLE)
    with stage.desk.open_work(stage.caller(MANAGER)) as work:
        roster_applying.ask_to_apply(work, import_id)

    apply_one(stage.desk, stage.workspace_id, import_id, by=stage.person_id(cast.MENTEE))

    assert at(stage, import_id).reason == "not_yours_now"
    assert roster_of(stage) == {}


def test_the_same_file_asked_for_twice_is_one_import(stage: Stage) -> None:
    with stage.desk.open_work(stage.caller(MANAGER)) as work:
        first = roster_import.ask(work, slack_file="F0ROSTER")
    with stage.desk.open_work(stage.caller(MANAGER)) as work:
        assert roster_import.ask(work, slack_file="F0ROSTER").id == first.id


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "rosters.empty"),
        (b"\x00\x01\x02", "rosters.not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "rosters."),
        (b"a;b;c\n1;2;3\n", "rosters.no_heading"),
        (csv_of(("Anna", "Lead"), heading=("Name", "Title")), "rosters.no_key"),
        (b"x" * (10 * 1024 * 1024 + 1), "rosters.too_large"),
    ],
)
def test_what_is_no_roster_is_refused_and_nothing_is_kept(
    stage: Stage, content: bytes, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        import_file(stage.desk, stage.workspace_id, "people.xlsx", content)

    assert refused.value.code.startswith(code)
    assert roster_of(stage) == {}


def test_a_refused_file_is_told_to_whoever_asked(stage: Stage) -> None:
    with stage.desk.open_work(stage.caller(MANAGER)) as work:
        made = roster_import.ask(work, slack_file="F0ROSTER")

    refuse(
        stage.desk, stage.workspace_id, made.id, Refusal("rosters.encrypted", file="people.xlsx")
    )

    found = at(stage, made.id)
    assert (found.state, found.reason) == (ImportState.REFUSED, "encrypted")
    assert found.file_name == "people.xlsx"
    assert sent(stage) == ["rosters.refused"]


def test_a_hostile_roster_is_imported_without_harm(stage: Stage) -> None:
    rows = [
        ("=1+1", "1", "", "<!channel>", "<@U1>", "*bold*", ""),
        ("<!channel>", "2", "", "=cmd|' /C calc'!A0", "", "", "=1+1"),
        ("<@U1>", "3", "", "", "", "", ""),
        ("x" * 40_000, "4", "", "\u202egnp.exe", "", "", "<!channel>"),
        ("محمد علي", "5", "", "", "", "", ""),
    ]

    result = imported(stage, *rows)

    people = roster_of(stage)
    assert result.counts["new"] == len(rows)
    assert people["<!channel>"].manager_id == people["=1+1"].id
    assert max(len(name) for name in people) == 120
    assert "\u202e" not in "".join(one.title for one in people.values())


def test_a_workbook_is_read_as_well_as_a_csv(stage: Stage) -> None:
    content = workbook_of(*PEOPLE)

    result = import_file(stage.desk, stage.workspace_id, "people.xlsx", content)

    assert result.counts["new"] == len(PEOPLE)


def test_nothing_of_anybody_stands_readable_in_the_database(
    sqlite_store: Store, clock: FrozenClock, tmp_path: Path
) -> None:
    stage = cast.set_stage(sqlite_store, Desk(sqlite_store, clock))
    ask(stage, ("Nora Nobodyelse", "E-4711", "nora.n@example.com", "Pilot", "Air", "Ulm", ""))
    imported(stage, ("Nora Nobodyelse", "E-4711", "nora.n@example.com", "Pilot", "Air", "Ulm", ""))
    sqlite_store.close()
    for file in (tmp_path / "data").iterdir():
        content = file.read_bytes()
        for word in (b"Nobodyelse", b"E-4711", b"nora.n@", b"Pilot"):
            assert word not in content


def test_a_heading_in_german_is_read(stage: Stage) -> None:
    heading = ("Nachname", "Vorname", "Personalnummer", "E-Mail", "Abteilung", "Vorgesetzte(r)")
    rows = [
        ("Berg", "Anna", "1", "anna@example.com", "Vertrieb", ""),
        ("Kohl", "Ben", "2", "ben@example.com", "Vertrieb", "Berg, Anna"),
    ]

    imported(stage, *rows, heading=heading)

    people = roster_of(stage)
    assert people["Ben Kohl"].manager_id == people["Anna Berg"].id

"""T9: what people wrote stands in no file: not before the close, not after a void, and after a
close only in the release. A word in every comment is looked for below all folders of the bot.
"""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from program.pulse.survey import SurveyState
from services.desk import Desk
from services.pulse_answering import question_field
from store.pulse.sqlite_file import SqliteFile
from tests.attacks.canaries import Search, flock
from tests.attacks.station import COMMENTS, Station, Voter, station
from tests.kit.databases import PostgresServer, SqliteFiles
from tests.kit.pulse_closed import close_now

WITHHELD = flock(2)
"""Two comments on a question are too few to be shown: they are destroyed."""


@contextmanager
def everything_logged(home: Path) -> Iterator[None]:
    """All loggers at DEBUG into a file, all temporary files below the same home."""
    (home / "log").mkdir()
    (home / "tmp").mkdir()
    handler, root = logging.FileHandler(home / "log" / "bot.log"), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("TMPDIR", "SQLITE_TMPDIR"):
                patch.setenv(name, str(home / "tmp"))
            patch.setattr(tempfile, "tempdir", None)
            yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()


def answer(here: Station, people: int) -> list[Voter]:
    """So many answer, two of them the second question as well; one tries twice, one too long."""
    order = here.some(people)
    for number, voter in enumerate(order):
        form = here.door.open_pulse(voter.slack_user, here.survey_id)
        second = WITHHELD[number].text if number < len(WITHHELD) else ""
        filled = {**voter.filled, question_field(COMMENTS[1].id): second}
        here.door.submit(voter.slack_user, form, filled)
        if number == 0:
            here.door.submit(voter.slack_user, form, filled)
        if number == 1:
            long = {**filled, question_field(COMMENTS[0].id): voter.comment + "語" * 600}
            here.door.submit(here.voters[-1].slack_user, form, long)
    return order


def close(here: Station) -> SurveyState:
    here.clock.set(here.policy.closes_at + timedelta(minutes=1))
    return close_now(here.store, Desk(here.store, here.clock), here.workspace_id, here.survey_id)


def test_no_file_of_an_installation_on_sqlite_holds_what_was_written(
    sqlite_files: SqliteFiles, tmp_path: Path
) -> None:
    url = sqlite_files.fresh(tmp_path / "data")
    with everything_logged(tmp_path), station(url, tmp_path, invited=16, comments=2) as here:
        voters = answer(here, 12)
        written, withheld = Search(voters[0].comment[:12]), Search(WITHHELD[0].text[:12])
        assert written.through([tmp_path]) == []
        assert withheld.through([tmp_path]) == []

        assert close(here) is SurveyState.CLOSED
        here.store.empty_log()
        assert withheld.through([tmp_path]) == []
        assert {one.file for one in written.through([tmp_path])} == {here.database}
        assert not list(written.within(without_the_release(here.database)))


def test_no_file_holds_what_was_written_where_too_few_answered(
    sqlite_files: SqliteFiles, tmp_path: Path
) -> None:
    url = sqlite_files.fresh(tmp_path / "data")
    with everything_logged(tmp_path), station(url, tmp_path, invited=16, comments=2) as here:
        voters = answer(here, 4)
        assert close(here) is SurveyState.VOID
        assert Search(voters[0].comment[:12]).through([tmp_path]) == []
        assert Search(WITHHELD[0].text[:12]).through([tmp_path]) == []


def without_the_release(database: Path) -> bytes:
    """The file with the pages of `pulse_result` blanked."""
    raw = bytearray(database.read_bytes())
    file = SqliteFile(bytes(raw))
    for page in file.below(file.trees()["pulse_result"].root):
        raw[(page - 1) * file.page_size : page * file.page_size] = bytes(file.page_size)
    return bytes(raw)


def test_no_file_of_the_server_holds_what_was_written_at_its_most_talkative(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    """Data files of the database, the server's log of all statements, and pg_wal."""
    url = postgres.fresh()
    with psycopg.connect(url, autocommit=True) as superuser:
        name = superuser.execute("SELECT current_database()").fetchone()
        data = superuser.execute("SHOW data_directory").fetchone()
        oid = superuser.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        assert name is not None
        assert data is not None
        assert oid is not None
        superuser.execute(f"ALTER DATABASE \"{name[0]}\" SET log_statement = 'all'")
        cluster = Path(str(data[0]))
        if not cluster.exists():
            pytest.skip("the server's files are on another machine")
        with everything_logged(tmp_path), station(url, tmp_path, invited=16, comments=2) as here:
            voters = answer(here, 12)
            superuser.execute("CHECKPOINT")
            folders = [tmp_path, cluster / "base" / str(oid[0]), cluster / "pg_wal"]
            logs = [one for one in cluster.parent.glob("log*") if one.is_file()]
            written, withheld = Search(voters[0].comment[:12]), Search(WITHHELD[0].text[:12])
            assert logs
            assert any(b"UPDATE pulse_slot" in one.read_bytes() for one in logs)
            assert written.through(folders) == []
            assert [one for one in logs if list(written.within(one.read_bytes()))] == []
            assert close(here) is SurveyState.CLOSED
            superuser.execute("CHECKPOINT")
            assert withheld.through(folders) == []
            assert [one for one in logs if list(withheld.within(one.read_bytes()))] == []
            files = {one.file.name for one in written.through(folders[1:2])}
            mine = superuser.execute(
                "SELECT relfilenode::text, reltoastrelid::text FROM pg_class"
                " WHERE relname = 'pulse_result'"
            ).fetchone()
            assert mine is not None
            assert files <= set(mine)
    postgres.drop(url)

"""T18, T19: whatever goes wrong while somebody answers a pulse, no line, no metric says of it."""

import faulthandler
import io
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import rich.console
import rich.traceback
from slack_bolt import BoltRequest, BoltResponse
from sqlalchemy import text

from services import pulse_answering
from services.pulse_answering import question_field
from tests.attacks.door import Door
from tests.attacks.station import COMMENTS, OPEN_FOR, Station, Voter, station
from tests.bot.pulse_lines import SignedDoor, all_ears, figures_of
from tests.kit.databases import SqliteFiles

PEOPLE = 12
Answer = dict[str, Any]


@pytest.fixture
def polling(sqlite_files: SqliteFiles, tmp_path: Path) -> Iterator[Station]:
    """An open pulse of people whose comments stand nowhere else."""
    with station(sqlite_files.fresh(tmp_path / "data"), tmp_path, invited=PEOPLE) as opened:
        yield opened


@contextmanager
def over_http(polling: Station) -> Iterator[Station]:
    """The same pulse behind a web server."""
    door = SignedDoor(polling.store, polling.clock, polling.home)
    try:
        with door.served():
            yield replace(polling, door=door)
    finally:
        door.close()


@contextmanager
def over_the_line(polling: Station) -> Iterator[Station]:
    """As Socket Mode hands it over."""
    yield polling


WAYS = {"socket": over_the_line, "http": over_http}


def sent(polling: Station, voter: Voter, comment: str | None = None) -> Answer:
    """Open the form, fill it in, send it."""
    view = polling.door.open_pulse(voter.slack_user, polling.survey_id)
    return sent_in(polling, voter, view, comment)


def sent_in(polling: Station, voter: Voter, view: Answer, comment: str | None = None) -> Answer:
    filled = dict(voter.filled)
    if comment is not None:
        filled[question_field(COMMENTS[0].id)] = comment
    return polling.door.submit(voter.slack_user, view, filled)


# What may happen to somebody who answers; each leaves the form as `sent` would


def all_is_well(polling: Station, _: pytest.MonkeyPatch) -> None:
    for voter in polling.voters[:3]:
        assert sent(polling, voter)["response_action"] == "update"


def it_comes_again(polling: Station, _: pytest.MonkeyPatch) -> None:
    voter = polling.voters[0]
    view = polling.door.open_pulse(voter.slack_user, polling.survey_id)
    for _again in range(2):
        assert sent_in(polling, voter, view)["response_action"] == "update"
    polling.door.open_pulse(voter.slack_user, polling.survey_id)


def it_is_too_long(polling: Station, _: pytest.MonkeyPatch) -> None:
    voter = polling.voters[0]
    assert sent(polling, voter, voter.comment + "😀" * 590)["response_action"] == "errors"


def nobody_knows_the_form(polling: Station, _: pytest.MonkeyPatch) -> None:
    voter = polling.voters[0]
    view = polling.door.open_pulse(voter.slack_user, polling.survey_id)
    answer = sent_in(polling, voter, {**view, "callback_id": "pulse.answer.of_old"})
    assert answer["response_action"] == "update"


def the_listener_raises(polling: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise KeyError("question:scale-1")

    monkeypatch.setattr(pulse_answering, "answer", breaks)
    answer = sent(polling, polling.voters[0])
    assert "Reference" not in str(answer)
    assert "once more" in str(answer)


def the_database_takes_nothing(polling: Station, _: pytest.MonkeyPatch) -> None:
    with polling.store.engines.work.begin() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER broken BEFORE UPDATE ON pulse_slot"
                " BEGIN SELECT RAISE(ABORT, 'disk I/O'); END"
            )
        )
    assert "Nothing was stored" in str(sent(polling, polling.voters[0]))


def the_database_is_gone(polling: Station, _: pytest.MonkeyPatch) -> None:
    voter = polling.voters[0]
    view = polling.door.open_pulse(voter.slack_user, polling.survey_id)
    with polling.store.engines.work.begin() as connection:
        connection.execute(text("ALTER TABLE pulse_survey RENAME TO elsewhere"))
    assert sent_in(polling, voter, view)["response_action"] == "errors"


def it_is_closed(polling: Station, _: pytest.MonkeyPatch) -> None:
    voter = polling.voters[0]
    view = polling.door.open_pulse(voter.slack_user, polling.survey_id)
    polling.clock.move(OPEN_FOR + timedelta(hours=1))
    assert sent_in(polling, voter, view)["response_action"] == "errors"


def its_key_is_gone(polling: Station, _: pytest.MonkeyPatch) -> None:
    voter = polling.voters[0]
    view = polling.door.open_pulse(voter.slack_user, polling.survey_id)
    polling.store.vault.destroy(polling.survey_id)
    assert sent_in(polling, voter, view)["response_action"] == "errors"


Happening = Callable[[Station, pytest.MonkeyPatch], None]
HAPPENINGS: tuple[Happening, ...] = (
    *(all_is_well, it_comes_again, it_is_too_long, nobody_knows_the_form, the_listener_raises),
    *(the_database_takes_nothing, the_database_is_gone, it_is_closed, its_key_is_gone),
)


@pytest.mark.parametrize("happens", HAPPENINGS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("way", WAYS)
def test_no_line_and_no_metric_says_that_somebody_answered(
    polling: Station,
    way: str,
    happens: Happening,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with WAYS[way](polling) as reached, all_ears() as heard:
        raised = exceptions_of(reached.door)
        before = figures_of(reached.door.house)
        happens(reached, monkeypatch)
        after = figures_of(reached.door.house)
    written = [*heard.lines, *"".join(capfd.readouterr()).splitlines()]
    assert before == after
    assert_nobody_in(written, polling)
    assert [line for line in heard.ours.lines() if not is_of_the_frame(line)] == []
    for one in raised:
        assert_says_nothing(one, polling)


def assert_nobody_in(lines: list[str], polling: Station) -> None:
    """No canary; no line of a survey and a person; nothing that quotes what was sent."""
    for line in lines:
        assert not any(one.comment in line for one in polling.voters)
        people = any(one.slack_user in line or one.person_id in line for one in polling.voters)
        assert not (people and polling.survey_id in line)
        assert "view_submission" not in line


def is_of_the_frame(line: dict[str, Any]) -> bool:
    """Of the web server's own start and stop."""
    return str(line["logger"]).startswith(("uvicorn", "asyncio", "httpx", "httpcore"))


def exceptions_of(door: Door) -> list[Exception]:
    """Each exception that a listener ends with, from now on."""
    found: list[Exception] = []
    handler = door.house.app.listener_runner.listener_error_handler
    handle = handler.handle

    def spied(error: Exception, request: BoltRequest, response: BoltResponse | None) -> None:
        found.append(error)
        handle(error, request, response)

    handler.handle = spied  # type: ignore[method-assign]
    return found


def assert_says_nothing(raised: BaseException, polling: Station) -> None:
    """Neither the exception nor what it came from holds a word or an id; nor any report of it."""
    for one in chain_of(raised):
        held = f"{one!r} {one} {one.args} {vars(one)} {getattr(one, '__notes__', '')}"
        for voter in polling.voters:
            assert voter.comment not in held
            assert voter.slack_user not in held
            assert voter.person_id not in held
    assert_nobody_in(reports_of(raised), polling)


def chain_of(raised: BaseException) -> Iterator[BaseException]:
    """The exception and all that it came from or was raised beside."""
    todo, seen = [raised], set[int]()
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        todo += [it for it in (one.__cause__, one.__context__) if it is not None]


def reports_of(raised: BaseException) -> list[str]:
    """As other people's tools would tell of it: none of them is asked to show variables."""
    out = io.StringIO()
    record = logging.LogRecord("theirs", logging.ERROR, "a.py", 1, "It broke", (), None)
    record.exc_info = (type(raised), raised, raised.__traceback__)
    logging.StreamHandler(out).handle(record)
    shown = rich.traceback.Traceback.from_exception(
        type(raised), raised, raised.__traceback__, show_locals=False
    )
    rich.console.Console(file=out, width=200).print(shown)
    with tempfile.TemporaryFile("w+") as dump:
        faulthandler.dump_traceback(dump)
        dump.seek(0)
        return [*out.getvalue().splitlines(), *dump.read().splitlines()]

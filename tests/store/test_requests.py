"""Pauses, requests and digests at rest: one open one for each, on both databases."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from program.pairing import Pairing
from program.report import AskKind, AskState, Digest, DigestKind, Wish
from program.request import Asked, Helps, Reason, RequestStep
from store import report_tables, request_pauses, request_tables, request_words, requests
from store import reports as kept_reports
from tests.kit.cast import MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.requests import running_pair

DAY = date(2026, 12, 14)
MARKER = "marker of a private word"
ASKED = Asked(Reason.TIME, MARKER, Helps.TALK, ("a",), ("b",), MARKER)


@pytest.fixture
def pairing(stage: Stage) -> Pairing:
    return running_pair(stage)


def test_a_person_has_one_open_pause_of_a_pairing_and_a_new_one_after_it(
    stage: Stage, pairing: Pairing
) -> None:
    mia = stage.person_id(MENTEE)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        first = request_pauses.begin(work.session, pairing.id, mia, DAY, MARKER)
        assert request_pauses.reason(work.session, first.id) == MARKER
        assert request_pauses.first_end(work.session) == DAY
    with (
        pytest.raises(IntegrityError),
        stage.desk.open_work_in(stage.workspace_id) as work,
    ):
        request_pauses.begin(work.session, pairing.id, mia, DAY, "")
    with stage.desk.open_work_in(stage.workspace_id) as work:
        request_pauses.end(work.session, [first.id])
        assert request_pauses.first_end(work.session) is None
        request_pauses.begin(work.session, pairing.id, mia, DAY, "")
        assert len(request_pauses.ever_of_person(work.session, mia)) == 2


def test_what_was_written_is_sealed_and_comes_back_for_its_reader(
    stage: Stage, pairing: Pairing
) -> None:
    mia, petra = stage.person_id(MENTEE), stage.person_id(PROGRAM_MANAGER)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        opened = requests.open_case(
            work.session,
            pairing,
            by=mia,
            owner=petra,
            by_charter=False,
            due=DAY,
            watch_on=DAY,
        )
        request_words.speak(work.session, opened.id, mia, ASKED)
        found = requests.request(work.session, opened.id)
        assert found is not None
        assert found.asking == {mia}
        assert request_words.asked_by(work.session, opened.id, mia) == ASKED
        assert request_words.asked_by(work.session, opened.id, petra) is None
        rows = work.session.query(request_tables.RequestVoiceRow).all()
        assert all(MARKER.encode() not in bytes(one.words) for one in rows)
        moved = requests.take_step(work.session, found, RequestStep.TALK, by=petra)
        assert moved.version == found.version + 1


def test_the_later_of_two_steps_is_refused(stage: Stage, pairing: Pairing) -> None:
    mia, petra = stage.person_id(MENTEE), stage.person_id(PROGRAM_MANAGER)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        seen = requests.open_case(
            work.session, pairing, by=mia, owner=petra, by_charter=False, due=DAY, watch_on=DAY
        )
        requests.take_step(work.session, seen, RequestStep.TALK, by=petra)
    with (
        pytest.raises(Exception, match=r"requests\.changed_meanwhile"),
        stage.desk.open_work_in(stage.workspace_id) as work,
    ):
        requests.take_step(work.session, seen, RequestStep.SETTLED, by=petra)


def test_a_pairing_has_one_open_request(stage: Stage, pairing: Pairing) -> None:
    martin = stage.person_id(MENTOR)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        seen = requests.open_case(
            work.session, pairing, by=martin, owner=None, by_charter=False, due=DAY, watch_on=DAY
        )
    with (
        pytest.raises(IntegrityError),
        stage.desk.open_work_in(stage.workspace_id) as work,
    ):
        requests.open_case(
            work.session, pairing, by=martin, owner=None, by_charter=False, due=DAY, watch_on=DAY
        )
    with stage.desk.open_work_in(stage.workspace_id) as work:
        requests.take_step(work.session, seen, RequestStep.WITHDRAWN, by=martin)
        requests.open_case(
            work.session, pairing, by=martin, owner=None, by_charter=False, due=DAY, watch_on=DAY
        )


def test_a_reader_gets_one_digest_a_day_and_an_ask_one_answer(
    stage: Stage, pairing: Pairing
) -> None:
    sven, cohort_id = stage.person_id(SPONSOR), pairing.cohort.id
    digest = Digest("", DigestKind.SPONSOR, sven, cohort_id, DAY, None, {})
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert kept_reports.keep_digest(work.session, digest) is not None
        assert kept_reports.keep_digest(work.session, digest) is None
        assert kept_reports.raise_ask(work.session, cohort_id, AskKind.THANK, DAY)
        assert not kept_reports.raise_ask(work.session, cohort_id, AskKind.THANK, DAY)
        (ask,) = kept_reports.asks_of(work.session, [cohort_id], DAY)
        assert kept_reports.answer_ask(work.session, ask.id, AskState.DONE, by=sven)
        assert not kept_reports.answer_ask(work.session, ask.id, AskState.NOT_NOW, by=sven)
        assert kept_reports.retire_asks(work.session, cohort_id, date(2027, 1, 1)) == 0


def test_settings_are_the_default_until_somebody_chooses(stage: Stage) -> None:
    sven = stage.person_id(SPONSOR)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert kept_reports.wish(work.session, sven) == Wish()
        kept_reports.mark_done(work.session, sven, DigestKind.SPONSOR, DAY)
        kept_reports.keep_wish(work.session, sven, Wish(weekday=3, hour=16))
        assert kept_reports.wish(work.session, sven) == Wish(weekday=3, hour=16)
        assert kept_reports.done(work.session, sven).sponsor_on == DAY
        assert work.session.query(report_tables.ReportReaderRow).count() == 1

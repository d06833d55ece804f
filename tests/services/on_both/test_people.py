"""People are kept in step with Slack, and their addresses are not kept at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from program.person import SlackPerson
from program.refusal import Refusal
from services import people
from services.desk import Desk
from store import delivery_claims
from store import people as kept
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock


def test_keeping_the_same_again_changes_nothing(stage: Stage) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert people.keep(work, cast.EVERYONE) == 0


def test_a_new_name_title_or_zone_is_followed(stage: Stage) -> None:
    moved = replace(cast.MENTEE, title="Director, Finance", zone="Asia/Tokyo")

    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert people.keep(work, [moved]) == 1
        person = kept.by_slack_user(work.session, cast.MENTEE.slack_user)
    assert person is not None
    assert (person.title, person.zone) == ("Director, Finance", "Asia/Tokyo")


def test_bots_are_left_out(stage: Stage) -> None:
    bot = replace(cast.COLLEAGUE, slack_user="U0ROBOT", is_bot=True)

    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [bot])
        assert kept.by_slack_user(work.session, "U0ROBOT") is None


def test_a_hostile_name_is_one_short_line(stage: Stage) -> None:
    odd = replace(cast.COLLEAGUE, real_name=cast.HOSTILE_NAME)

    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [odd])
        person = kept.by_slack_user(work.session, odd.slack_user)
    assert person is not None
    assert len(person.name) == 80


def test_accounts_a_whole_sweep_did_not_meet_are_closed(stage: Stage) -> None:
    met = {one.slack_user for one in cast.EVERYONE} - {cast.COLLEAGUE.slack_user}

    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert people.close_missing(work, met) == 1
        person = kept.by_slack_user(work.session, cast.COLLEAGUE.slack_user)
    assert person is not None
    assert person.deactivated


def test_a_sweep_that_met_nobody_closes_nobody(stage: Stage) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert people.close_missing(work, set()) == 0


def test_an_account_that_comes_back_is_open_again(stage: Stage) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(cast.FORMER, deactivated=False)])
        person = kept.by_slack_user(work.session, cast.FORMER.slack_user)
    assert person is not None
    assert not person.deactivated


@pytest.mark.parametrize(
    ("account", "code"),
    [
        (cast.GUEST, "people.guest"),
        (cast.OUTSIDER, "people.outsider"),
        (cast.FORMER, "people.gone"),
        (replace(cast.COLLEAGUE, slack_user="U0NOBODY"), "people.unknown"),
    ],
)
def test_a_picked_account_is_refused_under_its_field(
    stage: Stage, account: SlackPerson, code: str
) -> None:
    with (
        stage.desk.open_look(stage.caller(cast.PROGRAM_MANAGER)) as look,
        pytest.raises(Refusal) as refused,
    ):
        people.by_slack_user(look, account.slack_user, field="person")
    (trouble,) = refused.value.troubles
    assert (trouble.code, trouble.field) == (code, "person")


def test_addresses_are_nowhere_in_the_database(
    sqlite_store: Store, clock: FrozenClock, tmp_path: Path
) -> None:
    stage = cast.set_stage(sqlite_store, Desk(sqlite_store, clock))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        found = kept.by_email_digests(
            work.session, [kept.email_digest(work.session, " Mia@Example.com ")]
        )
    assert [one.slack_user for one in found] == [cast.MENTEE.slack_user]
    sqlite_store.close()
    for file in (tmp_path / "data").iterdir():
        assert b"@example.com" not in file.read_bytes()


def test_opening_home_is_noted_once_a_day(stage: Stage, clock: FrozenClock) -> None:
    caller = stage.caller(cast.MENTEE)
    with stage.desk.open_work(caller) as work:
        assert not people.home_opening_is_noted(work)
        people.note_home_opened(work, "program")
    with stage.desk.open_look(caller) as look:
        assert people.home_opening_is_noted(look)
        assert people.home_tab(look) == "program"
    clock.move(hours=25)
    with stage.desk.open_look(caller) as look:
        assert not people.home_opening_is_noted(look)


def test_a_guest_may_not_open_home(stage: Stage) -> None:
    with (
        stage.desk.open_work(stage.caller(cast.GUEST)) as work,
        pytest.raises(Refusal) as refused,
    ):
        people.note_home_opened(work)
    assert refused.value.code == "permissions.guest"


def test_typing_is_answered_once_per_message(stage: Stage) -> None:
    for message in ("1.1", "1.1", "1.2"):
        with stage.desk.open_work(stage.caller(cast.MENTEE)) as work:
            people.answer_typed(work, message=message)

    with stage.desk.open_work_in(stage.workspace_id) as work:
        due = delivery_claims.claim_due(work.session, work.now, 50, 60)
    assert [one.kind for one in due].count("people.typed") == 2

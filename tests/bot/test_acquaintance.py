"""One account is asked about when it first presses, everyone in a sweep; both over Slack's API."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.acquaintance import sweep_everyone
from bot.assemble import assemble
from bot.house import House
from bot.roster_tasks import import_file
from program.actor import Role, RoleHeld, Standing
from program.person import SlackPerson
from services import roster_people, rosters
from services.desk import Caller
from services.people import SWEEP
from store import people
from store.keys import Keyring
from store.store import Store
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.house import settings_for, workspace_seed
from tests.kit.rosters import PEOPLE, csv_of
from tests.kit.sandbox import RunningSandbox, running_sandbox


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox(workspace_seed()) as running:
        yield running


@pytest.fixture
def house(
    sandbox: RunningSandbox,
    sqlite_files: SqliteFiles,
    keys: Keyring,
    clock: FrozenClock,
    tmp_path: Path,
) -> Iterator[House]:
    """A bot that is enrolled and knows nobody yet; nothing moves by itself."""
    store = Store.open(sqlite_files.fresh(tmp_path / "data"), keys, clock, durable=False)
    made = assemble(settings_for(sandbox, tmp_path), store, clock)
    made.enrol()
    yield made
    made.stop()
    store.close()


def names(house: House) -> dict[str, bool]:
    """Slack ids of everyone known, and whether their account is open."""
    workspace = house.desk.workspaces()[0]
    with house.desk.open_look_in(workspace.id) as look:
        found = [people.by_slack_user(look.session, one.slack_user) for one in cast.EVERYONE]
        return {one.slack_user: not one.deactivated for one in found if one}


@pytest.mark.parametrize(
    ("account", "standing"),
    [
        (cast.MENTEE, Standing.MEMBER),
        (cast.GUEST, Standing.GUEST),
        (cast.OUTSIDER, Standing.OUTSIDER),
        (cast.FORMER, Standing.UNKNOWN),
    ],
)
def test_whoever_presses_first_is_looked_up(house: House, account: Any, standing: Standing) -> None:
    with house.desk.open_look(Caller(cast.TEAM, account.slack_user)) as look:
        assert look.actor.standing is standing
        assert look.actor.zone == (
            account.zone if standing is not Standing.UNKNOWN else look.actor.zone
        )


def test_whoever_slack_does_not_know_stays_unknown(house: House) -> None:
    with house.desk.open_look(Caller(cast.TEAM, "U0NOBODY")) as look:
        assert look.actor.standing is Standing.UNKNOWN


def test_a_slack_that_breaks_leaves_them_unknown(house: House, sandbox: RunningSandbox) -> None:
    sandbox.misbehave(do="error", on="users.info", times=5)

    with house.desk.open_look(Caller(cast.TEAM, cast.MENTEE.slack_user)) as look:
        assert look.actor.standing is Standing.UNKNOWN


def test_a_sweep_meets_everyone_and_names_who_the_settings_name(house: House) -> None:
    sweep_everyone(house.desk)
    house.clockwork.settle()

    met = names(house)
    listed = [one for one in cast.EVERYONE if not (one.is_outsider or one.deactivated)]
    assert met == {one.slack_user: True for one in listed}, "who left before us is not remembered"
    with house.desk.open_look(Caller(cast.TEAM, cast.PROGRAM_MANAGER.slack_user)) as look:
        assert look.actor.roles == {RoleHeld(Role.PROGRAM_MANAGER)}


def test_a_large_workspace_is_read_page_by_page(house: House, sandbox: RunningSandbox) -> None:
    crowd = [
        {"id": f"U1{number:05}", "name": f"n{number}", "real_name": f"Name {number}"}
        for number in range(450)
    ]
    sandbox.seed({"people": crowd})
    sweep_everyone(house.desk)
    house.clockwork.settle()

    workspace = house.desk.workspaces()[0]
    with house.desk.open_look_in(workspace.id) as look:
        assert len(people.slack_users(look.session)) >= 450


def test_an_account_that_slack_lists_no_longer_is_closed(
    house: House,
) -> None:
    workspace = house.desk.workspaces()[0]
    ghost = SlackPerson("U0GHOST", cast.TEAM, "Gone Ghost")
    with house.desk.open_work_in(workspace.id) as work:
        people.keep(work.session, [ghost, cast.OUTSIDER])
    sweep_everyone(house.desk)
    house.clockwork.settle()

    with house.desk.open_look_in(workspace.id) as look:
        gone = people.by_slack_user(look.session, "U0GHOST")
        outsider = people.by_slack_user(look.session, cast.OUTSIDER.slack_user)
    assert gone is not None
    assert gone.deactivated
    assert outsider is not None
    assert not outsider.deactivated


def test_the_workspace_is_enrolled_with_what_slack_says_of_it(
    house: House, sandbox: RunningSandbox
) -> None:
    (workspace,) = house.desk.workspaces()

    assert workspace.team_id == cast.TEAM
    assert workspace.bot_user_id == sandbox.bot_user
    assert workspace.app_id == sandbox.app_id


def test_a_sweep_ties_whom_it_meets_to_their_entry_of_the_roster(house: House) -> None:
    workspace = house.desk.workspaces()[0]
    import_file(house.desk, workspace.id, "people.csv", csv_of(*PEOPLE))
    sweep_everyone(house.desk)
    house.clockwork.settle()

    with house.desk.open_look(Caller(cast.TEAM, cast.PROGRAM_MANAGER.slack_user)) as look:
        tied = {one.name: one.person_id for one in rosters.colleagues(look)}
        mia = people.by_slack_user(look.session, cast.MENTEE.slack_user)
    assert mia is not None
    assert tied["Mia Moreau"] == mia.id
    assert tied["Ada Nowhere"] is None


def test_an_account_that_slack_closes_keeps_its_tie(house: House, sandbox: RunningSandbox) -> None:
    workspace = house.desk.workspaces()[0]
    import_file(house.desk, workspace.id, "people.csv", csv_of(*PEOPLE))
    sweep_everyone(house.desk)
    house.clockwork.settle()
    sandbox.seed({"people": [{"id": cast.MENTEE.slack_user, "deleted": True}]})
    with house.desk.open_work_in(workspace.id) as work:
        work.start_task(SWEEP, ids={}, key="another sweep")
    house.clockwork.settle()

    with house.desk.open_look(Caller(cast.TEAM, cast.PROGRAM_MANAGER.slack_user)) as look:
        (mia,) = roster_people.listed(look, "everyone", "mia")
    assert mia.account is not None
    assert mia.account.deactivated

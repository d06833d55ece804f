"""Two workspaces and an organization over the real protocols: in, side by side, out, and back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers import ids
from program.delivery import DeliveryClass
from services import people
from store import installations
from store.delivery_tables import DeliveryRow
from store.keys import Keyring
from tests.kit import cast
from tests.kit.by_link import ORGANIZATION, SECOND, Towns, running_towns
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import words_in

BOTH = (cast.TEAM, SECOND)


@pytest.fixture
def towns(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Towns]:
    with running_towns(sqlite_files.fresh(tmp_path / "data"), keys, clock, tmp_path) as running:
        yield running


@pytest.fixture
def group(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Towns]:
    url = sqlite_files.fresh(tmp_path / "data")
    with running_towns(url, keys, clock, tmp_path, organization=True) as running:
        yield running


def has_tokens(towns: Towns, workspace_id: str) -> bool:
    with towns.house.store.look(workspace_id) as session:
        return installations.current(session) is not None


def opens_home(towns: Towns, team: str) -> str:
    """What the program manager reads on Home there."""
    person = towns.person(team, cast.PROGRAM_MANAGER)
    person.open_home()
    return words_in(person.wait_for_home())


def test_two_workspaces_install_and_each_has_its_own(towns: Towns) -> None:
    for team, name in zip(BOTH, ("Baton &amp; Co", "Second &amp; Sons"), strict=True):
        page = towns.install(team)
        assert page.status_code == 200
        assert f"Baton is in {name}" in page.text
    for team in BOTH:
        told = towns.team(team).person(cast.LIAISON.slack_user)
        told.wait_for_message(lambda one: "Baton is here now." in one["text"])
        assert opens_home(towns, team)
    first, second = (towns.workspace(team) for team in BOTH)
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_cancelling_in_slack_installs_nothing(towns: Towns) -> None:
    sent = towns.sandbox.http.post(f"{towns.address}/slack/install")
    cookie = sent.headers["set-cookie"].split(";")[0]
    back = towns.sandbox.authorize(sent.headers["location"], team=cast.TEAM, allow=False)
    page = towns.sandbox.http.get(back, headers={"cookie": cookie})

    assert "You cancelled in Slack" in page.text
    assert towns.house.desk.workspaces() == []


@pytest.mark.parametrize("how", ["uninstalled_first", "revoked_first", "revoked_alone"])
def test_taken_out_of_one_workspace_it_goes_on_in_the_other(towns: Towns, how: str) -> None:
    for team in BOTH:
        towns.install(team)
    first, second = (towns.workspace(team) for team in BOTH)
    assert first is not None
    assert second is not None
    box = towns.team(cast.TEAM)
    if how == "revoked_alone":
        box.revoke()
    else:
        box.uninstall(order=how)

    box.wait_for(lambda: towns.house.desk.workspaces() == [second])
    assert not has_tokens(towns, first.id)
    assert has_tokens(towns, second.id)
    assert opens_home(towns, SECOND)


def test_installed_again_it_goes_on_where_it_was_and_says_nothing_twice(
    towns: Towns, clock: FrozenClock
) -> None:
    towns.install(cast.TEAM)
    liaison = towns.team(cast.TEAM).person(cast.LIAISON.slack_user)
    liaison.wait_for_message(lambda one: "Baton is here now." in one["text"])
    before = towns.workspace(cast.TEAM)
    assert before is not None
    with towns.house.desk.open_look_in(before.id) as look:
        lena = people.by_slack_user(look, cast.LIAISON.slack_user)
    box = towns.team(cast.TEAM)
    box.uninstall()
    box.wait_for(lambda: towns.house.desk.workspaces() == [])
    clock.move(days=3)

    assert towns.install(cast.TEAM).status_code == 200
    assert towns.workspace(cast.TEAM) == before
    liaison.wait_for(
        lambda: sum("Baton is here now." in one["text"] for one in liaison.messages()) == 2
    )
    with towns.house.desk.open_look_in(before.id) as look:
        assert people.by_slack_user(look, cast.LIAISON.slack_user).id == lena.id


def test_what_fell_due_while_it_was_out_is_judged_when_it_is_back(
    towns: Towns, clock: FrozenClock
) -> None:
    towns.install(cast.TEAM)
    opens_home(towns, cast.TEAM)
    workspace = towns.workspace(cast.TEAM)
    assert workspace is not None
    with towns.house.desk.open_work_in(workspace.id) as work:
        petra = people.by_slack_user(work, cast.PROGRAM_MANAGER.slack_user).id
        due = work.now + timedelta(hours=2)
        for key, until in (("for good", None), ("for a day", due + timedelta(days=1))):
            work.send(
                "people.typed",
                to=petra,
                about={"person": petra},
                cls=DeliveryClass.REPLY,
                key=key,
                not_before=due,
                expires_at=until,
            )
    box = towns.team(cast.TEAM)
    box.uninstall()
    box.wait_for(lambda: towns.house.desk.workspaces() == [])
    clock.move(days=3)
    towns.install(cast.TEAM)

    def states() -> dict[str, str]:
        with towns.house.store.look(workspace.id) as session:
            asked = session.query(DeliveryRow.key, DeliveryRow.state)
            return {key: state for key, state in asked if key.startswith("for ")}

    box.wait_for(lambda: states() == {"for good": "sent", "for a day": "dropped"})
    said = towns.person(cast.TEAM, cast.PROGRAM_MANAGER).messages()
    assert sum("I answer buttons" in one["text"] for one in said) == 1


def test_tokens_are_renewed_while_people_press(towns: Towns, clock: FrozenClock) -> None:
    towns.install(cast.TEAM)
    opens_home(towns, cast.TEAM)
    box = towns.team(cast.TEAM)
    old = box.bot_token
    clock.move(hours=11)
    mentee = box.person(cast.MENTEE.slack_user)
    mentee.command("/mentoring", "privacy")

    assert mentee.wait_for_modal(ids.People.READERS_VIEW)
    assert towns.team(cast.TEAM).bot_token != old


def test_a_workspace_that_baton_does_not_know_gets_a_sentence(towns: Towns) -> None:
    towns.install(cast.TEAM)
    towns.sandbox.install(SECOND, redirect_uri=f"{towns.address}/slack/oauth_redirect")
    stranger = towns.team(SECOND).person(cast.MENTEE.slack_user)

    stranger.command("/mentoring")
    stranger.wait_for_message(lambda one: "not set up in this workspace" in one["text"])
    stranger.say(stranger.dm(), "Hello?")
    stranger.open_home()
    assert opens_home(towns, cast.TEAM)
    assert [one.team_id for one in towns.house.desk.workspaces()] == [cast.TEAM]


def test_an_organization_is_one_program_for_all_its_workspaces(group: Towns) -> None:
    page = group.install(ORGANIZATION)
    assert "Baton is in Baton Group" in page.text
    whole = group.workspace(ORGANIZATION)
    assert whole is not None
    for team in BOTH:
        group.team(team).change_app("grant_access")
        assert opens_home(group, team)
    assert group.house.desk.workspaces() == [whole]


def test_people_of_a_workspace_are_known_once_its_organization_adds_it(group: Towns) -> None:
    group.install(ORGANIZATION)
    whole = group.workspace(ORGANIZATION)
    assert whole is not None

    def knows_petra() -> bool:
        with group.house.desk.open_look_in(whole.id) as look:
            found = look.session.query(DeliveryRow.kind).all()
        return ("governance.role_given",) in found

    assert not knows_petra()
    group.team(cast.TEAM).change_app("grant_access")
    group.sandbox.wait_for(knows_petra)


def test_an_organization_takes_it_out_everywhere_and_a_workspace_only_there(group: Towns) -> None:
    group.install(ORGANIZATION, everywhere=True)
    whole = group.workspace(ORGANIZATION)
    assert whole is not None
    group.team(SECOND).change_app("take_access")
    assert opens_home(group, cast.TEAM)
    assert group.house.desk.workspaces() == [whole]

    group.sandbox.change_app("uninstall", team=ORGANIZATION)
    group.sandbox.wait_for(lambda: group.house.desk.workspaces() == [])
    assert not has_tokens(group, whole.id)

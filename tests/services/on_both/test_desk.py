"""One act, one transaction; the actor is found inside it, strangers are asked of Slack first."""

from dataclasses import replace

import pytest

from program.actor import Role, RoleHeld, Standing
from program.delivery import DeliveryClass
from program.person import SlackPerson
from services.desk import Caller, Desk, UnknownWorkspace
from store import delivery_claims, homes
from store.store import Store
from store.workspaces import Workspace
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock

NEWCOMER = replace(cast.COLLEAGUE, slack_user="U0NEW", real_name="Nova New")


class Directory:
    """Slack's users.info, as a list."""

    def __init__(self, *accounts: SlackPerson) -> None:
        self.accounts = {account.slack_user: account for account in accounts}
        self.asked: list[str] = []

    def __call__(self, _: Workspace, slack_user: str) -> SlackPerson | None:
        self.asked.append(slack_user)
        return self.accounts.get(slack_user)


def test_the_actor_holds_the_roles_of_this_very_moment(stage: Stage) -> None:
    stage.give(cast.LIAISON, Role.LIAISON)

    with stage.desk.open_look(stage.caller(cast.LIAISON)) as look:
        assert look.actor.roles == {RoleHeld(Role.LIAISON)}
        assert look.actor.zone == cast.LIAISON.zone


def test_somebody_never_seen_is_asked_of_slack_once(
    stage: Stage, store: Store, clock: FrozenClock
) -> None:
    slack = Directory(NEWCOMER)
    desk = Desk(store, clock, slack)

    for _ in range(2):
        with desk.open_work(stage.caller(NEWCOMER)) as work:
            assert work.actor.standing is Standing.MEMBER
    assert slack.asked == ["U0NEW"]


def test_whoever_slack_does_not_know_stays_unknown(
    stage: Stage, store: Store, clock: FrozenClock
) -> None:
    desk = Desk(store, clock, Directory())

    with desk.open_look(stage.caller(NEWCOMER)) as look:
        assert (look.actor.standing, look.actor.person_id) == (Standing.UNKNOWN, None)


def test_an_account_that_was_opened_again_is_noticed_at_its_first_press(
    stage: Stage, store: Store, clock: FrozenClock
) -> None:
    slack = Directory(replace(cast.FORMER, deactivated=False))
    desk = Desk(store, clock, slack)

    for _ in range(2):
        with desk.open_look(stage.caller(cast.FORMER)) as look:
            assert look.actor.standing is Standing.MEMBER
    assert len(slack.asked) == 1


def test_people_of_other_organisations_are_told_by_their_team(stage: Stage) -> None:
    with stage.desk.open_look(stage.caller(cast.OUTSIDER)) as look:
        assert look.actor.standing is Standing.OUTSIDER


def test_a_closed_account_is_nobody(stage: Stage) -> None:
    with stage.desk.open_look(stage.caller(cast.FORMER)) as look:
        assert look.actor.standing is Standing.UNKNOWN


def test_a_press_from_a_workspace_we_do_not_serve_is_refused(stage: Stage) -> None:
    with pytest.raises(UnknownWorkspace), stage.desk.open_look(Caller("T0NOWHERE", "U0ANN")):
        pass


def test_what_breaks_leaves_nothing_behind(stage: Stage) -> None:
    mentee = stage.person_id(cast.MENTEE)

    def break_half_way() -> None:
        with stage.desk.open_work(stage.caller(cast.MENTEE)) as work:
            work.note("home.tried", about="home")
            work.send("people.typed", to=mentee, about={}, cls=DeliveryClass.REPLY, key="once")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_half_way()
    assert "people.typed" not in _queued(stage)


def test_home_is_published_anew_only_for_those_who_look_at_it(
    stage: Stage, clock: FrozenClock
) -> None:
    reader, other = stage.person_id(cast.MENTEE), stage.person_id(cast.MENTOR)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        homes.opened(work.session, reader, None)
        work.refresh_home(reader, other)
    assert _queued(stage).count("home.page") == 1

    clock.move(days=31)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert homes.who_opened(work.session, [reader], since=work.now) == ()


def test_a_workspace_the_app_was_taken_out_of_is_served_no_longer(stage: Stage) -> None:
    stage.desk.leave(cast.TEAM)

    assert stage.desk.workspaces() == []
    with (
        pytest.raises(UnknownWorkspace),
        stage.desk.open_look(stage.caller(cast.MENTEE)),
    ):
        pass


def _queued(stage: Stage) -> list[str]:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        return [one.kind for one in delivery_claims.claim_due(work.session, work.now, 50, 60)]

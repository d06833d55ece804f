"""What Slack delivers twice or out of order makes nothing twice, by either door."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.assemble import assemble
from bot.web.server import WebServer
from bot.web.slack import PATH
from services import nominations
from store.keys import Keyring
from store.people import by_slack_user
from store.store import Store
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import written_everywhere
from tests.kit.house import Town, settings_for, workspace_seed
from tests.kit.nominations import open_cohort
from tests.kit.sandbox import running_sandbox
from tests.kit.story import EVIDENCE, Nominee


@pytest.fixture(params=["socket", "http"])
def town(
    request: pytest.FixtureRequest,
    sqlite_files: SqliteFiles,
    tmp_path: Path,
    keys: Keyring,
    clock: FrozenClock,
) -> Iterator[Town]:
    """A connected bot, the sandbox, and the cast in both; by sockets or called by Slack."""
    http = request.param == "http"
    with running_sandbox(workspace_seed(), retry_delays=(0.0, 0.05, 0.05)) as sandbox:
        secret, listen = SecretStr(sandbox.signing_secret), "127.0.0.1:0"
        given: dict[str, Any] = {"slack_signing_secret": secret, "baton_listen": listen}
        settings = settings_for(sandbox, tmp_path).model_copy(update=given)
        store = Store.open(sqlite_files.fresh(tmp_path / "data"), keys, clock, durable=False)
        house = assemble(settings, store, clock, http=http)
        house.start()
        try:
            if http:
                web = house.open_doors[0]
                assert isinstance(web, WebServer)
                sandbox.change_app("deliver_by_http", url=f"{web.address}{PATH}")
            yield Town(sandbox, house, cast.set_stage(store, house.desk))
        finally:
            house.stop()
            store.close()


def title_of(town: Town, slack_user: str) -> str | None:
    with town.house.desk.open_look_in(town.stage.workspace_id) as look:
        person = by_slack_user(look.session, slack_user)
    return None if person is None else person.title


def test_a_nomination_of_which_every_step_comes_twice_is_one(town: Town) -> None:
    open_cohort(town.stage)
    mia = town.person(cast.MENTEE)
    town.sandbox.misbehave(do="duplicate", on="*")
    form = Nominee(mia).first_step()

    assert mia.submit(form, written_everywhere(form, EVIDENCE))["result"] == "updated"

    mia.wait_for_message(lambda one: "is received" in one["text"])
    with town.house.desk.open_look(town.stage.caller(cast.MENTEE)) as look:
        assert len(nominations.standings(look)) == 1
    town.house.stop()
    assert sum("is received" in one["text"] for one in mia.messages()) == 1


def test_a_message_that_slack_tells_of_again_is_answered_once(town: Town) -> None:
    mia = town.person(cast.MENTEE)
    town.sandbox.misbehave(do="redeliver", on="message", times=2)
    mia.say(mia.dm(), "Hello?")
    mia.wait_for_message(lambda one: "I answer buttons" in one["text"])
    mia.say(mia.dm(), "Are you still there?")

    town.sandbox.wait_for(lambda: answers(town) == 2)
    town.house.stop()
    assert answers(town) == 2


def answers(town: Town) -> int:
    told = town.person(cast.MENTEE).messages()
    return sum("I answer buttons" in one["text"] for one in told)


def test_what_was_said_later_of_an_account_stays_when_what_was_said_before_comes_last(
    town: Town,
) -> None:
    who = cast.MENTEE.slack_user
    town.sandbox.misbehave(do="reorder", on="user_change", times=1, ms=1500)
    town.sandbox.seed({"people": [{"id": who, "title": "First"}], "events": True})
    town.sandbox.seed({"people": [{"id": who, "title": "Second"}], "events": True})
    town.sandbox.wait_for(lambda: title_of(town, who) == "Second")
    newcomer = {"id": "U0LAST", "name": "last", "real_name": "Last One"}
    town.sandbox.seed({"people": [newcomer], "events": True})

    town.sandbox.wait_for(lambda: title_of(town, "U0LAST") is not None)
    town.house.stop()
    assert title_of(town, who) == "Second"

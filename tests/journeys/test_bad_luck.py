"""Between a press and its answer: restarts and lost lines lose nothing, and twice is once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.assemble import assemble
from handlers.ids import Governance, Lists, Nominations
from program.actor import Role, RoleHeld
from services import nominations
from store.keys import Keyring
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, PROGRAM_MANAGER
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import picked, words_in, written_everywhere
from tests.kit.house import Town, running_town, settings_for, workspace_seed
from tests.kit.nominations import nominate, open_cohort
from tests.kit.sandbox import NotAllowed, PagePerson
from tests.kit.story import EVIDENCE, Nominee

Json = dict[str, Any]
SLACK_WAITS = 3.0


@contextmanager
def restarted(town: Town, home: Path) -> Iterator[None]:
    """Another process takes over the same database and the same Slack."""
    town.house.stop()
    store = town.house.store
    again = assemble(settings_for(town.sandbox, home), store, store.clock)
    again.start()
    try:
        yield
    finally:
        again.stop()


def roles_form(petra: PagePerson) -> tuple[Json, Json]:
    petra.command("/mentoring-admin", "roles")
    view = petra.wait_for_modal(Governance.ROLES_VIEW)
    account = {"person": {"field.value": {"selected_user": LIAISON.slack_user}}}
    filled = {**account, **picked(view, "role", "liaison"), **picked(view, "program", "*")}
    return view, filled


@contextmanager
def a_full_disk(town: Town) -> Iterator[None]:
    """SQLite's own way to run out of room: the file may not grow."""
    _may_grow_to(town, pages=1)
    try:
        yield
    finally:
        _may_grow_to(town, pages=2**32 - 2)


def _may_grow_to(town: Town, *, pages: int) -> None:
    with town.house.store.engines.work.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA max_page_count={pages}")


def mrkdwn_in(part: Any) -> Iterator[str]:
    """Every text that Slack would read for mentions and links."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from mrkdwn_in(one)


def lenas_roles(town: Town) -> frozenset[RoleHeld]:
    with town.house.desk.open_look(town.stage.caller(LIAISON)) as look:
        return look.actor.roles


def test_a_modal_opened_before_a_restart_is_sent_after_it(town: Town, tmp_path: Path) -> None:
    petra = town.person(PROGRAM_MANAGER)
    view, filled = roles_form(petra)
    with restarted(town, tmp_path):
        assert petra.submit(view, filled)["result"] == "closed"

    assert lenas_roles(town) == {RoleHeld(Role.LIAISON)}


def test_a_button_shown_before_a_restart_works_after_it(town: Town, tmp_path: Path) -> None:
    open_cohort(town.stage)
    mia = town.person(MENTEE)
    mia.open_home()
    home = mia.wait_for_home(lambda view: Nominations.SELF in str(view))
    with restarted(town, tmp_path):
        mia.press(home, Nominations.SELF)
        assert mia.wait_for_modal(Nominations.SELF_VIEW)


def test_an_answer_lost_on_its_way_makes_nothing_twice(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> None:
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path, ack_seconds=SLACK_WAITS) as town:
        cohort = open_cohort(town.stage)
        mia = town.person(MENTEE)
        form = Nominee(mia).first_step()
        evidence = written_everywhere(form, EVIDENCE)

        town.sandbox.misbehave(do="lose_acks", on="view_submission", times=1)
        with pytest.raises(NotAllowed):
            mia.submit(form, evidence)
        assert mia.submit(form, evidence)["result"] == "updated"

        with town.house.desk.open_look(town.stage.caller(MENTEE)) as look:
            mine = nominations.standings(look)
        assert [one.cohort.id for one in mine] == [cohort.id]


def test_a_line_lost_before_the_answer_makes_nothing_twice(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> None:
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path, ack_seconds=SLACK_WAITS) as town:
        open_cohort(town.stage)
        mia = town.person(MENTEE)
        form = Nominee(mia).first_step()
        evidence = written_everywhere(form, EVIDENCE)

        town.sandbox.misbehave(do="drop_socket", on="view_submission", times=1)
        with pytest.raises(NotAllowed):
            mia.submit(form, evidence)
        town.sandbox.wait_for(lambda: town.sandbox.state()["apps"][0]["online"])
        assert mia.submit(form, evidence)["result"] == "updated"

        with town.house.desk.open_look(town.stage.caller(MENTEE)) as look:
            assert len(nominations.standings(look)) == 1


def test_a_full_disk_changes_nothing_and_keeps_the_form(town: Town) -> None:
    open_cohort(town.stage)
    mia = town.person(MENTEE)
    form = Nominee(mia).first_step()
    evidence = written_everywhere(form, "x" * 2000)  # more than fits into what is left of a page

    with a_full_disk(town):
        (said, *others) = mia.submit(form, evidence)["errors"].values()
    assert said.startswith("That did not work, and nothing was changed. Reference ")
    assert others == []
    assert mia.submit(form, evidence)["result"] == "updated"


@pytest.mark.parametrize("name", ["<!channel>", "<!channel> & " * 300, "\u202eevil " * 40])
def test_whatever_an_account_is_called_it_is_shown_as_words(town: Town, name: str) -> None:
    nominee = replace(COLLEAGUE, slack_user="U0NAMED", real_name=name, display_name=name)
    town.sandbox.seed({"people": workspace_seed([nominee])["people"]})
    nominate(town.stage, nominee, open_cohort(town.stage))
    petra = town.person(PROGRAM_MANAGER)
    petra.open_home()
    home = petra.wait_for_home(lambda view: "1 waits for a decision" in words_in(view))

    petra.press(home, Nominations.QUEUE)
    queue = petra.wait_for_modal(Lists.VIEW)
    petra.press(queue, Nominations.REVIEW)
    review = petra.wait_for_modal(Nominations.REVIEW_VIEW)
    petra.press(review, Nominations.DECIDE)
    form = petra.wait_for_modal(Nominations.DECIDE_VIEW)
    assert "<!channel>" not in "".join(mrkdwn_in([home, queue, review, form]))


def test_a_line_that_drops_is_taken_up_again(town: Town) -> None:
    town.sandbox.misbehave(do="drop_sockets")
    chio = town.person(COLLEAGUE)
    town.sandbox.wait_for(lambda: town.sandbox.state()["apps"][0]["online"])

    chio.command("/mentoring")
    assert chio.wait_for_modal()

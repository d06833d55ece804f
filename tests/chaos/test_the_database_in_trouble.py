"""Full, held by another, restarted, out of connections: late, but neither lost nor twice."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import TimeoutError as NoneFree

from program.delivery import DeliveryState
from store.keys import Keyring
from tests.chaos.lives import Nursery
from tests.chaos.orders import FILL, SERVE
from tests.chaos.submitting import begun, confirms, has_applied, sends
from tests.chaos.town import Town, chaos_town
from tests.kit import cast
from tests.kit.cast import MENTEE
from tests.kit.clock import FrozenClock
from tests.kit.databases import PostgresServer, postgres_to_restart
from tests.kit.entering import written_everywhere
from tests.kit.house import running_town
from tests.kit.nominations import open_cohort
from tests.kit.story import EVIDENCE, Nominee

POSTED = "chat.postMessage is answered"


def test_what_was_posted_when_the_disk_was_full_is_not_said_again(town: Town) -> None:
    town.queue("one")
    how, _ = town.live(at=POSTED, how=FILL)
    assert how == "ended"
    assert town.row("one").state == DeliveryState.CLAIMED, "nothing could be noted"

    town.settle()

    assert town.copies() == {"one": 1}
    assert town.row("one").state == DeliveryState.SENT


@contextmanager
def held_by_another_program(town: Town) -> Iterator[None]:
    """Somebody writes into the file and does not end."""
    file = town.order.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_form_sent_while_another_program_holds_the_database_counts_once_it_is_free(
    town: Town,
) -> None:
    who = cast.COLLEAGUE
    open_cohort(town.stage)
    forms = begun(town, [who])
    life = town.begin(act=SERVE).wait_until_connected()
    with held_by_another_program(town):
        assert not confirms(town.person(who), forms[who.slack_user])
    sends(town.person(who), forms[who.slack_user])
    life.kill()
    town.settle()

    assert has_applied(town, who.slack_user)
    assert sum("is received" in one["text"] for one in town.read(who)) == 1


def test_a_postgresql_that_is_restarted_under_load_costs_nothing(
    tmp_path: Path, keys: Keyring, lives: Nursery
) -> None:
    with (
        postgres_to_restart() as (server, restart),
        chaos_town(server.fresh(), keys, tmp_path, lives, crowd_of=3) as town,
    ):
        town.settle()
        open_cohort(town.stage)
        forms = begun(town, town.people)
        keys_of_notes = [town.queue(f"note:{n}", to=town.people[n % 3]) for n in range(30)]
        life = town.begin(act=SERVE).wait_until_connected()
        with ThreadPoolExecutor(3) as crowd:
            sent = [
                crowd.submit(confirms, town.person(one), forms[one.slack_user])
                for one in town.people
            ]
            restart()
            confirmed = [done.result() for done in sent]
        for one, done in zip(town.people, confirmed, strict=True):
            if not done:
                sends(town.person(one), forms[one.slack_user])
        assert life.is_alive(), "the same process goes on"
        town.let_pass()
        town.sandbox.wait_for(lambda: not town.waiting(), what="all of it sent by the same process")
        life.kill()

        assert all(has_applied(town, one.slack_user) for one in town.people)
        said = sum((town.copies(one) for one in town.people), town.copies())
        assert {key: said[key] for key in keys_of_notes} == dict.fromkeys(keys_of_notes, 1)
        assert town.broken_chains() == []


def take_all(engine: Engine, taken: ExitStack) -> None:
    """Every connection its pool would give."""
    with suppress(NoneFree):
        while True:
            taken.enter_context(engine.connect())


def test_without_a_free_connection_a_press_is_told_so_and_works_afterwards(
    postgres: PostgresServer, keys: Keyring, clock: FrozenClock, tmp_path: Path
) -> None:
    with running_town(postgres.fresh(), keys, clock, tmp_path) as town:
        open_cohort(town.stage)
        mia = town.person(MENTEE)
        form = Nominee(mia).first_step()
        evidence = written_everywhere(form, EVIDENCE)
        engine = town.house.store.engines.work
        with ExitStack() as taken:
            take_all(engine, taken)
            (said,) = mia.submit(form, evidence)["errors"].values()
            assert said.startswith("That did not work, and nothing was changed. Reference ")
        assert mia.submit(form, evidence)["result"] == "updated"

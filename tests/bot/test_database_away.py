"""PostgreSQL goes away under load and comes back: people read a sentence, the house heals."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from tests.bot.commands import baton
from tests.bot.crowd import Crowd
from tests.bot.processes import running, stopped
from tests.kit.sandbox import RunningSandbox


@contextmanager
def away(url: str) -> Iterator[None]:
    """What clients of a server see that is started anew: cut off, not let in, let in again."""
    address = url.replace("+psycopg", "")
    start, _, query = address.partition("?")
    server, _, name = start.rpartition("/")
    letting_in = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(f"{server}/postgres?{query}", autocommit=True) as admin:
        admin.execute(letting_in.format(sql.Identifier(name), sql.SQL("false")))
        cut_off = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        admin.execute(cut_off, (name,))
        try:
            yield
        finally:
            admin.execute(letting_in.format(sql.Identifier(name), sql.SQL("true")))


def test_while_the_database_is_away_people_read_a_sentence_and_afterwards_all_is_well(
    slack: RunningSandbox, database: str
) -> None:
    with running(slack) as process:
        with Crowd(slack).busy() as crowd:
            crowd.wait_for_more()
            with away(database):
                crowd.wait_for_more(12)
            crowd.wait_for_more(12)
        assert crowd.refused == [], "an answer is a sentence also when nothing can be done"
        assert told_of_trouble(slack, crowd) > 0
        well = Crowd(slack)
        with well.busy():
            well.wait_for_more()
        well.wait_until_answered()
        log = stopped(process)
    assert log[-1]["event"] == "Stopped."
    assert baton("audit", "verify").exit_code == 0


def told_of_trouble(slack: RunningSandbox, crowd: Crowd) -> int:
    """How many sentences about a trouble these people were shown."""
    told = [slack.person(one.slack_user).messages() for one in crowd.accounts]
    return sum("nothing was changed" in one["text"] for several in told for one in several)

"""Running bots hold a lock together; whoever needs the database alone waits until they are gone."""

import pytest

from store.engine import open_engines
from store.in_use import alone, hold
from store.troubles import StoreTrouble


def test_several_bots_run_side_by_side_and_nobody_gets_the_database_alone(
    database_url: str,
) -> None:
    first, second = open_engines(database_url), open_engines(database_url)
    hold(first)
    hold(second)
    first.dispose()
    with pytest.raises(StoreTrouble, match="in_use"), alone(database_url):
        pass
    second.dispose()


def test_once_the_last_bot_has_stopped_the_database_is_to_be_had_alone(database_url: str) -> None:
    engines = open_engines(database_url)
    hold(engines)
    engines.dispose()
    with alone(database_url):
        pass


def test_no_bot_begins_while_somebody_has_the_database_alone(database_url: str) -> None:
    engines = open_engines(database_url)
    with alone(database_url), pytest.raises(StoreTrouble, match="being_replaced"):
        hold(engines)
    engines.dispose()
    again = open_engines(database_url)
    hold(again)
    again.dispose()


def test_only_one_gets_it_alone(database_url: str) -> None:
    with alone(database_url), pytest.raises(StoreTrouble, match="in_use"), alone(database_url):
        pass


def test_what_needs_no_lock_reads_on_while_a_bot_runs(database_url: str) -> None:
    engines = open_engines(database_url)
    hold(engines)
    with engines.work.connect() as one, engines.look.connect() as other:
        assert (
            one.exec_driver_sql("SELECT 1").scalar() == other.exec_driver_sql("SELECT 1").scalar()
        )
    engines.dispose()

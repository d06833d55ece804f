"""What columns declare is what code does: nothing is promised that nobody keeps."""

from importlib import import_module

import pytest

from handlers.my_data import erase_words
from store import retention, retention_cohorts, ties
from store.columns import NOTE, SEALED
from store.data_map import columns
from store.people import PersonRow
from store.promised import (
    classes,
    counted_tables,
    deleted_tables,
    emptied_tables,
    erased_by,
    kept_for,
    table_of,
)
from store.promises import Erase, Keep

DECLARED = {name: column.info[NOTE] for name, column in columns()}


def test_every_column_promises_something_that_is_known() -> None:
    for name, note in DECLARED.items():
        assert note.keep in set(Keep), name
        assert note.erase in set(Erase), name


def test_no_promise_is_left_that_no_column_makes() -> None:
    assert {Keep(note.keep) for note in DECLARED.values()} == set(Keep)
    assert {Erase(note.erase) for note in DECLARED.values()} == set(Erase)


def test_every_period_is_ended_by_code_in_one_place() -> None:
    places = [
        *retention.SCHEDULE,
        *retention.AFTER_ALL,
        *retention.ELSEWHERE,
        *retention.NO_END,
    ]
    assert sorted(places) == sorted(Keep)


@pytest.mark.parametrize("code", retention.ELSEWHERE.values())
def test_the_code_that_ends_a_period_elsewhere_is_there(code: str) -> None:
    module, function = code.rsplit(".", 1)
    assert callable(getattr(import_module(module), function))


def test_a_table_that_promises_something_about_a_persons_rows_says_whose_they_are() -> None:
    promised = {Erase.DELETED, Erase.EMPTIED}
    theirs = {row for row in classes().values() if erased_by(row) & promised}
    parents = {parent for tie in ties.TIES.values() for _, parent in tie.under}
    assert theirs - set(ties.TIES) == set()
    assert set(ties.TIES) - theirs <= parents
    assert {row for row in classes().values() if Erase.LAST_OUT in erased_by(row)} == set(
        ties.LAST_OUT
    )


def test_a_row_that_goes_promises_nothing_else() -> None:
    fits = {Erase.DELETED, Erase.WITH_ROW, Erase.PSEUDONYM, Erase.UNNAMED}
    for row in deleted_tables():
        assert erased_by(row) <= fits, table_of(row).name


def test_what_is_emptied_can_be() -> None:
    for row in (*emptied_tables(), *deleted_tables()):
        for column in table_of(row).c:
            promise = Erase(column.info[NOTE].erase)
            if promise is Erase.EMPTIED:
                assert column.nullable or column.info.get(SEALED), f"{row}.{column.name}"
            if promise is Erase.UNNAMED:
                assert column.nullable, f"{row}.{column.name}"


def test_the_account_loses_everything_that_leads_to_somebody() -> None:
    assert erased_by(PersonRow) == {Erase.WITH_ROW, Erase.EMPTIED}


def test_what_goes_with_a_cohort_leads_to_one() -> None:
    for row in classes().values():
        if Keep.COHORT in kept_for(row):
            assert retention_cohorts.leads_to_a_cohort(row), table_of(row).name


def test_the_person_reads_of_every_table_what_becomes_of_it() -> None:
    going = {table_of(row).name for row in (*deleted_tables(), *emptied_tables(), *ties.LAST_OUT)}
    assert going == {*erase_words.THINGS} | erase_words.INNER
    staying = {table_of(row).name for row in counted_tables()}
    assert {*erase_words.KEPT} <= staying

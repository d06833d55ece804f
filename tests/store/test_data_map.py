"""Every column says what it is for; no text is in the clear unless written to be read."""

from pathlib import Path

import pytest
from sqlalchemy import Column, LargeBinary, String, Text
from sqlalchemy.types import TypeEngine

from store import data_map
from store.base import Base
from store.columns import NOTE, Note
from store.published import PUBLISHED
from store.tables import TABLES

PAGE = Path(__file__).parents[2] / "docs" / "data-map.md"


def test_no_column_is_unmapped() -> None:
    assert data_map.unmapped() == []


def test_every_note_is_filled_in() -> None:
    for name, column in data_map.columns():
        note: Note = column.info[NOTE]
        assert all(vars(note).values()), name


def test_no_text_stands_in_the_clear() -> None:
    assert data_map.in_the_clear() == []


def test_the_list_of_published_text_names_only_columns_that_are_there() -> None:
    assert set(PUBLISHED) <= {name for name, _ in data_map.columns()}


@pytest.mark.parametrize("kept", [String(20), Text(), LargeBinary()])
def test_a_plain_column_is_noticed(kept: TypeEngine[object]) -> None:
    assert data_map.kind_of("secret.words", Column("words", kept)) is None


def test_every_table_is_known_to_the_map() -> None:
    assert {mapper.local_table.name for mapper in Base.registry.mappers} == set(TABLES.tables)  # type: ignore[attr-defined]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == data_map.data_map_page(), "run: make docs"

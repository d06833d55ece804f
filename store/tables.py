"""Every table of the house, in one import: for migrations and the data map."""

from store import (
    audit,
    charters,
    codes,
    cohorts,
    conduct_tables,
    deliveries,
    drafts,
    key_check,
    mentor_tables,
    nomination_tables,
    opening_wishes,
    pairing_tables,
    people,
    roles,
    roster_tables,
    successors,
    tasks,
    workspaces,
)
from store.base import Base

TABLES = Base.metadata
FEATURES = (
    audit,
    charters,
    codes,
    cohorts,
    conduct_tables,
    deliveries,
    drafts,
    key_check,
    mentor_tables,
    nomination_tables,
    opening_wishes,
    pairing_tables,
    people,
    roles,
    roster_tables,
    successors,
    tasks,
    workspaces,
)

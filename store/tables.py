"""Every table of the house, in one import: for migrations and the data map."""

from store import (
    audit,
    charters,
    check_in_tables,
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
    request_tables,
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
    check_in_tables,
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
    request_tables,
    roles,
    roster_tables,
    successors,
    tasks,
    workspaces,
)

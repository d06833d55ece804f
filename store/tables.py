"""Every table of the house, in one import: for migrations and the data map."""

from store import (
    audit,
    codes,
    cohorts,
    deliveries,
    drafts,
    key_check,
    nomination_tables,
    people,
    roles,
    tasks,
    workspaces,
)
from store.base import Base

TABLES = Base.metadata
FEATURES = (
    audit,
    codes,
    cohorts,
    deliveries,
    drafts,
    key_check,
    nomination_tables,
    people,
    roles,
    tasks,
    workspaces,
)

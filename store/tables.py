"""Every table of the house, in one import: for migrations, the data map and whatever walks all of them."""

from store import audit, deliveries, key_check, tasks, workspaces
from store.base import Base

TABLES = Base.metadata
FEATURES = (audit, deliveries, key_check, tasks, workspaces)

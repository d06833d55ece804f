"""A changed pairing or cohort asks for a look itself, and closed accounts are found by index."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from store.base import new_id

revision = "0016_rhythm_looks"
down_revision = "0015_erasures"
branch_labels = None
depends_on = None


NEVER_LOOKED_AT = """
SELECT pairing.workspace_id, pairing.id FROM pairing
LEFT JOIN rhythm ON rhythm.pairing_id = pairing.id
WHERE pairing.state IN ('active', 'paused') AND rhythm.id IS NULL
"""
LONG_DUE = datetime(2000, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    op.create_index("ix_person_deactivated", "person", ["workspace_id", "deactivated"])
    for side in ("mentor", "mentee"):
        op.drop_index(f"ix_pairing_{side}", "pairing")
        op.create_index(f"ix_pairing_{side}", "pairing", ["workspace_id", f"{side}_id", "state"])
    with op.batch_alter_table("rhythm") as table:
        table.drop_column("cohort_version")
    # Whatever changed since its last look was found by comparing versions: look at all once more.
    rhythm = sa.table(
        "rhythm",
        sa.column("id"),
        sa.column("workspace_id"),
        sa.column("pairing_id"),
        sa.column("pairing_version"),
        sa.column("look_at", sa.DateTime(timezone=True)),
    )
    op.execute(rhythm.update().values(look_at=LONG_DUE))
    never = op.get_bind().execute(sa.text(NEVER_LOOKED_AT)).all()
    for workspace_id, pairing_id in never:
        row = {"id": new_id(), "workspace_id": workspace_id, "pairing_id": pairing_id}
        op.execute(rhythm.insert().values(**row, pairing_version=0, look_at=LONG_DUE))


def downgrade() -> None:
    with op.batch_alter_table("rhythm") as table:
        table.add_column(sa.Column("cohort_version", sa.Integer(), server_default="0"))
    op.execute("UPDATE rhythm SET cohort_version = 0")
    with op.batch_alter_table("rhythm") as table:
        table.alter_column("cohort_version", nullable=False, server_default=None)
    for side in ("mentor", "mentee"):
        op.drop_index(f"ix_pairing_{side}", "pairing")
        op.create_index(f"ix_pairing_{side}", "pairing", ["workspace_id", f"{side}_id"])
    op.drop_index("ix_person_deactivated", "person")

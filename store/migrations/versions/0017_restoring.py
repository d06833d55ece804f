"""A restore is remembered: what may have been sent since the copy was made is asked about."""

import sqlalchemy as sa
from alembic import op

revision = "0017_restoring"
down_revision = "0016_rhythm_looks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restoring",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("copied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_restoring_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restoring")),
    )


def downgrade() -> None:
    op.drop_table("restoring")

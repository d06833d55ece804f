"""How fast each method of each workspace may be called, kept by all processes together."""

import sqlalchemy as sa
from alembic import op

revision = "0012_pace"
down_revision = "0011_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pace",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("lane", sa.String(length=64), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("a_thousand_seconds", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pace_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "lane", name=op.f("pk_pace")),
    )
    op.create_index("ix_delivery_state", "delivery", ["workspace_id", "state"])


def downgrade() -> None:
    op.drop_index("ix_delivery_state", "delivery")
    op.drop_table("pace")

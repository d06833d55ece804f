"""Who was erased, under the id that is left of them."""

import sqlalchemy as sa
from alembic import op

revision = "0015_erasures"
down_revision = "0014_heard"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_erasure_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint(
            "workspace_id", "person_id", name=op.f("uq_erasure_workspace_id_person_id")
        ),
    )
    op.create_index("ix_erasure_done_at", "erasure", ["workspace_id", "done_at"])


def downgrade() -> None:
    op.drop_index("ix_erasure_done_at", table_name="erasure")
    op.drop_table("erasure")

"""What Slack told us of already, and how recent what it says of an account is."""

import sqlalchemy as sa
from alembic import op

revision = "0014_heard"
down_revision = "0013_installations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heard",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_heard_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "event_id", name=op.f("pk_heard")),
    )
    op.create_index("ix_heard_heard_at", "heard", ["workspace_id", "heard_at"])
    op.add_column("person", sa.Column("as_of", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "as_of")
    op.drop_index("ix_heard_heard_at", table_name="heard")
    op.drop_table("heard")

"""Suggestions to change the kind of a pairing."""

import sqlalchemy as sa
from alembic import op

revision = "0021_pairing_kinds"
down_revision = "0020_releases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pairing_kind_ask",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("pairing_id", sa.String(length=26), nullable=False),
        sa.Column("asked_by", sa.String(length=26), nullable=False),
        sa.Column("was", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("lapse_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pairing_id"], ["pairing.id"], name=op.f("fk_pairing_kind_ask_pairing_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asked_by"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_pairing_kind_ask_workspace_id_asked_by"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pairing_kind_ask_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_kind_ask")),
    )
    op.create_index(
        "ix_pairing_kind_ask_lapse_at", "pairing_kind_ask", ["workspace_id", "state", "lapse_at"]
    )
    op.create_index(
        "ix_pairing_kind_ask_pairing", "pairing_kind_ask", ["workspace_id", "pairing_id"]
    )
    op.create_index(
        "ux_pairing_kind_ask_open_once",
        "pairing_kind_ask",
        ["workspace_id", "pairing_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def downgrade() -> None:
    op.drop_index(
        "ux_pairing_kind_ask_open_once",
        table_name="pairing_kind_ask",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index("ix_pairing_kind_ask_pairing", table_name="pairing_kind_ask")
    op.drop_index("ix_pairing_kind_ask_lapse_at", table_name="pairing_kind_ask")
    op.drop_table("pairing_kind_ask")

"""Pairings and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0008_pairings"
down_revision = "0007_mentors"
branch_labels = None
depends_on = None


_HOLDS = "state IN ('asked', 'ready', 'active', 'paused')"
_PROMISED = f"{_HOLDS} AND instead_of IS NULL"
_FOLLOWS = f"{_HOLDS} AND instead_of IS NOT NULL"


def upgrade() -> None:
    op.create_table(
        "pairing",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("mentor_id", sa.String(length=26), nullable=False),
        sa.Column("mentee_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=26), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("resting_until", sa.Date(), nullable=True),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.Column("end_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thanks", sa.LargeBinary(), nullable=True),
        sa.Column("flag", sa.String(length=16), nullable=True),
        sa.Column("instead_of", sa.String(length=26), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_pairing_cohort_id")),
        sa.ForeignKeyConstraint(["instead_of"], ["pairing.id"], name=op.f("fk_pairing_instead_of")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "mentee_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_pairing_workspace_id_mentee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "mentor_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_pairing_workspace_id_mentor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pairing_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
    )
    op.create_index("ix_pairing_cohort", "pairing", ["workspace_id", "cohort_id", "state"])
    op.create_index("ix_pairing_look_at", "pairing", ["workspace_id", "look_at"])
    op.create_index("ix_pairing_mentee", "pairing", ["workspace_id", "mentee_id"])
    op.create_index("ix_pairing_mentor", "pairing", ["workspace_id", "mentor_id"])
    op.create_index("ix_pairing_state", "pairing", ["workspace_id", "state"])
    op.create_index(
        "ux_pairing_promised_once",
        "pairing",
        ["workspace_id", "cohort_id", "mentee_id"],
        unique=True,
        sqlite_where=sa.text(_PROMISED),
        postgresql_where=sa.text(_PROMISED),
    )
    op.create_index(
        "ux_pairing_follows_once",
        "pairing",
        ["workspace_id", "instead_of"],
        unique=True,
        sqlite_where=sa.text(_FOLLOWS),
        postgresql_where=sa.text(_FOLLOWS),
    )
    op.create_table(
        "pairing_step",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("pairing_id", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pairing_id"], ["pairing.id"], name=op.f("fk_pairing_step_pairing_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pairing_step_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_step")),
        sa.UniqueConstraint(
            "pairing_id", "version", name=op.f("uq_pairing_step_pairing_id_version")
        ),
    )


def downgrade() -> None:
    op.drop_table("pairing_step")
    op.drop_index(
        "ux_pairing_follows_once",
        table_name="pairing",
        sqlite_where=sa.text(_FOLLOWS),
        postgresql_where=sa.text(_FOLLOWS),
    )
    op.drop_index(
        "ux_pairing_promised_once",
        table_name="pairing",
        sqlite_where=sa.text(_PROMISED),
        postgresql_where=sa.text(_PROMISED),
    )
    op.drop_index("ix_pairing_state", table_name="pairing")
    op.drop_index("ix_pairing_mentor", table_name="pairing")
    op.drop_index("ix_pairing_look_at", table_name="pairing")
    op.drop_index("ix_pairing_mentee", table_name="pairing")
    op.drop_index("ix_pairing_cohort", table_name="pairing")
    op.drop_table("pairing")

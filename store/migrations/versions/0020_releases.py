"""Releases of a draft: whom it asks, the next best, and the reasons beside a pairing."""

import sqlalchemy as sa
from alembic import op

revision = "0020_releases"
down_revision = "0019_matching"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pairing", sa.Column("reasons", sa.LargeBinary(), nullable=True))
    op.create_table(
        "release",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("draft_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("made_on", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_release_cohort_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_release_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint(
            "workspace_id",
            "draft_id",
            "number",
            name=op.f("uq_release_workspace_id_draft_id_number"),
        ),
    )
    op.create_index("ix_release_cohort", "release", ["workspace_id", "cohort_id"])
    op.create_index("ix_release_look_at", "release", ["workspace_id", "look_at"])
    op.create_table(
        "release_ask",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("release_id", sa.String(length=26), nullable=False),
        sa.Column("mentee_id", sa.String(length=26), nullable=False),
        sa.Column("mentor_id", sa.String(length=26), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("obstacle", sa.String(length=16), nullable=True),
        sa.Column("pairing_id", sa.String(length=26), nullable=True),
        sa.Column("times_told", sa.Integer(), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pairing_id"], ["pairing.id"], name=op.f("fk_release_ask_pairing_id")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_release_ask_release_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "mentee_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_release_ask_workspace_id_mentee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "mentor_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_release_ask_workspace_id_mentor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_release_ask_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_ask")),
        sa.UniqueConstraint(
            "release_id", "mentee_id", "turn", name=op.f("uq_release_ask_release_id_mentee_id_turn")
        ),
    )
    op.create_index("ix_release_ask_look_at", "release_ask", ["workspace_id", "look_at"])
    op.create_index("ix_release_ask_mentee", "release_ask", ["workspace_id", "mentee_id", "state"])
    op.create_index("ix_release_ask_pairing", "release_ask", ["workspace_id", "pairing_id"])
    op.create_index("ix_release_ask_state", "release_ask", ["workspace_id", "release_id", "state"])


def downgrade() -> None:
    op.drop_index("ix_release_ask_state", table_name="release_ask")
    op.drop_index("ix_release_ask_pairing", table_name="release_ask")
    op.drop_index("ix_release_ask_mentee", table_name="release_ask")
    op.drop_index("ix_release_ask_look_at", table_name="release_ask")
    op.drop_table("release_ask")
    op.drop_index("ix_release_look_at", table_name="release")
    op.drop_index("ix_release_cohort", table_name="release")
    op.drop_table("release")
    op.drop_column("pairing", "reasons")

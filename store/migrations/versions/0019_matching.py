"""Drafts of a cohort's pairs: rules, sealed copies of runs, edits, and the seats they hold."""

import sqlalchemy as sa
from alembic import op

revision = "0019_matching"
down_revision = "0018_profiles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matching_draft",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=26), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=26), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_from", sa.String(length=26), nullable=True),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("inputs", sa.LargeBinary(), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_matching_draft_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_matching_draft_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_draft")),
        sa.UniqueConstraint("cohort_id", "number", name=op.f("uq_matching_draft_cohort_id_number")),
    )
    op.create_index(
        "ix_matching_draft_state", "matching_draft", ["workspace_id", "cohort_id", "state"]
    )
    op.create_table(
        "matching_rules",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.String(length=26), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_matching_rules_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_matching_rules_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_rules")),
        sa.UniqueConstraint("cohort_id", name=op.f("uq_matching_rules_cohort_id")),
    )
    op.create_table(
        "matching_edit",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("draft_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("mentee_id", sa.String(length=26), nullable=False),
        sa.Column("mentor_id", sa.String(length=26), nullable=False),
        sa.Column("by_id", sa.String(length=26), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["matching_draft.id"], name=op.f("fk_matching_edit_draft_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_matching_edit_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_edit")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_matching_edit_draft_id_number")),
    )
    op.create_index("ix_matching_edit_mentee", "matching_edit", ["workspace_id", "mentee_id"])
    op.create_index("ix_matching_edit_mentor", "matching_edit", ["workspace_id", "mentor_id"])
    op.create_table(
        "matching_part",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("draft_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["matching_draft.id"], name=op.f("fk_matching_part_draft_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_matching_part_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_matching_part_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_part")),
        sa.UniqueConstraint(
            "draft_id", "person_id", name=op.f("uq_matching_part_draft_id_person_id")
        ),
    )
    op.create_index("ix_matching_part_person", "matching_part", ["workspace_id", "person_id"])
    op.create_table(
        "matching_seat",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("draft_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("mentee_id", sa.String(length=26), nullable=False),
        sa.Column("mentor_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_matching_seat_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["matching_draft.id"], name=op.f("fk_matching_seat_draft_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "mentee_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_matching_seat_workspace_id_mentee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "mentor_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_matching_seat_workspace_id_mentor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_matching_seat_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_seat")),
        sa.UniqueConstraint(
            "cohort_id", "mentee_id", name=op.f("uq_matching_seat_cohort_id_mentee_id")
        ),
    )
    op.create_index("ix_matching_seat_draft", "matching_seat", ["draft_id"])
    op.create_index("ix_matching_seat_mentor", "matching_seat", ["workspace_id", "mentor_id"])


def downgrade() -> None:
    op.drop_index("ix_matching_seat_mentor", table_name="matching_seat")
    op.drop_index("ix_matching_seat_draft", table_name="matching_seat")
    op.drop_table("matching_seat")
    op.drop_index("ix_matching_part_person", table_name="matching_part")
    op.drop_table("matching_part")
    op.drop_index("ix_matching_edit_mentor", table_name="matching_edit")
    op.drop_index("ix_matching_edit_mentee", table_name="matching_edit")
    op.drop_table("matching_edit")
    op.drop_table("matching_rules")
    op.drop_index("ix_matching_draft_state", table_name="matching_draft")
    op.drop_table("matching_draft")

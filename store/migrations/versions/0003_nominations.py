"""Programs, cohorts, and nominations with their sealed words and steps."""

import sqlalchemy as sa
from alembic import op

revision = "0003_nominations"
down_revision = "0002_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "program",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=75), nullable=False),
        sa.Column("name_digest", sa.String(length=64), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_program_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program")),
        sa.UniqueConstraint(
            "workspace_id", "name_digest", name=op.f("uq_program_workspace_id_name_digest")
        ),
    )
    op.create_table(
        "cohort",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=75), nullable=False),
        sa.Column("name_digest", sa.String(length=64), nullable=False),
        sa.Column("nominations_close", sa.Date(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=26), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_cohort_program_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_cohort_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint(
            "program_id", "name_digest", name=op.f("uq_cohort_program_id_name_digest")
        ),
    )
    op.create_index(op.f("ix_cohort_program_id"), "cohort", ["program_id"])
    op.create_table(
        "competency",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=75), nullable=False),
        sa.Column("name_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name=op.f("fk_competency_program_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_competency_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competency")),
        sa.UniqueConstraint(
            "program_id", "name_digest", name=op.f("uq_competency_program_id_name_digest")
        ),
    )
    op.create_table(
        "cohort_competency",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("competency_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_competency_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["competency_id"], ["competency.id"], name=op.f("fk_cohort_competency_competency_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_cohort_competency_workspace_id")
        ),
        sa.PrimaryKeyConstraint("cohort_id", "competency_id", name=op.f("pk_cohort_competency")),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("text", sa.String(length=150), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_criterion_cohort_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_criterion_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
    )
    op.create_index(op.f("ix_criterion_cohort_id"), "criterion", ["cohort_id"])
    op.create_table(
        "nomination",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("may_ask_manager", sa.Boolean(), nullable=False),
        sa.Column("competencies", sa.LargeBinary(), nullable=False),
        sa.Column("aspiration", sa.LargeBinary(), nullable=False),
        sa.Column("decided_by", sa.String(length=26), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_nomination_cohort_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_nomination_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_nomination_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint(
            "workspace_id",
            "cohort_id",
            "person_id",
            name=op.f("uq_nomination_workspace_id_cohort_id_person_id"),
        ),
    )
    op.create_index("ix_nomination_person", "nomination", ["workspace_id", "person_id"])
    op.create_index(
        "ix_nomination_queue", "nomination", ["workspace_id", "cohort_id", "state", "state_since"]
    )
    op.create_table(
        "nomination_evidence",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("nomination_id", sa.String(length=26), nullable=False),
        sa.Column("criterion_id", sa.String(length=26), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_nomination_evidence_criterion_id")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_nomination_evidence_nomination_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_nomination_evidence_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_evidence")),
        sa.UniqueConstraint(
            "nomination_id",
            "criterion_id",
            name=op.f("uq_nomination_evidence_nomination_id_criterion_id"),
        ),
    )
    op.create_table(
        "nomination_step",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("nomination_id", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=26), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.Column("criteria_met", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_nomination_step_nomination_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_nomination_step_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_step")),
        sa.UniqueConstraint(
            "nomination_id", "version", name=op.f("uq_nomination_step_nomination_id_version")
        ),
    )


def downgrade() -> None:
    op.drop_table("nomination_step")
    op.drop_table("nomination_evidence")
    op.drop_index("ix_nomination_queue", table_name="nomination")
    op.drop_index("ix_nomination_person", table_name="nomination")
    op.drop_table("nomination")
    op.drop_index(op.f("ix_criterion_cohort_id"), table_name="criterion")
    op.drop_table("criterion")
    op.drop_table("cohort_competency")
    op.drop_table("competency")
    op.drop_index(op.f("ix_cohort_program_id"), table_name="cohort")
    op.drop_table("cohort")
    op.drop_table("program")

"""What mentors offer; the code of conduct; conflicts of interest."""

import sqlalchemy as sa
from alembic import op

revision = "0007_mentors"
down_revision = "0006_voices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conduct_version",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_conduct_version_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_version")),
        sa.UniqueConstraint(
            "workspace_id", "version", name=op.f("uq_conduct_version_workspace_id_version")
        ),
    )
    op.create_table(
        "conduct_accepted",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conflict_check", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_conduct_accepted_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_conduct_accepted_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_accepted")),
        sa.UniqueConstraint(
            "workspace_id",
            "person_id",
            "version",
            name=op.f("uq_conduct_accepted_workspace_id_person_id_version"),
        ),
    )
    op.create_table(
        "conflict",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=False),
        sa.Column("other_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("detail", sa.LargeBinary(), nullable=True),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "author_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_conflict_workspace_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "other_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_conflict_workspace_id_other_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_conflict_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint(
            "workspace_id",
            "author_id",
            "other_id",
            "kind",
            name=op.f("uq_conflict_workspace_id_author_id_other_id_kind"),
        ),
    )
    op.create_index("ix_conflict_other", "conflict", ["workspace_id", "other_id"])
    op.create_table(
        "mentor",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("hours_a_month", sa.Integer(), nullable=False),
        sa.Column("backup", sa.Boolean(), nullable=False),
        sa.Column("style", sa.String(length=16), nullable=True),
        sa.Column("times", sa.String(length=100), nullable=False),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.Column("boundaries", sa.LargeBinary(), nullable=True),
        sa.Column("invited_by", sa.String(length=26), nullable=True),
        sa.Column("line", sa.LargeBinary(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_mentor_cohort_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_mentor_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_mentor_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor")),
        sa.UniqueConstraint(
            "workspace_id",
            "cohort_id",
            "person_id",
            name=op.f("uq_mentor_workspace_id_cohort_id_person_id"),
        ),
    )
    op.create_index("ix_mentor_over", "mentor", ["workspace_id", "over_at"])
    op.create_index("ix_mentor_person", "mentor", ["workspace_id", "person_id"])
    op.create_index("ix_mentor_remind", "mentor", ["workspace_id", "remind_at"])
    op.create_table(
        "mentor_competency",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("mentor_id", sa.String(length=26), nullable=False),
        sa.Column("competency_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["competency_id"], ["competency.id"], name=op.f("fk_mentor_competency_competency_id")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentor.id"], name=op.f("fk_mentor_competency_mentor_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_mentor_competency_workspace_id")
        ),
        sa.PrimaryKeyConstraint("mentor_id", "competency_id", name=op.f("pk_mentor_competency")),
    )
    op.create_index("ix_mentor_competency_competency_id", "mentor_competency", ["competency_id"])


def downgrade() -> None:
    op.drop_index("ix_mentor_competency_competency_id", table_name="mentor_competency")
    op.drop_table("mentor_competency")
    op.drop_index("ix_mentor_remind", table_name="mentor")
    op.drop_index("ix_mentor_person", table_name="mentor")
    op.drop_index("ix_mentor_over", table_name="mentor")
    op.drop_table("mentor")
    op.drop_index("ix_conflict_other", table_name="conflict")
    op.drop_table("conflict")
    op.drop_table("conduct_accepted")
    op.drop_table("conduct_version")

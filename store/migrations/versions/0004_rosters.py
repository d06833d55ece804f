"""The roster as HR keeps it, imports that wait, and who in Slack is who."""

import sqlalchemy as sa
from alembic import op

revision = "0004_rosters"
down_revision = "0003_nominations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_import",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("asked_by", sa.String(length=26), nullable=True),
        sa.Column("slack_file", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("file_name", sa.LargeBinary(), nullable=True),
        sa.Column("staged", sa.LargeBinary(), nullable=True),
        sa.Column("left_out", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_roster_import_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
    )
    op.create_index("ix_roster_import_expires", "roster_import", ["workspace_id", "expires_at"])
    op.create_table(
        "colleague",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("email_digest", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.String(length=26), nullable=True),
        sa.Column("tied_by", sa.String(length=16), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_colleague_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_colleague_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleague")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_colleague_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "person_id", name=op.f("uq_colleague_workspace_id_person_id")
        ),
    )
    op.create_index("ix_colleague_email", "colleague", ["workspace_id", "email_digest"])
    op.create_table(
        "reporting_line",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("colleague_id", sa.String(length=26), nullable=False),
        sa.Column("superior_id", sa.String(length=26), nullable=False),
        sa.Column("dotted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "colleague_id"],
            ["colleague.workspace_id", "colleague.id"],
            name=op.f("fk_reporting_line_workspace_id_colleague_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "superior_id"],
            ["colleague.workspace_id", "colleague.id"],
            name=op.f("fk_reporting_line_workspace_id_superior_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_reporting_line_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_line")),
        sa.UniqueConstraint(
            "colleague_id", "superior_id", name=op.f("uq_reporting_line_colleague_id_superior_id")
        ),
    )
    op.create_index("ix_reporting_line_superior", "reporting_line", ["workspace_id", "superior_id"])
    op.create_table(
        "tie_question",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("colleague_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("why", sa.String(length=24), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "colleague_id"],
            ["colleague.workspace_id", "colleague.id"],
            name=op.f("fk_tie_question_workspace_id_colleague_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_tie_question_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_tie_question_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_question")),
        sa.UniqueConstraint(
            "colleague_id", "person_id", name=op.f("uq_tie_question_colleague_id_person_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("tie_question")
    op.drop_index("ix_reporting_line_superior", table_name="reporting_line")
    op.drop_table("reporting_line")
    op.drop_index("ix_colleague_email", table_name="colleague")
    op.drop_table("colleague")
    op.drop_index("ix_roster_import_expires", table_name="roster_import")
    op.drop_table("roster_import")

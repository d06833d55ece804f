"""Daily counts of a cohort, digests, what sponsors are asked, and each reader's settings."""

import sqlalchemy as sa
from alembic import op

revision = "0011_reports"
down_revision = "0010_requests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_reader",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.String(length=26), nullable=True),
        sa.Column("only_delegate", sa.Boolean(), nullable=False),
        sa.Column("sponsor_on", sa.Date(), nullable=True),
        sa.Column("team_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "delegate_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_report_reader_workspace_id_delegate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_report_reader_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_report_reader_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_reader")),
        sa.UniqueConstraint(
            "workspace_id", "person_id", name=op.f("uq_report_reader_workspace_id_person_id")
        ),
    )
    op.create_table(
        "report_ask",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answered_by", sa.String(length=26), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_report_ask_cohort_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_report_ask_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_ask")),
        sa.UniqueConstraint(
            "cohort_id", "kind", "week", name=op.f("uq_report_ask_cohort_id_kind_week")
        ),
    )
    op.create_index("ix_report_ask_state", "report_ask", ["workspace_id", "cohort_id", "state"])
    op.create_table(
        "report_snapshot",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_report_snapshot_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_report_snapshot_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_snapshot")),
        sa.UniqueConstraint(
            "cohort_id", "on_day", name=op.f("uq_report_snapshot_cohort_id_on_day")
        ),
    )
    op.create_table(
        "report_digest",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("about", sa.String(length=26), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("snapshot_id", sa.String(length=26), nullable=True),
        sa.Column("news", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["report_snapshot.id"], name=op.f("fk_report_digest_snapshot_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_report_digest_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_report_digest_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_digest")),
        sa.UniqueConstraint(
            "workspace_id",
            "kind",
            "person_id",
            "on_day",
            "about",
            name=op.f("uq_report_digest_workspace_id_kind_person_id_on_day_about"),
        ),
    )
    op.create_index(
        "ix_report_digest_person", "report_digest", ["workspace_id", "person_id", "kind", "on_day"]
    )


def downgrade() -> None:
    op.drop_index("ix_report_digest_person", table_name="report_digest")
    op.drop_table("report_digest")
    op.drop_table("report_snapshot")
    op.drop_index("ix_report_ask_state", table_name="report_ask")
    op.drop_table("report_ask")
    op.drop_table("report_reader")

"""What a program is for, its settings, and who follows whom."""

import sqlalchemy as sa
from alembic import op

revision = "0005_programs"
down_revision = "0004_rosters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opening_wish",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_opening_wish_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_opening_wish_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_wish")),
        sa.UniqueConstraint(
            "workspace_id", "person_id", name=op.f("uq_opening_wish_workspace_id_person_id")
        ),
    )
    op.create_table(
        "program_charter",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("purpose", sa.String(length=2000), nullable=False),
        sa.Column("scope", sa.String(length=600), nullable=False),
        sa.Column("priorities", sa.String(length=755), nullable=False),
        sa.Column("measures", sa.String(length=755), nullable=False),
        sa.Column("ladders", sa.String(length=755), nullable=False),
        sa.Column("opening_word", sa.String(length=2000), nullable=False),
        sa.Column("opening_word_by", sa.String(length=26), nullable=True),
        sa.Column("budget_owner", sa.String(length=26), nullable=True),
        sa.Column("escalation", sa.String(length=26), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name=op.f("fk_program_charter_program_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "budget_owner"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_program_charter_workspace_id_budget_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "escalation"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_program_charter_workspace_id_escalation"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opening_word_by"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_program_charter_workspace_id_opening_word_by"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_program_charter_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_charter")),
        sa.UniqueConstraint("program_id", name=op.f("uq_program_charter_program_id")),
    )
    op.create_table(
        "successor",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name=op.f("fk_successor_program_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_successor_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_successor_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successor")),
        sa.UniqueConstraint(
            "program_id", "person_id", name=op.f("uq_successor_program_id_person_id")
        ),
    )
    op.add_column("cohort", sa.Column("nominations_open", sa.Date(), nullable=True))
    op.add_column(
        "cohort", sa.Column("cadence_days", sa.Integer(), server_default="14", nullable=False)
    )
    op.add_column(
        "cohort", sa.Column("hours_a_month", sa.Integer(), server_default="2", nullable=False)
    )
    op.add_column("cohort", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("cohort", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cohort", sa.Column("changed_by", sa.String(length=26), nullable=True))
    op.add_column("role", sa.Column("handed_on_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("role") as role:
        role.drop_column("handed_on_at")
    op.drop_table("successor")
    op.drop_table("program_charter")
    op.drop_table("opening_wish")
    with op.batch_alter_table("cohort") as cohort:
        cohort.drop_column("changed_by")
        cohort.drop_column("changed_at")
        cohort.drop_column("version")
        cohort.drop_column("hours_a_month")
        cohort.drop_column("cadence_days")
        cohort.drop_column("nominations_open")

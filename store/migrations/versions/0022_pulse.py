"""Anonymous pulse surveys, and who reads what came of them."""

import sqlalchemy as sa
from alembic import op

revision = "0022_pulse"
down_revision = "0021_pairing_kinds"
branch_labels = None
depends_on = None


_NO_STATISTICS = {
    "pulse_roll": ("id", "token", "marked"),
    "pulse_slot": ("id", "filled", "sealed"),
}


def upgrade() -> None:
    op.create_table(
        "pulse_plan",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("title", sa.String(length=75), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=True),
        sa.Column("questions", sa.String(length=6000), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("days_open", sa.Integer(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("refused", sa.String(length=64), nullable=True),
        sa.Column("survey_id", sa.String(length=32), nullable=True),
        sa.Column("by", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name=op.f("fk_pulse_plan_program_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pulse_plan_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_plan")),
    )
    op.create_index("ix_pulse_plan_look_at", "pulse_plan", ["workspace_id", "look_at"])
    op.create_index("ix_pulse_plan_program", "pulse_plan", ["workspace_id", "program_id"])
    op.create_table(
        "pulse_survey",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("db_share", sa.LargeBinary(), nullable=True),
        sa.Column("comment_kinds", sa.SmallInteger(), nullable=False),
        sa.Column("n_answers", sa.Integer(), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("progress", sa.SmallInteger(), nullable=True),
        sa.Column("progress_on", sa.Date(), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why_void", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name=op.f("fk_pulse_survey_program_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pulse_survey_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_survey")),
    )
    op.create_index("ix_pulse_survey_look_at", "pulse_survey", ["workspace_id", "look_at"])
    op.create_index("ix_pulse_survey_program", "pulse_survey", ["workspace_id", "program_id"])
    op.create_index("ix_pulse_survey_state", "pulse_survey", ["workspace_id", "state"])
    op.create_table(
        "pulse_audience",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("groups", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["pulse_survey.id"], name=op.f("fk_pulse_audience_survey_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_pulse_audience_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pulse_audience_workspace_id")
        ),
        sa.PrimaryKeyConstraint("survey_id", "person_id", name=op.f("pk_pulse_audience")),
    )
    op.create_index("ix_pulse_audience_person", "pulse_audience", ["workspace_id", "person_id"])
    op.create_table(
        "pulse_heard",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("heard", sa.String(length=140), nullable=False),
        sa.Column("will", sa.String(length=140), nullable=False),
        sa.Column("by", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["pulse_survey.id"], name=op.f("fk_pulse_heard_survey_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pulse_heard_workspace_id")
        ),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_pulse_heard")),
    )
    op.create_table(
        "pulse_result",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["pulse_survey.id"], name=op.f("fk_pulse_result_survey_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pulse_result_workspace_id")
        ),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_pulse_result")),
    )
    op.create_table(
        "pulse_roll",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("urn", sa.SmallInteger(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("marked", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["pulse_survey.id"], name=op.f("fk_pulse_roll_survey_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pulse_roll_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_roll")),
        sa.UniqueConstraint("survey_id", "token", name=op.f("uq_pulse_roll_survey_id_token")),
        postgresql_with={"fillfactor": 50},
    )
    op.create_table(
        "pulse_slot",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("urn", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("filled", sa.SmallInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["pulse_survey.id"], name=op.f("fk_pulse_slot_survey_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pulse_slot_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_slot")),
        postgresql_with={"fillfactor": 50},
    )
    op.create_index("ix_pulse_slot_survey", "pulse_slot", ["survey_id", "urn"])
    if op.get_bind().dialect.name == "postgresql":
        # What is stored out of line would tell the order by the numbers of its chunks.
        op.execute("ALTER TABLE pulse_slot ALTER COLUMN sealed SET STORAGE PLAIN")
        # The planner's statistics would be a copy of an earlier state, and outlive the rows.
        for table, columns in _NO_STATISTICS.items():
            for column in columns:
                op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
    op.add_column(
        "program_charter",
        sa.Column("pulse_readers", sa.String(length=16), server_default="team", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("program_charter", "pulse_readers")
    op.drop_index("ix_pulse_slot_survey", table_name="pulse_slot")
    op.drop_table("pulse_slot")
    op.drop_table("pulse_roll")
    op.drop_table("pulse_result")
    op.drop_table("pulse_heard")
    op.drop_index("ix_pulse_audience_person", table_name="pulse_audience")
    op.drop_table("pulse_audience")
    op.drop_index("ix_pulse_survey_state", table_name="pulse_survey")
    op.drop_index("ix_pulse_survey_program", table_name="pulse_survey")
    op.drop_index("ix_pulse_survey_look_at", table_name="pulse_survey")
    op.drop_table("pulse_survey")
    op.drop_index("ix_pulse_plan_program", table_name="pulse_plan")
    op.drop_index("ix_pulse_plan_look_at", table_name="pulse_plan")
    op.drop_table("pulse_plan")

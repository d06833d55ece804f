"""Check-ins, what each of the two says of them, and the rhythm of a pairing."""

import sqlalchemy as sa
from alembic import op

revision = "0009_check_ins"
down_revision = "0008_pairings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("pairing_id", sa.String(length=26), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("standing_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ask_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pairing_id"], ["pairing.id"], name=op.f("fk_check_in_pairing_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_check_in_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint(
            "pairing_id", "standing_on", name=op.f("uq_check_in_pairing_id_standing_on")
        ),
    )
    op.create_index("ix_check_in_ask_ends", "check_in", ["workspace_id", "ask_ends_at"])
    op.create_index("ix_check_in_state", "check_in", ["workspace_id", "state", "met_on"])
    op.create_index("ix_check_in_pairing", "check_in", ["workspace_id", "pairing_id", "met_on"])
    op.create_table(
        "rhythm",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("pairing_id", sa.String(length=26), nullable=False),
        sa.Column("pairing_version", sa.Integer(), nullable=False),
        sa.Column("cohort_version", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_from", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_rhythm_pairing_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_rhythm_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythm")),
        sa.UniqueConstraint("pairing_id", name=op.f("uq_rhythm_pairing_id")),
    )
    op.create_index("ix_rhythm_late_from", "rhythm", ["workspace_id", "late_from"])
    op.create_index("ix_rhythm_look_at", "rhythm", ["workspace_id", "look_at"])
    op.create_table(
        "check_in_action",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("check_in_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_check_in_action_check_in_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_check_in_action_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_action")),
        sa.UniqueConstraint(
            "check_in_id", "position", name=op.f("uq_check_in_action_check_in_id_position")
        ),
    )
    op.create_table(
        "check_in_competency",
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("check_in_id", sa.String(length=26), nullable=False),
        sa.Column("competency_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_check_in_competency_check_in_id")
        ),
        sa.ForeignKeyConstraint(
            ["competency_id"], ["competency.id"], name=op.f("fk_check_in_competency_competency_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_check_in_competency_workspace_id")
        ),
        sa.PrimaryKeyConstraint(
            "check_in_id", "competency_id", name=op.f("pk_check_in_competency")
        ),
    )
    op.create_table(
        "check_in_side",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("check_in_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("says", sa.String(length=8), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_by", sa.String(length=26), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("worth", sa.LargeBinary(), nullable=True),
        sa.Column("in_the_way", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_check_in_side_check_in_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_check_in_side_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_check_in_side_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_side")),
        sa.UniqueConstraint(
            "check_in_id", "person_id", name=op.f("uq_check_in_side_check_in_id_person_id")
        ),
    )
    op.create_index("ix_check_in_side_person", "check_in_side", ["workspace_id", "person_id"])


def downgrade() -> None:
    op.drop_index("ix_check_in_side_person", table_name="check_in_side")
    op.drop_table("check_in_side")
    op.drop_table("check_in_competency")
    op.drop_table("check_in_action")
    op.drop_index("ix_rhythm_look_at", table_name="rhythm")
    op.drop_index("ix_rhythm_late_from", table_name="rhythm")
    op.drop_table("rhythm")
    op.drop_index("ix_check_in_pairing", table_name="check_in")
    op.drop_index("ix_check_in_state", table_name="check_in")
    op.drop_index("ix_check_in_ask_ends", table_name="check_in")
    op.drop_table("check_in")

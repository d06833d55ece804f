"""Pauses of a pairing, and requests for another one with who answers them."""

import sqlalchemy as sa
from alembic import op

revision = "0010_requests"
down_revision = "0009_check_ins"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pairing_pause",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("pairing_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pairing_id"], ["pairing.id"], name=op.f("fk_pairing_pause_pairing_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_pairing_pause_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_pairing_pause_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_pause")),
    )
    op.create_index("ix_pairing_pause_until", "pairing_pause", ["workspace_id", "over_at", "until"])
    op.create_index(
        "ux_pairing_pause_open",
        "pairing_pause",
        ["workspace_id", "pairing_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("over_at IS NULL"),
        postgresql_where=sa.text("over_at IS NULL"),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("pairing_id", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.String(length=26), nullable=True),
        sa.Column("by_charter", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("watch_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_request_pairing_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_request_workspace_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_request_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    op.create_index("ix_request_state", "request", ["workspace_id", "state", "watch_on"])
    op.create_index(
        "ux_request_open",
        "request",
        ["workspace_id", "pairing_id"],
        unique=True,
        sqlite_where=sa.text(
            "state IN ('received', 'with_owner', 'talking', 'somebody_asked', 'passed_on')"
        ),
        postgresql_where=sa.text(
            "state IN ('received', 'with_owner', 'talking', 'somebody_asked', 'passed_on')"
        ),
    )
    op.create_table(
        "request_step",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("request_id", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=26), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_request_step_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_request_step_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_step")),
        sa.UniqueConstraint(
            "request_id", "version", name=op.f("uq_request_step_request_id_version")
        ),
    )
    op.create_table(
        "request_voice",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("request_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("helps", sa.LargeBinary(), nullable=False),
        sa.Column("people", sa.LargeBinary(), nullable=True),
        sa.Column("reach", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_request_voice_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_request_voice_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_request_voice_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_voice")),
        sa.UniqueConstraint(
            "request_id", "person_id", name=op.f("uq_request_voice_request_id_person_id")
        ),
    )
    op.create_index("ix_request_voice_person", "request_voice", ["workspace_id", "person_id"])


def downgrade() -> None:
    op.drop_index("ix_request_voice_person", table_name="request_voice")
    op.drop_table("request_voice")
    op.drop_table("request_step")
    op.drop_index(
        "ux_request_open",
        table_name="request",
        sqlite_where=sa.text(
            "state IN ('received', 'with_owner', 'talking', 'somebody_asked', 'passed_on')"
        ),
        postgresql_where=sa.text(
            "state IN ('received', 'with_owner', 'talking', 'somebody_asked', 'passed_on')"
        ),
    )
    op.drop_index("ix_request_state", table_name="request")
    op.drop_table("request")
    op.drop_index(
        "ux_pairing_pause_open",
        table_name="pairing_pause",
        sqlite_where=sa.text("over_at IS NULL"),
        postgresql_where=sa.text("over_at IS NULL"),
    )
    op.drop_index("ix_pairing_pause_until", table_name="pairing_pause")
    op.drop_table("pairing_pause")

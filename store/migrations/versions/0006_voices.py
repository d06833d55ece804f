"""Nominations by others: voices, consent, ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0006_voices"
down_revision = "0005_programs"
branch_labels = None
depends_on = None

_ADDED = (
    ("own_words_at", sa.DateTime(timezone=True)),
    ("answer_by", sa.Date()),
    ("review_from", sa.DateTime(timezone=True)),
    ("waited_days", sa.Integer()),
    ("look_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for name, kind in _ADDED:
        op.add_column("nomination", sa.Column(name, kind, nullable=True))
    op.create_index("ix_nomination_look_at", "nomination", ["look_at"])
    op.create_index("ix_nomination_waited", "nomination", ["cohort_id", "waited_days"])
    op.execute("UPDATE nomination SET own_words_at = received_at, review_from = received_at")
    op.execute("UPDATE nomination SET look_at = state_since WHERE state = 'in_review'")
    op.create_table(
        "nomination_view",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("nomination_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ratings", sa.LargeBinary(), nullable=True),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_nomination_view_nomination_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_nomination_view_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_nomination_view_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_view")),
        sa.UniqueConstraint(
            "nomination_id", "person_id", name=op.f("uq_nomination_view_nomination_id_person_id")
        ),
    )
    op.create_index("ix_nomination_view_look_at", "nomination_view", ["look_at"])
    op.create_index("ix_nomination_view_person", "nomination_view", ["workspace_id", "person_id"])
    op.create_table(
        "nomination_voice",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("nomination_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("known_as", sa.String(length=16), nullable=False),
        sa.Column("has_conflict", sa.Boolean(), nullable=False),
        sa.Column("competencies", sa.LargeBinary(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("ratings", sa.LargeBinary(), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_nomination_voice_nomination_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_nomination_voice_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_nomination_voice_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_voice")),
        sa.UniqueConstraint(
            "nomination_id", "person_id", name=op.f("uq_nomination_voice_nomination_id_person_id")
        ),
    )
    op.create_index("ix_nomination_voice_person", "nomination_voice", ["workspace_id", "person_id"])


def downgrade() -> None:
    op.drop_index("ix_nomination_voice_person", table_name="nomination_voice")
    op.drop_table("nomination_voice")
    op.drop_index("ix_nomination_view_person", table_name="nomination_view")
    op.drop_index("ix_nomination_view_look_at", table_name="nomination_view")
    op.drop_table("nomination_view")
    op.drop_index("ix_nomination_waited", table_name="nomination")
    op.drop_index("ix_nomination_look_at", table_name="nomination")
    for name, _ in reversed(_ADDED):
        op.drop_column("nomination", name)

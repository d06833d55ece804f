"""People, their roles, the operator's one-time code, and drafts of long forms."""

import sqlalchemy as sa
from alembic import op

revision = "0002_people"
down_revision = "0001_core"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("slack_user", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("email_digest", sa.String(length=64), nullable=True),
        sa.Column("home_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("home_tab", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_person_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_person_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "slack_user", name=op.f("uq_person_workspace_id_slack_user")
        ),
    )
    op.create_index("ix_person_email_digest", "person", ["email_digest"])
    op.create_table(
        "role",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_role_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_role_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
    )
    held = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_role_held",
        "role",
        ["workspace_id", "person_id", "role", "program_id"],
        unique=True,
        sqlite_where=held,
        postgresql_where=held,
    )
    op.create_table(
        "claim_code",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_claim_code_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_code")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("form", sa.String(length=100), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_draft_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_draft_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "workspace_id", "person_id", "form", name=op.f("uq_draft_workspace_id_person_id_form")
        ),
    )
    op.create_index("ix_draft_expires_at", "draft", ["expires_at"])


def downgrade() -> None:
    op.drop_index("ix_draft_expires_at", table_name="draft")
    op.drop_table("draft")
    op.drop_table("claim_code")
    op.drop_index("uq_role_held", table_name="role")
    op.drop_table("role")
    op.drop_index("ix_person_email_digest", table_name="person")
    op.drop_table("person")

"""Installations by a link: tokens, and the states that prove whose wish an installation is."""

import sqlalchemy as sa
from alembic import op

revision = "0013_installations"
down_revision = "0012_pace"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "install_state",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_install_state")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("bot_token", sa.LargeBinary(), nullable=False),
        sa.Column("refresh_token", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scopes", sa.String(length=1024), nullable=False),
        sa.Column("is_org_wide", sa.Boolean(), nullable=False),
        sa.Column("installed_by", sa.String(length=64), nullable=True),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_installation_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_installation_workspace_id")),
    )


def downgrade() -> None:
    op.drop_table("installation")
    op.drop_table("install_state")

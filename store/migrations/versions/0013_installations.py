"""Installations by a link: tokens, and the states that prove whose wish an installation is."""

revision = "0013_installations"
down_revision = "0012_pace"
branch_labels = None
depends_on = None


def upgrade() -> None: ...


def downgrade() -> None: ...

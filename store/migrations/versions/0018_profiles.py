"""Profiles, wishes, avoid lists and what people say about themselves."""

revision = "0018_profiles"
down_revision = "0017_restoring"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass

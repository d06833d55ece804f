"""Nominations by others: voices, consent, ratings."""

revision = "0006_voices"
down_revision = "0005_programs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet: the tables join with their feature."""


def downgrade() -> None:
    """Nothing to take away."""

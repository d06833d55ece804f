"""What mentors offer; the code of conduct; conflicts of interest."""

revision = "0007_mentors"
down_revision = "0006_voices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet: the tables join with their feature."""


def downgrade() -> None:
    """Nothing to take away."""

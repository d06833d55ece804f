"""Requests in confidence: another mentor, and who owns them."""

revision = "0010_requests"
down_revision = "0009_check_ins"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet: the tables join with their feature."""


def downgrade() -> None:
    """Nothing to take away."""

"""Digests to sponsors and program managers, and what they asked for."""

revision = "0011_reports"
down_revision = "0010_requests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet: the tables join with their feature."""


def downgrade() -> None:
    """Nothing to take away."""

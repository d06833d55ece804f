"""Pairings and what became of them."""

revision = "0008_pairings"
down_revision = "0007_mentors"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet: the tables join with their feature."""


def downgrade() -> None:
    """Nothing to take away."""

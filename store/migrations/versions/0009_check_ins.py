"""Check-ins, their confirmations and blind answers."""

revision = "0009_check_ins"
down_revision = "0008_pairings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet: the tables join with their feature."""


def downgrade() -> None:
    """Nothing to take away."""

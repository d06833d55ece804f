"""What a program is for, its settings, and who follows whom."""

revision = "0005_programs"
down_revision = "0004_rosters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet: the tables join with their feature."""


def downgrade() -> None:
    """Nothing to take away."""

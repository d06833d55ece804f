"""The roster as HR keeps it, imports that wait, and who in Slack is who."""

revision = "0004_rosters"
down_revision = "0003_nominations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet: the tables join with their feature."""


def downgrade() -> None:
    """Nothing to take away."""

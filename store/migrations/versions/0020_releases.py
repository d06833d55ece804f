"""Releases of a draft: whom it asks, the next best, and the reasons beside a pairing."""

revision = "0020_releases"
down_revision = "0019_matching"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass

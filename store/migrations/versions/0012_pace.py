"""How fast each method of each workspace may be called, kept by all processes together."""

revision = "0012_pace"
down_revision = "0011_reports"
branch_labels = None
depends_on = None


def upgrade() -> None: ...


def downgrade() -> None: ...

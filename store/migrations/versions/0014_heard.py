"""What Slack told us of already: an event that comes again is known."""

revision = "0014_heard"
down_revision = "0013_installations"
branch_labels = None
depends_on = None


def upgrade() -> None: ...


def downgrade() -> None: ...

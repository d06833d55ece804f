"""Who was erased, under a pseudonym."""

revision = "0015_erasures"
down_revision = "0014_heard"
branch_labels = None
depends_on = None


def upgrade() -> None: ...


def downgrade() -> None: ...

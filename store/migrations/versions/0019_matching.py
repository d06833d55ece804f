"""Drafts of a cohort's pairs: rules, inputs, edits and the seats they hold."""

revision = "0019_matching"
down_revision = "0018_profiles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass

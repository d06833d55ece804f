"""Profiles, wishes and avoid lists; apart from them what people say about their groups."""

import sqlalchemy as sa
from alembic import op

revision = "0018_profiles"
down_revision = "0017_restoring"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "about_me",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("groups", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_about_me_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_about_me_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_about_me")),
        sa.UniqueConstraint(
            "workspace_id", "person_id", name=op.f("uq_about_me_workspace_id_person_id")
        ),
    )
    op.create_table(
        "avoid_list",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("avoid", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_avoid_list_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_avoid_list_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avoid_list")),
        sa.UniqueConstraint(
            "workspace_id", "person_id", name=op.f("uq_avoid_list_workspace_id_person_id")
        ),
    )
    op.create_table(
        "mentee_profile",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("choices", sa.LargeBinary(), nullable=False),
        sa.Column("boundaries", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_mentee_profile_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_mentee_profile_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_mentee_profile_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentee_profile")),
        sa.UniqueConstraint(
            "workspace_id",
            "cohort_id",
            "person_id",
            name=op.f("uq_mentee_profile_workspace_id_cohort_id_person_id"),
        ),
    )
    op.create_index("ix_mentee_profile_person", "mentee_profile", ["workspace_id", "person_id"])
    op.create_table(
        "mentor_profile",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("choices", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_mentor_profile_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_mentor_profile_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_mentor_profile_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_profile")),
        sa.UniqueConstraint(
            "workspace_id",
            "cohort_id",
            "person_id",
            name=op.f("uq_mentor_profile_workspace_id_cohort_id_person_id"),
        ),
    )
    op.create_index("ix_mentor_profile_person", "mentor_profile", ["workspace_id", "person_id"])
    op.create_table(
        "wish_list",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("workspace_id", sa.String(length=26), nullable=False),
        sa.Column("cohort_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("wishes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_wish_list_cohort_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_wish_list_workspace_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_wish_list_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_list")),
        sa.UniqueConstraint(
            "workspace_id",
            "cohort_id",
            "person_id",
            name=op.f("uq_wish_list_workspace_id_cohort_id_person_id"),
        ),
    )
    op.create_index("ix_wish_list_person", "wish_list", ["workspace_id", "person_id"])


def downgrade() -> None:
    op.drop_index("ix_wish_list_person", table_name="wish_list")
    op.drop_table("wish_list")
    op.drop_index("ix_mentor_profile_person", table_name="mentor_profile")
    op.drop_table("mentor_profile")
    op.drop_index("ix_mentee_profile_person", table_name="mentee_profile")
    op.drop_table("mentee_profile")
    op.drop_table("avoid_list")
    op.drop_table("about_me")

"""What every table shares: names of constraints, ids, and whose workspace a row is in."""

import secrets

from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped

from store.columns import Id, column
from store.promises import Erase, Keep


class Base(DeclarativeBase):
    """All tables. Constraint names are given by rule, so that a migration can find them again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def new_id() -> str:
    """26 random characters that say nothing about what they name."""
    return secrets.token_hex(13)


class Tenanted:
    """A row that belongs to one workspace; a StoreSession sees and writes only those of its own."""

    workspace_id: Mapped[str] = column(
        Id(26),
        ForeignKey("workspace.id"),
        sort_order=-1,
        purpose="which workspace the row belongs to",
        whose="the workspace",
        readers="the program",
        keep=Keep.ROW,
        erase=Erase.WITH_ROW,
    )


class Kept:
    """A row with an opaque id of its own."""

    id: Mapped[str] = column(
        Id(26),
        primary_key=True,
        default=new_id,
        sort_order=-2,
        purpose="names the row",
        whose="nobody",
        readers="the program",
        keep=Keep.ROW,
        erase=Erase.WITH_ROW,
    )

"""Colleagues as the program remembers them: a row for each account Slack has told of."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Boolean, Index, UniqueConstraint, or_, select, update
from sqlalchemy.orm import Mapped

from program.actor import Standing
from program.person import (
    LONGEST_NAME,
    SOMEONE_WHO_LEFT,
    Person,
    SlackPerson,
    nobodys_account,
)
from program.text import one_line
from store.base import Base, Kept, Tenanted
from store.columns import Id, Published, UtcDateTime, Word, column
from store.promises import Erase, Keep
from store.session import StoreSession

LONGEST_TITLE = 120

_OURS = {
    "whose": "the person",
    "readers": "the program",
    "keep": Keep.PERSON,
    "erase": Erase.EMPTIED,
}


class PersonRow(Kept, Tenanted, Base):
    """What Slack says about an account, as far as the program needs it."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("workspace_id", "slack_user"),
        UniqueConstraint("workspace_id", "id"),
        Index("ix_person_deactivated", "workspace_id", "deactivated"),
    )

    slack_user: Mapped[str] = column(Id(32), purpose="finds the person behind a press", **_OURS)
    name: Mapped[str] = column(
        Published(LONGEST_NAME),
        purpose="names the person where a mention cannot stand",
        **{**_OURS, "readers": "everyone in the program"},
    )
    title: Mapped[str] = column(
        Published(LONGEST_TITLE),
        purpose="tells what the person does",
        **{**_OURS, "readers": "everyone in the program"},
    )
    zone: Mapped[str] = column(
        Word(64),
        purpose="chooses hours at which the person may be written to",
        **_OURS,
    )
    standing: Mapped[str] = column(
        Word(16),
        purpose="tells a full account from a guest or somebody of another organisation",
        **_OURS,
    )
    deactivated: Mapped[bool] = column(
        Boolean,
        default=False,
        purpose="keeps messages and roles from a closed account",
        **_OURS,
    )
    email_digest: Mapped[str | None] = column(
        Id(64),
        nullable=True,
        index=True,
        purpose="recognises the person in settings and rosters without keeping the address",
        **_OURS,
    )
    home_opened_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="publishes Home on change only for those who look at it",
        **_OURS,
    )
    home_tab: Mapped[str | None] = column(
        Word(16),
        nullable=True,
        purpose="opens Home on the tab the person chose last",
        **_OURS,
    )
    as_of: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="keeps what Slack said earlier from replacing what it said later",
        **_OURS,
    )


def email_digest(session: StoreSession, email: str) -> str:
    """The keyed digest under which an address is recognised; the address itself is not kept."""
    return session.digest("people.email", email.strip().casefold())


def keep(session: StoreSession, accounts: Collection[SlackPerson]) -> int:
    """Write down what Slack says about accounts; answers how many were new or changed.

    What is older than what is known changes nothing: events overtake each other.
    """
    slack_users = [found.slack_user for found in accounts]
    known = session.scalars(select(PersonRow).where(PersonRow.slack_user.in_(slack_users)))
    rows = {row.slack_user: row for row in known}
    touched = 0
    for found in accounts:
        said = _said(session, found)
        row = rows.get(found.slack_user)
        if row is None:
            row = PersonRow(slack_user=found.slack_user, **said)
            session.add(row)
            rows[found.slack_user] = row
            touched += 1
        elif found.as_of and row.as_of and found.as_of < row.as_of:
            continue
        elif changed := {name for name in said if getattr(row, name) != said[name]}:
            for name in changed:
                setattr(row, name, said[name])
            touched += 1
    session.flush()
    return touched


def _said(session: StoreSession, found: SlackPerson) -> dict[str, str | bool | datetime]:
    said: dict[str, str | bool | datetime] = {
        "name": found.name,
        "title": one_line(found.title)[:LONGEST_TITLE],
        "zone": found.zone[:64],
        "standing": found.standing.value,
        "deactivated": found.deactivated,
    }
    if found.email:
        said["email_digest"] = email_digest(session, found.email)
    if found.as_of:
        said["as_of"] = found.as_of
    return said


def by_slack_user(session: StoreSession, slack_user: str) -> Person | None:
    """The person behind an account, if Slack has told of it."""
    row = _row(session, slack_user)
    return None if row is None else _record(row)


def by_id(session: StoreSession, person_id: str) -> Person:
    """One person. Raises LookupError where nobody has the id (any more)."""
    row = session.scalars(select(PersonRow).where(PersonRow.id == person_id)).one_or_none()
    if row is None:
        raise LookupError(person_id)
    return _record(row)


def by_ids(session: StoreSession, person_ids: Collection[str]) -> Mapping[str, Person]:
    """Several people by their ids, in one query."""
    found = session.scalars(select(PersonRow).where(PersonRow.id.in_(person_ids)))
    return {row.id: _record(row) for row in found}


def by_email_digests(session: StoreSession, digests: Collection[str]) -> tuple[Person, ...]:
    """The open accounts behind these digests."""
    found = session.scalars(
        select(PersonRow)
        .where(PersonRow.email_digest.in_(digests), PersonRow.deactivated.is_(False))
        .order_by(PersonRow.id)
    )
    return tuple(_record(row) for row in found)


def ids_by_account_or_email(session: StoreSession, typed: str) -> tuple[str, ...]:
    """Whom a Slack id or an e-mail leads to, closed accounts too, by person id."""
    found = select(PersonRow.id).where(
        or_(PersonRow.slack_user == typed, PersonRow.email_digest == email_digest(session, typed))
    )
    return tuple(session.scalars(found.order_by(PersonRow.id)))


def slack_users(session: StoreSession) -> frozenset[str]:
    """The Slack ids of the workspace's own accounts that are not known to be closed.

    People of other organisations are left out: Slack's list does not hold them.
    """
    found = session.scalars(
        select(PersonRow.slack_user).where(
            PersonRow.deactivated.is_(False), PersonRow.standing != Standing.OUTSIDER
        )
    )
    return frozenset(found)


def close(session: StoreSession, slack_users: Collection[str]) -> None:
    """Note that Slack no longer lists these accounts."""
    session.execute(
        update(PersonRow).where(PersonRow.slack_user.in_(slack_users)).values(deactivated=True)
    )


def unname(session: StoreSession, person_id: str) -> None:
    """Take everything from an account that leads to somebody; the id stays, and stands for nobody.

    Whoever comes with the same Slack account later is somebody new.
    """
    session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(
            slack_user=nobodys_account(person_id),
            name=SOMEONE_WHO_LEFT,
            title="",
            zone="UTC",
            standing=Standing.UNKNOWN.value,
            deactivated=True,
            email_digest=None,
            home_opened_at=None,
            home_tab=None,
            as_of=None,
        )
        .execution_options(synchronize_session=False)
    )


def _row(session: StoreSession, slack_user: str) -> PersonRow | None:
    return session.scalars(
        select(PersonRow).where(PersonRow.slack_user == slack_user)
    ).one_or_none()


def _record(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        slack_user=row.slack_user,
        name=row.name,
        title=row.title,
        zone=row.zone,
        standing=Standing(row.standing),
        deactivated=row.deactivated,
    )

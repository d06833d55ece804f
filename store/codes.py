"""The operator's one-time code that names a first program manager: a digest, a time, a count."""

from datetime import datetime

from sqlalchemy import Integer, select
from sqlalchemy.orm import Mapped

from program.governance import CODE_LIVES, MOST_WRONG_TRIES, Claim, read_code
from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, column
from store.promises import Erase, Keep
from store.session import StoreSession

_OURS = {
    "whose": "the operator",
    "readers": "nobody",
    "keep": Keep.CODE,
    "erase": Erase.NOBODYS,
}


class ClaimCodeRow(Kept, Tenanted, Base):
    """One code. Only the last issued counts; the code itself is not kept."""

    __tablename__ = "claim_code"

    digest: Mapped[str] = column(Id(64), purpose="recognises the code without keeping it", **_OURS)
    expires_at: Mapped[datetime] = column(UtcDateTime, purpose="ends the code's life", **_OURS)
    wrong_tries: Mapped[int] = column(
        Integer,
        default=0,
        purpose="ends the code's life when somebody guesses",
        **_OURS,
    )
    used_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="lets a code work once",
        **_OURS,
    )


def issue(session: StoreSession, code: str) -> datetime:
    """Keep a new code in place of any other; answers when it expires."""
    for old in session.scalars(select(ClaimCodeRow)):
        session.delete(old)
    row = ClaimCodeRow(digest=_digest(session, code), expires_at=session.now + CODE_LIVES)
    session.add(row)
    session.flush()
    return row.expires_at


def claim(session: StoreSession, typed: str) -> Claim:
    """Use the code up, or count a wrong try."""
    row = session.scalars(select(ClaimCodeRow)).one_or_none()
    if row is None or row.used_at is not None or row.wrong_tries >= MOST_WRONG_TRIES:
        return Claim.GONE
    if row.expires_at <= session.now:
        return Claim.GONE
    if row.digest != _digest(session, typed):
        row.wrong_tries += 1
        return Claim.WRONG
    row.used_at = session.now
    return Claim.GRANTED


def _digest(session: StoreSession, code: str) -> str:
    return session.digest("governance.claim", read_code(code))

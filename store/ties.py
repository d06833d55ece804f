"""Whose a row is: how the rows of one person are found in every table, by ids or by their parent.

What then happens to them stands in each column's `erase`; a test holds that a table that promises
something about a person's rows stands here, and no other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from store.base import Tenanted
from store.check_in_tables import CheckInActionRow, CheckInRow, CheckInSideRow
from store.conduct_tables import ConductAcceptedRow, ConflictRow
from store.delivery_tables import DeliveryAboutRow, DeliveryRow
from store.drafts import DraftRow
from store.matching_tables import MatchingEditRow, MatchingPartRow, MatchingSeatRow
from store.mentor_tables import MentorCompetencyRow, MentorRow
from store.nomination_tables import NominationEvidenceRow, NominationRow, NominationStepRow
from store.nomination_voice_tables import NominationViewRow, NominationVoiceRow
from store.opening_wishes import OpeningWishRow
from store.pairing_tables import PairingRow, PairingStepRow
from store.people import PersonRow
from store.profile_about_tables import AboutMeRow
from store.profile_tables import AvoidListRow, MenteeProfileRow, MentorProfileRow, WishListRow
from store.pulse.tables import PulseAudienceRow
from store.report_tables import ReportDigestRow, ReportReaderRow
from store.request_tables import PauseRow, RequestRow, RequestStepRow, RequestVoiceRow
from store.roles import RoleRow
from store.roster_tables import ColleagueRow, ReportingLineRow, TieQuestionRow
from store.successors import SuccessorRow
from store.tasks import TaskRow


@dataclass(frozen=True)
class Tie:
    """The rows of a table that are somebody's: any of these columns names them, or the parent is
    theirs."""

    by: tuple[str, ...] = ()
    under: tuple[tuple[str, type[Tenanted]], ...] = ()
    """Columns that lead to rows of another class, which are asked in turn."""
    as_in_account: tuple[str, ...] = ()
    """Columns that hold what the person's account holds under the same name."""


TIES: Mapping[type[Tenanted], Tie] = {
    PersonRow: Tie(by=("id",)),
    RoleRow: Tie(by=("person_id",)),
    SuccessorRow: Tie(by=("person_id",)),
    DraftRow: Tie(by=("person_id",)),
    OpeningWishRow: Tie(by=("person_id",)),
    ColleagueRow: Tie(by=("person_id",), as_in_account=("email_digest",)),
    ReportingLineRow: Tie(
        under=(("colleague_id", ColleagueRow), ("superior_id", ColleagueRow)),
    ),
    TieQuestionRow: Tie(by=("person_id",), under=(("colleague_id", ColleagueRow),)),
    ConductAcceptedRow: Tie(by=("person_id",)),
    ConflictRow: Tie(by=("author_id", "other_id")),
    NominationRow: Tie(by=("person_id",)),
    NominationEvidenceRow: Tie(under=(("nomination_id", NominationRow),)),
    NominationStepRow: Tie(under=(("nomination_id", NominationRow),)),
    NominationViewRow: Tie(by=("person_id",), under=(("nomination_id", NominationRow),)),
    NominationVoiceRow: Tie(by=("person_id",), under=(("nomination_id", NominationRow),)),
    MentorRow: Tie(by=("person_id",)),
    MentorCompetencyRow: Tie(under=(("mentor_id", MentorRow),)),
    MenteeProfileRow: Tie(by=("person_id",)),
    MentorProfileRow: Tie(by=("person_id",)),
    WishListRow: Tie(by=("person_id",)),
    AvoidListRow: Tie(by=("person_id",)),
    AboutMeRow: Tie(by=("person_id",)),
    MatchingEditRow: Tie(by=("mentee_id", "mentor_id")),
    MatchingPartRow: Tie(by=("person_id",)),
    MatchingSeatRow: Tie(by=("mentee_id", "mentor_id")),
    PairingRow: Tie(by=("mentor_id", "mentee_id")),
    PairingStepRow: Tie(under=(("pairing_id", PairingRow),)),
    PauseRow: Tie(by=("person_id",)),
    CheckInRow: Tie(under=(("pairing_id", PairingRow),)),
    CheckInSideRow: Tie(by=("person_id",)),
    CheckInActionRow: Tie(under=(("check_in_id", CheckInRow),)),
    RequestVoiceRow: Tie(by=("person_id",)),
    ReportDigestRow: Tie(by=("person_id",)),
    ReportReaderRow: Tie(by=("person_id",)),
    PulseAudienceRow: Tie(by=("person_id",)),
    DeliveryRow: Tie(by=("recipient",)),
    DeliveryAboutRow: Tie(under=(("delivery_id", DeliveryRow),)),
    TaskRow: Tie(by=("asked_by",)),
}
"""Rows whose columns are deleted or emptied, by their class."""

LAST_OUT: Mapping[type[Tenanted], str] = {RequestRow: "id", RequestStepRow: "request_id"}
"""Rows about a request, by the column with its id: they go with its last voice."""


def of(row: type[Tenanted], person_id: str) -> ColumnElement[bool]:
    """The rows of a class that are this person's, as a condition."""
    tie = TIES[row]
    named: list[Any] = [getattr(row, column) == person_id for column in tie.by]
    below = [
        getattr(row, column).in_(select(_id(parent)).where(of(parent, person_id)))
        for column, parent in tie.under
    ]
    same = [
        getattr(row, column).in_(
            select(getattr(PersonRow, column)).where(PersonRow.id == person_id)
        )
        for column in tie.as_in_account
    ]
    return or_(*named, *below, *same)


def _id(row: type[Tenanted]) -> Any:
    return row.id  # type: ignore[attr-defined]  # every parent here has an id of its own

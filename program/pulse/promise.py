"""What a survey promises those it asks: the facts of its frozen rules, for the words to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from program.pulse.survey import (
    COMMENTS_FROM,
    FEWEST_COMMENTS,
    SMALLEST_GROUP,
    AudienceKind,
    Dimension,
    Policy,
)


@dataclass(frozen=True)
class Promise:
    """All that the first block of the form and the invitation may claim. Nothing else is true."""

    title: str
    program: str
    audience: AudienceKind
    audience_name: str
    invited: int
    closes_at: datetime
    zone: str
    k: int
    """No group of fewer is shown; of fewer answers in all nothing is read."""
    shown: Mapping[Dimension, tuple[str, ...]]
    """The groups that may be shown, by dimension."""
    not_shown: tuple[Dimension, ...]
    """Dimensions of which no group is large enough to be shown at all."""
    comments: bool
    """Whether a comment is asked for; the next two matter only then."""
    comments_from: int
    fewest_comments: int


def promise(policy: Policy) -> Promise:
    """The promise of a policy: a change of either is a change of the other."""
    shown = {one: tuple(groups) for one, groups in policy.groups.items() if groups}
    asked = [one for one in Dimension if one is not Dimension.ROLE or _has_roles(policy.audience)]
    return Promise(
        title=policy.title,
        program=policy.program,
        audience=policy.audience,
        audience_name=policy.audience_name,
        invited=policy.invited,
        closes_at=policy.closes_at,
        zone=policy.zone,
        k=max(policy.k, SMALLEST_GROUP),
        shown=shown,
        not_shown=tuple(one for one in asked if one not in shown),
        comments=bool(policy.comments),
        comments_from=max(policy.comments_from, COMMENTS_FROM),
        fewest_comments=max(policy.fewest_comments, FEWEST_COMMENTS),
    )


def _has_roles(audience: AudienceKind) -> bool:
    """Whether an audience may hold both mentees and mentors."""
    return audience in (AudienceKind.PROGRAM, AudienceKind.COHORT)

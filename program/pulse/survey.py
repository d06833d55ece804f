"""A pulse survey as records: its questions, its rules as frozen, one person's answers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum

SMALLEST_GROUP = 5
"""k: no figure about fewer people, for anybody, ever. A floor in code; no setting lowers it."""
SMALLEST_AUDIENCE = SMALLEST_GROUP + 3
"""Fewer people invited, and a survey is not opened at all."""
COMMENTS_FROM = 10
"""Answers in total from which comments are shown."""
FEWEST_COMMENTS = 3
"""Comments on one question from which they are shown."""
MOST_QUESTIONS = 6
MOST_COMMENTS = 2
COMMENT_LIMIT = 600
"""Characters of one comment, as the form counts them."""
SCALE = (1, 2, 3, 4, 5)


class SurveyState(StrEnum):
    """Where a survey stands. It never goes back."""

    OPEN = "open"
    CLOSING = "closing"
    """No vote is taken any more; it is being counted."""
    CLOSED = "closed"
    """The result is there, and nothing else."""
    VOID = "void"
    """Deleted unread: too few answered, or a check did not hold."""


class AnswerKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    """1 to 5."""
    CHOICE = "choice"
    """One of the options."""
    COMMENT = "comment"


class Dimension(StrEnum):
    """What answers may be counted by: at most these two, never one within the other."""

    ROLE = "role"
    LOCATION = "location"


class AudienceKind(StrEnum):
    """Who is invited: everyone of something. Nobody is ever picked by hand."""

    PROGRAM = "program"
    COHORT = "cohort"
    MENTEES = "mentees"
    """All mentees of the program."""
    MENTORS = "mentors"
    """All mentors of the program."""


class Readers(StrEnum):
    """Who reads the release beside the program team, as the charter says when a survey opens."""

    TEAM = "team"
    """Nobody else."""
    SPONSORS = "sponsors"
    ALL = "all"
    """Sponsors, and everyone who was invited."""


@dataclass(frozen=True)
class Question:
    """One question. The same `id` in two surveys is the same question: trends compare by it."""

    id: str
    kind: AnswerKind
    text: str
    theme: str = ""
    """fit, safety, progress, time, support, recommend; empty: written by the program manager."""
    options: tuple[str, ...] = ()
    """Of a choice, in their order."""


@dataclass(frozen=True)
class Policy:
    """All rules of one survey, frozen at its opening. Nothing about it is decided later."""

    title: str
    program: str
    """The name of the program, as the invitation says it."""
    audience: AudienceKind
    audience_name: str
    """The cohort's name, where the audience is one cohort; else empty."""
    invited: int
    questions: tuple[Question, ...]
    groups: Mapping[Dimension, tuple[str, ...]]
    """The groups that may be shown: others are stamped nowhere. Two dimensions at most."""
    opens_on: date
    closes_at: datetime
    """Aware, UTC. May be moved out, never in: a later moment stands beside the policy."""
    zone: str
    """The zone its days are told in: that of the program."""
    k: int = SMALLEST_GROUP
    comments_from: int = COMMENTS_FROM
    fewest_comments: int = FEWEST_COMMENTS
    readers: Readers = Readers.TEAM
    """As the charter said at the opening: who answers knows who will read it."""
    members: str = ""
    """Of who is in these groups: whether they are still the same can be told, who they were not."""

    @property
    def scores(self) -> tuple[Question, ...]:
        """The questions of the score slip, in order."""
        return tuple(one for one in self.questions if one.kind is not AnswerKind.COMMENT)

    @property
    def comments(self) -> tuple[Question, ...]:
        """The questions that each have a slip of their own, in order."""
        return tuple(one for one in self.questions if one.kind is AnswerKind.COMMENT)

    def written(self) -> str:
        """The policy in its one spelling: what is kept, and what the digest is taken of."""
        plain = {
            **asdict(self),
            "groups": {one.value: list(values) for one, values in self.groups.items()},
            "opens_on": self.opens_on.isoformat(),
            "closes_at": self.closes_at.isoformat(),
        }
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def digest(self) -> str:
        """16 hexadecimal digits that stand in every slip: a policy changed later fits none."""
        return digest_of(self.written())


def digest_of(written: str) -> str:
    """The digest of a policy as it stands in the database, character by character."""
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def read_policy(written: str) -> Policy:
    """The policy again. Raises ValueError for what `written` did not make."""
    try:
        plain = json.loads(written)
        questions = tuple(
            Question(**{**one, "kind": AnswerKind(one["kind"]), "options": tuple(one["options"])})
            for one in plain["questions"]
        )
        groups = {Dimension(one): tuple(values) for one, values in plain["groups"].items()}
        typed = {
            "questions": questions,
            "groups": groups,
            "audience": AudienceKind(plain["audience"]),
            "readers": Readers(plain["readers"]),
            "opens_on": date.fromisoformat(plain["opens_on"]),
            "closes_at": datetime.fromisoformat(plain["closes_at"]),
        }
        return Policy(**{**plain, **typed})
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError("not a policy") from wrong


@dataclass(frozen=True)
class Answers:
    """What one person sends. In memory only, never stored as such, shown in no `repr`."""

    scores: Mapping[str, int] = field(repr=False)
    """By question id: 1 to 5, or the place of the chosen option from 0. Skipped: not in it."""
    comments: Mapping[str, str] = field(repr=False)
    """By question id; empty where nothing was written."""


@dataclass(frozen=True)
class Slip:
    """An opened score slip: the groups it was stamped with, and its scores by question id."""

    groups: Mapping[Dimension, str] = field(repr=False)
    scores: Mapping[str, int] = field(repr=False)


@dataclass(frozen=True)
class Pile:
    """All that a close has opened, each pile shuffled by itself: none leads to another."""

    slips: tuple[Slip, ...] = field(repr=False)
    comments: Mapping[str, tuple[str, ...]] = field(repr=False)
    """By question id; empty ones are among them, since everyone's slip was sealed."""


@dataclass(frozen=True)
class Survey:
    """A survey as all of the house may know it: no key, no roll, no count before the close."""

    id: str
    program_id: str
    state: SurveyState
    policy: Policy
    digest: str
    """Of the policy as it stands in the database."""
    closes_at: datetime
    """When it closes: what the policy says, or later."""
    answers: int | None
    """How many answered; None until it is closed, and for ever where it is void."""
    progress: int | None
    """Per cent in tens, as of the last daily count; None: none yet, or fewer than five."""
    progress_on: date | None

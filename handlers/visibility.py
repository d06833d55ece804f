"""Who reads what somebody writes: the line under each free text, made from the permission table."""

from dataclasses import dataclass

from handlers.said import listing
from program.actor import PROGRAM_TEAM, Role
from program.permissions import TABLE, Act, Relation

ONLY_YOU = "Only you see this."
BOTH = "the two of them"
"""Both of a pairing, where no name is at hand."""
COUNTED = "Counted in groups of 5 or more; nobody sees yours."


@dataclass(frozen=True)
class Written:
    """A private text: what it is, who writes it, and the acts by which it is read."""

    what: str
    """As *Who sees what* names it."""
    acts: tuple[Act, ...]
    writer: Relation | None = None
    """How its author stands to it, so that they are not named among its readers."""
    owner: str = "its author"
    """Who owns it, in words, where that is a reader."""
    whom: str = "the nominee"
    """Whom it is about, where no name is at hand."""
    shared: bool = False
    """Both of two people write it, so its author is one of its readers."""
    counted: bool = False
    """Read by nobody: an answer that is only counted."""
    own_line: str | None = None
    """Where rights say too little: the line itself."""


EVIDENCE = Written(
    "What you write in your own nomination",
    (Act.NOMINATIONS_READ_OWN, Act.NOMINATIONS_REVIEW),
    writer=Relation.CONCERNED,
)
REASON = Written(
    "The reason of a decision on a nomination",
    (Act.NOMINATIONS_READ_OWN, Act.NOMINATIONS_REVIEW, Act.NOMINATIONS_FOLLOW),
    owner="who nominated them",
)
REMARK = Written(
    "A remark beside a decision on a nomination",
    (Act.NOMINATIONS_READ_REMARK,),
)
WHY_PAIRED = Written(
    "Why two people are brought together",
    (Act.PAIRINGS_READ, Act.PAIRINGS_OVERSEE),
    whom=BOTH,
)
DECLINE_WORDS = Written(
    "Why a mentor says no to a mentee",
    (Act.PAIRINGS_OVERSEE,),
    writer=Relation.CONCERNED,
)
THANKS = Written(
    "Words of thanks at the end of a pairing",
    (Act.PAIRINGS_READ,),
    whom=BOTH,
)
VOICE = Written(
    "What somebody writes who nominates a colleague",
    (Act.NOMINATIONS_READ_OWN, Act.NOMINATIONS_REVIEW),
)
RATINGS = Written(
    "Ratings of a nominee by others",
    (Act.NOMINATIONS_READ_RATINGS,),
)
VOICE_REMARK = Written(
    "A remark of somebody who nominates a colleague",
    (Act.NOMINATIONS_READ_REMARK,),
)
VIEW_REMARK = Written(
    "A manager's remark on a nominee",
    (Act.NOMINATIONS_READ_RATINGS,),
)
DRAFT = Written(
    "A form you have not sent yet, kept for 7 days",
    (Act.DRAFTS_KEEP,),
    writer=Relation.OWNER,
)
BOUNDARIES = Written(
    "What you write about your boundaries as a mentor",
    (Act.MENTORS_READ_BOUNDARIES,),
    writer=Relation.OWNER,
)
PROFILE_BOUNDARIES = Written(
    "What you write about your boundaries as a mentee",
    (Act.PROFILES_SEE,),
    writer=Relation.OWNER,
)
WISHED = Written(
    "Whom you wish to be paired with; a run counts it",
    (Act.MATCHING_SEE_PAIR,),
    whom="whoever you name",
)
AVOIDED = Written(
    "Your avoid list; a run obeys it, and the program team sees that a pairing is not possible and "
    "not why",
    (Act.PROFILES_KEEP,),
    writer=Relation.OWNER,
)
ABOUT_ME = Written(
    "What you say about groups you belong to; never part of a score",
    (Act.PROFILES_KEEP,),
    writer=Relation.OWNER,
    counted=True,
)
INVITING_LINE = Written(
    "A program manager's own line beside an invitation to mentor",
    (Act.MENTORS_READ_LINE,),
    whom="whoever is invited",
)
CONFLICT = Written(
    "What you write about a conflict of interest",
    (Act.CONDUCT_READ_CONFLICT,),
    writer=Relation.OWNER,
)
PAUSE_REASON = Written(
    "Why you let a pairing rest",
    (Act.PAUSES_READ,),
    whom="the other of your pairing",
)
NEW_PAIRING = Written(
    "What you write when you ask for a new pairing",
    (Act.REQUESTS_READ,),
    writer=Relation.OWNER,
    whom="the other of your pairing",
)
AGREED = Written(
    "What you agreed to do at a meeting",
    (Act.CHECK_INS_READ,),
    whom="whom you met",
    shared=True,
)
MEETING_NOTE = Written(
    "Your private note beside a meeting",
    (Act.CHECK_INS_KEEP_OWN,),
    writer=Relation.OWNER,
)
BLIND_ANSWER = Written(
    "Whether a meeting was worth the time, and what got in the way",
    (Act.CHECK_INS_COUNT_ANSWERS,),
    counted=True,
)
REQUEST_ANSWER = Written(
    "What the program team notes on such a request; whoever asked reads it where that is chosen",
    (Act.REQUESTS_READ,),
    writer=Relation.OWNER,
    whom="the other of your pairing",
)

PULSE_HEARD = Written(
    "What the program team says it heard in a pulse and will do",
    (Act.PULSE_READ,),
    writer=Relation.SYSTEM,
    whom="everyone who was invited",
)
PULSE_ASKED = Written(
    "The title of a pulse, and a program manager's own question in it",
    (Act.PULSE_ANSWER, Act.PULSE_OVERSEE),
    whom="everyone who is invited",
)
PULSE_COMMENT = Written(
    "A comment in an anonymous pulse",
    (Act.PULSE_READ,),
    own_line=(
        "Shown without name, group, score or time to whoever reads the results, if enough people "
        "answer; else deleted unread."
    ),
)

WRITTEN = (
    EVIDENCE,
    REASON,
    REMARK,
    VOICE,
    RATINGS,
    VOICE_REMARK,
    VIEW_REMARK,
    DRAFT,
    BOUNDARIES,
    PROFILE_BOUNDARIES,
    WISHED,
    AVOIDED,
    ABOUT_ME,
    INVITING_LINE,
    CONFLICT,
    PAUSE_REASON,
    NEW_PAIRING,
    REQUEST_ANSWER,
    WHY_PAIRED,
    DECLINE_WORDS,
    THANKS,
    AGREED,
    MEETING_NOTE,
    BLIND_ANSWER,
    PULSE_HEARD,
    PULSE_ASKED,
)
"""Every private text there is."""


def line(written: Written, *, about: str | None = None) -> str:
    """The visibility line: who reads this text besides its author.

    `about` names whom it is about, in plain text; without it they are `written.whom`.
    """
    if written.counted:
        return COUNTED
    if written.own_line is not None:
        return written.own_line
    readers = _readers(written, about or written.whom)
    never = _never(written, about)
    if written.shared:
        readers.insert(0, "you")
    if not readers:
        return ONLY_YOU
    if readers == ["everyone in the program"]:
        return "Everyone in the program sees this."
    if readers == ["program managers"]:
        return f"Only program managers see this{never}."
    alone = ["the program team"], [about] if about != BOTH else None
    listed = listing(readers)
    shown = listed[0].upper() + listed[1:]
    verb = "sees" if readers in alone else "see"
    return f"{shown} {verb} this{never}."


def _readers(written: Written, about: str) -> list[str]:
    roles: set[Role] = set()
    relations: set[Relation] = set()
    for act in written.acts:
        roles |= TABLE[act].roles
        relations |= TABLE[act].relations
    relations -= {Relation.SYSTEM, written.writer}
    if Relation.ANYONE in relations:
        return ["everyone in the program"]
    readers = [about] if Relation.CONCERNED in relations else []
    readers += [written.owner] if Relation.OWNER in relations else []
    if roles >= PROGRAM_TEAM:
        readers.append("the program team")
        roles -= PROGRAM_TEAM
    readers += [_PLURAL[role] for role in Role if role in roles]
    return readers


def _never(written: Written, about: str | None) -> str:
    """Said where whoever it is about stays out of it, even as a member of the program team."""
    kept_from = all(TABLE[act].not_about_oneself for act in written.acts)
    return f"; {about} never does" if kept_from and about else ""


_PLURAL = {
    Role.PROGRAM_MANAGER: "program managers",
    Role.LIAISON: "the liaison",
    Role.SPONSOR: "sponsors",
    Role.MENTOR: "mentors",
    Role.MENTEE: "mentees",
}

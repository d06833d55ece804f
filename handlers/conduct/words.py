"""Every sentence about the code of conduct and conflicts of interest."""

from collections.abc import Mapping
from datetime import date, datetime

from handlers.feature import Sentence
from handlers.said import counted, day, local_day, mention, named
from handlers.visibility import CONFLICT, line
from program.conduct import ConflictCheck, ConflictKind
from program.person import Person
from services.conduct_messages import ToldConduct
from services.conflicts import ConflictListed

CODE_TITLE = "Code of conduct"
STEP_1 = "Step 1 of 2"
STEP_2 = "Step 2 of 2"
NEXT = "Next"
ACCEPT = "Accept"
READ_BOX = "I have read it and will keep to it"
READ_LABEL = "Your word"
CHECK_LABEL = "Is there a conflict of interest to declare?"
CHECK_WHY = (
    "A conflict is whatever could make a pairing unfair: a reporting line, a family tie, a panel "
    "that decides on one of the two."
)
READ_AND_ACCEPT = "Read and accept"
START_WELL = "Start well"
NOT_THERE = "The code of conduct cannot be shown at the moment. Ask your program manager."

DISCLOSE_TITLE = "Disclose a conflict"
DISCLOSE = "Disclose a conflict"
SEND = "Declare"
WITH_WHOM = "With whom?"
KIND = "What makes it one?"
SINCE = "Since when?"
DETAIL = "What should a program manager know?"
YOURS = "*Declared by you and in force*"
WITHDRAW = "Withdraw"
KEEP = "Keep it"
IN_FORCE_TITLE = "In force"

CONFLICTS = "Conflicts of interest"
CONFLICT_TITLE = "A conflict of interest"
OPEN = "Open"
DETAIL_HEAD = "*What its author wrote*"
HEADING = ("Declared by", "With", "Kind", "There since", "Declared")
NO_CONFLICTS = "Nobody of your programs has declared a conflict, or only some that you are in."

KINDS: Mapping[ConflictKind, str] = {
    ConflictKind.REPORTING_LINE: "One reports to the other",
    ConflictKind.FAMILY: "Family",
    ConflictKind.CLOSE: "A close personal tie",
    ConflictKind.PANEL: "A panel or a decision on pay",
    ConflictKind.BUSINESS: "A business interest",
    ConflictKind.DISPUTE: "An open disagreement",
    ConflictKind.OTHER: "Something else",
}
CHECKS: Mapping[ConflictCheck, str] = {
    ConflictCheck.NONE: "None that I know of",
    ConflictCheck.HAS_ONE: "I have one to declare",
}


def detail_hint() -> str:
    return f"It may stay empty. {line(CONFLICT, about='whoever it is with')}"


def start_well() -> str:
    return "The code of conduct and a conflict check. Three minutes."


def next_accept() -> str:
    return "Before you start: the code of conduct and a conflict check. Three minutes."


def ask(say: ToldConduct) -> str:
    """The question; once answered or overtaken, what became of it."""
    if say.accepted_at is not None:
        on = local_day(say.accepted_at, say.zone, say.today)
        return f"Code of conduct: accepted on {on}, version {say.version}."
    if not say.in_force:
        return "Code of conduct: no longer needed, since it has a new version."
    if say.accepted_another:
        return "The code of conduct has a new version. Reading and accepting takes three minutes."
    return next_accept()


def accepted(version: int, at: datetime, zone: str, today: date) -> str:
    return f"Accepted on {local_day(at, zone, today)}, version {version}."


def version_line(version: int) -> str:
    return f"Version {version}"


def now_accepted(version: int) -> str:
    return f"Accepted, version {version}. Nothing else is asked of you for now."


def declared(one: ConflictListed) -> str:
    """One of one's own, in one line."""
    return f"{mention(one.other.slack_user)} · {KINDS[one.read.conflict.kind]}"


def listed(one: ConflictListed, today: date) -> str:
    """A line of the program managers' list: who, with whom, what kind; nothing that was written."""
    conflict = one.read.conflict
    since = f", since {day(conflict.since, today)}" if conflict.since else ""
    return (
        f"{mention(one.author.slack_user)} with {mention(one.other.slack_user)}\n"
        f"{KINDS[conflict.kind]}{since}"
    )


def in_force(other: Person, *, in_a_pairing: bool) -> str:
    """Said back at once: what the disclosure changes."""
    name = mention(other.slack_user)
    lines = [
        f"In force at once: you and {name} are not proposed to each other until you withdraw it.",
        f"Program managers who are not in it can read it; {name} is not told.",
    ]
    if in_a_pairing:
        lines.insert(
            1,
            f"You have a pairing with {name}: a program manager who is not in the conflict "
            "decides what becomes of it.",
        )
    return "\n".join(lines)


def withdraw_question(other: Person) -> tuple[str, str]:
    return (
        "Withdraw this?",
        f"From then on you and {named(other)} may be proposed to each other again. "
        "Nobody is written to.",
    )


def declared_on(at: datetime, zone: str, today: date) -> str:
    return f"Declared on {local_day(at, zone, today)}"


REFUSALS: Mapping[str, Sentence] = {
    "conduct.tick": lambda _: "Tick the box to accept, or ask the program team.",
    "conduct.answer_check": lambda _: "Choose one.",
    "conduct.newer_version": lambda _: (
        "The code of conduct has a new version since. Close this and open it again to read it."
    ),
    "conduct.no_code": lambda _: NOT_THERE,
    "conduct.choose_whom": lambda _: "Choose whom it concerns.",
    "conduct.yourself": lambda _: "This is you. Choose the other person.",
    "conduct.choose_kind": lambda _: "Choose one.",
    "conduct.still_to_come": lambda _: "That day is still to come. Leave it empty or choose today.",
    "conduct.too_long_ago": lambda _: "That day is very long ago. Leave it empty if nobody knows.",
    "conduct.too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
    "conduct.not_found": lambda _: (
        "This is not there any more. /mentoring disclose shows what you declared."
    ),
}

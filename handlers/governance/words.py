"""Sentences about roles and the first program manager."""

from collections.abc import Mapping, Sequence

from handlers.feature import Sentence
from handlers.said import counted, mention, said
from handlers.words import ROLE_WORDS
from program.actor import Role
from program.governance import GIVEN_BY_HAND, RoleGiven
from program.person import Person

ROLES_TITLE = "Roles"
PERSON = "Who"
ROLE = "Becomes"
PROGRAM = "In"
ALL_PROGRAMS = "All programs"
GIVE = "Give role"
END = "End"
KEEP = "Keep it"
LINE_TITLE = "Who follows"
LINE_LABEL = "In line, next one first"
LINE_HINT = (
    "Becomes program manager when the account of the last one is closed, and is told. The program "
    "team and whoever is named see this."
)
CHANGE_LINE = "Change"
SAVE = "Save"
HELD_NOW = "Held now"
CLAIM_TITLE = "First program manager"
CODE = "One-time code"
CODE_HINT = "Printed by baton doctor. It works once, within 24 hours. Nobody else sees it."
CLAIM = "Claim"
CLAIMED = "You are now program manager of all programs. Your Home has a new tab."
OPEN_HOME = "Open Home"
WHAT_I_MAY_DO = "What I may do"

ROLE_OPTIONS = {
    Role.PROGRAM_MANAGER: "Program manager",
    Role.LIAISON: "Liaison",
    Role.SPONSOR: "Sponsor",
}
ROLE_MEANING = {
    Role.PROGRAM_MANAGER: "runs it: settings, decisions, roles",
    Role.LIAISON: "answers questions and requests",
    Role.SPONSOR: "reads counts and removes obstacles",
}


def roles_line(given: Sequence[RoleGiven]) -> str:
    holders = {role: {one.person.id for one in given if one.role is role} for role in GIVEN_BY_HAND}
    counts = [
        counted(len(people), ROLE_WORDS[role], f"{ROLE_WORDS[role]}s")
        for role, people in holders.items()
    ]
    return ", ".join(counts)


def scope(program: str | None) -> str:
    return f"of {said(program)}" if program else "of all programs"


def held(given: RoleGiven, program: str | None) -> str:
    return f"<@{given.person.slack_user}>: {ROLE_WORDS[given.role]} {scope(program)}"


def and_more(number: int) -> str:
    return f"and {counted(number, 'role', 'roles')} more"


def in_line(program: str, line: Sequence[Person]) -> str:
    names = [mention(one.slack_user) for one in line]
    follows = ", then ".join(names) if names else "nobody is in line yet"
    return f"{said(program)}: {follows}"


def end_title(given: RoleGiven) -> str:
    return f"End the role of {ROLE_WORDS[given.role]}?"


def end_text(given: RoleGiven, program: str | None) -> str:
    where = program or "all programs"
    return (
        f"{given.person.name} stops being {ROLE_WORDS[given.role]} of {where} at once. "
        "Open requests go to the next in line; the audit log notes it."
    )


def role_given(given: RoleGiven, program: str | None) -> str:
    return f"You are now {ROLE_WORDS[given.role]} {scope(program)}; your Home shows what is yours."


REFUSALS: Mapping[str, Sentence] = {
    "governance.person_missing": lambda _: "Choose somebody.",
    "governance.role_missing": lambda _: "Choose one.",
    "governance.by_hand": lambda _: "Mentors and mentees come by nomination, not by hand.",
    "governance.program_missing": lambda _: "This program is gone. Choose another.",
    "governance.last_program_manager": lambda _: (
        "A program needs one program manager; name another before leaving."
    ),
    "governance.line_long": lambda facts: f"At most {facts['most']}, please. Take somebody out.",
    "governance.code_wrong": lambda _: (
        "That is not the code. It is the one `baton doctor` printed last."
    ),
    "governance.code_gone": lambda _: (
        "No code is open: used, older than 24 hours, or tried too often. "
        "Whoever runs the server can print a new one with baton doctor."
    ),
}

"""Sentences of the frame itself: rights, stale buttons, trouble nobody foresaw."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.feature import Sentence
from handlers.said import day, mention
from program.actor import PROGRAM_TEAM, Role
from program.person import Person

ROLE_WORDS: Mapping[Role, str] = {
    Role.PROGRAM_MANAGER: "program manager",
    Role.LIAISON: "liaison",
    Role.SPONSOR: "sponsor",
    Role.MENTOR: "mentor",
    Role.MENTEE: "mentee",
}


def unexpected(reference: str) -> str:
    return f"That did not work, and nothing was changed. Reference {reference}."


def not_shown(reference: str) -> str:
    return f"Slack did not show the result. Your Home has how things stand. Reference {reference}."


def untraced() -> str:
    """For answering a pulse: no reference, since nothing is kept that it could refer to."""
    return "Something got in the way. Please try once more: an answer counts only once."


def too_late() -> str:
    return "Slack did not wait for me, so nothing was opened. Please press again."


def not_enrolled() -> str:
    return "Baton is not set up in this workspace. Whoever installed it can run `baton doctor`."


def from_an_earlier_version() -> str:
    return "This button is from an earlier version. Type /mentoring to go on."


def whose_is_it(roles: Iterable[Role], managers: Iterable[Person]) -> str:
    """Whose act it is, and whom to turn to."""
    wanted = frozenset(roles)
    whose = "the program team" if wanted >= PROGRAM_TEAM else _joined(wanted)
    sentence = f"This is for {whose}." if wanted else "This belongs to somebody else."
    return f"{sentence} {yours(managers)}".strip()


def yours(managers: Iterable[Person]) -> str:
    names = [mention(person.slack_user) for person in managers][:3]
    return f"Yours is {' or '.join(names)}." if names else ""


def full_accounts_only(managers: Iterable[Person]) -> str:
    names = [mention(person.slack_user) for person in managers][:3]
    can_help = f" {' or '.join(names)} can help." if names else ""
    return f"Mentoring is for colleagues with a full account.{can_help}"


def other_organisation(managers: Iterable[Person]) -> str:
    return (
        f"{full_accounts_only(managers)} Your own organisation may run a program of its own; "
        "ask there."
    )


def _joined(roles: frozenset[Role]) -> str:
    return " and ".join(f"{ROLE_WORDS[role]}s" for role in Role if role in roles)


def _permissions(facts: Mapping[str, Any]) -> str:
    return whose_is_it(facts.get("roles", ()), facts.get("managers", ()))


def _answered(facts: Mapping[str, Any]) -> str:
    return f"You answered this on {day(facts['on'])}."


REFUSALS: Mapping[str, Sentence] = {
    "permissions.not_yours": _permissions,
    "permissions.about_yourself": lambda facts: (
        "This is about you, so somebody else does it. " + yours(facts.get("managers", ()))
    ).strip(),
    "permissions.guest": lambda facts: full_accounts_only(facts.get("managers", ())),
    "permissions.outsider": lambda facts: other_organisation(facts.get("managers", ())),
    "permissions.unknown": lambda _: (
        "I could not look up your account in Slack. Please press again in a minute."
    ),
    "permissions.system": lambda _: "Nobody does this by hand.",
    "home.answered_before": _answered,
    "lists.not_yours": lambda _: "This list is for the program team.",
}

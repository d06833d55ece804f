"""What the house itself keeps of a person: account, drafts, messages, roles."""

import json
from collections.abc import Sequence

from documents.sheet import Cell
from services.desk import Look
from services.my_data import Part, own
from store import (
    cohorts,
    delivery_history,
    drafts,
    homes,
    opening_wishes,
    people,
    roles,
    successors,
)

Rows = Sequence[Sequence[Cell]]


def _account(look: Look) -> Rows:
    person = people.by_id(look.session, own(look))
    opened_at, tab = homes.of_person(look.session, person.id)
    facts: dict[str, Cell] = {
        "Name": person.name,
        "Title": person.title,
        "Time zone": person.zone,
        "Slack account": person.slack_user,
        "Kind of account": person.standing.value,
        "Home last opened": opened_at,
        "Tab of Home": tab,
        "Wants to be told of the next round since": opening_wishes.since(look.session, person.id),
    }
    return [(name, value) for name, value in facts.items() if value is not None]


def _drafts(look: Look) -> Rows:
    return [
        (form, field, value if isinstance(value, str) else json.dumps(value), until)
        for form, words, until in drafts.all_of(look.session, own(look))
        for field, value in json.loads(words).items()
    ]


def _messages(look: Look) -> Rows:
    return [
        (one.kind, one.state.value, one.queued_at, one.sent_at)
        for one in delivery_history.history_of(look.session, own(look))
    ]


def _roles(look: Look) -> Rows:
    names = {one.id: one.name for one in cohorts.programs(look.session)}
    return [
        (role.value, names.get(program or "", "all programs"), since, until)
        for role, program, since, until in roles.history_of(look.session, own(look))
    ] + [
        ("in line as program manager", names[program], None, None)
        for program in successors.lines_with(look.session, own(look))
    ]


ACCOUNT = Part(
    name="Account",
    what="what Slack says about your account",
    seen_by="Everyone in the workspace sees name and title; the rest is for the program alone.",
    heading=("What", "Kept"),
    rows=_account,
)
DRAFTS = Part(
    name="Unfinished forms",
    what="forms you have not sent yet, for 7 days",
    seen_by="Only you see these.",
    heading=("Form", "Field", "What you wrote", "Kept until"),
    rows=_drafts,
)
MESSAGES = Part(
    name="Messages",
    what="which messages went to you, without their words",
    seen_by="Program managers see which messages did not arrive.",
    heading=("Kind", "State", "Queued", "Sent"),
    rows=_messages,
)
ROLES = Part(
    name="Roles",
    what="roles you hold, held, or are in line for",
    seen_by="The program team sees these.",
    heading=("Role", "Program", "Since", "Until"),
    rows=_roles,
)

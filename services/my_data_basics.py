"""What the house itself keeps of a person: account, nominations, drafts, messages, roles."""

import json
from collections.abc import Sequence

from documents.workbook import Cell
from services.desk import Look
from services.my_data import Part, own
from store import (
    cohorts,
    delivery_history,
    drafts,
    nomination_remarks,
    nomination_words,
    nominations,
    people,
    roles,
)

Rows = Sequence[Sequence[Cell]]

_NOT_OURS = "remarks of program managers and ratings by others"


def _account(look: Look) -> Rows:
    person = people.by_id(look.session, own(look))
    opened_at, tab = people.home_of(look.session, person.id)
    facts: dict[str, Cell] = {
        "Name": person.name,
        "Title": person.title,
        "Time zone": person.zone,
        "Slack account": person.slack_user,
        "Kind of account": person.standing.value,
        "Home last opened": opened_at,
        "Tab of Home": tab,
    }
    return [(name, value) for name, value in facts.items() if value is not None]


def _nominations(look: Look) -> Rows:
    """State, competencies, aspiration, evidence and every step, as the nominee reads them."""
    rows: list[tuple[Cell, ...]] = []
    for standing in nominations.standings_of(look.session, own(look)):
        whole = nomination_words.for_nominee(look.session, standing)
        cohort = f"{standing.cohort.program.name}: {standing.cohort.name}"
        goals = ", ".join(one.name for one in whole.competencies)
        rows += [
            (cohort, standing.received_at, "state", standing.state.value),
            (cohort, standing.received_at, "competencies", goals),
            (cohort, standing.received_at, "aspiration", whole.aspiration),
        ]
        rows += [(cohort, None, one.criterion.text, one.text) for one in whole.evidence]
        rows += [(cohort, one.at, one.step.value, one.text or "") for one in whole.steps]
    return rows


def _remarks(look: Look) -> int:
    """How many remarks about the actor there are: counted, never read."""
    return nomination_remarks.count_remarks(look.session, own(look))


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
    ]


ACCOUNT = Part(
    name="Account",
    what="what Slack says about your account",
    seen_by="Everyone in the workspace sees name and title; the rest is for the program alone.",
    heading=("What", "Kept"),
    rows=_account,
)
NOMINATIONS = Part(
    name="Nominations",
    what="your nominations, with what you wrote",
    seen_by="The program team sees these.",
    heading=("Cohort", "When", "What", "Text"),
    rows=_nominations,
    withheld=_NOT_OURS,
    count_withheld=_remarks,
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
    what="roles you hold or held",
    seen_by="The program team sees these.",
    heading=("Role", "Program", "Since", "Until"),
    rows=_roles,
)

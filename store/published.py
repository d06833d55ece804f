"""The only columns of plain text: each was written to be read by others, and says why."""

from collections.abc import Mapping

PUBLISHED: Mapping[str, str] = {
    "cohort.name": "the name of a cohort, written to be announced",
    "competency.name": "published with the cohort and chosen from in forms",
    "criterion.text": "published in Slack and shown beside the form",
    "person.name": "the name as everyone in Slack sees it",
    "person.title": "the title as everyone in Slack sees it",
    "program.name": "the name of a program, written to be announced",
    "program_charter.ladders": "part of the charter, which everyone reads",
    "program_charter.measures": "part of the charter, which everyone reads",
    "program_charter.opening_word": "said by a sponsor to everyone who takes part",
    "program_charter.priorities": "part of the charter, which everyone reads",
    "program_charter.purpose": "part of the charter, which everyone reads",
    "program_charter.scope": "part of the charter, which everyone reads",
    "workspace.name": "the name of the workspace as everyone in Slack sees it",
}
"""table.column, and why it may stand there unsealed."""

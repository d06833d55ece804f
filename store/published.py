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
    "pulse_audience.groups": "mentor or mentee and the location, as the directory has them",
    "pulse_heard.heard": "said by the program manager to everyone who was invited",
    "pulse_heard.will": "said by the program manager to everyone who was invited",
    "pulse_plan.questions": "written to be asked of everyone invited",
    "pulse_plan.title": "what a pulse is called, written to be announced",
    "pulse_result.document": "the release: figures, and comments people wrote to be shown",
    "pulse_survey.policy": "questions and rules, told to everyone invited",
    "workspace.name": "the name of the workspace as everyone in Slack sees it",
}
"""table.column, and why it may stand there unsealed."""

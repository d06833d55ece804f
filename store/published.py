"""The only columns of plain text: each was written to be read by others, and says why."""

from collections.abc import Mapping

PUBLISHED: Mapping[str, str] = {
    "person.name": "the name as everyone in Slack sees it",
    "person.title": "the title as everyone in Slack sees it",
    "workspace.name": "the name of the workspace as everyone in Slack sees it",
}
"""table.column, and why it may stand there unsealed."""

"""`baton audit`: whether the record of who did what is whole."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.cli.opened import store_of
from bot.settings import ENV_FILE, load
from store.audit_check import Finding, Kind, verify

app = command_app()

SAYS = {
    Kind.CHANGED: "was changed after it was written",
    Kind.MISSING: "is missing",
    Kind.REORDERED: "is not in its place",
    Kind.CUT_OFF: "is cut off from the end",
    Kind.LOST: "as first written was lost when a backup was put back on",
}


@app.callback()
def audit() -> None:
    """Verify that the audit log is whole.

    \b
    Examples:
      baton audit verify
      baton audit verify --json
    """


@app.command("verify")
def audit_verify(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Read every entry, the end of every chain and every anchor, and say what is not as written.

    Each entry is bound by a key to the one before; each day's last entry is anchored beside the
    keys. So a changed, missing, reordered or cut-off entry shows, and with it where.

    \b
    Exit codes: 0 the log is whole; 1 it is not.
    Examples:
      baton audit verify
      baton audit verify --json
    """
    with store_of(load(env_file=env_file)) as store:
        found = verify(store)
        names = {workspace.id: workspace.name for workspace in store.workspaces()}
    whole = all(finding.is_explained for finding in found)
    if as_json:
        findings = [{**asdict(one), "day": str(one.day or "")} for one in found]
        print(json.dumps({"whole": whole, "findings": findings}))
    else:
        for finding in found:
            print(_line(finding, names.get(finding.workspace_id, finding.workspace_id)))
        print(_WHOLE if whole else "Some of the audit log is not as it was written.")
    raise typer.Exit(0 if whole else 1)


_WHOLE = "The audit log is whole."


def _line(finding: Finding, workspace: str) -> str:
    several = finding.last > finding.number
    which = f"{finding.number} to {finding.last}" if several else f"{finding.number}"
    day = f" {finding.day}" if finding.day else ""
    return f"{workspace}: entry {which} {SAYS[finding.kind]}{day}."

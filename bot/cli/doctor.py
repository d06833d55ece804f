"""`baton doctor`: what is well, what is not, and what to do about it."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from bot import clock
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.doctor.check import Check, State
from bot.doctor.examine import Report, examine
from bot.settings import ENV_FILE

app = command_app()

MARKS = {
    State.FINE: "  fine  ",
    State.LOOK: "  look  ",
    State.TROUBLE: "TROUBLE ",
    State.SKIPPED: "   -    ",
}


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    http: Annotated[
        bool | None,
        typer.Option(
            "--http/--socket",
            help="As `baton run --http` needs it, or as `baton run` does. "
            "Not given, as the settings suggest.",
            show_default=False,
        ),
    ] = None,
    workspace: Annotated[
        str | None,
        typer.Option(help="Slack's id (T…) of the workspace the one-time code is for."),
    ] = None,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Check settings, tokens, database, queue, and what runs here.

    Prints a one-time code when the workspace has no program manager yet: type
    "/mentoring-admin claim" in Slack and enter it. A new code takes the place of an earlier one.

    \b
    Exit codes: 0 all is well (lines marked "look" are advice); 1 there is trouble.
    Examples:
      baton doctor
      baton doctor --json
      baton doctor --workspace T0ABC123
    """
    report = examine(clock.now, env_file, http=http, team=workspace)
    if as_json:
        print(_as_json(report))
    else:
        _say(report)
    raise typer.Exit(0 if report.is_well else 1)


def _as_json(report: Report) -> str:
    return json.dumps(
        {
            "well": report.is_well,
            "checks": [asdict(check) for check in report.checks],
            "code": report.code,
        }
    )


def _say(report: Report) -> None:
    for check in report.checks:
        print(_line(check))
        if check.do:
            print(f"{' ' * 26}{check.do}")
    if report.code:
        print(f"\nOne-time code: {report.code}")
        print("In Slack, type /mentoring-admin claim and enter it. It works once, for 24 hours.")
    print("\nAll is well." if report.is_well else "\nSome of this is in the way.")


def _line(check: Check) -> str:
    return f"{MARKS[check.state]}  {check.name:<16}{check.sentence}"

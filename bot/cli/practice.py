"""`baton practice`: the practice workspace in the browser, with the real bot behind it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.commands import command_app
from bot.practice.ports import DEFAULT_PORT
from bot.practice.start import Wanted
from bot.practice.start import practice as run_practice

app = command_app()


@app.command()
def practice(
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="The port of the page.")
    ] = DEFAULT_PORT,
    home: Annotated[Path, typer.Option(help="The folder the practice workspace lives in.")] = Path(
        "practice"
    ),
    reset: Annotated[bool, typer.Option("--reset", help="Begin again from the story.")] = False,
    empty: Annotated[
        bool, typer.Option("--empty", help="People, but no program yet; with --reset to begin so.")
    ] = False,
) -> None:
    """Try everything in a practice workspace, without Slack.

    About sixty made-up people, a cohort that takes nominations, and a clock that can be moved.
    A second start finds what the first left. Real tokens and settings are ignored.

    \b
    Examples:
      baton practice
      baton practice --reset
      baton practice --empty --reset --port 9000
    """
    code = run_practice(Wanted(home=home, port=port, reset=reset, empty=empty), say=print)
    raise typer.Exit(code)

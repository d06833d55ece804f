"""`baton practice`: everything, in a made-up workspace in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.commands import command_app
from bot.practice.start import Wanted
from bot.practice.start import practice as practise

app = command_app()


@app.command()
def practice(
    port: Annotated[int, typer.Option(help="Where the page is; busy, the next free one.")] = 8765,
    reset: Annotated[bool, typer.Option("--reset", help="Begin again from the story.")] = False,
    empty: Annotated[bool, typer.Option("--empty", help="People, but no program yet.")] = False,
    home: Annotated[Path, typer.Option(help="Where it is kept until the next time.")] = Path(
        "practice"
    ),
) -> None:
    """Try everything in a practice workspace, without Slack.

    About sixty made-up people, a cohort that is open, and the real bot, with a clock you can move.
    Nothing leaves this machine; tokens of a real workspace are not looked at.

    \b
    Examples:
      baton practice
      baton practice --reset
      baton practice --empty --port 9000
    """
    raise typer.Exit(practise(Wanted(home, port, reset=reset, empty=empty), print))

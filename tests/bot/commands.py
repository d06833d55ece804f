"""The commands of `baton` in this process: only what needs a process of its own pays for one."""

from typer.testing import CliRunner, Result

from bot.cli.commands import app


def baton(*words: str) -> Result:
    """What the command said, and how it ended."""
    return CliRunner().invoke(app, list(words))

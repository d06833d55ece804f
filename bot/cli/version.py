"""`baton version`: which version this is, and what it runs on."""

import json
import platform
from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.commands import command_app

app = command_app()


@app.command()
def say_version(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say which version this is.

    \b
    Examples:
      baton version
      baton version --json
    """
    facts = {
        "baton": version("baton"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    if as_json:
        print(json.dumps(facts))
    else:
        print(f"Baton {facts['baton']}, Python {facts['python']}, {facts['system']}")

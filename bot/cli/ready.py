"""`baton ready`: asks the bot that runs here whether it is ready for work."""

import json
from http.client import HTTPConnection, HTTPException
from typing import Annotated, Any

import typer

from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.settings import ENV_FILE, load
from bot.troubles import Trouble

SECONDS = 8.0
ANYWHERE = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104  where it listens, not we

app = command_app()


@app.command()
def ready(
    alive: Annotated[bool, typer.Option("--alive", help="Only whether it runs at all.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="What it answers, as JSON.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Ask the bot that runs here whether it is ready.

    Asks at BATON_HEALTH: database, connection to Slack, planner and rounds.

    \b
    Exit codes: 0 it is ready; 1 it is not, or does not answer.
    Examples:
      baton ready
      baton ready --alive
    """
    where = load(env_file=env_file).baton_health
    if where == "off":
        raise Trouble(
            "BATON_HEALTH is off, so nothing answers.", "Give BATON_HEALTH a host and a port."
        )
    status, told = _asked(where, "/livez" if alive else "/readyz")
    if as_json:
        print(json.dumps(told))
    elif status == 200:
        print("It is alive." if alive else "It is ready.")
    else:
        print("It is not ready.")
        for part in told.get("parts", ()):
            if not part["ready"]:
                print(f"  {part['name']}: {part['why']}")
    raise typer.Exit(0 if status == 200 else 1)


def _asked(where: str, page: str) -> tuple[int, dict[str, Any]]:
    host, _, port = where.rpartition(":")
    connection = HTTPConnection(ANYWHERE.get(host, host).strip("[]"), int(port), timeout=SECONDS)
    try:
        connection.request("GET", page)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, HTTPException, ValueError) as nothing:
        raise Trouble(
            f"Nothing of Baton's answers at {where}.",
            "Start `baton run`, or give BATON_HEALTH as the running bot has it.",
        ) from nothing
    finally:
        connection.close()

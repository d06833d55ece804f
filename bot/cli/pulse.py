"""`baton pulse`: a secret for anonymous pulses, and what an auditor may want to see of them."""

import base64
import json
import secrets
from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli import pulse_told
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.cli.opened import store_of
from bot.settings import ENV_FILE, load
from store.pulse.verifying import Verified, verify

app = command_app()


@app.callback()
def pulse() -> None:
    """Make the secret of anonymous pulses; verify what is left.

    \b
    Examples:
      baton pulse secret
      baton pulse verify
    """


@app.command("secret")
def pulse_secret() -> None:
    """Print a fresh secret for the environment of the bot: one of three parts of every key.

    Give it to the bot by its environment, not by a file beside the database. Nothing is kept here.

    \b
    Example:
      baton pulse secret
    """
    print(f"BATON_PULSE_SECRET={base64.b64encode(secrets.token_bytes(32)).decode()}")


@app.command("verify")
def pulse_verify(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Look at keys, tables, settings and leftover bytes, and say what could be known from them.

    Changes nothing; the bot may run meanwhile. It never tells who answered a pulse, nor how many.
    How to read it: docs/pulse-audit.md.

    \b
    Exit codes: 0 all is as promised (lines marked "look" weaken it or could not be seen);
    1 something is not.
    Examples:
      baton pulse verify
      baton pulse verify --json
    """
    with store_of(load(env_file=env_file)) as store:
        found = verify(store)
    if as_json:
        print(json.dumps(_plain(found)))
    else:
        for line in pulse_told.lines(found):
            print(line)
    raise typer.Exit(0 if found.holds else 1)


def _plain(found: Verified) -> dict[str, object]:
    return {
        "holds": found.holds,
        "findings": [{**asdict(one), "says": pulse_told.sentence(one)} for one in found.findings],
        "open": [{**asdict(one), "closes_at": one.closes_at.isoformat()} for one in found.open],
        "closed": found.closed,
        "void": found.void,
        "could_be_known": pulse_told.could(found),
        "could_not_be_known": pulse_told.could_not(found),
    }

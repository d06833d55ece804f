"""`baton pulse`: a secret for anonymous pulses, and what an auditor may want to see of them."""

import base64
import secrets

from bot.cli.commands import command_app

app = command_app()


@app.callback()
def pulse() -> None:
    """Make the secret of anonymous pulses; verify what is left of them.

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

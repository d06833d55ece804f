"""`baton run`: the bot in a Slack workspace, until it is asked to stop."""

from typing import Annotated

import typer

from bot import clock, logs
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.serving import serve
from bot.settings import ENV_FILE, load, needed

app = command_app()


@app.command()
def run(
    migrate: Annotated[
        bool,
        typer.Option(help="Bring an older database to this version first, under a lock."),
    ] = True,
    http: Annotated[
        bool,
        typer.Option(
            "--http", help="Let Slack call at BATON_LISTEN, behind a balancer; no Socket Mode."
        ),
    ] = False,
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Run the bot in your Slack workspace.

    Makes its keys and its database at the first start. Stops at SIGTERM or Ctrl-C:
    hears nothing new, ends what it has begun, and leaves the rest for the next start.

    \b
    Examples:
      baton run
      baton run --no-migrate        where a migration is a step of its own
      baton run --http              where Slack calls BATON_PUBLIC_URL; needs SLACK_SIGNING_SECRET
    """
    settings = load(*needed(http=http, env_file=env_file), env_file=env_file)
    logs.configure(settings.baton_log_level, settings.baton_log_format, secrets=settings.secrets)
    serve(settings, clock.now, may_migrate=migrate, http=http)

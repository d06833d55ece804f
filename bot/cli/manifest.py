"""`baton manifest`: what Slack is told of the app."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.commands import command_app
from bot.manifest import as_yaml, build, create_link, problems

app = command_app()


@app.command()
def manifest(
    to: Annotated[
        Path, typer.Option(help="The file to write; - for the terminal.", allow_dash=True)
    ] = Path("manifest.yml"),
    http: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="For `baton run --http`: what Slack calls, at BATON_PUBLIC_URL, in place of "
            "Socket Mode. It ends in /slack/events.",
        ),
    ] = None,
    oauth: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="For several workspaces, or a whole organization, that install by a link: the "
            "address in BATON_PUBLIC_URL. Tokens then expire and are renewed, for good.",
        ),
    ] = None,
    link: Annotated[
        bool, typer.Option("--link", help="Print the link to Slack's page for a new app instead.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON instead.")] = False,
) -> None:
    """Write the Slack app's manifest, or a link that uses it.

    \b
    Examples:
      baton manifest                 writes manifest.yml
      baton manifest --link          prints a link: open it, choose a workspace, create the app
      baton manifest --to - --http https://bot.example.com/slack/events
      baton manifest --to - --oauth https://bot.example.com
    """
    made = build(http, public_url=oauth.rstrip("/") if oauth else None)
    found = problems(made)
    if found:
        raise typer.BadParameter(f"Slack would not take it: {'; '.join(found)}.")
    if link:
        print(create_link(made))
    elif as_json:
        print(json.dumps(made))
    elif str(to) == "-":
        print(as_yaml(made), end="")
    else:
        to.write_text(as_yaml(made), "utf-8")
        print(f"{to} is written. Now open {create_link(made)}", file=sys.stderr)

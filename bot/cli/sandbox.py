"""`baton sandbox`: the practice workspace alone, for any Slack app that wants to try something."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from bot.cli.commands import command_app
from bot.practice.workspace import workspace_seed
from bot.stopping import asked_to_stop
from bot.troubles import Trouble
from sandbox.control.seed import plant
from sandbox.documents import FileTrouble
from sandbox.server import BusyPort, Sandbox
from sandbox.settings import Settings

app = command_app()


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(help="The port; 0 takes any free one.")] = 8765,
    file: Annotated[
        str, typer.Option(help="Where it keeps its workspace; not given, it forgets at the end.")
    ] = ":memory:",
    manifest: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Another app's manifest, YAML or JSON."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what an app needs as one JSON object.")
    ] = False,
) -> None:
    """Run the practice workspace alone, for any Slack app.

    Speaks Slack's Web API and Socket Mode on this machine, with made-up people and a page in the
    browser. Prints the settings an app needs to connect to it.

    \b
    Examples:
      baton sandbox
      baton sandbox --file workspace.db --port 9000
      baton sandbox --manifest another-app.yml
    """
    wish = _wish(manifest)
    try:
        server = Sandbox(Settings(file=file, port=port))
    except BusyPort:
        raise Trouble(f"Port {port} is in use.", "Give another with --port.") from None
    except FileTrouble as unusable:
        raise Trouble(f"{unusable}.", "Give another file with --file.") from None
    with asked_to_stop() as asked:
        try:
            tokens = plant(server.world, wish)
            server.world.commit()
            server.start()
            _say(server.base_url, tokens, as_json)
            asked.wait()
        finally:
            server.stop()


def _wish(manifest: Path | None) -> dict[str, Any]:
    """The made-up company, on today's clock, with our app or another one."""
    wish = {name: part for name, part in workspace_seed().items() if name != "clock"}
    if manifest is None:
        return wish
    try:
        told = yaml.safe_load(manifest.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        told = None
    if not isinstance(told, dict) or "display_information" not in told:
        raise Trouble(f"{manifest} is not an app manifest.", "Export it from the app's page.")
    return {**wish, "app": {"manifest": told}}


def _say(base_url: str, tokens: dict[str, Any], as_json: bool) -> None:
    needed = {
        "SLACK_API_URL": f"{base_url}/api/",
        "SLACK_BOT_TOKEN": tokens["bot_token"],
        "SLACK_APP_TOKEN": tokens["app_token"],
    }
    if as_json:
        signing = {"SLACK_SIGNING_SECRET": tokens["signing_secret"]}
        print(json.dumps({"page": base_url, **needed, **signing}), flush=True)
        return
    print(f"The page: {base_url}\n\nFor an app, as `baton run` takes it:\n")
    print("\n".join(f"  export {name}={value}" for name, value in needed.items()))
    print("\nCtrl-C stops it.", flush=True)

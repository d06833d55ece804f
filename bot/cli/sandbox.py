"""`baton sandbox`: the practice workspace alone, for any Slack app that wants to try something."""

import copy
import json
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from bot import manifest as own
from bot.cli.commands import command_app
from bot.practice.tour import APP_ID
from bot.practice.workspace import workspace_seed
from bot.stopping import asked_to_stop
from bot.troubles import Trouble
from sandbox.control.seed import plant
from sandbox.documents import FileTrouble
from sandbox.neutral import ORGANIZATION, SECOND
from sandbox.server import BusyPort, Sandbox
from sandbox.settings import Settings

app = command_app()
INSTALL_PATH = "/slack/install"


@app.command()
def sandbox(
    *,
    port: Annotated[int, typer.Option(help="The port; 0 takes any free one.")] = 8765,
    file: Annotated[
        str, typer.Option(help="Where it keeps its workspace; not given, it forgets at the end.")
    ] = ":memory:",
    manifest: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Another app's manifest, YAML or JSON."),
    ] = None,
    teams: Annotated[
        int, typer.Option(min=1, max=2, help="How many workspaces; two are in one organization.")
    ] = 1,
    oauth: Annotated[
        bool,
        typer.Option("--oauth", help="Install the app nowhere yet: that is done by its link."),
    ] = False,
    public_url: Annotated[
        str, typer.Option(help="With --oauth: where the app is reached by a browser.")
    ] = "http://127.0.0.1:3000",
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
      baton sandbox --teams 2 --oauth
    """
    by_link = public_url.rstrip("/") if oauth else None
    wish = _wish(manifest, by_link)
    if teams > 1:
        _add_another(wish)
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
            _say(server.base_url, _needed(server.base_url, tokens, by_link), as_json)
            asked.wait()
        finally:
            server.stop()


def _wish(manifest: Path | None, public_url: str | None) -> dict[str, Any]:
    """The made-up company, on today's clock, with our app or another one."""
    wish = {name: part for name, part in workspace_seed().items() if name != "clock"}
    told: Any = own.build(public_url=public_url)
    if manifest is not None:
        try:
            told = yaml.safe_load(manifest.read_text("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError):
            told = None
        if not isinstance(told, dict) or "display_information" not in told:
            raise Trouble(f"{manifest} is not an app manifest.", "Export it from the app's page.")
    app_id = {} if manifest else {"id": APP_ID}
    return {**wish, "app": {**app_id, "manifest": told, "installed": public_url is None}}


def _add_another(wish: dict[str, Any]) -> None:
    """One more workspace, both in one organization; a seeded app is installed in the first."""
    other = copy.deepcopy(SECOND)
    other["team"]["organization"] = True
    wish["organization"] = ORGANIZATION
    wish["team"] = {**wish["team"], "organization": True}
    wish["teams"] = [other]


def _needed(base_url: str, tokens: dict[str, Any], public_url: str | None) -> dict[str, str]:
    """What `baton run` takes: a bot token, or what installing by a link needs."""
    needed = {
        "SLACK_API_URL": f"{base_url}/api/",
        "SLACK_APP_TOKEN": tokens["app_token"],
        "SLACK_SIGNING_SECRET": tokens["signing_secret"],
    }
    if public_url is None:
        return {**needed, "SLACK_BOT_TOKEN": tokens["bot_token"]}
    return needed | {
        "SLACK_CLIENT_ID": tokens["client_id"],
        "SLACK_CLIENT_SECRET": tokens["client_secret"],
        "BATON_PUBLIC_URL": public_url,
    }


def _say(base_url: str, needed: dict[str, str], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"page": base_url, **needed}), flush=True)
        return
    print(f"The page: {base_url}\n\nFor an app, as `baton run` takes it:\n")
    print("\n".join(f"  export {name}={value}" for name, value in needed.items()))
    if "BATON_PUBLIC_URL" in needed:
        print(f"\nOnce it runs, install it: {needed['BATON_PUBLIC_URL']}{INSTALL_PATH}")
    print("\nCtrl-C stops it.", flush=True)

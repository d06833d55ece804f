"""The list of commands, and the loading of only the one that was asked for: starts stay quick."""

import difflib
import importlib
import sys
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import Abort, Exit, TyperException

HELP = """Baton: an executive mentoring program that lives in Slack.

\b
A practice workspace, without Slack:   baton practice
In a real workspace:                   baton manifest --link, then baton doctor, then baton run

Settings come from the environment and from a file .env in this folder; .env.sample lists them.
"""

CODES = """\b
Exit codes: 0 all is well; 1 something was found, or did not work; 2 a word or a setting is wrong.
"""


@dataclass(frozen=True)
class Entry:
    """A command: the module that holds its `app`, and its line in the list."""

    module: str
    line: str
    hidden: bool = False


COMMANDS: dict[str, Entry] = {
    "practice": Entry("bot.cli.practice", "Try everything in a practice workspace, without Slack."),
    "run": Entry("bot.cli.run", "Run the bot in your Slack workspace."),
    "ready": Entry("bot.cli.ready", "Ask the bot that runs here whether it is ready."),
    "doctor": Entry(
        "bot.cli.doctor", "Check settings, tokens, database, queue, and what runs here."
    ),
    "manifest": Entry(
        "bot.cli.manifest", "Write the Slack app's manifest, or a link that uses it."
    ),
    "migrate": Entry("bot.cli.migrate", "Bring the database to this version, or say where it is."),
    "roster": Entry("bot.cli.roster", "Import the people of the organisation."),
    "matching": Entry("bot.cli.matching", "Find the best pairs of a cohort, and ask why these."),
    "audit": Entry("bot.cli.audit", "Verify that the audit log is whole."),
    "deliveries": Entry("bot.cli.deliveries", "Show what did not arrive, and settle it."),
    "backup": Entry("bot.cli.backup", "Copy the database into one file, while the bot runs."),
    "restore": Entry("bot.cli.restore", "Put a backup in the place of the database."),
    "erase": Entry("bot.cli.erase", "Erase a person, or a workspace that has left."),
    "store": Entry("bot.cli.store", "Copy everything into another database."),
    "pulse": Entry("bot.cli.pulse", "Make the secret of anonymous pulses; verify what is left."),
    "keys": Entry("bot.cli.keys", "Renew the keys that seal private text."),
    "sandbox": Entry("bot.cli.sandbox", "Run the practice workspace alone, for any Slack app."),
    "version": Entry("bot.cli.version", "Say which version this is."),
    "docs": Entry("bot.cli.docs", "Write the generated files again.", hidden=True),
}


class Commands(TyperGroup):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  as Typer calls it
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  as Typer calls it
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        return typer.main.get_command(importlib.import_module(entry.module).app)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean: baton {near[0]}" if near else " See: baton --help"
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  as Typer calls it
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, entry.line) for name, entry in COMMANDS.items() if not entry.hidden]
            )

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (Exit, Abort, TyperException):
            raise
        except Exception as raised:
            code = _say(raised)
            if code is None:
                raise
            raise typer.Exit(code) from raised


def _say(raised: Exception) -> int | None:
    """Print what a known trouble means and what to do; its exit code, or None."""
    explained = importlib.import_module("bot.explain").explain(raised)
    if explained is None:
        return None
    for what, do in explained.lines:
        print(what, file=sys.stderr)
        if do:
            print(f"  {do}", file=sys.stderr)
    return int(explained.code)


app = typer.Typer(
    cls=Commands,
    help=HELP,
    epilog=CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _baton() -> None:
    """Nothing is set before the command itself."""


def command_app() -> typer.Typer:
    """A Typer for one command, with the same plain help and without shell completion."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

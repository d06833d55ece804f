"""`baton roster`: the people of the organisation, from a workbook or .csv."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import clock
from bot.cli.commands import command_app
from bot.cli.env_file import EnvFile
from bot.cli.opened import store_of
from bot.cli.workspaces import the_one
from bot.roster_tasks import Result, import_file
from bot.settings import ENV_FILE, load
from bot.troubles import Trouble
from handlers.rosters import refusals, words
from handlers.rosters.fetching import LARGEST
from program.refusal import Refusal
from program.roster_rows import Finding
from services.desk import Desk

app = command_app()
_MOST_LINES = 20
"""Rows left out that are printed; `--json` has all."""


@app.callback()
def roster() -> None:
    """Import the people of the organisation.

    \b
    Examples:
      baton roster import people.xlsx --dry-run
      baton roster import people.xlsx
    """


@app.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(help="A workbook (.xlsx) or .csv, up to 10 MB.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    workspace: Annotated[
        str, typer.Option(help="The Slack id of the workspace (T…), where there are several.")
    ] = "",
    env_file: EnvFile = ENV_FILE,
) -> None:
    """Read a roster file and write what it changes; say which rows were left out, and why.

    Good rows are kept, bad ones listed. A second import updates and never doubles. Whoever is
    in the file no longer is reported and stays.

    \b
    Exit codes: 0 every row was taken over; 1 rows or cells were left out, or nothing was imported;
    2 a word or a setting is wrong.
    Examples:
      baton roster import people.xlsx --dry-run
      baton roster import people.csv --json
    """
    content = _content(file)
    with store_of(load(env_file=env_file)) as store:
        desk, there = Desk(store, clock.now), the_one(store.workspaces(), workspace)
        try:
            result = import_file(desk, there.id, file.name, content, dry_run=dry_run)
        except Refusal as refusal:
            _refused(refusal, file, as_json=as_json)
        else:
            _say(result, file, dry_run=dry_run, as_json=as_json)


def _content(file: Path) -> bytes:
    """The bytes, one more than may be at most: what is larger is told by that."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as found:
        raise Trouble(f"{file} cannot be read: {found.strerror}.", "Check the name.") from found


def _refused(refusal: Refusal, file: Path, *, as_json: bool) -> None:
    code = refusal.code.removeprefix("rosters.")
    sentence = refusals.file_trouble(code, file.name)
    if as_json:
        print(json.dumps({"imported": False, "refused": code, "sentence": sentence}))
    else:
        print(sentence, file=sys.stderr)
    raise typer.Exit(1)


def _say(result: Result, file: Path, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_as_json(result, file, dry_run=dry_run), ensure_ascii=False))
    else:
        _print(result, dry_run=dry_run)
    whole = dry_run or result.imported
    raise typer.Exit(0 if whole and not result.findings else 1)


def _as_json(result: Result, file: Path, *, dry_run: bool) -> dict[str, Any]:
    return {
        "file": file.name,
        "dry_run": dry_run,
        "imported": result.imported,
        "counts": dict(result.counts),
        "left_out": [
            {
                "sheet": one.sheet,
                "row": one.row,
                "column": one.column,
                "reason": one.reason.value,
                "sentence": refusals.why(one),
                "said": one.said,
                "row_left_out": one.reason.leaves_the_row_out,
            }
            for one in result.findings
        ],
    }


def _print(result: Result, *, dry_run: bool) -> None:
    rows = sum(result.counts[one] for one in ("new", "updated", "same"))
    if dry_run:
        print(words.checked(rows, result.counts))
    elif result.imported:
        print(words.imported(result.counts))
    else:
        print("Nothing was imported: the roster changed while the file was read. Run it again.")
    for one in result.findings[:_MOST_LINES]:
        print(_line(one))
    if len(result.findings) > _MOST_LINES:
        print(f"  and {len(result.findings) - _MOST_LINES:,} more; --json has all of them.")


def _line(one: Finding) -> str:
    place = f"{one.sheet}, row {one.row}" + (f", column {one.column}" if one.column else "")
    shown = "".join(sign if sign.isprintable() else "?" for sign in f"{place}: {one.said}")
    return f"  {shown}: {refusals.why(one)}"

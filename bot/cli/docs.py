"""`baton docs`: writes the generated files again, or says which are stale. For contributors."""

import json
from typing import Annotated

import typer

from bot.cli.commands import command_app
from bot.generated import files, stale, write

app = command_app()


@app.command()
def docs(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if something is stale.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Write the generated files again.

    \b
    Examples:
      baton docs
      baton docs --check
    """
    found = [str(path) for path in (stale() if check else write())]
    if as_json:
        print(json.dumps({"stale" if check else "written": found}))
    elif found:
        print("\n".join(found))
    else:
        print(f"All {len(files())} generated files say what the program says.")
    raise typer.Exit(1 if check and found else 0)

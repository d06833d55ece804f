"""The option --env-file, the same for every command that reads settings."""

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import ENV_FILE


def _there(value: Path) -> Path:
    """A file that is named has to be there: without it a command would act on another database."""
    if value != ENV_FILE and not value.exists():
        raise typer.BadParameter(f"There is no file {value}.")
    return value


EnvFile = Annotated[
    Path,
    typer.Option(
        "--env-file", help="The file with the settings, beside the environment.", callback=_there
    ),
]

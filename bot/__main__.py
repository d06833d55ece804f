"""`baton`, or `python -m bot`."""

from bot.cli.commands import app


def main() -> None:
    """Run the command named on the line."""
    app(prog_name="baton")


if __name__ == "__main__":
    main()

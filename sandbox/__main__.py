"""`python -m sandbox`: the practice workspace alone, with a small neutral cast."""

import argparse
import json
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from sandbox import control, neutral
from sandbox.control import seed
from sandbox.documents import FileTrouble
from sandbox.server import BusyPort, Sandbox
from sandbox.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    wish = _parser().parse_args(arguments)
    settings = Settings(file=wish.file, port=wish.port, rates=not wish.no_rates)
    try:
        sandbox = Sandbox(settings)
    except BusyPort as trouble:
        sys.stderr.write(f"Port {trouble.port} is in use. Choose another with --port.\n")
        return 3
    except FileTrouble as trouble:
        sys.stderr.write(f"This file cannot be used: {trouble}\n")
        return 4
    document: dict[str, Any] = neutral.WORKSPACE
    if wish.seed:
        document = json.loads(Path(wish.seed).read_text(encoding="utf-8"))
    tokens = seed.plant(sandbox.world, document)
    sandbox.world.commit()
    _say(sandbox, tokens, as_json=wish.print_json)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        sandbox.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    sandbox.run()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=control.__doc__)
    parser.add_argument("--port", type=int, default=8765, help="0 takes any free port")
    parser.add_argument("--file", default=":memory:", help="where the workspace is kept")
    parser.add_argument("--seed", help="a JSON document: team, people, channels, app, messages")
    parser.add_argument("--no-rates", action="store_true", help="never answer 429 of its own")
    parser.add_argument("--print-json", action="store_true", help="print what a bot needs as JSON")
    return parser


def _say(sandbox: Sandbox, tokens: dict[str, Any], *, as_json: bool) -> None:
    facts = {"page": f"{sandbox.base_url}/", "api_url": f"{sandbox.base_url}/api/", **tokens}
    if as_json:
        sys.stdout.write(json.dumps(facts) + "\n")
    else:
        sys.stdout.writelines(f"{name:>15}  {value}\n" for name, value in facts.items())
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

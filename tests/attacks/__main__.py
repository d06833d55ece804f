"""`make attack`: every attack at full size with its control, and what each got right.

Exit codes: 0 every attack at chance and every control caught; 1 not so.
"""

import argparse
import json
import sys
import time

from tests.attacks.full import Row, on_postgresql, on_sqlite, plain

ON = {"sqlite": on_sqlite, "postgresql": on_postgresql}


def main() -> int:
    """Run all, tell each as it ends."""
    wish = _parser().parse_args()
    began, found = time.monotonic(), []
    for name in [wish.database] if wish.database else ON:
        for row in ON[name](wish.scale):
            found.append(row)
            sys.stderr.write(_line(row) + "\n")
    holds = all(one.holds for one in found)
    seconds = round(time.monotonic() - began)
    if wish.json:
        whole = {"holds": holds, "seconds": seconds, "attacks": [plain(one) for one in found]}
        sys.stdout.write(json.dumps(whole) + "\n")
    return 0 if holds else 1


def _line(row: Row) -> str:
    mark = "holds " if row.holds else "BREACH"
    return (
        f"{mark}  {row.attack:<20} n={row.people:<3} T={row.trials:<4} ways={row.ways:<3} "
        f"right {row.accuracy:6.1%}  chance {row.chance:6.1%}  limit {row.limit:6.1%}  "
        f"control {row.control_accuracy:6.1%} ({row.control})"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object at the end")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="of the full number of trials, such as 0.1"
    )
    parser.add_argument("--database", choices=ON, help="only this one")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""What the start of the bot may load: libraries that count wait until somebody needs them."""

import subprocess
import sys

HEAVY = {"numpy", "ortools", "pandas", "openpyxl"}


def test_the_bot_starts_without_the_libraries_that_count() -> None:
    program = f"import sys, bot.assemble; print(*({HEAVY!r} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []

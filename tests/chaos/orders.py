"""What a victim is told: which house it is, what to do in it, and at which step to end."""

import mmap
import struct
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SETTLE = "settle"
"""Do by hand whatever is due, until it is quiet."""
SERVE = "serve"
"""Connect and serve until asked to stop, as `baton run` does."""

KILL = "kill"
FREEZE = "freeze"
"""Stop in the middle, to be thawed by somebody else."""

FILL = "fill"
"""Go on, but no file takes another byte."""

FROM_SETTLING = "settling"
"""Count no step before what is due is taken up."""
FROM_A_MESSAGE = "chat.postMessage is answered"
"""Count no step before the first message is out."""
FROM_A_SUBMISSION = "view_submission"
"""Count no step before somebody sends a form."""


@dataclass(frozen=True)
class Order:
    """Handed to the nursery as JSON."""

    url: str
    keys: str
    home: str
    clock: str
    log: str
    """A file: one line for each step that was reached."""
    api_url: str
    bot_token: str
    app_token: str
    act: str = SETTLE
    at_step: int = 0
    """0: to the end, or to `at`."""
    at: str = ""
    """The step by its name, where it comes for the first time."""
    how: str = KILL
    only: str = ""
    """Count only steps whose name ends so."""
    counted_from: str = FROM_SETTLING
    variant: str = ""
    """A courier with a mistake in it (`variants.py`), to see that the mistake is noticed."""
    seconds_to_answer: float = 10.0
    a_second: float | None = None
    """Messages a second, kept in the database as in production; None: as quick as it goes."""


class TownClock:
    """Real time and a shift that everybody who has the file shares: moved by one, seen by all."""

    def __init__(self, file: Path, shift: float | None = None) -> None:
        if shift is not None:
            file.write_bytes(struct.pack("d", shift))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), 8)

    @property
    def shift(self) -> float:
        """Seconds ahead of real time."""
        return float(struct.unpack("d", self._shared[:8])[0])

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self.shift, UTC)

    def move(self, seconds: float) -> None:
        """Moves on, or back, for everybody at once."""
        self._shared[:8] = struct.pack("d", self.shift + seconds)

"""Keeps one line to Slack going: another takes its place before it ends, or as soon as it has."""

import logging
import threading
from collections.abc import Callable

from bot.door import DoorState
from bot.line import Line, NotLetIn
from bot.troubles import Trouble

LOOK_SECONDS = 1.0
LONGEST_PAUSE = 30.0
"""Seconds between two attempts while Slack lets nobody in."""

_REFUSALS = {
    "too_many_websockets": (
        "Slack keeps ten connections of one app, and they are taken.",
        "Set SLACK_CONNECTIONS lower, or stop a process: connections times processes is at most "
        "ten.",
    ),
    "link_disabled": (
        "Socket Mode is switched off for the app.",
        "Switch it on, on your app's page at https://api.slack.com/apps, or run with --http.",
    ),
}
_CLOSED = "Slack opens no line to this process."
_log = logging.getLogger(__name__)


class LineWatch:
    """A door that is one connection at a time. It looks every second whether that is well.

    A first one has to come about, or the start fails; what is beyond it may come later.
    """

    def __init__(self, make: Callable[[], Line], name: str, *, is_first: bool = True) -> None:
        self._make = make
        self._name = name
        self._is_first = is_first
        self._line: Line | None = None
        self._refused: str | None = None
        self._ended = threading.Event()
        self._turn = threading.Lock()
        self._retiring: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._look, name=f"{name}-watch", daemon=True)

    def connect(self) -> None:
        """Connect, and from then on connect anew whenever that is called for.

        Raises Trouble, SlackApiError or URLError where the first connection does not come about.
        """
        try:
            self._open_another()
        except NotLetIn as refused:
            if self._is_first:
                raise _in_words(refused) from None
            self._note(refused.reason)
        self._thread.start()

    def state(self) -> DoorState:
        """Connected, and for how long no ping of ours was answered."""
        line = self._line
        if line is None or line.trouble() in {"ended", "silent"}:
            return DoorState(self._name, connected=False)
        return DoorState(self._name, connected=True, quiet_for=line.quiet_for)

    def hang_up(self) -> None:
        """Let what is in hand be answered, then close, also what was about to be replaced."""
        self._ended.set()
        with self._turn:
            line, self._line = self._line, None
        if line is not None:
            line.hang_up()
        for retiring in self._retiring:
            retiring.join()

    def _look(self) -> None:
        pause = LOOK_SECONDS
        while not self._ended.wait(pause):
            trouble = "none" if self._line is None else self._line.trouble()
            pause = (
                LOOK_SECONDS
                if trouble is None or self._replaced()
                else min(pause * 2, LONGEST_PAUSE)
            )

    def _replaced(self) -> bool:
        try:
            self._open_another()
        except NotLetIn as refused:
            self._note(refused.reason)
        except Exception as trouble:  # noqa: BLE001  whatever it is, it is tried again
            self._note(type(trouble).__name__)
        else:
            self._note(None)
            return True
        return False

    def _open_another(self) -> None:
        """Open a connection, then let the one before it end: Slack finds one all the time."""
        line = self._make()
        line.connect()
        with self._turn:
            gone = self._ended.is_set()
            before = line if gone else self._line
            if not gone:
                self._line = line
        if before is not None:
            leaving = threading.Thread(target=before.hang_up, name=f"{self._name}-leaving")
            leaving.start()
            self._retiring = [one for one in self._retiring if one.is_alive()] + [leaving]

    def _note(self, refused: str | None) -> None:
        """Say once what keeps the line from coming about, and once that it is there again."""
        if refused == self._refused:
            return
        if refused is None:
            _log.info("A line to Slack is there again.")
        else:
            what, do = _REFUSALS.get(refused, (_CLOSED, "It is tried again twice a minute."))
            _log.warning("%s %s", what, do, extra={"slack": refused})
        self._refused = refused


def _in_words(refused: NotLetIn) -> Trouble:
    do = "Check the network and the proxy (HTTPS_PROXY)."
    return Trouble(*_REFUSALS.get(refused.reason, (_CLOSED, do)))

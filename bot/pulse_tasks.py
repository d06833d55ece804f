"""The close of a pulse: counted in a short-lived process, scrubbed, told; the janitor behind it."""

import base64
import json
import logging
import subprocess
import sys
from pathlib import Path

from program.pulse.survey import SurveyState
from program.task import Task
from services import pulse_clock, pulse_closing
from services.desk import Desk
from services.tasks import Progress, TaskKind
from store.pulse import janitor
from store.pulse.troubles import PulseTrouble
from store.store import Store
from store.troubles import StoreTrouble

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[1]
LONGEST_COUNT = 600
"""Seconds: a child that takes longer is ended, and the survey is counted again."""


class NotCounted(Exception):
    """The child ended without a word about the survey: it is counted again."""


def close(store: Store) -> TaskKind:
    """Count a survey that takes no more votes, and tell of it; killed anywhere, it goes on."""

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        progress(0, 1)
        carry_out(store, desk, task.workspace_id, task.ids["survey"], count_apart)

    return TaskKind(pulse_closing.KIND, run)


def carry_out(
    store: Store, desk: Desk, workspace_id: str, survey_id: str, count: janitor.Count
) -> SurveyState:
    """Begin where its time has come, count, scrub, tell; where it stands then."""
    with desk.open_work_in(workspace_id) as work:
        pulse_closing.begin(work, survey_id)
    state = janitor.finish(store, workspace_id, survey_id, count)
    with desk.open_work_in(workspace_id) as work:
        pulse_closing.told(work, survey_id)
    return state


def sweep(store: Store, desk: Desk, *, at_start: bool = False) -> None:
    """Finish what was begun, destroy what should be gone, put right what the clock misplaced."""
    try:
        janitor.sweep(store, count_apart, patient=at_start)
        for workspace in store.workspaces():
            with desk.open_work_in(workspace.id) as work:
                pulse_clock.put_right(work)
    except Exception as error:  # noqa: BLE001  it comes again in an hour, and the bot starts
        _LOG.error("The pulses were not looked after: %s", type(error).__name__)


def count_apart(store: Store, workspace_id: str, survey_id: str) -> SurveyState:
    """Count a survey in a child process. Raises PulseTrouble, StoreTrouble or NotCounted."""
    order = {
        "database": store.engines.work.url.render_as_string(hide_password=False),
        "keys": str(store.keys.folder.absolute()),
        "vault": str(store.vault.folder.absolute()),
        "secret": _secret(store),
        "now": store.clock().isoformat(),
        "workspace": workspace_id,
        "survey": survey_id,
    }
    command = [sys.executable, "-m", "bot.pulse_child"]
    done = subprocess.run(
        command,
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        timeout=LONGEST_COUNT,
        text=True,
        check=False,
    )
    return _said(done.stdout)


def _secret(store: Store) -> str | None:
    """Without it, too few answers can still be told; nothing else can."""
    try:
        return base64.b64encode(store.vault.secret).decode()
    except PulseTrouble:
        return None


def _said(words: str) -> SurveyState:
    try:
        said = json.loads(words)
    except ValueError:
        raise NotCounted("killed") from None
    match said:
        case {"state": state}:
            return SurveyState(state)
        case {"trouble": str(code)} if code.startswith("pulse."):
            raise PulseTrouble(code)
        case {"trouble": code}:
            raise StoreTrouble(code)
        case _:
            raise NotCounted(said.get("broke", ""))

"""Finishes what was begun and destroys what should be gone: at each start, and each hour.

Whatever was killed, lost or put back, a survey ends in a state that is told, and nothing else is
left of it. Everything here may be done again, and by several processes at once.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from program.pulse.survey import SurveyState
from store.pulse import counting, scrubbing, voiding
from store.pulse.tables import PulseSurveyRow
from store.pulse.troubles import PulseTrouble
from store.store import Store
from store.troubles import StoreTrouble
from store.workspaces import WorkspaceRow

_LOG = logging.getLogger(__name__)

UNDER_WAY = timedelta(hours=1)
"""A share this young may be of a survey that is being opened: the share comes first."""
_ALIVE = (SurveyState.OPEN, SurveyState.CLOSING)

Count = Callable[[Store, str, str], SurveyState]
"""Counts one survey of a workspace: here, or in a process of its own."""


def sweep(store: Store, count: Count = counting.count, *, patient: bool = False) -> None:
    """Finish every close, void what cannot be finished, destroy shares of what has ended.

    `patient`, as at a start: a share that is missing may lie on a disk that comes in a moment.
    """
    found = _surveys(store)
    has_key = {one: _has_share(store, one) for one in found}
    for survey_id, (workspace_id, state, is_left) in found.items():
        if state not in _ALIVE:
            continue
        if is_left:
            _void(store, workspace_id, survey_id, voiding.LEFT)
        elif not has_key[survey_id] and patient:
            _LOG.warning("The key of an open pulse is not there.", extra={"pulse": survey_id})
        elif state is SurveyState.CLOSING:
            _finish(store, workspace_id, survey_id, count)
        elif not has_key[survey_id] and store.vault.trouble() is None:
            _void(store, workspace_id, survey_id, voiding.KEY_GONE)
    _destroy_shares(store)
    scrubbing.empty(store)


def finish(
    store: Store, workspace_id: str, survey_id: str, count: Count = counting.count
) -> SurveyState:
    """Count a survey that is closing, then destroy its share and what is left of its rows."""
    state = count(store, workspace_id, survey_id)
    if state not in _ALIVE:
        scrubbing.scrub(store, survey_id)
    return state


def _finish(store: Store, workspace_id: str, survey_id: str, count: Count) -> None:
    try:
        finish(store, workspace_id, survey_id, count)
    except Exception as error:  # noqa: BLE001  one survey must not stop the others
        why = error.code if isinstance(error, PulseTrouble | StoreTrouble) else type(error).__name__
        _LOG.warning("A pulse could not be closed yet.", extra={"pulse": survey_id, "reason": why})


def _void(store: Store, workspace_id: str, survey_id: str, why: str) -> None:
    with store.work(workspace_id) as session:
        voiding.void(session, [survey_id], why)
    scrubbing.scrub(store, survey_id)
    _LOG.warning("A pulse was voided.", extra={"pulse": survey_id, "reason": why})


def _destroy_shares(store: Store) -> None:
    """Read after the rows were changed: a survey that is opened meanwhile is known or young."""
    shares = store.vault.shares()
    found = _surveys(store)
    for survey_id in shares:
        if survey_id in found:
            _, state, _ = found[survey_id]
            is_over = state not in _ALIVE
        else:
            age = store.vault.age(survey_id)
            is_over = age is not None and age > UNDER_WAY
        if is_over:
            store.vault.destroy(survey_id)


def _has_share(store: Store, survey_id: str) -> bool:
    try:
        store.vault.share(survey_id)
    except PulseTrouble:
        return False
    return True


def _surveys(store: Store) -> dict[str, tuple[str, SurveyState, bool]]:
    """Workspace and state of every survey, also of workspaces that are served no longer."""
    asked = (
        select(
            PulseSurveyRow.id,
            PulseSurveyRow.workspace_id,
            PulseSurveyRow.state,
            WorkspaceRow.left_at.is_not(None),
        )
        .join(WorkspaceRow, WorkspaceRow.id == PulseSurveyRow.workspace_id)
        .order_by(PulseSurveyRow.id)
    )
    with Session(store.engines.look) as session:
        return {
            survey_id: (workspace_id, SurveyState(state), bool(is_left))
            for survey_id, workspace_id, state, is_left in session.execute(asked)
        }

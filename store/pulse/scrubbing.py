"""After a close: the share goes, then what the database still holds of slips and tokens.

Both may be done again at any time, and are: whoever is killed in between leaves nothing that the
janitor does not finish.
"""

import logging

from sqlalchemy import exists, func, select, text
from sqlalchemy.orm import Session

from program.pulse.survey import SurveyState
from store.pulse.tables import PulseRollRow, PulseSlotRow, PulseSurveyRow
from store.store import Store
from store.troubles import StoreTrouble

_LOG = logging.getLogger(__name__)
_TABLES = (PulseRollRow.__tablename__, PulseSlotRow.__tablename__)
_ALIVE = (SurveyState.OPEN.value, SurveyState.CLOSING.value)


def scrub(store: Store, survey_id: str) -> None:
    """Destroy the share of a survey that ended, and what is left of its rows. Again is quiet."""
    store.vault.destroy(survey_id)
    empty(store)


def empty(store: Store) -> None:
    """Overwrite what deleted rows left behind; what is in use just now waits for the next time.

    SQLite has overwritten it in the file itself (`secure_delete`): its log is emptied here.
    """
    if store.engines.is_sqlite:
        store.empty_log()
    else:
        _vacuum(store)


def _vacuum(store: Store) -> None:
    """PostgreSQL keeps deleted tokens within the pages of a table until it is written anew.

    That needs the tables alone for a moment: not while another survey takes votes.
    """
    with Session(store.engines.look) as session:
        is_alive = session.scalar(select(exists().where(PulseSurveyRow.state.in_(_ALIVE))))
        sizes = [session.scalar(select(func.pg_relation_size(name))) or 0 for name in _TABLES]
    if not any(sizes):
        return
    full = "" if is_alive else "(FULL) "
    engine = store.engines.work.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SET lock_timeout = '1s'"))  # whoever comes later waits behind it
        try:
            for name in _TABLES:
                connection.execute(text(f"VACUUM {full}{name}"))
        except StoreTrouble as trouble:  # somebody reads for long: the janitor comes again
            _LOG.info("What a pulse left is scrubbed later.", extra={"reason": trouble.code})
        finally:
            connection.execute(text("RESET lock_timeout"))

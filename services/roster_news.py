"""Where an import stands, and who hears of it: what every step of an import shares."""

from program.delivery import DeliveryClass
from program.refusal import Refusal
from program.roster_import import ImportState, RosterImport
from services.desk import Look, Work
from store import roster_imports

WAITS = frozenset({ImportState.READING, ImportState.CHECKED, ImportState.APPLYING})


def found(look: Look, import_id: str) -> RosterImport:
    """One import. Raises Refusal `rosters.gone` where nobody knows it."""
    known = roster_imports.find(look.session, import_id)
    if known is None:
        raise Refusal("rosters.gone")
    return known


def moved(work: Work, import_id: str, to: ImportState) -> RosterImport:
    """Set where it stands; messages that speak of it are shown anew."""
    now = roster_imports.move(work.session, import_id, to)
    work.retouch(f"roster_import:{import_id}")
    return now


def announce(work: Work, one: RosterImport) -> None:
    """Tell whoever asked where their import stands."""
    if one.asked_by is None:
        return
    work.send(
        f"rosters.{one.state.value}",
        to=one.asked_by,
        about={"roster_import": one.id},
        cls=DeliveryClass.REPLY,
        key=f"rosters.{one.state.value}:{one.id}",
    )
